import type { AssistantOptions } from '../assistant/assistant.ts';
import { loadOnDemand } from '../base/load-on-demand.ts';
import { writingCommandSet } from '../core/prompt/commands.ts';
import type { CellFunctions, CellFunctionsOptions } from '../functions/cell-functions.ts';
import type { CopilotConversion } from '../functions/copilot-conversion.ts';
import { createWordHost } from '../host/word/word-host.ts';

/** The application that the pane stands in, and what the assistant can do there. */
export interface OpenedHost extends Pick<AssistantOptions, 'host' | 'commandSet' | 'loadPlanner' | 'analyst'> {
  /** The functions that stand in its cells, where it has cells. */
  readonly openFunctions?: (options: Omit<CellFunctionsOptions, 'cells'>) => OpenedFunctions;
}

export interface OpenedFunctions {
  readonly functions: CellFunctions;
  readonly conversion: CopilotConversion;
}

/**
 * The one place that chooses an adapter; `undefined` where there is none. Word's comes with the first bundle, Excel's, with the code
 * that counts cells, when the pane opens there.
 */
export async function openHost(host: Office.HostType | null): Promise<OpenedHost | undefined> {
  if (host === Office.HostType.Word) return { host: createWordHost(), commandSet: writingCommandSet };
  if (host !== Office.HostType.Excel) return undefined;
  const [{ createExcelHost }, { sheetCommandSet }, { openAnalyst }, { CellFunctions }, { CopilotConversion }] =
    await loadOnDemand(() =>
      Promise.all([
        import('../host/excel/excel-host.ts'),
        import('../core/prompt/sheet/sheet-commands.ts'),
        import('./open-analyst.ts'),
        import('../functions/cell-functions.ts'),
        import('../functions/copilot-conversion.ts'),
      ]),
    );
  const opened = createExcelHost();
  const { cells } = opened;
  return {
    host: opened,
    commandSet: sheetCommandSet,
    analyst: openAnalyst(),
    ...(cells && {
      openFunctions: (options) => ({
        functions: new CellFunctions({ ...options, cells }),
        conversion: new CopilotConversion(opened),
      }),
    }),
    loadPlanner: () => loadOnDemand(() => import('../assistant/plan-sheet-turn.ts')),
  };
}
