import type { ApiMember } from '../../richapi/object-model.ts';
import { attributeW } from '../model/xml.ts';
import { ensureStyle, styleBuiltIn, styleById, styleDisplayName, tableStyle } from '../parts/styles.ts';
import {
  headerRowCount,
  setHeaderRowCount,
  setTableAlignment,
  setTableLook,
  setTablePadding,
  setTableStyle,
  tableAlignment,
  tableLook,
  type TableLook,
} from '../parts/table-look.ts';
import { distributeColumns, fillWidth, setTableWidth, tableWidth } from '../parts/table-widths.ts';
import type { Table } from './table.ts';
import { apiName, fileValue, invalid, pointsOf, requireInteger, requireTwips } from './table-arguments.ts';
import { requireSide } from './table-cells.ts';
import { requireUniform } from './table-edits.ts';
import { requireText } from './text-object.ts';

/** `Word.Table`'s own look: its style, header rows, place between the margins and widths. */

const alignments: readonly (readonly [string, string])[] = [
  ['Left', 'left'],
  ['Centered', 'center'],
  ['Right', 'right'],
  ['Left', 'start'],
  ['Right', 'end'],
];

function setStyle(self: Table, name: unknown): void {
  const wanted = requireText(name, 'The style');
  const pkg = self.document.package;
  self.change(() => {
    const id = ensureStyle(pkg, wanted);
    if (id === null || attributeW(styleById(pkg, id), 'type') !== 'table')
      return invalid(`The document has no style '${wanted}' for tables.`);
    setTableStyle(self.element, id);
  });
}

function nameOfStyle(self: Table, read: (style: Element) => string): string {
  const style = tableStyle(self.document.package, self.element);
  return style ? read(style) : '';
}

function look(part: keyof TableLook): ApiMember<Table> {
  return {
    kind: 'property',
    since: 'WordApi 1.3',
    get: (self) => tableLook(self.element)[part],
    set: (self, on: unknown) => self.change(() => setTableLook(self.element, { [part]: on === true })),
  };
}

export const tableLookMembers: Record<string, ApiMember<Table>> = {
  alignment: {
    kind: 'property',
    since: 'WordApi 1.3',
    get: (self) => apiName(alignments, tableAlignment(self.document.package, self.element)) ?? 'Unknown',
    set: (self, value: unknown) => {
      const alignment = fileValue(alignments, value, 'The alignment');
      self.change(() => setTableAlignment(self.element, alignment));
    },
  },
  headerRowCount: {
    kind: 'property',
    since: 'WordApi 1.3',
    get: (self) => headerRowCount(self.element),
    set: (self, value: unknown) => {
      const count = requireInteger(value, 'The number of header rows', 0, self.rows.length);
      self.change(() => setHeaderRowCount(self.element, count));
    },
  },
  style: {
    kind: 'property',
    since: 'WordApi 1.3',
    get: (self) => nameOfStyle(self, styleDisplayName),
    set: setStyle,
  },
  styleBuiltIn: {
    kind: 'property',
    since: 'WordApi 1.3',
    get: (self) => nameOfStyle(self, styleBuiltIn) || 'Other',
    set: setStyle,
  },
  styleFirstColumn: look('firstColumn'),
  styleLastColumn: look('lastColumn'),
  styleTotalRow: look('lastRow'),
  styleBandedRows: look('bandedRows'),
  styleBandedColumns: look('bandedColumns'),
  width: {
    kind: 'property',
    since: 'WordApi 1.3',
    get: (self) => pointsOf(tableWidth(self.element)),
    set: (self, value: unknown) => {
      const width = requireTwips(value, 'The width');
      self.change(() => setTableWidth(self.element, width));
    },
  },
  autoFitWindow: {
    kind: 'method',
    since: 'WordApi 1.3',
    writes: true,
    call: (self) => self.change(() => fillWidth(self.document.package, self.element)),
  },
  distributeColumns: {
    kind: 'method',
    since: 'WordApi 1.3',
    writes: true,
    call: (self) => {
      const table = requireUniform(self.element);
      self.change(() => distributeColumns(table));
    },
  },
  setCellPadding: {
    kind: 'method',
    since: 'WordApi 1.3',
    writes: true,
    call: (self, location: unknown, padding: unknown) => {
      const side = requireSide(location);
      const width = requireTwips(padding, 'The padding');
      self.change(() => setTablePadding(self.element, side, width));
    },
  },
};
