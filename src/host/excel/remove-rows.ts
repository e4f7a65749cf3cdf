import type { RemoveRowsEdit } from '../../core/edits/edit-plan.ts';
import { rangeAddress } from '../../core/figures/table.ts';
import { readsRows } from '../../core/sheet/formulas-of-rows.ts';
import { contentOf, inputsOf, isSame, type Cells } from './cell-content.ts';
import { findFormulas } from './formula-cells.ts';
import { batchesOf } from './in-batches.ts';
import { areaOf, type SheetArea } from './look-around.ts';
import { rangeOf, readLooks, writeLook } from './row-looks.ts';
import type { FormulaOfRows, RemovedRows } from './written.ts';

/** Rows that follow each other. */
interface Run {
  readonly top: number;
  readonly bottom: number;
}

/** Reads all that the rows of a plan hold and look like; nothing where they are not as the plan takes them to be. */
export async function lookAtRows(
  context: Excel.RequestContext,
  edit: RemoveRowsEdit,
  table: string | null,
): Promise<RemovedRows | undefined> {
  const sheet = context.workbook.worksheets.getItem(edit.sheet);
  const block = areaOf(edit.address);
  const rows = edit.rows.map(({ row }) => block.top + row);
  const areas = runsOf(rows).map((run) => ({ ...block, ...run }));
  const found = {
    before: [] as Cells[],
    contents: [] as Cells[],
    formats: [] as string[][][],
    heights: [] as number[],
  };
  for (const batch of batchesOf(areas, cellCount)) {
    const ranges = batch.map((area) => rangeOf(sheet, area));
    const heights = batch.flatMap(({ top, bottom }) =>
      Array.from({ length: bottom - top + 1 }, (_, at) => formatOfRow(sheet, top + at)),
    );
    for (const range of ranges) range.load('values,formulas,numberFormat');
    if (edit.wholeRows) for (const format of heights) format.load('rowHeight');
    // Each batch is as much as one request may hold.
    // eslint-disable-next-line office-addins/no-context-sync-in-loop
    await context.sync();
    for (const range of ranges) {
      found.contents.push(contentOf(range));
      found.before.push(inputsOf(range));
      found.formats.push(range.numberFormat as string[][]);
    }
    if (edit.wholeRows) found.heights.push(...heights.map(({ rowHeight }) => rowHeight));
  }
  const contents = found.contents.flat();
  if (!isSame(contents, edit.before)) return undefined;
  const gone = new Set(rows);
  const goes = { sheet: edit.sheet, rows, left: block.left, right: block.right };
  const formulas = await findFormulas(context, { where: 'workbook', matches: () => true });
  const { names } = context.workbook;
  names.load('items/name,items/formula');
  await context.sync();
  const inRows = (cell: { sheet: string; address: string }): boolean => {
    const { top, left } = areaOf(cell.address);
    return cell.sheet === edit.sheet && gone.has(top) && left >= block.left && left <= block.right;
  };
  return {
    kind: 'rows',
    sheet: edit.sheet,
    address: edit.address,
    block,
    wholeRows: edit.wholeRows,
    table,
    rows,
    before: found.before.flat(),
    contents,
    formatsBefore: found.formats.flat(),
    looks: await readLooks(context, sheet, areas),
    heights: found.heights,
    formulas: formulas
      .filter((cell) => !inRows(cell) && readsRows(cell.formula, cell.sheet, goes) === 'ends')
      .map(({ sheet: own, address, formula }) => ({
        sheet: own,
        before: { address, formula },
        after: { address, formula },
      })),
    names: names.items
      .map(({ name, formula }) => ({ name, before: String(formula), after: String(formula) }))
      .filter(({ before }) => readsRows(before, '', goes) === 'ends'),
    anchors: [],
  };
}

/** Takes the rows out, the last first and alone: where Excel refuses, it refuses that one, and nothing was done. */
export async function removeRows(
  context: Excel.RequestContext,
  { sheet: name, block, rows, wholeRows }: RemovedRows,
): Promise<void> {
  const sheet = context.workbook.worksheets.getItem(name);
  const [last, ...others] = runsOf(rows).toReversed();
  for (const batch of [...(last ? [[last]] : []), ...batchesOf(others, () => 1)]) {
    for (const run of batch) {
      const range = rangeOf(sheet, { ...block, ...run });
      (wholeRows ? range.getEntireRow() : range).delete(Excel.DeleteShiftDirection.up);
    }
    // eslint-disable-next-line office-addins/no-context-sync-in-loop
    await context.sync();
  }
}

/** Puts the rows in again where they were, with all that they held and looked like. */
export async function putRowsBack(context: Excel.RequestContext, removed: RemovedRows): Promise<void> {
  const { sheet: name, block, rows, wholeRows, table, before, formatsBefore, looks, heights } = removed;
  const sheet = context.workbook.worksheets.getItem(name);
  const headerTop = table === null ? 0 : await topOfBody(context, table);
  let at = 0;
  for (const batch of batchesOf(runsOf(rows), (run) => cellCount({ ...block, ...run }))) {
    for (const run of batch) {
      const area = { ...block, ...run };
      const height = run.bottom - run.top + 1;
      const inputs = before.slice(at, at + height).map((row) => [...row]);
      const formats = formatsBefore.slice(at, at + height).map((row) => [...row]);
      if (table !== null) {
        const empty = inputs.map((row) => row.map(() => ''));
        context.workbook.tables.getItem(table).rows.add(run.top - headerTop, empty);
      } else {
        const place = rangeOf(sheet, area);
        (wholeRows ? place.getEntireRow() : place).insert(Excel.InsertShiftDirection.down);
      }
      // A range of before would have moved down.
      const range = rangeOf(sheet, area);
      range.numberFormat = formats;
      range.formulas = inputs;
      // Excel gives a cell of General the format of what a formula reads.
      range.numberFormat = formats;
      at += height;
    }
    // eslint-disable-next-line office-addins/no-context-sync-in-loop
    await context.sync();
  }
  for (const batch of batchesOf(looks, () => 1)) {
    for (const look of batch) writeLook(sheet, look);
    // eslint-disable-next-line office-addins/no-context-sync-in-loop
    await context.sync();
  }
  heights.forEach((height, index) => {
    formatOfRow(sheet, rows[index] ?? 0).rowHeight = height;
  });
  await context.sync();
}

function formatOfRow(sheet: Excel.Worksheet, row: number): Excel.RangeFormat {
  // A path to the format; what it holds is loaded by the caller.
  // eslint-disable-next-line office-addins/load-object-before-read, office-addins/call-sync-before-read
  return sheet.getRangeByIndexes(row, 0, 1, 1).format;
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
  for (const formula of formulas) {
    if (edited.has(formula)) continue;
    const { sheet, before } = formula;
    context.workbook.worksheets.getItem(sheet).getRange(before.address).formulas = [[before.formula]];
  }
  for (const { name, before } of names) context.workbook.names.getItem(name).formula = before;
  await context.sync();
}

/** What tells, later, whether the rows can be put back: the rows beside them, the formulas that ended in them, and names. */
export async function lookAfterRemoval(
  context: Excel.RequestContext,
  removed: RemovedRows,
  moved: (sheet: string, address: string) => string,
): Promise<{ readonly removed: RemovedRows; readonly errorCells: number }> {
  const sheet = context.workbook.worksheets.getItem(removed.sheet);
  const gone = new Set(removed.rows);
  const beside = [...new Set(removed.rows.flatMap((row) => [above(row, gone), below(row, gone)]))]
    .filter((row) => row >= removed.block.top && row <= removed.block.bottom)
    .map((row) =>
      moved(removed.sheet, rangeAddress({ firstRow: 0, firstColumn: 0 }, { ...removed.block, top: row, bottom: row })),
    );
  const anchors = beside.map((address) => ({ address, range: sheet.getRange(address) }));
  for (const batch of batchesOf(anchors, () => removed.block.right - removed.block.left + 1)) {
    for (const { range } of batch) range.load('values,formulas');
    // eslint-disable-next-line office-addins/no-context-sync-in-loop
    await context.sync();
  }
  const cells = removed.formulas.map((formula) => {
    const address = moved(formula.sheet, formula.before.address);
    return { formula, address, range: context.workbook.worksheets.getItem(formula.sheet).getRange(address) };
  });
  for (const { range } of cells) range.load('formulas,valueTypes');
  const { names } = context.workbook;
  names.load('items/name,items/formula');
  await context.sync();
  const nameNow = new Map(names.items.map(({ name, formula }) => [name, String(formula)]));
  return {
    removed: {
      ...removed,
      anchors: anchors.map(({ address, range }) => ({ address, content: contentOf(range) })),
      formulas: cells.map(({ formula, address, range }) => ({
        ...formula,
        after: { address, formula: String(range.formulas[0]?.[0] ?? '') },
      })),
      names: removed.names.map((each) => ({ ...each, after: nameNow.get(each.name) ?? each.after })),
    },
    errorCells: cells.filter(({ range }) => range.valueTypes[0]?.[0] === Excel.RangeValueType.error).length,
  };
}

function above(row: number, gone: ReadonlySet<number>): number {
  let at = row - 1;
  while (gone.has(at)) at -= 1;
  return at;
}

function below(row: number, gone: ReadonlySet<number>): number {
  let at = row + 1;
  while (gone.has(at)) at += 1;
  return at;
}

function runsOf(rows: readonly number[]): Run[] {
  const runs: { top: number; bottom: number }[] = [];
  for (const row of rows) {
    const run = runs.at(-1);
    if (run && run.bottom + 1 === row) run.bottom = row;
    else runs.push({ top: row, bottom: row });
  }
  return runs;
}

function cellCount({ top, left, bottom, right }: SheetArea): number {
  return (bottom - top + 1) * (right - left + 1);
}
