import type { EvaluatedFormula } from '../host.ts';

type CellContent = string | number | boolean;

/** Empty columns between the cells in use and the one where a formula is tried. */
const distance = 2;

/**
 * What a formula gives in the row of `address`: it is written into an empty column right of all cells in use, read and taken away
 * again, in one request. Rows are kept since a formula may speak of "this row"; a spill has room there.
 */
export async function evaluateFormula(
  context: Excel.RequestContext,
  formula: string,
  sheetName: string,
  address: string,
): Promise<EvaluatedFormula> {
  const sheet = context.workbook.worksheets.getItem(sheetName);
  const column = sheet.getUsedRange().getLastColumn().getOffsetRange(0, distance).getEntireColumn();
  const cell = column.getIntersection(sheet.getRange(address).getCell(0, 0).getEntireRow());
  cell.formulas = [[formula]];
  const spill = cell.getSpillingToRangeOrNullObject();
  cell.load('values,text,valueTypes');
  spill.load('values,text,valueTypes');
  cell.clear(Excel.ClearApplyTo.all);
  await context.sync();
  const range = spill.isNullObject ? cell : spill;
  const [[value] = []] = cell.values as CellContent[][];
  const isError = cell.valueTypes[0]?.[0] === Excel.RangeValueType.error;
  return {
    values: range.values as CellContent[][],
    text: range.text,
    error: isError ? String(value) : null,
  };
}
