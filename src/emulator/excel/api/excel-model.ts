import type { ExcelDocument } from '../excel-document.ts';
import type { Area } from '../model/address.ts';
import type { SheetAreas } from '../model/sheet-areas.ts';
import type { Sheet } from '../model/sheet.ts';
import type { Pictures } from './pictures.ts';
import type { EventRegistry } from './event-registry.ts';

/** Makes the objects of the model: each class names the others only through this. */
export interface ExcelModel {
  readonly document: ExcelDocument;
  readonly events: EventRegistry;
  readonly workbook: object;
  readonly pictures: Pictures | null;
  worksheet(sheet: Sheet): object;
  worksheets(): object;
  range(sheet: Sheet, area: Area): object;
  rangeAreas(sheet: Sheet, areas: readonly Area[]): object;
  workbookRangeAreas(areas: readonly SheetAreas[]): object;
  names(sheetId: string | null): object;
  tables(sheetId: string | null): object;
  charts(sheet: Sheet): object;
  /** The cells that an address on a sheet, a name or a table's name stands for. */
  rangeAt(sheet: Sheet, address: string): SheetAreas | null;
  tablesAt(sheet: Sheet, area: Area, fullyContained: boolean): object;
  pivotsAt(sheet: Sheet, area: Area, fullyContained: boolean): object;
}
