import type { CellChange, WrittenPlace } from '../../core/edits/edit-plan.ts';
import { cellAt } from '../../core/sheet/cell-address.ts';
import type { RemovedRows, Written } from './written.ts';

/** Changed cells that are told one by one. */
const mostTold = 200;

/** What was written and made, for the list of changes. */
export function placesOf(written: readonly Written[]): WrittenPlace[] {
  return written.map((each): WrittenPlace => {
    const { kind, sheet } = each;
    if ('at' in each) return { kind, sheet, address: each.at, cells: [], cellCount: 0 };
    if (each.kind === 'rows') return placeOfRows(each);
    const address = 'address' in each ? each.address : 'A1';
    const before = each.kind === 'cells' ? each.before : [];
    const cells = each.after.flatMap((row, at) =>
      row.flatMap((after, column): CellChange[] => {
        const was = unquoted(before[at]?.[column] ?? '');
        return was === after ? [] : [{ address: cellAt(address, at, column), before: was, after }];
      }),
    );
    return { kind, sheet, address, cells: cells.slice(0, mostTold), cellCount: cells.length };
  });
}

/** Rows that are gone: each of their cells, where it stood. */
function placeOfRows({ sheet, address, block, rows, contents }: RemovedRows): WrittenPlace {
  const cells = contents.slice(0, mostTold).flatMap((row, at) =>
    row.map((before, column) => ({
      address: cellAt('A1', rows[at] ?? 0, block.left + column),
      before,
      after: '',
    })),
  );
  return {
    kind: 'rows',
    sheet,
    address,
    cells: cells.filter(({ before }) => before !== '').slice(0, mostTold),
    cellCount: rows.length * (block.right - block.left + 1),
    rowCount: rows.length,
  };
}

/** Without the apostrophe that says that a text is one. */
function unquoted(input: string | number | boolean): string | number | boolean {
  return typeof input === 'string' && input.startsWith("'") ? input.slice(1) : input;
}
