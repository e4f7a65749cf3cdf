import type { DocumentContext, SheetSelection } from '../document/context.ts';
import type { CellsEdit, EditPlan, RemoveRowsEdit, SheetEdit } from '../edits/edit-plan.ts';
import { rangeAddress } from '../figures/table.ts';
import { contentAt, type ChangedCell, type CleanUp } from './clean-up.ts';
import { cleanUpSteps, noChoices, type CleanUpChoices } from './clean-up-steps.ts';
import { countBefore } from './count-before.ts';
import type { DuplicateRow } from './find-duplicates.ts';
import { planSplits } from './plan-splits.ts';
import { factsOf } from './sheet-facts.ts';

/**
 * The clean-up as edits: rows that go, columns that come, then cells, neighbouring ones of a column in one edit. Each knows what its
 * cells hold now. Addresses of later edits are those after the earlier ones.
 */
export function planCleanUp(
  context: DocumentContext,
  cleanUp: CleanUp,
  choices: CleanUpChoices = noChoices,
  instruction = '',
): EditPlan {
  const { sheet } = context;
  if (!sheet) return { context, edits: [], tracked: false };
  const on = cleanUpSteps(sheet, cleanUp, choices, instruction).filter(({ isOn }) => isOn);
  const kinds = new Set(on.map(({ kind }) => kind));
  const left = new Set(choices.left);
  const removed = removedRows(cleanUp, kinds, left);
  const gone = new Set(removed.map(({ row }) => row));
  const edits: SheetEdit[] = removed.length === 0 ? [] : [toRemoval(sheet, removed)];
  const splits = planSplits(
    sheet,
    factsOf(sheet).profile,
    on.flatMap(({ split }) => split ?? []),
    { removed: gone, replaced: new Set(choices.replaced), left },
  );
  edits.push(...splits.added);
  const repairs = cleanUp.changes.filter(
    ({ kind, row, column }) =>
      kinds.has(kind) && !gone.has(row) && !left.has(`${row}:${column}`) && !splits.isReplaced(column),
  );
  const rows = removed.map(({ row }) => row);
  for (const run of runsOf([...repairs, ...splits.changed])) {
    edits.push(toCells(sheet, run, countBefore(rows, run[0]?.row ?? 0), splits.shift(run[0]?.column ?? 0)));
  }
  return { context, edits, tracked: false };
}

function removedRows(
  { duplicates: { same, sameKey } }: CleanUp,
  kinds: ReadonlySet<string>,
  left: ReadonlySet<string>,
): DuplicateRow[] {
  const chosen = [...(kinds.has('same-rows') ? same : []), ...(kinds.has('same-key') ? (sameKey?.rows ?? []) : [])];
  const rows = chosen.filter(({ row }) => !left.has(String(row))).sort((one, other) => one.row - other.row);
  // A row that is kept for another's sake may go for its key.
  const keptOf = new Map(rows.map(({ row, keptRow }) => [row, keptRow]));
  return rows.map(({ row, keptRow }) => ({ row, keptRow: keptOf.get(keptRow) ?? keptRow }));
}

function toRemoval(
  { sheet, table, tableAddress, around }: SheetSelection,
  rows: readonly DuplicateRow[],
): RemoveRowsEdit {
  return {
    type: 'remove-rows',
    sheet,
    address: tableAddress,
    rows,
    before: rows.map(({ row }) => table.columns.map((_column, column) => contentAt(table, column, row))),
    wholeRows: around?.ownsRows === true && around.table === null,
  };
}

/** Changes of one column in rows that follow each other; none of them is taken out. */
function runsOf(changes: readonly ChangedCell[]): ChangedCell[][] {
  const sorted = changes.toSorted((one, other) => one.column - other.column || one.row - other.row);
  const runs: ChangedCell[][] = [];
  for (const change of sorted) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    if (run && last?.column === change.column && last.row + 1 === change.row) run.push(change);
    else runs.push([change]);
  }
  return runs;
}

function toCells(
  { sheet, table }: SheetSelection,
  run: readonly ChangedCell[],
  rowsAbove: number,
  columnsBefore: number,
): CellsEdit {
  const column = run[0]?.column ?? 0;
  const top = run[0]?.row ?? 0;
  const area = { top, left: column, bottom: top + run.length - 1, right: column };
  const from = rangeAddress(table, area);
  const address = rangeAddress(table, {
    top: area.top - rowsAbove,
    left: area.left + columnsBefore,
    bottom: area.bottom - rowsAbove,
    right: area.right + columnsBefore,
  });
  return {
    type: 'cells',
    sheet,
    address,
    ...(from !== address && { from }),
    cells: run.map(({ after }) => [{ value: after }]),
    before: run.map(({ row }) => [contentAt(table, column, row)]),
    numberFormats: run.map(({ format }) => [format ?? null]),
  };
}
