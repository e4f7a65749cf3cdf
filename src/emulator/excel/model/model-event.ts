import type { Area } from './address.ts';
import type { CellValue } from './cell-value.ts';
import type { WorkbookState } from './workbook-state.ts';

/** What happened to a workbook, for whoever shows it and for add-ins that listen. Sheets are named by their id. */
export type ModelEvent =
  | {
      readonly type: 'edited';
      readonly sheetId: string;
      readonly area: Area;
      readonly before: CellValue | undefined;
      readonly after: CellValue | undefined;
    }
  | {
      readonly type: 'cells-inserted' | 'cells-deleted';
      readonly sheetId: string;
      readonly area: Area;
      readonly axis: 'rows' | 'columns';
    }
  | { readonly type: 'formatted'; readonly sheetId: string; readonly area: Area }
  | { readonly type: 'sorted'; readonly sheetId: string; readonly area: Area; readonly axis: 'rows' | 'columns' }
  | { readonly type: 'calculated'; readonly sheetId: string; readonly cells: ReadonlySet<number> }
  | { readonly type: 'activated'; readonly sheetId: string; readonly previousId: string }
  | { readonly type: 'selected'; readonly sheetId: string }
  | { readonly type: 'sheet-added' | 'sheet-deleted' | 'sheet-changed' | 'sheets-moved'; readonly sheetId: string }
  | { readonly type: 'sheet-renamed'; readonly sheetId: string; readonly before: string; readonly after: string }
  | { readonly type: 'sheet-visibility'; readonly sheetId: string; readonly before: string; readonly after: string }
  | { readonly type: 'sheet-protection'; readonly sheetId: string; readonly isProtected: boolean }
  | { readonly type: 'rows-hidden'; readonly sheetId: string; readonly area: Area; readonly hidden: boolean }
  | {
      readonly type: 'comment-added' | 'comment-deleted';
      readonly sheetId: string;
      readonly commentId: string;
      readonly replyIds: readonly string[];
    }
  | {
      readonly type: 'comment-changed';
      readonly sheetId: string;
      readonly commentId: string;
      readonly replyIds: readonly string[];
      readonly change: CommentChange;
    }
  | {
      readonly type: 'formulas-changed';
      readonly sheetId: string;
      /** Cells with the formula that each had, empty for none. */
      readonly cells: readonly (readonly [row: number, column: number, before: string])[];
    }
  | {
      readonly type: 'sheet-moved';
      readonly sheetId: string;
      /** Positions from 0. */
      readonly before: number;
      readonly after: number;
    }
  | {
      readonly type: 'clicked';
      readonly sheetId: string;
      readonly row: number;
      readonly column: number;
      /** Points from the cell's corner. */
      readonly x: number;
      readonly y: number;
    }
  | { readonly type: 'settings-changed' }
  | { readonly type: 'workbook-changed'; readonly before: WorkbookState; readonly after: WorkbookState };

/** `Excel.CommentChangeType`. */
export type CommentChange =
  | 'CommentEdited'
  | 'CommentResolved'
  | 'CommentReopened'
  | 'ReplyAdded'
  | 'ReplyDeleted'
  | 'ReplyEdited';
