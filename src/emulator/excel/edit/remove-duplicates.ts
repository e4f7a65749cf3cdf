import type { ExcelDocument } from '../excel-document.ts';
import type { CellWrite } from '../sheet-changes.ts';
import { isCellError } from '../model/cell-value.ts';
import type { Area } from '../model/address.ts';
import type { Sheet } from '../model/sheet.ts';

/** Takes out rows whose values in some columns were met before; what stays moves up, and the rest of the area is emptied. */
export function removeDuplicates(
  document: ExcelDocument,
  sheet: Sheet,
  area: Area,
  columns: readonly number[],
  hasHeader: boolean,
): { readonly removed: number; readonly remaining: number } {
  document.calculateIfDue();
  const first = hasHeader ? area.top + 1 : area.top;
  const seen = new Set<string>();
  const staying: number[] = [];
  for (let row = first; row <= area.bottom; row += 1) {
    const key = JSON.stringify(
      columns.map((column) => {
        const value = sheet.grid.value(row, area.left + column);
        return isCellError(value) ? value.error : typeof value === 'string' ? value.toLowerCase() : value;
      }),
    );
    if (seen.has(key)) continue;
    seen.add(key);
    staying.push(row);
  }
  const removed = area.bottom - first + 1 - staying.length;
  if (removed === 0) return { removed, remaining: staying.length };
  const writes: CellWrite[] = [];
  for (let row = first; row <= area.bottom; row += 1) {
    const from = staying[row - first];
    if (from === row) continue;
    for (let column = area.left; column <= area.right; column += 1) {
      const empty = { value: null, formula: null, style: sheet.grid.style(row, column) };
      writes.push([row, column, from === undefined ? empty : sheet.grid.cell(from, column)]);
    }
  }
  document.writeCells(sheet, area, writes);
  return { removed, remaining: staying.length };
}
