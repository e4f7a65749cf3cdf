import { rangeAddress } from '../../core/figures/table.ts';
import { countBefore } from '../../core/sheet/count-before.ts';
import { areaOf } from './look-around.ts';
import type { AddedColumns, Written } from './written.ts';

/** Where a cell, or a range whose first and last row stayed, stands after rows went and columns came. */
export function movedAddress(written: readonly Written[], sheet: string, address: string): string {
  let area = areaOf(address);
  for (const each of written) {
    if (each.sheet !== sheet) continue;
    if (each.kind === 'rows') {
      const { block, wholeRows, rows } = each;
      if (!wholeRows && (area.left < block.left || area.right > block.right)) continue;
      const [top, bottom] = [area.top, area.bottom].map((row) => row - countBefore(rows, row));
      area = { ...area, top: top ?? 0, bottom: bottom ?? 0 };
    } else if (each.kind === 'columns' && isInItsRows(each, area.top)) {
      const { left, right } = areaOf(each.address);
      const count = right - left + 1;
      area = {
        ...area,
        left: area.left >= left ? area.left + count : area.left,
        right: area.right >= left ? area.right + count : area.right,
      };
    }
  }
  return rangeAddress({ firstRow: 0, firstColumn: 0 }, area);
}

/** Columns of an Excel table move what stands right of it in its rows alone. */
function isInItsRows({ address, table }: AddedColumns, row: number): boolean {
  const { top, bottom } = areaOf(address);
  return table === null || (row >= top && row <= bottom);
}
