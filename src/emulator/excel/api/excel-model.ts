import type { ExcelDocument } from '../excel-document.ts';
import type { Area } from '../model/address.ts';
import type { Sheet } from '../model/sheet.ts';
import type { EventRegistry } from './event-registry.ts';

/** Cells of one sheet, in one area or several. */
export interface SheetAreas {
  readonly sheet: Sheet;
  readonly areas: readonly Area[];
}

/** Makes the objects of the model: each class names the others only through this. */
export interface ExcelModel {
  readonly document: ExcelDocument;
  readonly events: EventRegistry;
  readonly workbook: object;
  worksheet(sheet: Sheet): object;
  worksheets(): object;
  range(sheet: Sheet, area: Area): object;
  rangeAreas(sheet: Sheet, areas: readonly Area[]): object;
  workbookRangeAreas(areas: readonly SheetAreas[]): object;
  names(sheetId: string | null): object;
}
