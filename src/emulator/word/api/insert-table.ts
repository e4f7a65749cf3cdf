import type { ApiMember } from '../../richapi/object-model.ts';
import { placeBeside } from '../model/place-blocks.ts';
import { createTable } from '../parts/create-table.ts';
import { roomAt } from '../parts/table-widths.ts';
import { requireInteger, requireValues } from './table-arguments.ts';
import { mostColumns, mostRows } from './table-edits.ts';
import { changeTable } from './table-cells.ts';
import { requirePlace, type Place, type TextObject } from './text-object.ts';

/** The block that a new table comes beside. */
export interface Beside {
  readonly block: Element;
  readonly place: 'Before' | 'After';
}

/** `insertTable` at the places that an object takes; a table stands between paragraphs and never cuts one. */
export function insertTableMember<T extends TextObject, P extends Place>(
  places: readonly P[],
  besideOf: (self: T, place: P) => Beside,
): Record<'insertTable', ApiMember<T>> {
  return {
    insertTable: {
      kind: 'method',
      since: 'WordApi 1.3',
      writes: true,
      call: (self, rowCount: unknown, columnCount: unknown, place: unknown, values: unknown) => {
        const at = requirePlace(place, places);
        const rows = requireInteger(rowCount, 'The number of rows', 1, mostRows);
        const columns = requireInteger(columnCount, 'The number of columns', 1, mostColumns);
        const texts = requireValues(values, rows, columns);
        const { document, model } = self;
        return changeTable(document, () => {
          const beside = besideOf(self, at);
          const width = roomAt(document.package, beside.block);
          const table = createTable(document.package, rows, columns, { values: texts, width });
          placeBeside(beside.block, [table], beside.place, document.editContext());
          return model.table(table);
        });
      },
    },
  };
}
