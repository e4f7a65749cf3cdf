import type { ExcelDocument } from '../../excel/excel-document.ts';
import { cellArea, type Area } from '../../excel/model/address.ts';
import type { Sheet } from '../../excel/model/sheet.ts';
import type { Box } from './draw-grid.ts';

const size = 7;
const colors = { note: '#C0392B', comment: '#6A3FA0' };

/** Marks cells in sight that have a note or a thread, in their upper right corner. */
export function drawRemarkMarks(
  canvas: CanvasRenderingContext2D,
  { state }: ExcelDocument,
  sheet: Sheet,
  rows: readonly number[],
  columns: readonly number[],
  boxOf: (area: Area) => Box,
): void {
  if (state.comments.length + state.notes.length === 0) return;
  const [inRows, inColumns] = [new Set(rows), new Set(columns)];
  const mark = (
    items: readonly { readonly sheetId: string; readonly row: number; readonly column: number }[],
    color: string,
  ): void => {
    canvas.fillStyle = color;
    for (const { sheetId, row, column } of items) {
      if (sheetId !== sheet.id || !inRows.has(row) || !inColumns.has(column)) continue;
      const { x, y, width } = boxOf(sheet.mergeAt(row, column) ?? cellArea(row, column));
      canvas.beginPath();
      canvas.moveTo(x + width - 1 - size, y);
      canvas.lineTo(x + width - 1, y);
      canvas.lineTo(x + width - 1, y + size);
      canvas.closePath();
      canvas.fill();
    }
  };
  mark(state.notes, colors.note);
  mark(state.comments, colors.comment);
}
