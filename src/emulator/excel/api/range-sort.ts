import { declareApi } from '../../richapi/object-model.ts';
import { sortCells, type SortField } from '../edit/sort.ts';
import type { Area } from '../model/address.ts';
import type { Sheet } from '../model/sheet.ts';
import { changeCells, invalid, requireColor, requireNumber, requireOne } from './arguments.ts';
import { CellsObject } from './cells.ts';
import type { ExcelModel } from './excel-model.ts';

/** `Excel.RangeSort`. */
export class RangeSort extends CellsObject {
  constructor(model: ExcelModel, sheet: Sheet, area: Area) {
    super(model, sheet, [area]);
  }
}

interface GivenField {
  readonly key?: unknown;
  readonly ascending?: unknown;
  readonly sortOn?: unknown;
  readonly color?: unknown;
}

export function sortFields(given: unknown): SortField[] {
  if (!Array.isArray(given) || given.length === 0) return invalid();
  return (given as GivenField[]).map(({ key, ascending, sortOn, color }) => ({
    key: requireNumber(key),
    ascending: ascending !== false,
    sortOn: requireOne(sortOn ?? 'Value', ['Value', 'CellColor', 'FontColor'] as const),
    color: color === undefined || color === null || color === '' ? '' : requireColor(color),
  }));
}

declareApi(RangeSort, {
  name: 'Excel.RangeSort',
  members: {
    apply: {
      kind: 'method',
      since: 'ExcelApi 1.2',
      writes: true,
      call: (self, fields: unknown, matchCase: unknown, hasHeaders: unknown, orientation: unknown) => {
        const [area] = self.areas;
        if (!area) return;
        const given = sortFields(fields);
        const byColumns = requireOne(orientation ?? 'Rows', ['Rows', 'Columns'] as const) === 'Columns';
        const body =
          hasHeaders === true ? (byColumns ? { ...area, left: area.left + 1 } : { ...area, top: area.top + 1 }) : area;
        changeCells(self.document, self.sheet, () =>
          sortCells(self.document, self.sheet, body, given, { matchCase: matchCase === true, byColumns }),
        );
      },
    },
  },
});
