import type { CellsEdit } from '../../core/edits/edit-plan.ts';
import { rangeAddress } from '../../core/figures/table.ts';
import { areaOf } from './look-around.ts';

/** Cells of one edit that one request looks at or writes, of which a person may wait for the next. */
const cellsPerSlice = 20_000;

/** An edit in slices of rows, each of which one request can hold; the edit itself where it is one. */
export function slicesOf(edit: CellsEdit): CellsEdit[] {
  const height = Math.max(1, Math.floor(cellsPerSlice / (edit.cells[0]?.length ?? 1)));
  const count = Math.ceil(edit.cells.length / height);
  if (count <= 1) return [edit];
  return Array.from({ length: count }, (_, index): CellsEdit => {
    const [from, to] = [index * height, Math.min(edit.cells.length, (index + 1) * height)];
    const { before, numberFormats } = edit;
    return {
      ...edit,
      address: rowsOf(edit.address, from, to),
      ...(edit.from !== undefined && { from: rowsOf(edit.from, from, to) }),
      cells: edit.cells.slice(from, to),
      ...(before && { before: before.slice(from, to) }),
      ...(numberFormats && { numberFormats: numberFormats.slice(from, to) }),
    };
  });
}

/** Some rows of an address, counted from its first. */
function rowsOf(address: string, from: number, to: number): string {
  const area = areaOf(address);
  return rangeAddress({ firstRow: 0, firstColumn: 0 }, { ...area, top: area.top + from, bottom: area.top + to - 1 });
}
