import type { Area } from './address.ts';
import type { CarriedState } from './carried.ts';
import type { ConditionalFormatState } from './conditional-format.ts';
import type { HyperlinkState } from './hyperlink.ts';
import type { PivotTableState } from './pivot-state.ts';
import type { Place } from './placement.ts';
import type { ShapeState } from './shape-state.ts';

/** A name for cells or a formula. */
export interface NameState {
  readonly name: string;
  /** Without the equals sign: `Sheet1!$A$1`, `1.2`. */
  readonly formula: string;
  /** Id of the sheet that it belongs to; `null` for the whole workbook. */
  readonly sheetId: string | null;
  readonly comment: string;
  readonly visible: boolean;
}

export interface TableColumnState {
  readonly id: number;
  readonly name: string;
  /** `sum`, `average` … as the file names them; `none` without. */
  readonly totalsFunction: string;
  readonly totalsLabel: string;
  /** The formula of a calculated column, where there is one. */
  readonly formula: string;
  readonly filter: TableFilter | null;
}

/** A filter on a column, as office.js describes it (`Excel.FilterCriteria`). */
export type TableFilter = Readonly<Record<string, unknown>>;

export interface TableState {
  readonly id: number;
  readonly name: string;
  readonly sheetId: string;
  /** With header and total rows. */
  readonly area: Area;
  readonly columns: readonly TableColumnState[];
  readonly showHeaders: boolean;
  readonly showTotals: boolean;
  readonly style: string;
  readonly showFilterButton: boolean;
  readonly showBandedRows: boolean;
  readonly showBandedColumns: boolean;
  readonly highlightFirstColumn: boolean;
  readonly highlightLastColumn: boolean;
  /** The part that it came from; `null` for a new table. */
  readonly part: string | null;
}

/** Somebody who is spoken to in a comment, by `@Name`. */
export interface CommentMention {
  readonly id: number;
  readonly name: string;
  readonly email: string;
}

export interface CommentReplyState {
  /** A GUID in braces, in the file too. */
  readonly id: string;
  readonly author: string;
  readonly content: string;
  /** ISO 8601. */
  readonly created: string;
  readonly mentions: readonly CommentMention[];
}

/** A threaded comment with its answers. */
export interface CommentState extends CommentReplyState {
  readonly sheetId: string;
  readonly row: number;
  readonly column: number;
  readonly resolved: boolean;
  readonly replies: readonly CommentReplyState[];
}

/** A note: the yellow kind, without answers. */
export interface NoteState {
  readonly id: string;
  readonly sheetId: string;
  readonly row: number;
  readonly column: number;
  readonly author: string;
  readonly content: string;
  readonly visible: boolean;
}

export interface ChartSeriesState {
  readonly name: string;
  /** `Sheet1!$B$1`, where the name comes from a cell. */
  readonly nameFormula: string;
  readonly valuesFormula: string;
  readonly categoriesFormula: string;
  readonly color: string;
  readonly kind: string;
}

export interface ChartState {
  readonly id: string;
  readonly name: string;
  readonly sheetId: string;
  /** `ColumnClustered`, `Line` … (`Excel.ChartType`). */
  readonly kind: string;
  readonly title: string;
  readonly titleVisible: boolean;
  readonly legendVisible: boolean;
  readonly legendPosition: string;
  readonly categoryTitle: string;
  readonly valueTitle: string;
  readonly series: readonly ChartSeriesState[];
  readonly seriesBy: 'Rows' | 'Columns';
  readonly place: Place;
  /** The chart part that it came from; `null` for a new chart. */
  readonly part: string | null;
  /** All formulas of that part in their order, those of the series among them. */
  readonly references: readonly string[];
}

export type CalculationMode = 'Automatic' | 'AutomaticExceptTables' | 'Manual';

/** What belongs to the workbook or hangs on its sheets, besides cells; a value, so that undo can put it back. */
export interface WorkbookState {
  readonly names: readonly NameState[];
  readonly tables: readonly TableState[];
  readonly comments: readonly CommentState[];
  readonly notes: readonly NoteState[];
  readonly conditionalFormats: readonly ConditionalFormatState[];
  readonly hyperlinks: readonly HyperlinkState[];
  readonly carried: readonly CarriedState[];
  readonly charts: readonly ChartState[];
  readonly shapes: readonly ShapeState[];
  readonly pivotTables: readonly PivotTableState[];
  readonly calculationMode: CalculationMode;
  readonly structureProtected: boolean;
  readonly date1904: boolean;
}

export const emptyWorkbookState: WorkbookState = {
  names: [],
  tables: [],
  comments: [],
  notes: [],
  conditionalFormats: [],
  hyperlinks: [],
  carried: [],
  charts: [],
  shapes: [],
  pivotTables: [],
  calculationMode: 'Automatic',
  structureProtected: false,
  date1904: false,
};
