import { intersect, type Area } from '../model/address.ts';
import type { CellFormat } from '../model/cell-format.ts';
import { cellText } from '../model/cell-text.ts';
import type { CellValue } from '../model/cell-value.ts';
import type { Sheet } from '../model/sheet.ts';
import type { ExcelDocument } from '../excel-document.ts';
import { mapColumns } from './set-formats.ts';
import { setRowHeights } from './sizes.ts';

/** How wide a text is in digits of the default font: East Asian letters are two wide. A guess: there is no font here. */
function widthOf(text: string): number {
  let width = 0;
  for (const letter of text) width += /[\u1100-\u115f\u2e80-\uffe6]/u.test(letter) ? 2 : 1;
  return width;
}

/**
 * Makes columns as wide as their longest text, of the cells that count; with `isWiderOnly` none becomes narrower, and there is room
 * for bold text.
 */
export function fitColumns(
  document: ExcelDocument,
  sheet: Sheet,
  area: Area,
  isWiderOnly = false,
  counts: (value: CellValue, column: number, format: CellFormat) => boolean = () => true,
): void {
  const used = document.usedArea(sheet);
  const inside = used && intersect(area, used);
  if (!inside) return;
  const widths = new Map<number, number>();
  sheet.grid.eachValue(inside, (row, column, value) => {
    const format = document.formats.get(sheet.styleAt(row, column));
    if (!counts(value, column, format)) return;
    const text = cellText(value, format.numberFormat, document.state);
    const width =
      Math.max(...text.split('\n').map(widthOf)) * (format.fontSize / 11) * (format.bold || isWiderOnly ? 1.08 : 1);
    widths.set(column, Math.max(widths.get(column) ?? 0, width));
  });
  for (const [column, width] of widths) {
    const fitted = Math.min(255, width + 12 / 7);
    if (isWiderOnly && fitted <= sheet.columnWidth(column)) continue;
    document.changeSheet(sheet, { columns: mapColumns(sheet, column, column, (run) => ({ ...run, width: fitted })) });
  }
}

/** Widens columns that have no width of their own for the dates, amounts and shares in an area, which would show as `####`. */
export function widenForNumbers(document: ExcelDocument, sheet: Sheet, area: Area): void {
  fitColumns(document, sheet, area, true, (value, column, { numberFormat }) => {
    // Words run over into the next cell, and a number without a format is shortened.
    const isCut = typeof value === 'number' && numberFormat !== 'General';
    return isCut && sheet.columnRun(column)?.width === undefined;
  });
}

/** Makes rows as high as their text asks for: as many lines as it has or, where it wraps, as the column's width makes of it. */
export function fitRows(document: ExcelDocument, sheet: Sheet, area: Area): void {
  const used = document.usedArea(sheet);
  const inside = used && intersect(area, used);
  if (!inside) return;
  for (let row = inside.top; row <= inside.bottom; row += 1) {
    let height = sheet.state.defaultRowHeight;
    for (let column = inside.left; column <= inside.right; column += 1) {
      const format = document.formats.get(sheet.styleAt(row, column));
      const text = cellText(sheet.grid.value(row, column), format.numberFormat, document.state);
      const room = Math.max(1, sheet.columnWidth(column) - 1);
      const lines = text
        .split('\n')
        .reduce((sum, line) => sum + (format.wrapText ? Math.max(1, Math.ceil(widthOf(line) / room)) : 1), 0);
      height = Math.max(height, lines * format.fontSize * (15 / 11));
    }
    setRowHeights(document, sheet, [{ ...inside, top: row, bottom: row }], Math.min(409.5, height));
  }
}
