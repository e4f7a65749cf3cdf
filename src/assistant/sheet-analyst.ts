import type { DocumentContext, SheetSelection } from '../core/document/context.ts';
import { parseMarkdown } from '../core/document/markdown.ts';
import { rowCount } from '../core/figures/table.ts';
import type { WritingCommand } from '../core/prompt/writing-command.ts';
import { linesOf } from '../core/sheet/plan-text.ts';
import type { SheetDesk } from '../core/sheet/sheet-desk.ts';
import { checkDraft, isChecked, rememberCheck, rememberCleanUp, rememberFacts } from '../core/sheet/sheet-facts.ts';
import { answerOf, type Turn } from './turn.ts';

/** Cells from which on counting takes longer than a person's patience with a pane that stands still, some 50 milliseconds. */
const manyCells = 40_000;

/** Does ahead, off the main thread, what a command needs to know of many cells; what follows finds it done. */
export interface Analyst {
  /** What a command's prompt or rules need. */
  prepare(context: DocumentContext, command: WritingCommand, signal: AbortSignal): Promise<void>;
  /** Looks up the numbers of an answer that has ended. */
  check(turn: Turn): Promise<void>;
}

export function createSheetAnalyst(desk: SheetDesk): Analyst {
  return {
    async prepare({ sheet }, command, signal) {
      if (!sheet || !hasMany(sheet)) return;
      const { table } = sheet;
      await leaveToMainThread(signal, async () => {
        rememberFacts({ table, ...(await desk.facts(table, signal)) });
        if (command.answer === 'cells') rememberCleanUp(table, await desk.cleanUp(table, signal));
      });
    },
    async check(turn) {
      const { sheet } = turn.context;
      if (!sheet || !hasMany(sheet) || turn.command.answer !== 'reading') return;
      const { table } = sheet;
      await leaveToMainThread(undefined, async () => {
        if (!isChecked(table, answerOf(turn))) {
          rememberCheck(table, answerOf(turn), await desk.check(table, answerOf(turn)));
        }
        const checked = checkDraft(sheet, answerOf(turn));
        // Sentences that follow the data are made of lines, each of which is looked at again.
        const lines = linesOf(parseMarkdown(checked.text)).join('\n');
        rememberCheck(table, lines, await desk.check(table, lines));
      });
    },
  };
}

function hasMany({ table, isRead }: SheetSelection): boolean {
  return isRead && rowCount(table) * table.columns.length > manyCells;
}

/** Where there is no thread to be had, what is asked later is computed then, in this one; only stopping is passed on. */
async function leaveToMainThread(signal: AbortSignal | undefined, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch {
    signal?.throwIfAborted();
  }
}
