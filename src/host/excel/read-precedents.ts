import type { Precedent } from '../../core/document/context.ts';
import { precedents } from '../../core/figures/profile/formulas.ts';
import { cellAt } from '../../core/sheet/cell-address.ts';
import { splitAddress } from './address.ts';

const mostRanges = 12;
/** Cells of a range that are told one by one, and those that are looked through for an error. */
const mostTold = 6;
const mostSearched = 2000;

/**
 * What the formula of a cell reads, with what is there now: the ranges that it names, and the workbook's names that it uses. A formula
 * that cannot be looked into (another workbook, a sheet that is gone) reads nothing that is known.
 */
export async function readPrecedents(
  context: Excel.RequestContext,
  sheetName: string,
  formula: string,
  names: readonly { readonly name: string; readonly formula: string }[],
): Promise<Precedent[]> {
  const used = names.filter(({ name }) => usesName(formula, name));
  const addresses = [...precedents(formula), ...used.flatMap((name) => precedents(name.formula))];
  const looks = [...new Set(addresses)].slice(0, mostRanges).map((address) => {
    const { sheet, range: cells } = splitAddress(address);
    const whole = context.workbook.worksheets.getItem(sheet === '' ? sheetName : sheet).getRange(cells);
    const size = sizeOf(cells);
    const isLarge = size.rows * size.columns > mostSearched;
    const range = isLarge ? whole.getCell(0, 0).getResizedRange(Math.min(size.rows, mostTold) - 1, 0) : whole;
    range.load('text,valueTypes');
    return { address, sheet, cells, range, cellCount: size.rows * size.columns };
  });
  if (looks.length === 0) return [];
  try {
    await context.sync();
  } catch {
    // Nothing depends on it but how well the formula can be explained.
    return [];
  }
  return looks.map(({ address, sheet, cells, range, cellCount }): Precedent => {
    const types = range.valueTypes;
    const row = types.findIndex((each) => each.includes(Excel.RangeValueType.error));
    const column = types[row]?.indexOf(Excel.RangeValueType.error) ?? -1;
    const prefix = sheet === '' ? '' : `${address.slice(0, address.lastIndexOf('!'))}!`;
    return {
      address,
      cellCount,
      texts: range.text.flat().slice(0, mostTold),
      isText: types[0]?.[0] === Excel.RangeValueType.string,
      error: row < 0 ? null : { address: prefix + cellAt(cells, row, column), text: range.text[row]?.[column] ?? '' },
    };
  });
}

function usesName(formula: string, name: string): boolean {
  const text = name.replace(/[.\\?]/g, '\\$&');
  return new RegExp(`(?<![\\p{L}\\p{N}_.])${text}(?![\\p{L}\\p{N}_.(])`, 'iu').test(formula);
}

function sizeOf(cells: string): { readonly rows: number; readonly columns: number } {
  const [, first = 'A', top = '1', last = first, bottom = top] =
    /^([A-Z]+)(\d+)(?::([A-Z]+)(\d+))?$/i.exec(cells) ?? [];
  const number = (letters: string): number =>
    Array.from(letters.toUpperCase()).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
  return { rows: Math.abs(Number(bottom) - Number(top)) + 1, columns: Math.abs(number(last) - number(first)) + 1 };
}
