import type { ExcelDocument } from '../excel-document.ts';
import type { CellWrite } from '../sheet-changes.ts';
import { bounding, cellKey, contains, intersect, isOneCell, type Area } from '../model/address.ts';
import type { Sheet } from '../model/sheet.ts';
import { EditRefused } from './edit-refused.ts';

/** Merges the cells of an area, or of each of its rows; only what the first cell of each holds stays. */
export function mergeCells(document: ExcelDocument, sheet: Sheet, area: Area, across: boolean): void {
  if (document.state.tables.some((table) => table.sheetId === sheet.id && intersect(table.area, area)))
    throw new EditRefused('table-overlap', 'Cells of a table cannot be merged.');
  const areas: Area[] = [];
  if (across) for (let row = area.top; row <= area.bottom; row += 1) areas.push({ ...area, top: row, bottom: row });
  else areas.push(area);
  const wide = areas.filter((each) => !isOneCell(each));
  for (const each of wide) emptyOthers(document, sheet, each);
  document.changeSheet(sheet, {
    merges: [...sheet.state.merges.filter((merge) => !intersect(merge, area)), ...wide],
  });
}

export function unmergeCells(document: ExcelDocument, sheet: Sheet, area: Area): void {
  const merges = sheet.state.merges.filter((merge) => !intersect(merge, area));
  if (merges.length !== sheet.state.merges.length) document.changeSheet(sheet, { merges });
}

/** An area with all of the merges that it meets. */
export function withMerges(sheet: Sheet, area: Area): Area {
  const outside = sheet.state.merges.find((merge) => intersect(merge, area) && !contains(area, merge));
  return outside ? withMerges(sheet, bounding(area, outside)) : area;
}

function emptyOthers(document: ExcelDocument, sheet: Sheet, area: Area): void {
  const writes: CellWrite[] = [];
  const used = document.usedArea(sheet);
  const inside = used && intersect(area, used);
  if (!inside) return;
  const first = cellKey(area.top, area.left);
  for (let row = inside.top; row <= inside.bottom; row += 1) {
    for (let column = inside.left; column <= inside.right; column += 1) {
      const cell = sheet.grid.cell(row, column);
      if (cellKey(row, column) === first || (cell.value === null && cell.formula === null)) continue;
      writes.push([row, column, { ...cell, value: null, formula: null }]);
    }
  }
  document.writeCells(sheet, inside, writes);
}
