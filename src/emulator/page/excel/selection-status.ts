import type { ExcelDocument } from '../../excel/excel-document.ts';
import { cellName, type Area } from '../../excel/model/address.ts';
import type { Strings } from '../strings.ts';

/** Cells that the status bar adds up; a selection of more shows its size only. */
const mostSummed = 200_000;

/** What the status bar says: a circle of formulas, why a cell has no answer, or sum and count of the numbers that are selected. */
export function selectionStatus(document: ExcelDocument, strings: Strings, locale: string): string[] {
  const { activeSheet, selection, calculation } = document;
  const { circularCell } = calculation;
  const circle = circularCell ? [strings.circular(cellName(circularCell.row, circularCell.column))] : [];
  const message = document.errorMessage(activeSheet, selection.activeCell.row, selection.activeCell.column);
  if (message !== '') return [...circle, message];
  const used = document.usedArea(activeSheet, true);
  const numbers = used ? selection.areas.flatMap((area) => numbersIn(document, area, used)) : [];
  if (numbers.length < 2) return circle;
  const format = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
  const sum = numbers.reduce((total, number) => total + number, 0);
  return [...circle, strings.sumOf(format.format(sum), format.format(numbers.length))];
}

function numbersIn(document: ExcelDocument, area: Area, used: Area): number[] {
  const bottom = Math.min(area.bottom, used.bottom);
  const right = Math.min(area.right, used.right);
  if ((bottom - area.top + 1) * (right - area.left + 1) > mostSummed) return [];
  const numbers: number[] = [];
  for (let row = area.top; row <= bottom; row += 1) {
    for (let column = area.left; column <= right; column += 1) {
      const value = document.value(document.activeSheet, row, column);
      if (typeof value === 'number') numbers.push(value);
    }
  }
  return numbers;
}
