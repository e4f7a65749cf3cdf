import type { AssistantOptions } from '../assistant/assistant.ts';
import { loadOnDemand } from '../base/load-on-demand.ts';
import { writingCommandSet } from '../core/prompt/commands.ts';
import { createWordHost } from '../host/word/word-host.ts';

/** The application that the pane stands in, and what the assistant can do there. */
export type OpenedHost = Pick<AssistantOptions, 'host' | 'commandSet' | 'loadPlanner' | 'analyst'>;

/**
 * The one place that chooses an adapter; `undefined` where there is none. Word's comes with the first bundle, Excel's, with the code
 * that counts cells, when the pane opens there.
 */
export async function openHost(host: Office.HostType | null): Promise<OpenedHost | undefined> {
  if (host === Office.HostType.Word) return { host: createWordHost(), commandSet: writingCommandSet };
  if (host !== Office.HostType.Excel) return undefined;
  const [{ createExcelHost }, { sheetCommandSet }, { openAnalyst }] = await loadOnDemand(() =>
    Promise.all([
      import('../host/excel/excel-host.ts'),
      import('../core/prompt/sheet/sheet-commands.ts'),
      import('./open-analyst.ts'),
    ]),
  );
  return {
    host: createExcelHost(),
    commandSet: sheetCommandSet,
    analyst: openAnalyst(),
    loadPlanner: () => loadOnDemand(() => import('../assistant/plan-sheet-turn.ts')),
  };
}
