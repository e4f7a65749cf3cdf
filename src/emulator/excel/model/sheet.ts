import type { Area } from './address.ts';
import { CellGrid } from './cell-grid.ts';

export type SheetVisibility = 'Visible' | 'Hidden' | 'VeryHidden';

/** Columns that have a width or a format of their own, or are hidden. */
export interface ColumnRun {
  readonly first: number;
  readonly last: number;
  /** As the file counts: characters of the default font with their margin, 7 pixels each; `undefined`: the sheet's default. */
  readonly width?: number;
  readonly hidden?: boolean;
  readonly style?: number;
}

export interface RowInfo {
  /** Points; `undefined`: as high as needed. */
  readonly height?: number;
  readonly hidden?: boolean;
  readonly style?: number;
}

/** `WorksheetProtection`: what may still be done on a protected sheet. */
export interface SheetProtection {
  readonly options: Readonly<Record<string, unknown>>;
  readonly password: string | null;
}

/** Everything about a sheet but its cells; a value, so that undo can put it back. */
export interface SheetState {
  readonly name: string;
  readonly visibility: SheetVisibility;
  /** `#RRGGBB`, empty for none. */
  readonly tabColor: string;
  readonly merges: readonly Area[];
  readonly columns: readonly ColumnRun[];
  readonly rows: ReadonlyMap<number, RowInfo>;
  readonly showGridlines: boolean;
  readonly showHeadings: boolean;
  readonly protection: SheetProtection | null;
  /** Rows and columns that stay in view. */
  readonly frozen: { readonly rows: number; readonly columns: number };
  /** Characters and points. */
  readonly defaultColumnWidth: number;
  readonly defaultRowHeight: number;
}

export const newSheetState: Omit<SheetState, 'name'> = {
  visibility: 'Visible',
  tabColor: '',
  merges: [],
  columns: [],
  rows: new Map(),
  showGridlines: true,
  showHeadings: true,
  protection: null,
  frozen: { rows: 0, columns: 0 },
  defaultColumnWidth: 9.140625,
  defaultRowHeight: 15,
};

/** One worksheet: its cells, its state, and the cells that formulas spilled. */
export class Sheet {
  /** Lasting id, as office.js has it: a GUID in braces. */
  readonly id: string;
  readonly grid: CellGrid;
  state: SheetState;
  /** Cells that hold a piece of another cell's result, by key, with the key of that cell. */
  readonly spilled = new Map<number, number>();
  /** What each spilling formula fills, by the key of its cell. */
  readonly spills = new Map<number, Area>();
  /** The part of the package that it came from; `null` for a new sheet. */
  readonly part: string | null;
  /** Grows whenever a cell's content or format, or the state, is changed by an edit: unchanged ones are saved as they came. */
  edits = 0;

  constructor(
    id: string,
    state: SheetState,
    { grid = new CellGrid(), part = null }: { grid?: CellGrid; part?: string | null } = {},
  ) {
    // oxfmt-ignore
    this.id = id;
    this.state = state;
    this.grid = grid;
    this.part = part;
  }

  get name(): string {
    return this.state.name;
  }

  /** The number of a cell's format, from the cell, its row or its column. */
  styleAt(row: number, column: number): number {
    return this.grid.style(row, column) ?? this.state.rows.get(row)?.style ?? this.columnRun(column)?.style ?? 0;
  }

  columnRun(column: number): ColumnRun | undefined {
    return this.state.columns.find(({ first, last }) => first <= column && column <= last);
  }

  /** Width in characters; 0 for a hidden column. */
  columnWidth(column: number): number {
    const run = this.columnRun(column);
    return run?.hidden ? 0 : (run?.width ?? this.state.defaultColumnWidth);
  }

  /** Height in points; 0 for a hidden row. */
  rowHeight(row: number): number {
    const info = this.state.rows.get(row);
    return info?.hidden ? 0 : (info?.height ?? this.state.defaultRowHeight);
  }

  mergeAt(row: number, column: number): Area | null {
    return (
      this.state.merges.find(
        ({ top, left, bottom, right }) => top <= row && row <= bottom && left <= column && column <= right,
      ) ?? null
    );
  }
}

/** What is selected on a sheet: one area or several, and the cell in which typing goes. */
export interface SheetSelection {
  readonly areas: readonly Area[];
  readonly activeCell: { readonly row: number; readonly column: number };
}
