import type { ExcelDocument } from '../../excel/excel-document.ts';
import type { GridWork } from './grid-painter.ts';
import type { WireCounters, WireEntry } from '../../wire/wire-log.ts';

/** What the page shows to tests of a workbook, as `window.workbook`. */
export interface WorkbookPlayground {
  /** Resolves when the first workbook is shown (or could not be opened) and the pane, if one is to open, was begun. */
  readonly ready: Promise<void>;
  readonly document: ExcelDocument | null;
  /** Rich API requests so far, over all frames. */
  readonly counters: WireCounters;
  readonly wireLog: readonly WireEntry[];
  /** How many rows and cells were drawn so far. */
  readonly work: GridWork;
  resetCounters(): void;
  /** The workbook as an .xlsx, as the download would be. */
  save(): Uint8Array;
  openBytes(bytes: Uint8Array, name: string): void;
  select(sheet: string, address: string): void;
  /** What a cell shows. */
  text(sheet: string, address: string): string;
  /** With its `=`; `null` where the cell holds a value. */
  formula(sheet: string, address: string): string | null;
}

declare global {
  interface Window {
    workbook: WorkbookPlayground;
  }
}
