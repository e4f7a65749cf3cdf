import type { ApiMember } from '../../richapi/object-model.ts';
import { columnsHidden, hideColumns, hideRows, leftOf, rowsHidden, topOf } from '../edit/sizes.ts';
import { changeCells, invalid } from './arguments.ts';
import { requirePictures } from './pictures.ts';
import type { Range } from './range.ts';

/** Where a range lies on its sheet, and whether it is seen. */
export const rangePlaceMembers: Readonly<Record<string, ApiMember<Range>>> = {
  getImage: {
    kind: 'method',
    since: 'ExcelApi 1.7',
    call: (self) =>
      requirePictures(self.model.pictures).range(self.sheet, self.area) ??
      invalid('The range is empty or too large for a picture.'),
  },
  columnHidden: {
    kind: 'property',
    since: 'ExcelApi 1.2',
    get: (self) => columnsHidden(self.sheet, self.area),
    set: (self, hidden: unknown) => {
      const on = requireBoolean(hidden);
      changeCells(self.document, self.sheet, () => hideColumns(self.document, self.sheet, self.area, on));
    },
  },
  rowHidden: {
    kind: 'property',
    since: 'ExcelApi 1.2',
    get: (self) => rowsHidden(self.sheet, self.area),
    set: (self, hidden: unknown) => {
      const on = requireBoolean(hidden);
      changeCells(self.document, self.sheet, () => hideRows(self.document, self.sheet, self.area, on));
    },
  },
  hidden: {
    kind: 'property',
    since: 'ExcelApi 1.2',
    get: (self) => {
      const [columns, rows] = [columnsHidden(self.sheet, self.area), rowsHidden(self.sheet, self.area)];
      if (columns === true || rows === true) return true;
      return columns === false && rows === false ? false : null;
    },
  },
  left: { kind: 'property', since: 'ExcelApi 1.10', get: (self) => leftOf(self.sheet, self.area.left) },
  top: { kind: 'property', since: 'ExcelApi 1.10', get: (self) => topOf(self.sheet, self.area.top) },
  width: {
    kind: 'property',
    since: 'ExcelApi 1.10',
    get: (self) => leftOf(self.sheet, self.area.right + 1) - leftOf(self.sheet, self.area.left),
  },
  height: {
    kind: 'property',
    since: 'ExcelApi 1.10',
    get: (self) => topOf(self.sheet, self.area.bottom + 1) - topOf(self.sheet, self.area.top),
  },
};

function requireBoolean(value: unknown): boolean {
  return typeof value === 'boolean' ? value : invalid();
}
