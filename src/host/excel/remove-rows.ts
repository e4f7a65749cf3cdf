import { batchesOf, inGrowingBatches } from './in-batches.ts';
import type { Pace } from './pace.ts';
import { rangeOf, writeLooks } from './row-looks.ts';
import { writeComments } from './row-comments.ts';
import { putLinks } from './row-links.ts';
import { cellCount, runsOf, type Run } from './row-spans.ts';
import type { RemovedRows, Written } from './written.ts';

/**
 * Excel takes rows out, and puts them in, place by place, each in the time that moving all below takes; office.js takes the square of
 * the ranges to end a request. A place that rows go from is one range, one that they come back to two.
 */
const placesPerRequest = { first: 500, most: 4000 };
const placesBackPerRequest = { first: 250, most: 2000 };

/**
 * Takes the rows out, the last first and alone, for what Excel refuses it nearly always refuses there; `written` knows at each
 * moment of those that are gone, also where Excel does some of a request and refuses the rest.
 */
export async function removeRows(removed: RemovedRows, written: Written[], pace: Pace): Promise<void> {
  const { rows } = removed;
  const at = written.length;
  const [last, ...others] = runsOf(rows).toReversed();
  let gone = 0;
  const take = async (batch: readonly Run[]): Promise<void> => {
    pace('writing', gone, rows.length);
    await Excel.run(async (context) => {
      await removeBatch(context, removed, batch, gone, (count) => {
        gone = count;
        if (count > 0) written[at] = lastOf(removed, count);
      });
    });
  };
  if (last) await take([last]);
  await inGrowingBatches(others, () => 1, placesPerRequest, take);
}

/**
 * Takes some places out, in a run of its own: office.js ends one in a time that grows with the square of the ranges in it. `told`
 * hears how many rows are gone then.
 */
async function removeBatch(
  context: Excel.RequestContext,
  { sheet: name, block, wholeRows }: RemovedRows,
  batch: readonly Run[],
  gone: number,
  told: (count: number) => void,
): Promise<void> {
  const sheet = context.workbook.worksheets.getItem(name);
  // It comes up by as many rows as go.
  const top = block.bottom + 1 - gone;
  const below = rangeOf(sheet, { ...block, top, bottom: top });
  const count = async (): Promise<void> => {
    below.load('rowIndex');
    await context.sync();
    told(block.bottom + 1 - below.rowIndex);
  };
  await count();
  for (const run of batch) {
    const range = rangeOf(sheet, { ...block, ...run });
    (wholeRows ? range.getEntireRow() : range).delete(Excel.DeleteShiftDirection.up);
  }
  try {
    await count();
  } catch (error) {
    await count();
    throw error;
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
        comments: removed.comments.filter(({ row }) => row >= (removed.rows.at(-count) ?? 0)),
        links: removed.links.filter(({ row }) => row >= (removed.rows.at(-count) ?? 0)),
      };
}

/** Puts the rows in again where they were, with all that they held and looked like. */
export async function putRowsBack(context: Excel.RequestContext, removed: RemovedRows, pace: Pace): Promise<void> {
  const { block, rows, table } = removed;
  const bodyTop = table === null ? 0 : await topOfBody(context, table);
  const runs = runsOf(rows);
  let at = 0;
  const cells = (run: Run): number => cellCount({ ...block, ...run });
  await inGrowingBatches(runs, cells, placesBackPerRequest, async (batch) => {
    pace('taking-back', at, rows.length);
    await Excel.run((own) => putBatchBack(own, removed, batch, at, bodyTop));
    at += batch.reduce((sum, { top, bottom }) => sum + bottom - top + 1, 0);
  });
  const sheet = context.workbook.worksheets.getItem(removed.sheet);
  await writeLooks(context, sheet, runs, removed);
  await writeComments(context, sheet, removed.comments);
}

/** Puts some places back; `first` is the number of their first row among those that went. */
async function putBatchBack(
  context: Excel.RequestContext,
  { sheet: name, block, wholeRows, table, before, formatsBefore, links }: RemovedRows,
  batch: readonly Run[],
  first: number,
  bodyTop: number,
): Promise<void> {
  const sheet = context.workbook.worksheets.getItem(name);
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
  const [above, below] = [batch[0], batch.at(-1)];
  // Links are on these rows alone.
  if (above && below) putLinks(sheet, links, { top: above.top, bottom: below.bottom });
  let at = first;
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
  await context.sync();
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
  edited: ReadonlySet<unknown>,
): Promise<void> {
  for (const batch of batchesOf(formulas, () => 1)) {
    // eslint-disable-next-line office-addins/no-context-sync-in-loop
    await Excel.run(async (own) => {
      for (const formula of batch) {
        if (edited.has(formula)) continue;
        const { sheet, before } = formula;
        own.workbook.worksheets.getItem(sheet).getRange(before.address).formulas = [[before.formula]];
      }
      await own.sync();
    });
  }
  for (const { name, before } of names) context.workbook.names.getItem(name).formula = before;
  await context.sync();
}
