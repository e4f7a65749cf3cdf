import { contentOf, inputsOf, isSame, rowsAt, type Cells } from './cell-content.ts';
import { sheetColumns, takeColumnsOut } from './add-columns.ts';
import { batchesOf } from './in-batches.ts';
import type { Pace } from './pace.ts';
import { putRangesBack, readAgain, type RangeOfRows } from './ranges-of-rows.ts';
import { putFormulasBack, putRowsBack } from './remove-rows.ts';
import type { AddedColumns, FormulaOfRows, RemovedRows, Written, WrittenCells } from './written.ts';

/** Takes back what was written; `changed` when a cell was edited since, or what was made is gone, and then nothing is done. */
export async function undoWritten(
  context: Excel.RequestContext,
  written: readonly Written[],
  pace: Pace,
): Promise<'undone' | 'changed'> {
  const edited = new Set<FormulaOfRows | RangeOfRows>();
  for (const each of written) {
    // eslint-disable-next-line office-addins/no-context-sync-in-loop
    if (each.kind === 'rows' && !(await lookBeside(context, each, edited))) return 'changed';
  }
  const others = written.filter(({ kind }) => kind !== 'rows') as readonly Exclude<Written, RemovedRows>[];
  for (const batch of batchesOf(others, cellCount)) {
    const looks = batch.map((each) => lookAt(context, each));
    // Each batch is as much as one request may hold.
    // eslint-disable-next-line office-addins/no-context-sync-in-loop
    await context.sync();
    if (!looks.every((isUntouched) => isUntouched())) return 'changed';
  }
  await takeBack(context, written, pace, edited);
  return 'undone';
}

/** Puts back what was there, the last first, without asking whether it was edited since; `edited` formulas and ranges stay as they are. */
export async function takeBack(
  context: Excel.RequestContext,
  written: readonly Written[],
  pace: Pace,
  edited: ReadonlySet<FormulaOfRows | RangeOfRows> = new Set(),
): Promise<void> {
  const { worksheets } = context.workbook;
  const removals = written.filter((each) => each.kind === 'rows').toReversed();
  const others = written.filter(({ kind }) => kind !== 'rows').toReversed();
  let done = 0;
  for (const batch of batchesOf(others, cellCount)) {
    pace('taking-back', done, others.length);
    done += batch.length;
    for (const each of batch) {
      const sheet = worksheets.getItemOrNullObject(each.sheet);
      if (each.kind === 'cells') restore(sheet.getRange(each.address), each);
      else if (each.kind === 'columns') takeColumnsOut(context, each);
      else if (each.kind === 'rows' || isUnmade(each)) continue;
      else if (each.kind === 'chart') sheet.charts.getItemOrNullObject(each.name).delete();
      else if (each.kind === 'text-box') sheet.shapes.getItem(each.name).delete();
      else sheet.delete();
    }
    // eslint-disable-next-line office-addins/no-context-sync-in-loop
    await context.sync();
  }
  // Rows went first of all, so they come back last.
  for (const each of removals) {
    await putRowsBack(context, each, pace);
    await putFormulasBack(context, each, edited);
    // eslint-disable-next-line office-addins/no-context-sync-in-loop
    await putRangesBack(
      context,
      each.ranges.filter((range) => !edited.has(range)),
    );
  }
}

/** An object that Excel refused has no name to find it by. */
function isUnmade(each: Written): boolean {
  return 'name' in each && each.name === '';
}

/** Whether nothing of it was written after all: a sheet that takes nothing takes nothing back either. */
export async function isAsBefore(context: Excel.RequestContext, written: readonly Written[]): Promise<boolean> {
  const cells = written.filter((each) => each.kind === 'cells');
  if (written.some((each) => each.kind !== 'cells' && !isUnmade(each))) return false;
  for (const batch of batchesOf(cells, cellCount)) {
    const looks = batch.map((each) => {
      const range = context.workbook.worksheets.getItem(each.sheet).getRange(each.address);
      range.load('values,formulas');
      return { range, before: each.before };
    });
    // Each batch is as much as one request may hold.
    // eslint-disable-next-line office-addins/no-context-sync-in-loop
    await context.sync();
    if (!looks.every(({ range, before }) => isSame(inputsOf(range), before))) return false;
  }
  return true;
}

function restore(range: Excel.Range, { before, formatsBefore }: WrittenCells): void {
  // A text that looks like a number must find its cell formatted as text again.
  range.numberFormat = formatsBefore.map((row) => [...row]);
  range.formulas = before.map((row) => [...row]);
  // Excel gives a cell of General the format of what a formula reads.
  range.numberFormat = formatsBefore.map((row) => [...row]);
}

function cellCount(written: Written): number {
  return 'after' in written ? written.after.length * (written.after[0]?.length ?? 0) : 1;
}

/** Asks what is there now; the answer is known after the next sync. */
function lookAt(context: Excel.RequestContext, each: Exclude<Written, RemovedRows>): () => boolean {
  const sheet = context.workbook.worksheets.getItemOrNullObject(each.sheet);
  sheet.load('name');
  // `sheet` is read in what is given back, after the caller's sync; the rules look at the order of lines.
  /* eslint-disable office-addins/call-sync-before-read */
  if ('at' in each) {
    const { items } = each.kind === 'chart' ? askForNames(sheet.charts) : askForNames(sheet.shapes);
    return () => !sheet.isNullObject && items().some(({ name }) => name === each.name);
  }
  if (each.kind === 'columns') return lookAtColumns(sheet, each);
  const range = each.kind === 'cells' ? sheet.getRange(each.address) : sheet.getUsedRangeOrNullObject(true);
  range.load('values,formulas');
  const { after } = each;
  return () => !sheet.isNullObject && isSame(contentIn(range), after);
  /* eslint-enable office-addins/call-sync-before-read */
}

/** Rows go in again where their neighbours are what they were; formulas that were edited since are found. */
async function lookBeside(
  context: Excel.RequestContext,
  { sheet: name, anchors, formulas, ranges }: RemovedRows,
  edited: Set<FormulaOfRows | RangeOfRows>,
): Promise<boolean> {
  const sheet = context.workbook.worksheets.getItemOrNullObject(name);
  sheet.load('name');
  await context.sync();
  if (sheet.isNullObject) return false;
  for (const batch of batchesOf(anchors, ({ content }) => content.length * (content[0]?.length ?? 0))) {
    const beside = batch.map((each) => ({ ...each, range: sheet.getRange(each.address) }));
    for (const { range } of beside) range.load('values,formulas');
    // eslint-disable-next-line office-addins/no-context-sync-in-loop
    await context.sync();
    const isUntouched = beside.every(({ rows, content, range }) => isSame(rowsAt(contentOf(range), rows), content));
    if (!isUntouched) return false;
  }
  for (const batch of batchesOf(formulas, () => 1)) {
    // eslint-disable-next-line office-addins/no-context-sync-in-loop
    await Excel.run(async (own) => {
      const cells = batch.map((formula) => ({
        formula,
        range: own.workbook.worksheets.getItem(formula.sheet).getRange(formula.after.address),
      }));
      for (const { range } of cells) range.load('formulas');
      await own.sync();
      for (const { formula, range } of cells) if (range.formulas[0]?.[0] !== formula.after.formula) edited.add(formula);
    });
  }
  const now = new Set((await readAgain(context, ranges)).map(keyOf));
  for (const range of ranges) if (!now.has(keyOf(range))) edited.add(range);
  return true;
}

/** Which range it is, and of which cells. */
function keyOf(range: RangeOfRows): string {
  const own = range.kind === 'chart' ? [range.chart, range.series, range.dimension] : [range.id];
  return JSON.stringify([range.kind, range.sheet, ...own, range.after]);
}

/** Columns go where they hold what was written, and nothing else was put into them. */
function lookAtColumns(sheet: Excel.Worksheet, { address, after, inUse }: AddedColumns): () => boolean {
  const range = sheet.getRange(address);
  range.load('values,formulas');
  const used = sheetColumns(sheet, address).getUsedRangeOrNullObject(true);
  used.load('address');
  /* eslint-disable office-addins/call-sync-before-read, office-addins/call-sync-after-load */
  return () =>
    !sheet.isNullObject && isSame(contentOf(range), after) && (used.isNullObject ? '' : used.address) === inUse;
  /* eslint-enable office-addins/call-sync-before-read, office-addins/call-sync-after-load */
}

function askForNames(collection: Excel.ChartCollection | Excel.ShapeCollection): {
  readonly items: () => readonly { readonly name: string }[];
} {
  collection.load('items/name');
  return { items: () => collection.items };
}

function contentIn(range: Excel.Range): Cells {
  return range.isNullObject ? [] : contentOf(range);
}
