import type { CellChange, WrittenPlace } from '../../core/edits/edit-plan.ts';
import { cellAt } from '../../core/sheet/cell-address.ts';
import { shownCell } from '../../core/sheet/shown-cell.ts';
import type { RemovedRows, Written } from './written.ts';

/** Changed cells that are told one by one. */
const mostTold = 200;

/** What was written and made, for the list of changes. */
export function placesOf(written: readonly Written[]): WrittenPlace[] {
  return joined(written).map((each): WrittenPlace => {
    const { kind, sheet } = each;
    if ('at' in each) return { kind, sheet, address: each.at, cells: [], cellCount: 0 };
    if (each.kind === 'rows') return placeOfRows(each);
    const address = 'address' in each ? each.address : 'A1';
    const before = each.kind === 'cells' ? each.before : [];
    const cells = each.after.flatMap((row, at) =>
      row.flatMap((after, column): CellChange[] => {
        const was = unquoted(before[at]?.[column] ?? '');
        if (was === after) return [];
        const place = cellAt(address, at, column);
        if (each.kind !== 'cells') return [{ address: place, before: was, after }];
        const shown = {
          ...shownAs('beforeShown', was, each.formatsBefore[at]?.[column]),
          ...shownAs('afterShown', after, each.formatsAfter[at]?.[column]),
        };
        return [{ address: place, before: was, after, ...shown }];
      }),
    );
    return { kind, sheet, address, cells: cells.slice(0, mostTold), cellCount: cells.length };
  });
}

/** Cells that several requests wrote as the one place that they are. */
function joined(written: readonly Written[]): readonly Written[] {
  const whole: Written[] = [];
  for (const each of written) {
    const last = whole.at(-1);
    if (each.kind !== 'cells' || each.partOf === undefined) whole.push(each);
    else if (last?.kind === 'cells' && last.partOf === each.partOf && last.sheet === each.sheet)
      whole[whole.length - 1] = {
        ...last,
        before: [...last.before, ...each.before],
        after: [...last.after, ...each.after],
        formatsBefore: [...last.formatsBefore, ...each.formatsBefore],
        formatsAfter: [...last.formatsAfter, ...each.formatsAfter],
      };
    else whole.push({ ...each, address: each.partOf });
  }
  return whole;
}

/** Rows that are gone: each of their cells, where it stood. */
function placeOfRows({ sheet, address, block, rows, contents, formatsBefore }: RemovedRows): WrittenPlace {
  const cells = contents.slice(0, mostTold).flatMap((row, at) =>
    row.map((before, column) => ({
      address: cellAt('A1', rows[at] ?? 0, block.left + column),
      before,
      ...shownAs('beforeShown', before, formatsBefore[at]?.[column]),
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

/** What the cell shows of a content, where that is not the content itself. */
function shownAs<K extends 'beforeShown' | 'afterShown'>(
  key: K,
  content: string | number | boolean,
  format = '',
): Partial<Record<K, string>> {
  const shown = shownCell(content, format);
  return shown === content ? {} : ({ [key]: String(shown) } as Record<K, string>);
}

/** Without the apostrophe that says that a text is one. */
function unquoted(input: string | number | boolean): string | number | boolean {
  return typeof input === 'string' && input.startsWith("'") ? input.slice(1) : input;
}
