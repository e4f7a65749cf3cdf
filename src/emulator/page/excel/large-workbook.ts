import type { ExcelDocument } from '../../excel/excel-document.ts';

/** Characters of a request, and cells of a workbook, with which an edit may take longer than anybody waits without a sign. */
export const longRequest = 200_000;
const manyCells = 50_000;

export function isLarge({ sheets }: ExcelDocument): boolean {
  const counts = sheets.map(({ grid }) => {
    const used = grid.usedArea();
    return used ? (used.bottom - used.top + 1) * (used.right - used.left + 1) : 0;
  });
  return counts.reduce((sum, count) => sum + count, 0) >= manyCells;
}
