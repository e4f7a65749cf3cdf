import { contentOf, isSame, type Cells } from './cell-content.ts';
import { batchesOf } from './in-batches.ts';
import type { Written, WrittenCells } from './written.ts';

/** Takes back what was written; `changed` when a cell was edited since, or what was made is gone, and then nothing is done. */
export async function undoWritten(
  context: Excel.RequestContext,
  written: readonly Written[],
): Promise<'undone' | 'changed'> {
  for (const batch of batchesOf(written, cellCount)) {
    const looks = batch.map((each) => lookAt(context, each));
    // Each batch is as much as one request may hold.
    // eslint-disable-next-line office-addins/no-context-sync-in-loop
    await context.sync();
    if (!looks.every((isUntouched) => isUntouched())) return 'changed';
  }
  await takeBack(context, written);
  return 'undone';
}

/** Puts back what was there, the last first, without asking whether it was edited since. */
export async function takeBack(context: Excel.RequestContext, written: readonly Written[]): Promise<void> {
  const { worksheets } = context.workbook;
  for (const batch of batchesOf(written.toReversed(), cellCount)) {
    for (const each of batch) {
      const sheet = worksheets.getItemOrNullObject(each.sheet);
      if (each.kind === 'cells') restore(sheet.getRange(each.address), each);
      else if (each.kind === 'chart') sheet.charts.getItemOrNullObject(each.name).delete();
      else if (each.kind === 'text-box') sheet.shapes.getItem(each.name).delete();
      else sheet.delete();
    }
    // eslint-disable-next-line office-addins/no-context-sync-in-loop
    await context.sync();
  }
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
function lookAt(context: Excel.RequestContext, each: Written): () => boolean {
  const sheet = context.workbook.worksheets.getItemOrNullObject(each.sheet);
  sheet.load('name');
  // `sheet` is read in what is given back, after the caller's sync; the rules look at the order of lines.
  /* eslint-disable office-addins/call-sync-before-read */
  if ('at' in each) {
    const { items } = each.kind === 'chart' ? askForNames(sheet.charts) : askForNames(sheet.shapes);
    return () => !sheet.isNullObject && items().some(({ name }) => name === each.name);
  }
  const range = each.kind === 'cells' ? sheet.getRange(each.address) : sheet.getUsedRangeOrNullObject(true);
  range.load('values,formulas');
  const { after } = each;
  return () => !sheet.isNullObject && isSame(contentIn(range), after);
  /* eslint-enable office-addins/call-sync-before-read */
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
