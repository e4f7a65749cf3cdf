import type { Area } from '../model/address.ts';
import type { CellValue } from '../model/cell-value.ts';
import type { PivotTableState } from '../model/pivot-state.ts';
import { columnLines, growAxis, rowLines, visibleRecords, type AxisLine, type AxisNode } from './axis.ts';
import { itemsOf } from './pivot-items.ts';
import { onlyColumn, valuesOf } from './values.ts';

/** One cell that a pivot table fills. */
export interface PivotCell {
  readonly row: number;
  readonly column: number;
  readonly value: CellValue;
  /** Steps that its label stands in. */
  readonly indent: number;
  /** The data hierarchy whose value it is, by number, or the column of the source whose item it names. */
  readonly data: number | null;
  readonly field: number | null;
}

export interface PivotReport {
  readonly area: Area;
  readonly filterArea: Area | null;
  readonly cells: readonly PivotCell[];
  readonly rows: readonly AxisLine[];
  readonly columns: readonly AxisLine[];
  /** How many rows stand above the values, and how many columns before them. */
  readonly headRows: number;
  readonly headColumns: number;
}

/** Words that Excel itself writes into a pivot table. */
const words = {
  rowLabels: 'Row Labels',
  columnLabels: 'Column Labels',
  grandTotal: 'Grand Total',
  all: '(All)',
  several: '(Multiple Items)',
};

/** How large an empty pivot table is. */
const emptySize = { rows: 18, columns: 3 };

/** Everything that a pivot table shows, and where: computed from what was read at its last refresh. */
export function layOut(pivot: PivotTableState): PivotReport {
  const filters = pivot.filterFields.length;
  // Filters stand above, with an empty row between; where there is no room they push the table down.
  const top = filters === 0 ? pivot.anchor.row : Math.max(pivot.anchor.row, filters + 1);
  const { column: left } = pivot.anchor;
  const isEmpty = pivot.rowFields.length + pivot.columnFields.length + pivot.data.length === 0;
  const filterTop = top - filters - 1;
  const filterArea = filters === 0 ? null : { top: filterTop, left, bottom: top - 2, right: left + 1 };
  const cells: PivotCell[] = pivot.filterFields.flatMap((field, index) => [
    { ...label(filterTop + index, left, captionOf(pivot, field)), field },
    label(filterTop + index, left + 1, chosenOf(pivot, field)),
  ]);
  if (isEmpty) {
    const area = { top, left, bottom: top + emptySize.rows - 1, right: left + emptySize.columns - 1 };
    return { area, filterArea, cells, rows: [], columns: [], headRows: 1, headColumns: 1 };
  }
  const records = visibleRecords(pivot);
  const rows = rowsOrOne(pivot, rowLines(pivot, growAxis(pivot, pivot.rowFields, records)));
  const columns =
    pivot.columnFields.length === 0
      ? [onlyColumn(records)]
      : columnLines(pivot, growAxis(pivot, pivot.columnFields, records));
  const isCompact = pivot.layout.type === 'Compact';
  // Without fields on the rows, the name of the only value stands before its totals.
  const isTotalNamed = pivot.columnFields.length > 0 && pivot.data.length === 1;
  const headColumns = pivot.rowFields.length === 0 ? Number(isTotalNamed) : isCompact ? 1 : pivot.rowFields.length;
  const width = Math.max(1, pivot.data.length);
  const headRows = pivot.columnFields.length + 1 + Number(pivot.columnFields.length > 0 && pivot.data.length > 1);
  const sheet = new Page(pivot, top, left, headRows, headColumns);
  sheet.writeCorner();
  sheet.writeColumnHeadings(columns, width);
  sheet.writeRowLabels(rows);
  if (pivot.data.length > 0) sheet.writeValues(rows, columns, valuesOf(pivot, rows, columns, records));
  const hasColumns = pivot.data.length > 0 || pivot.columnFields.length > 0;
  const right = left + headColumns + (hasColumns ? columns.length * width : 0) - 1;
  const bottom = top + headRows + rows.length - 1;
  const area = { top, left, bottom, right: Math.max(left, right) };
  return { area, filterArea, cells: [...cells, ...sheet.cells], rows, columns, headRows, headColumns };
}

/** Without fields on its rows a pivot table has one row of totals. */
function rowsOrOne(pivot: PivotTableState, lines: readonly AxisLine[]): readonly AxisLine[] {
  return pivot.rowFields.length === 0 && pivot.data.length > 0 ? [{ kind: 'grand', path: [], hasValues: true }] : lines;
}

export function captionOf(pivot: PivotTableState, field: number): string {
  return pivot.fields[field]?.caption ?? '';
}

function nameOf(pivot: PivotTableState, { field, item }: AxisNode): string {
  const column = pivot.columns[field];
  return (column && itemsOf(column).items[item]?.name) ?? '';
}

/** An item's label: the value itself, so that a date stays one. */
function valueOf(pivot: PivotTableState, { field, item }: AxisNode): CellValue {
  const column = pivot.columns[field];
  const found = column && itemsOf(column).items[item];
  return found ? (found.value ?? found.name) : null;
}

function chosenOf(pivot: PivotTableState, field: number): CellValue {
  const column = pivot.columns[field];
  const hidden = pivot.fields[field]?.hidden;
  if (!column || !hidden || hidden.size === 0) return words.all;
  const shown = itemsOf(column).items.filter(({ key }) => !hidden.has(key));
  const [only] = shown;
  return shown.length === 1 && only ? (only.value ?? only.name) : words.several;
}

function label(row: number, column: number, value: CellValue): PivotCell {
  return { row, column, value, indent: 0, data: null, field: null };
}

/** The cells of a report as they are written, from its corner on. */
class Page {
  readonly cells: PivotCell[] = [];
  readonly #pivot: PivotTableState;
  readonly #top: number;
  readonly #left: number;
  readonly #headRows: number;
  readonly #headColumns: number;

  constructor(pivot: PivotTableState, top: number, left: number, headRows: number, headColumns: number) {
    this.#pivot = pivot;
    this.#top = top;
    this.#left = left;
    this.#headRows = headRows;
    this.#headColumns = headColumns;
  }

  get #isCompact(): boolean {
    return this.#pivot.layout.type === 'Compact';
  }

  writeCorner(): void {
    const pivot = this.#pivot;
    const last = this.#headRows - 1;
    if (pivot.rowFields.length > 0) {
      if (this.#isCompact) this.#put(last, 0, words.rowLabels);
      else pivot.rowFields.forEach((field, index) => this.#put(last, index, captionOf(pivot, field), { field }));
    }
    if (pivot.columnFields.length === 0) return;
    const [only] = pivot.data.length === 1 ? pivot.data : [];
    if (only && pivot.rowFields.length > 0) this.#put(0, 0, only.caption);
    if (this.#isCompact) this.#put(0, this.#headColumns, words.columnLabels);
    else
      pivot.columnFields.forEach((field, index) =>
        this.#put(0, this.#headColumns + index, captionOf(pivot, field), { field }),
      );
  }

  writeColumnHeadings(columns: readonly AxisLine[], width: number): void {
    const pivot = this.#pivot;
    if (pivot.columnFields.length === 0) {
      pivot.data.forEach(({ caption }, index) => this.#put(0, this.#headColumns + index, caption));
      return;
    }
    let before: readonly AxisNode[] = [];
    columns.forEach((line, at) => {
      const across = this.#headColumns + at * width;
      this.#writeHeading(line, before, across, width);
      before = line.kind === 'item' ? line.path : [];
    });
  }

  #writeHeading(line: AxisLine, before: readonly AxisNode[], across: number, width: number): void {
    const pivot = this.#pivot;
    const hasNames = width > 1;
    if (line.kind === 'item') {
      line.path.forEach((node, depth) => {
        const isSame = line.path.slice(0, depth + 1).every((each, index) => each === before[index]);
        if (!isSame) this.#put(1 + depth, across, valueOf(pivot, node), { field: node.field });
      });
      if (hasNames) pivot.data.forEach(({ caption }, index) => this.#put(this.#headRows - 1, across + index, caption));
      return;
    }
    const last = line.path.at(-1);
    const depth = Math.max(0, line.path.length - 1);
    pivot.data.slice(0, width).forEach(({ caption }, index) => {
      const total = last
        ? `${nameOf(pivot, last)} ${hasNames ? caption : 'Total'}`
        : hasNames
          ? `Total ${caption}`
          : words.grandTotal;
      this.#put(1 + depth, across + index, total);
    });
    if (pivot.data.length === 0) this.#put(1 + depth, across, last ? `${nameOf(pivot, last)} Total` : words.grandTotal);
  }

  writeRowLabels(rows: readonly AxisLine[]): void {
    const pivot = this.#pivot;
    if (pivot.rowFields.length === 0) {
      if (this.#headColumns > 0) this.#put(this.#headRows, 0, pivot.data[0]?.caption ?? '');
      return;
    }
    let before: readonly AxisNode[] = [];
    rows.forEach((line, at) => {
      this.#writeRowLabel(line, before, this.#headRows + at);
      before = line.path;
    });
  }

  #writeRowLabel(line: AxisLine, before: readonly AxisNode[], down: number): void {
    const pivot = this.#pivot;
    const last = line.path.at(-1);
    if (!last) {
      this.#put(down, 0, words.grandTotal);
      return;
    }
    const depth = line.path.length - 1;
    const total = `${nameOf(pivot, last)} Total`;
    const own = line.kind === 'subtotal' ? total : valueOf(pivot, last);
    if (this.#isCompact) this.#put(down, 0, own, { indent: depth, field: last.field });
    else this.#put(down, depth, own, { field: last.field });
    if (pivot.layout.type !== 'Tabular' || line.kind !== 'item') return;
    line.path.slice(0, -1).forEach((node, outer) => {
      if (node !== before[outer]) this.#put(down, outer, valueOf(pivot, node), { field: node.field });
    });
  }

  writeValues(
    rows: readonly AxisLine[],
    columns: readonly AxisLine[],
    values: readonly (readonly (readonly CellValue[])[] | null)[],
  ): void {
    const { data, layout } = this.#pivot;
    const empty = layout.fillEmpty && layout.emptyText !== '' ? layout.emptyText : null;
    rows.forEach((_, down) =>
      columns.forEach((__, across) =>
        data.forEach((___, index) => {
          const value = values[down] ? (values[down][across]?.[index] ?? empty) : null;
          if (values[down])
            this.#put(this.#headRows + down, this.#headColumns + across * data.length + index, value, { data: index });
        }),
      ),
    );
  }

  #put(
    down: number,
    across: number,
    value: CellValue,
    more: { readonly indent?: number; readonly data?: number; readonly field?: number } = {},
  ): void {
    const { indent = 0, data = null, field = null } = more;
    this.cells.push({ row: this.#top + down, column: this.#left + across, value, indent, data, field });
  }
}
