import type { RemoveRowsEdit } from '../../core/edits/edit-plan.ts';
import { rangeAddress } from '../../core/figures/table.ts';
import { countBefore } from '../../core/sheet/count-before.ts';
import { readsRows } from '../../core/sheet/formulas-of-rows.ts';
import { contentOf, inputsOf, isSame, rowsAt, type Cells } from './cell-content.ts';
import { findFormulas } from './formula-cells.ts';
import { batchesOf } from './in-batches.ts';
import { areaOf, type SheetArea } from './look-around.ts';
import type { Pace } from './pace.ts';
import { readAgain, readRanges } from './ranges-of-rows.ts';
import { rangeOf, readHeights, readLooks } from './row-looks.ts';
import { readRowComments } from './row-comments.ts';
import { readRowLinks } from './row-links.ts';
import { areasWith, cellCount, runsOf } from './row-spans.ts';
import type { FormulaOfRows, RemovedRows, RowsBeside } from './written.ts';

/** Reads all that the rows of a plan hold and look like; nothing where they are not as the plan takes them to be. */
export async function lookAtRows(
  context: Excel.RequestContext,
  edit: RemoveRowsEdit,
  table: string | null,
  pace: Pace,
): Promise<RemovedRows | undefined> {
  const sheet = context.workbook.worksheets.getItem(edit.sheet);
  const block = areaOf(edit.address);
  const rows = edit.rows.map(({ row }) => block.top + row);
  const areas = areasWith(block, rows);
  const found = { before: [] as Cells[number][], contents: [] as Cells[number][], formats: [] as string[][] };
  for (const batch of batchesOf(areas, cellCount)) {
    pace('looking', found.contents.length, rows.length);
    const ranges = batch.map((area) => ({ area, range: rangeOf(sheet, area) }));
    for (const { range } of ranges) range.load('values,formulas,numberFormat');
    // Each batch is as much as one request may hold.
    // eslint-disable-next-line office-addins/no-context-sync-in-loop
    await context.sync();
    for (const { area, range } of ranges) {
      const own = rowsWithin(rows, area);
      found.contents.push(...rowsAt(contentOf(range), own));
      found.before.push(...rowsAt(inputsOf(range), own));
      found.formats.push(...rowsAt(range.numberFormat as string[][], own));
    }
  }
  if (!isSame(found.contents, edit.before)) return undefined;
  const ends = await formulasThatEnd(context, edit.sheet, block, rows);
  const gone = { sheet: edit.sheet, rows, left: block.left, right: block.right };
  const { names } = context.workbook;
  names.load('items/name,items/formula');
  await context.sync();
  return {
    kind: 'rows',
    sheet: edit.sheet,
    address: edit.address,
    block,
    wholeRows: edit.wholeRows,
    table,
    rows,
    before: found.before,
    contents: found.contents,
    formatsBefore: found.formats,
    looks: await readLooks(context, sheet, areas, pace),
    heights: edit.wholeRows ? await readHeights(context, sheet, areas, pace) : [],
    formulas: ends,
    comments: await readRowComments(context, sheet, block, rows),
    links: await readRowLinks(context, sheet, areas, rows),
    ranges: await readRanges(context, gone),
    names: names.items
      .map(({ name, formula }) => ({ name, before: String(formula), after: String(formula) }))
      .filter(({ before }) => readsRows(before, '', gone) === 'ends'),
    anchors: [],
  };
}

/** The cells outside of the rows whose formulas end in them. */
async function formulasThatEnd(
  context: Excel.RequestContext,
  sheet: string,
  { left, right }: SheetArea,
  rows: readonly number[],
): Promise<FormulaOfRows[]> {
  const gone = new Set(rows);
  const goes = { sheet, rows, left, right };
  const inRows = (cell: { readonly sheet: string; readonly address: string }): boolean => {
    const at = areaOf(cell.address);
    return cell.sheet === sheet && gone.has(at.top) && at.left >= left && at.left <= right;
  };
  const formulas = await findFormulas(context, { where: 'workbook', matches: () => true });
  return formulas
    .filter((cell) => !inRows(cell) && readsRows(cell.formula, cell.sheet, goes) === 'ends')
    .map(({ sheet: own, address, formula }) => ({
      sheet: own,
      before: { address, formula },
      after: { address, formula },
    }));
}

/** What tells, later, whether the rows can be put back: the rows beside them, the formulas that ended in them, and names. */
export async function lookAfterRemoval(
  context: Excel.RequestContext,
  removed: RemovedRows,
  moved: (sheet: string, address: string) => string,
): Promise<{ readonly removed: RemovedRows; readonly errorCells: number }> {
  const anchors = await readBeside(context, removed, (address) => moved(removed.sheet, address));
  const formulas: FormulaOfRows[] = [];
  let errorCells = 0;
  for (const batch of batchesOf(removed.formulas, () => 1)) {
    // In a run of its own: office.js ends one in a time that grows with the square of the ranges in it.
    // eslint-disable-next-line office-addins/no-context-sync-in-loop
    await Excel.run(async (own) => {
      const cells = batch.map((formula) => {
        const address = moved(formula.sheet, formula.before.address);
        return { formula, address, range: own.workbook.worksheets.getItem(formula.sheet).getRange(address) };
      });
      for (const { range } of cells) range.load('formulas,valueTypes');
      await own.sync();
      for (const { formula, address, range } of cells) {
        formulas.push({ ...formula, after: { address, formula: String(range.formulas[0]?.[0] ?? '') } });
        if (range.valueTypes[0]?.[0] === Excel.RangeValueType.error) errorCells += 1;
      }
    });
  }
  const { names } = context.workbook;
  names.load('items/name,items/formula');
  await context.sync();
  const nameNow = new Map(names.items.map(({ name, formula }) => [name, String(formula)]));
  return {
    removed: {
      ...removed,
      anchors,
      formulas,
      ranges: await readAgain(context, removed.ranges),
      names: removed.names.map((each) => ({ ...each, after: nameNow.get(each.name) ?? each.after })),
    },
    errorCells,
  };
}

/** The rows above and below each place that rows went from. */
async function readBeside(
  context: Excel.RequestContext,
  { sheet: name, block, rows }: RemovedRows,
  moved: (address: string) => string,
): Promise<RowsBeside[]> {
  const sheet = context.workbook.worksheets.getItem(name);
  const beside = runsOf(rows)
    .flatMap(({ top, bottom }) => [top - 1, bottom + 1])
    .filter((row) => row >= block.top && row <= block.bottom);
  const stayed = [...new Set(beside)];
  const found: RowsBeside[] = [];
  for (const batch of batchesOf(areasBetween(block, stayed), cellCount)) {
    const ranges = batch.map((area) => {
      const address = moved(rangeAddress({ firstRow: 0, firstColumn: 0 }, area));
      // Rows between that went are not there any more.
      const own = rowsWithin(stayed, area).map(
        (row) => row - countBefore(rows, area.top + row) + countBefore(rows, area.top),
      );
      return { address, own, range: sheet.getRange(address) };
    });
    for (const { range } of ranges) range.load('values,formulas');
    // eslint-disable-next-line office-addins/no-context-sync-in-loop
    await context.sync();
    for (const { address, own, range } of ranges)
      found.push({ address, rows: own, content: rowsAt(contentOf(range), own) });
  }
  return found;
}

/** Areas whose first and last rows are among some. */
function areasBetween(block: SheetArea, rows: readonly number[]): SheetArea[] {
  return areasWith(block, rows).flatMap((area) => {
    const own = rowsWithin(rows, area);
    const [first, last] = [own[0], own.at(-1)];
    return first === undefined || last === undefined
      ? []
      : [{ ...area, top: area.top + first, bottom: area.top + last }];
  });
}

/** Which rows of an area are among some, in ascending order, counted from its first. */
function rowsWithin(rows: readonly number[], { top, bottom }: SheetArea): number[] {
  return rows.slice(countBefore(rows, top), countBefore(rows, bottom + 1)).map((row) => row - top);
}
