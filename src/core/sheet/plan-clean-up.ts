import type { DocumentContext, SheetSelection } from '../document/context.ts';
import type { CellsEdit, EditPlan } from '../edits/edit-plan.ts';
import { formulaAt, rangeAddress } from '../figures/table.ts';
import { inputOf, type CleanUp, type CleanUpChange } from './clean-up.ts';

/** The clean-up as edits: neighbouring cells of a column in one, each with what its cells hold now. */
export function planCleanUp(context: DocumentContext, cleanUp: CleanUp): EditPlan {
  const { sheet } = context;
  if (!sheet) return { context, edits: [], tracked: false };
  return { context, edits: runsOf(cleanUp.changes).map((run) => toEdit(sheet, run)), tracked: false };
}

/** Changes of one column in rows that follow each other. */
function runsOf(changes: readonly CleanUpChange[]): CleanUpChange[][] {
  const runs: CleanUpChange[][] = [];
  for (const change of changes) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    if (run && last?.column === change.column && last.row + 1 === change.row) run.push(change);
    else runs.push([change]);
  }
  return runs;
}

function toEdit({ sheet, table }: SheetSelection, run: readonly CleanUpChange[]): CellsEdit {
  const [first] = run;
  const column = first?.column ?? 0;
  const top = first?.row ?? 0;
  const area = { top, left: column, bottom: top + run.length - 1, right: column };
  return {
    type: 'cells',
    sheet,
    address: rangeAddress(table, area),
    cells: run.map((change) => [inputOf(change)]),
    before: run.map(({ row }) => [formulaAt(table, column, row) ?? table.columns[column]?.[row] ?? '']),
    numberFormats: run.map(({ format }) => [format ?? null]),
  };
}
