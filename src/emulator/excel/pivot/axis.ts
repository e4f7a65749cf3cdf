import type { PivotTableState } from '../model/pivot-state.ts';
import { Aggregate } from './aggregate.ts';
import { itemsOf } from './pivot-items.ts';

/** An item on an axis, with the records that are its own and the items within it. */
export interface AxisNode {
  /** Number of the column of the source. */
  readonly field: number;
  /** Number of the item in its column. */
  readonly item: number;
  readonly records: readonly number[];
  readonly children: readonly AxisNode[];
}

/** One row or column of a pivot table. */
export interface AxisLine {
  readonly kind: 'item' | 'heading' | 'subtotal' | 'grand';
  /** The items from the outermost on; empty for the grand total. */
  readonly path: readonly AxisNode[];
  /** Whether it has values: a heading above its items has none where totals stand below. */
  readonly hasValues: boolean;
}

/** The records that no item which is left out belongs to. */
export function visibleRecords(pivot: PivotTableState): number[] {
  const used = new Set([...pivot.rowFields, ...pivot.columnFields, ...pivot.filterFields]);
  const limits = [...used].flatMap((field) => {
    const column = pivot.columns[field];
    const hidden = pivot.fields[field]?.hidden;
    if (!column || !hidden || hidden.size === 0) return [];
    const { items, ofRecord } = itemsOf(column);
    return [{ ofRecord, isHidden: items.map(({ key }) => hidden.has(key)) }];
  });
  const count = pivot.columns[0]?.values.length ?? 0;
  const records: number[] = [];
  for (let record = 0; record < count; record += 1) {
    if (limits.every(({ ofRecord, isHidden }) => isHidden[ofRecord[record] ?? 0] !== true)) records.push(record);
  }
  return records;
}

export function growAxis(pivot: PivotTableState, fields: readonly number[], records: readonly number[]): AxisNode[] {
  const [field, ...inner] = fields;
  const column = field === undefined ? undefined : pivot.columns[field];
  if (field === undefined || !column) return [];
  const { items, ofRecord } = itemsOf(column);
  const groups = new Map<number, number[]>();
  for (const record of records) {
    const item = ofRecord[record] ?? 0;
    const group = groups.get(item);
    if (group) group.push(record);
    else groups.set(item, [record]);
  }
  const isAll = pivot.fields[field]?.showAllItems === true;
  if (isAll)
    for (const item of items.keys()) if (!groups.has(item) && !isHidden(pivot, field, item)) groups.set(item, []);
  const nodes = [...groups].map(([item, own]) => ({
    field,
    item,
    records: own,
    children: growAxis(pivot, inner, own),
  }));
  return sorted(pivot, field, nodes);
}

function isHidden(pivot: PivotTableState, field: number, item: number): boolean {
  const column = pivot.columns[field];
  const key = column && itemsOf(column).items[item]?.key;
  return key !== undefined && pivot.fields[field]?.hidden.has(key) === true;
}

function sorted(pivot: PivotTableState, field: number, nodes: AxisNode[]): AxisNode[] {
  const { sort, sortBy } = pivot.fields[field] ?? {};
  const sign = sort === 'Descending' ? -1 : 1;
  const by = pivot.data.find(({ id }) => id === sortBy);
  if (!by) return nodes.sort((a, b) => sign * (a.item - b.item));
  const totals = new Map(nodes.map((node) => [node, totalOf(pivot, by.field, by.summarizeBy, node.records)]));
  return nodes.sort((a, b) => sign * ((totals.get(a) ?? 0) - (totals.get(b) ?? 0)) || a.item - b.item);
}

function totalOf(
  pivot: PivotTableState,
  field: number,
  by: Parameters<Aggregate['result']>[0],
  records: readonly number[],
): number {
  const total = new Aggregate();
  for (const record of records) total.add(pivot.columns[field]?.values[record] ?? null);
  const result = total.result(by);
  return typeof result === 'number' ? result : 0;
}

/** The rows of a pivot table from the top. */
export function rowLines(pivot: PivotTableState, nodes: readonly AxisNode[]): AxisLine[] {
  const lines: AxisLine[] = [];
  const { type, subtotals } = pivot.layout;
  const visit = (node: AxisNode, outer: readonly AxisNode[]): void => {
    const path = [...outer, node];
    if (node.children.length === 0) {
      lines.push({ kind: 'item', path, hasValues: true });
      return;
    }
    const hasTotals = subtotals !== 'Off' && pivot.fields[node.field]?.subtotals !== false;
    // A table without outline has no room for totals above its items.
    const isAbove = hasTotals && subtotals === 'AtTop' && type !== 'Tabular';
    if (type !== 'Tabular') lines.push({ kind: 'heading', path, hasValues: isAbove });
    for (const child of node.children) visit(child, path);
    if (hasTotals && !isAbove) lines.push({ kind: 'subtotal', path, hasValues: true });
  };
  for (const node of nodes) visit(node, []);
  if (pivot.layout.columnGrandTotals && nodes.length > 0) lines.push({ kind: 'grand', path: [], hasValues: true });
  return lines;
}

/** The columns of a pivot table from the left, each for all of its values. */
export function columnLines(pivot: PivotTableState, nodes: readonly AxisNode[]): AxisLine[] {
  const lines: AxisLine[] = [];
  const visit = (node: AxisNode, outer: readonly AxisNode[]): void => {
    const path = [...outer, node];
    if (node.children.length === 0) {
      lines.push({ kind: 'item', path, hasValues: true });
      return;
    }
    for (const child of node.children) visit(child, path);
    if (pivot.layout.subtotals !== 'Off' && pivot.fields[node.field]?.subtotals !== false)
      lines.push({ kind: 'subtotal', path, hasValues: true });
  };
  for (const node of nodes) visit(node, []);
  if (pivot.layout.rowGrandTotals && nodes.length > 0) lines.push({ kind: 'grand', path: [], hasValues: true });
  return lines;
}
