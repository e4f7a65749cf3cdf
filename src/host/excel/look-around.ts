import type { SheetSelection, Surroundings } from '../../core/document/context.ts';
import { columnNumber } from '../../core/figures/table.ts';
import { splitAddress } from './address.ts';

/** Excel's own limits. */
const rowsOfSheet = 1_048_576;
const columnsOfSheet = 16_384;

/** Rows and columns of a sheet, counted from 0; the ends are included. */
export interface SheetArea {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** Looks at what stands around the selected cells: where, not what, in two requests and one more that older versions refuse. */
export async function lookAround(context: Excel.RequestContext, selection: SheetSelection): Promise<Surroundings> {
  const sheet = context.workbook.worksheets.getItem(selection.sheet);
  const own = areaOf(selection.tableAddress);
  const range = sheet.getRange(selection.tableAddress);
  range.load('rowHidden');
  const { protection } = sheet;
  protection.load('protected');
  sheet.tables.load('items/name');
  const inUse = (area: SheetArea): Excel.Range | null => {
    const { top, left, bottom, right } = area;
    if (bottom < top || right < left) return null;
    const used = sheet.getRangeByIndexes(top, left, bottom - top + 1, right - left + 1).getUsedRangeOrNullObject(true);
    used.load('address');
    return used;
  };
  const [lastRow, lastColumn] = [rowsOfSheet - 1, columnsOfSheet - 1];
  const sides = {
    left: inUse({ ...own, left: 0, right: own.left - 1 }),
    right: inUse({ ...own, left: own.right + 1, right: lastColumn }),
    above: inUse({ top: 0, left: 0, bottom: own.top - 1, right: lastColumn }),
    below: inUse({ top: own.bottom + 1, left: 0, bottom: lastRow, right: lastColumn }),
    under: inUse({ ...own, top: own.bottom + 1, bottom: lastRow }),
  };
  await context.sync();
  const found = (side: Excel.Range | null): SheetArea | null =>
    side === null || side.isNullObject ? null : areaOf(splitAddress(side.address).range);
  const [left, right, above, below, under] = [
    found(sides.left),
    found(sides.right),
    found(sides.above),
    found(sides.below),
    found(sides.under),
  ];
  const tables = sheet.tables.items.map((table) => {
    const area = table.getRange();
    area.load('address');
    return { table, area };
  });
  if (tables.length > 0) await context.sync();
  const table = tables
    .map(({ table: { name }, area }) => ({ name, area: areaOf(splitAddress(area.address).range) }))
    .find(({ area }) => overlap(area, own));
  const isMerged = await hasMerged(context, range);
  const isPart = table !== undefined && (table.area.left !== own.left || table.area.right !== own.right);
  const touches = left?.right === own.left - 1 || right?.left === own.right + 1;
  const ownsRows = left === null && right === null;
  const isWider = under !== null && below !== null && (below.left < own.left || below.right > own.right);
  return {
    isProtected: protection.protected,
    rowsStay: isPart
      ? 'other-table'
      : isMerged
        ? 'merged'
        : (range.rowHidden as boolean | null) !== false
          ? 'hidden'
          : touches && table === undefined
            ? 'beside'
            : isWider && (!ownsRows || table !== undefined)
              ? 'below'
              : null,
    ownsRows,
    table: table ? { name: table.name, firstColumn: table.area.left, lastColumn: table.area.right } : null,
    freeRight: (right?.left ?? columnsOfSheet) - own.right - 1,
    outside: [above, below].flatMap((area) => (area && isBlock(area) ? [[area.left, area.right] as const] : [])),
  };
}

/** A title or a line of totals moves along with its columns; more than two rows may be a table, which an empty column would part. */
function isBlock({ top, bottom }: SheetArea): boolean {
  return bottom - top > 1;
}

/** Merged cells are told from ExcelApi 1.13 on; an older Excel refuses what would tear them by itself. */
async function hasMerged(context: Excel.RequestContext, range: Excel.Range): Promise<boolean> {
  try {
    const merged = range.getMergedAreasOrNullObject();
    merged.load('cellCount');
    await context.sync();
    return !merged.isNullObject;
  } catch {
    return false;
  }
}

/** The area of an address in A1 notation; whole rows and columns reach to the sheet's end. */
export function areaOf(address: string): SheetArea {
  const [, left = 'A', top = '1', right = left, bottom = top] =
    /^\$?([A-Z]+)\$?(\d+)(?::\$?([A-Z]+)\$?(\d+))?$/iu.exec(address) ?? [];
  return {
    top: Number(top) - 1,
    left: columnNumber(left),
    bottom: Number(bottom) - 1,
    right: columnNumber(right),
  };
}

function overlap(one: SheetArea, other: SheetArea): boolean {
  return one.top <= other.bottom && other.top <= one.bottom && one.left <= other.right && other.left <= one.right;
}
