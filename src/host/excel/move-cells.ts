import type { AddColumnsEdit, EditPlan } from '../../core/edits/edit-plan.ts';
import { addColumns, isSourceSame } from './add-columns.ts';
import { movedAddress } from './moved-address.ts';
import { areaOf } from './look-around.ts';
import { lookAfterRemoval, lookAtRows } from './look-at-rows.ts';
import type { Pace } from './pace.ts';
import { removeRows } from './remove-rows.ts';
import type { RemovedRows, Written } from './written.ts';

/** Rows that go and columns that come, with what is needed to take both back. */
export interface Moves {
  readonly rows: readonly RemovedRows[];
  readonly columns: readonly AddColumnsEdit[];
}

/** Looks at all that a plan moves; nothing where it is not as the plan takes it to be. */
export async function lookBeforeMoving(
  context: Excel.RequestContext,
  { edits }: EditPlan,
  pace: Pace,
): Promise<Moves | undefined> {
  const rows: RemovedRows[] = [];
  const columns = edits.filter((edit) => edit.type === 'add-columns');
  for (const edit of columns) {
    // eslint-disable-next-line office-addins/no-context-sync-in-loop
    if (!(await isSourceSame(context, edit))) return undefined;
  }
  for (const edit of edits) {
    if (edit.type !== 'remove-rows') continue;
    const found = await lookAtRows(context, edit, await tableAround(context, edit.sheet, edit.address), pace);
    if (!found) return undefined;
    rows.push(found);
  }
  return { rows, columns };
}

/** The Excel table that an area is in, with all of its columns. */
async function tableAround(context: Excel.RequestContext, sheet: string, address: string): Promise<string | null> {
  const tables = context.workbook.worksheets.getItem(sheet).getRange(address).getTables(false);
  tables.load('items/name');
  await context.sync();
  const name = tables.items[0]?.name;
  if (name === undefined) return null;
  const range = context.workbook.tables.getItem(name).getRange();
  range.load('columnIndex,columnCount');
  await context.sync();
  const { left, right } = areaOf(address);
  return range.columnIndex <= left && range.columnIndex + range.columnCount > right ? name : null;
}

export async function moveCells(
  context: Excel.RequestContext,
  moves: Moves,
  written: Written[],
  pace: Pace,
): Promise<void> {
  for (const removed of moves.rows) await removeRows(removed, written, pace);
  for (const edit of moves.columns) {
    const { room } = edit;
    if (room !== 'free') await addColumns(context, { ...edit, room }, written, pace);
  }
}

/** Reads back what rows that went have left behind; gives how many formulas show an error for it. */
export async function lookAfterMoving(context: Excel.RequestContext, written: Written[]): Promise<number> {
  let errorCells = 0;
  for (const [at, each] of written.entries()) {
    if (each.kind !== 'rows') continue;
    const found = await lookAfterRemoval(context, each, (sheet, address) => movedAddress(written, sheet, address));
    written[at] = found.removed;
    errorCells += found.errorCells;
  }
  return errorCells;
}
