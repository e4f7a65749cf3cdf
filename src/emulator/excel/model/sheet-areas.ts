import type { Area } from './address.ts';
import type { Sheet } from './sheet.ts';

/** Cells of one sheet, in one area or several. */
export interface SheetAreas {
  readonly sheet: Sheet;
  readonly areas: readonly Area[];
}
