import { batchesOf } from './in-batches.ts';
import type { Pace } from './pace.ts';
import { rangeOf, writeLooks } from './row-looks.ts';
import { cellCount, runsOf } from './row-spans.ts';
import type { FormulaOfRows, RemovedRows, Written } from './written.ts';

/** Excel takes rows out, and puts them in, place by place, each in the time that moving all below takes. */
const placesPerRequest = 500;

/**
 * Takes the rows out, the last first and alone, for what Excel refuses it nearly always refuses there; `written` knows at each
 * moment of those that are gone, also where Excel does some of a request and refuses the rest.
 */
export async function removeRows(
  context: Excel.RequestContext,
  removed: RemovedRows,
  written: Written[],
  pace: Pace,
): Promise<void> {
  const { sheet: name, block, rows, wholeRows } = removed;
  const sheet = context.workbook.worksheets.getItem(name);
  const at = written.length;
  // It comes up by as many rows as are gone.
  const below = rangeOf(sheet, { ...block, top: block.bottom + 1, bottom: block.bottom + 1 });
  const countGone = async (): Promise<number> => {
    below.load('rowIndex');
    await context.sync();
    const count = block.bottom + 1 - below.rowIndex;
    if (count > 0) written[at] = lastOf(removed, count);
    return count;
  };
  await countGone();
  const [last, ...others] = runsOf(rows).toReversed();
  let gone = 0;
  for (const batch of [...(last ? [[last]] : []), ...batchesOf(others, () => 1, placesPerRequest)]) {
    pace('writing', gone, rows.length);
    for (const run of batch) {
      const range = rangeOf(sheet, { ...block, ...run });
      (wholeRows ? range.getEntireRow() : range).delete(Excel.DeleteShiftDirection.up);
    }
    try {
      // eslint-disable-next-line office-addins/no-context-sync-in-loop
      gone = await countGone();
    } catch (error) {
      // eslint-disable-next-line office-addins/no-context-sync-in-loop
      await countGone();
      throw error;
    }
  }
}

/** Of rows that are to go, the last ones. */
function lastOf(removed: RemovedRows, count: number): RemovedRows {
  return count === removed.rows.length
    ? removed
    : {
        ...removed,
        rows: removed.rows.slice(-count),
        before: removed.before.slice(-count),
        contents: removed.contents.slice(-count),
        formatsBefore: removed.formatsBefore.slice(-count),
      };
}

/** Puts the rows in again where they were, with all that they held and looked like. */
export async function putRowsBack(context: Excel.RequestContext, removed: RemovedRows, pace: Pace): Promise<void> {
  const { sheet: name, block, rows, wholeRows, table, before, formatsBefore } = removed;
  const sheet = context.workbook.worksheets.getItem(name);
  const bodyTop = table === null ? 0 : await topOfBody(context, table);
  const runs = runsOf(rows);
  let at = 0;
  for (const batch of batchesOf(runs, (run) => cellCount({ ...block, ...run }), placesPerRequest)) {
    pace('taking-back', at, rows.length);
    for (const { top, bottom } of batch) {
      if (table !== null) {
        const empty = Array.from({ length: bottom - top + 1 }, () =>
          Array.from({ length: block.right - block.left + 1 }, () => ''),
        );
        context.workbook.tables.getItem(table).rows.add(top - bodyTop, empty);
      } else {
        const place = rangeOf(sheet, { ...block, top, bottom });
        (wholeRows ? place.getEntireRow() : place).insert(Excel.InsertShiftDirection.down);
      }
    }
    for (const { top, bottom } of batch) {
      const height = bottom - top + 1;
      const formats = formatsBefore.slice(at, at + height).map((row) => [...row]);
      const range = rangeOf(sheet, { ...block, top, bottom });
      range.numberFormat = formats;
      range.formulas = before.slice(at, at + height).map((row) => [...row]);
      // Excel gives a cell of General the format of what a formula reads.
      range.numberFormat = formats;
      at += height;
    }
    // eslint-disable-next-line office-addins/no-context-sync-in-loop
    await context.sync();
  }
  await writeLooks(context, sheet, runs, removed);
}

async function topOfBody(context: Excel.RequestContext, table: string): Promise<number> {
  const body = context.workbook.tables.getItem(table).getDataBodyRange();
  body.load('rowIndex');
  await context.sync();
  return body.rowIndex;
}

/** Gives formulas and names that ended in the rows their ends back, but for those that were edited since. */
export async function putFormulasBack(
  context: Excel.RequestContext,
  { formulas, names }: RemovedRows,
  edited: ReadonlySet<FormulaOfRows>,
): Promise<void> {
  for (const batch of batchesOf(formulas, () => 1)) {
    for (const formula of batch) {
      if (edited.has(formula)) continue;
      const { sheet, before } = formula;
      context.workbook.worksheets.getItem(sheet).getRange(before.address).formulas = [[before.formula]];
    }
    // eslint-disable-next-line office-addins/no-context-sync-in-loop
    await context.sync();
  }
  for (const { name, before } of names) context.workbook.names.getItem(name).formula = before;
  await context.sync();
}
