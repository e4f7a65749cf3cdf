import { intersect, type Area } from './address.ts';
import type { CellValue } from './cell-value.ts';

/** `Excel.AggregationFunction`, but for the two that are no function. */
export type Aggregation =
  | 'Sum'
  | 'Count'
  | 'Average'
  | 'Max'
  | 'Min'
  | 'Product'
  | 'CountNumbers'
  | 'StandardDeviation'
  | 'StandardDeviationP'
  | 'Variance'
  | 'VarianceP';

export type PivotShowAs = 'None' | 'PercentOfGrandTotal' | 'PercentOfRowTotal' | 'PercentOfColumnTotal';

/** A column of the source as it was read at the last refresh. */
export interface PivotColumn {
  readonly name: string;
  readonly values: readonly CellValue[];
  /** The format of its first value. */
  readonly numberFormat: string;
}

/** What a pivot table knows of one column of its source. */
export interface PivotFieldState {
  readonly caption: string;
  readonly sort: 'Ascending' | 'Descending';
  /** The data hierarchy by whose totals the items are ordered; `null`: by their labels. */
  readonly sortBy: string | null;
  readonly subtotals: boolean;
  readonly showAllItems: boolean;
  /** Keys of items that are left out. */
  readonly hidden: ReadonlySet<string>;
}

export interface PivotDataState {
  readonly id: string;
  readonly field: number;
  readonly caption: string;
  /** Whether the caption is the author's own, or follows the function. */
  readonly isNamed: boolean;
  readonly summarizeBy: Aggregation;
  readonly showAs: PivotShowAs;
  /** Empty: the cells keep the format that they have. */
  readonly numberFormat: string;
}

export type PivotLayoutType = 'Compact' | 'Outline' | 'Tabular';
export type SubtotalLocation = 'AtTop' | 'AtBottom' | 'Off';

export interface PivotLayoutState {
  readonly type: PivotLayoutType;
  readonly subtotals: SubtotalLocation;
  /** Totals of the rows stand at the right, those of the columns below. */
  readonly rowGrandTotals: boolean;
  readonly columnGrandTotals: boolean;
  readonly autoFormat: boolean;
  readonly preserveFormatting: boolean;
  readonly emptyText: string;
  readonly fillEmpty: boolean;
}

/** Where the source is: cells of a sheet (`null` once they are gone), or a table by its name. */
export type PivotSource =
  | { readonly kind: 'range'; readonly sheetId: string; readonly area: Area | null }
  | { readonly kind: 'table'; readonly table: string }
  /** Another program's, another file's: kept, not computed. */
  | { readonly kind: 'foreign' };

export interface PivotTableState {
  readonly id: string;
  readonly name: string;
  readonly sheetId: string;
  /** Where it was put; it lies below when its filters need the rows. */
  readonly anchor: { readonly row: number; readonly column: number };
  /** Without its filters. */
  readonly area: Area;
  readonly filterArea: Area | null;
  readonly source: PivotSource;
  readonly columns: readonly PivotColumn[];
  readonly fields: readonly PivotFieldState[];
  /** Numbers of columns of the source, outermost first. */
  readonly rowFields: readonly number[];
  readonly columnFields: readonly number[];
  readonly filterFields: readonly number[];
  readonly data: readonly PivotDataState[];
  readonly layout: PivotLayoutState;
  readonly refreshOnOpen: boolean;
  /** The part that it came from; `null` for a new one. */
  readonly part: string | null;
}

export const newPivotLayout: PivotLayoutState = {
  type: 'Compact',
  subtotals: 'AtTop',
  rowGrandTotals: true,
  columnGrandTotals: true,
  autoFormat: true,
  preserveFormatting: true,
  emptyText: '',
  fillEmpty: true,
};

export function newPivotField(caption: string): PivotFieldState {
  return { caption, sort: 'Ascending', sortBy: null, subtotals: true, showAllItems: false, hidden: new Set() };
}

/** The cells that a pivot table fills: its report and its filters. */
export function pivotAreas({ area, filterArea }: PivotTableState): readonly Area[] {
  return filterArea ? [area, filterArea] : [area];
}

/** The pivot tables of a sheet that an area meets. */
export function pivotsAt(pivots: readonly PivotTableState[], sheetId: string, area: Area): readonly PivotTableState[] {
  return pivots.filter((pivot) => pivot.sheetId === sheetId && pivotAreas(pivot).some((own) => intersect(own, area)));
}
