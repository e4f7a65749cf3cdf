import { runsOf } from '../../core/sheet/cell-runs.ts';
import { cellAt } from '../../core/sheet/cell-address.ts';
import type { FormulaCell, FormulaQuery } from '../host.ts';
import { splitAddress } from './address.ts';

/** Cells whose formulas one answer may hold: some 100 bytes each stay well below Excel's 5 MB. */
const cellsPerRequest = 20_000;
/** Characters of formulas that one request may hold. */
const charactersPerRequest = 1_000_000;

/** The cells whose formulas match, without reading a cell that has none. */
export async function findFormulas(context: Excel.RequestContext, query: FormulaQuery): Promise<FormulaCell[]> {
  const { workbook } = context;
  const selected = query.where === 'selection' ? workbook.getSelectedRanges() : null;
  const sheets = workbook.worksheets;
  sheets.load('items/name');
  const active = sheets.getActiveWorksheet();
  active.load('name');
  await context.sync();
  const searched = selected ? sheets.items.filter(({ name }) => name === active.name) : sheets.items;
  const found = searched.map((sheet) => {
    const used = sheet.getUsedRange(true);
    const cells = used.getSpecialCellsOrNullObject(
      Excel.SpecialCellType.formulas,
      query.onlyErrors === true ? Excel.SpecialCellValueType.errors : Excel.SpecialCellValueType.all,
    );
    cells.load('address');
    return { sheet, cells };
  });
  await context.sync();
  const areas = found.flatMap(({ sheet, cells }) => {
    if (cells.isNullObject) return [];
    const wanted = selected ? cells.getIntersectionOrNullObject(selected) : cells;
    wanted.load('address');
    return [{ sheet, wanted }];
  });
  await context.sync();
  const present = areas.filter(({ wanted }) => !wanted.isNullObject);
  for (const { wanted } of present) wanted.areas.load('items/address,items/rowCount,items/columnCount');
  await context.sync();
  const ranges = present.flatMap(({ sheet, wanted }) => wanted.areas.items.flatMap((area) => slices(sheet, area)));
  return readFormulas(context, ranges, query);
}

interface Slice {
  readonly range: Excel.Range;
  readonly sheet: string;
  readonly cellCount: number;
}

/** An area in pieces that can be read at once. */
function slices(sheet: Excel.Worksheet, area: Excel.Range): Slice[] {
  const { rowCount, columnCount } = area;
  const { range } = splitAddress(area.address);
  const height = Math.max(1, Math.floor(cellsPerRequest / columnCount));
  return Array.from({ length: Math.ceil(rowCount / height) }, (_, index) => {
    const rows = Math.min(height, rowCount - index * height);
    const address = `${cellAt(range, index * height, 0)}:${cellAt(range, index * height + rows - 1, columnCount - 1)}`;
    return { range: sheet.getRange(address), sheet: sheet.name, cellCount: rows * columnCount };
  });
}

async function readFormulas(
  context: Excel.RequestContext,
  pieces: readonly Slice[],
  { matches }: FormulaQuery,
): Promise<FormulaCell[]> {
  const cells: FormulaCell[] = [];
  for (let at = 0; at < pieces.length;) {
    const some: Slice[] = [];
    let count = 0;
    for (let next = pieces[at]; next && (count === 0 || count + next.cellCount <= cellsPerRequest); next = pieces[at]) {
      next.range.load('address,formulas');
      some.push(next);
      count += next.cellCount;
      at += 1;
    }
    // Each request asks for as much as one answer may hold.
    // eslint-disable-next-line office-addins/no-context-sync-in-loop
    await context.sync();
    for (const { range, sheet } of some) {
      const { range: address } = splitAddress(range.address);
      for (const [row, formulas] of (range.formulas as unknown[][]).entries()) {
        for (const [column, formula] of formulas.entries()) {
          if (typeof formula !== 'string' || !formula.startsWith('=') || !matches(formula)) continue;
          cells.push({ sheet, address: cellAt(address, row, column), formula });
        }
      }
    }
  }
  return cells;
}

/** Enters formulas again as they are, which makes Excel call their functions. */
export async function enterAgain(context: Excel.RequestContext, cells: readonly FormulaCell[]): Promise<void> {
  let characters = 0;
  for (const { sheet, address, cells: own } of runsOf(cells)) {
    const range = context.workbook.worksheets.getItem(sheet).getRange(address);
    range.formulas = own.map(({ formula }) => [formula]);
    characters += own.reduce((sum, { formula }) => sum + formula.length, 0);
    if (characters < charactersPerRequest) continue;
    characters = 0;
    // Each request carries as much as it may.
    // eslint-disable-next-line office-addins/no-context-sync-in-loop
    await context.sync();
  }
  await context.sync();
}
