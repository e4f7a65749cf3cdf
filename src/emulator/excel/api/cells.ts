import { HostError } from '../../richapi/object-model.ts';
import { areaName, quoteSheetName, rowsOf, columnsOf, type Area } from '../model/address.ts';
import type { LiveArea } from '../model/live-areas.ts';
import type { CellFormat } from '../model/cell-format.ts';
import type { Sheet } from '../model/sheet.ts';
import type { ExcelDocument } from '../excel-document.ts';
import type { ExcelModel } from './excel-model.ts';
import { notFound } from './arguments.ts';

/** Cells that an object of the model stands for, following them as the sheet changes. */
export abstract class CellsObject {
  readonly model: ExcelModel;
  readonly #live: readonly LiveArea[];

  constructor(model: ExcelModel, sheet: Sheet, areas: readonly Area[]) {
    this.model = model;
    this.#live = areas.map((area) => model.document.liveAreas.track(sheet.id, area));
  }

  get document(): ExcelDocument {
    return this.model.document;
  }

  get sheet(): Sheet {
    return this.document.sheetById(this.#live[0]?.sheetId ?? '') ?? notFound();
  }

  get areas(): readonly Area[] {
    const areas = this.#live.flatMap(({ area }) => area ?? []);
    if (areas.length === 0)
      throw new HostError('InvalidReference', 'This reference is not valid for the current operation.');
    return areas;
  }
}

export function fullAddress(sheet: Sheet, area: Area): string {
  return `${quoteSheetName(sheet.name)}!${areaName(area)}`;
}

/** Cells past which Office.js gives no arrays of them: a whole column, say. */
const maxCellsRead = 5_000_000;

export function cellCountOf(area: Area): number {
  return rowsOf(area) * columnsOf(area);
}

/** A value for each cell of an area; `null` where there would be too many. */
export function rowsFor<T>(area: Area, read: (row: number, column: number) => T): T[][] | null {
  if (cellCountOf(area) > maxCellsRead) return null;
  return Array.from({ length: rowsOf(area) }, (_, row) =>
    Array.from({ length: columnsOf(area) }, (__, column) => read(area.top + row, area.left + column)),
  );
}

/** The numbers of the formats that cells of some areas have. */
export function stylesIn(document: ExcelDocument, sheet: Sheet, areas: readonly Area[]): ReadonlySet<number> {
  const styles = new Set<number>();
  const used = sheet.grid.usedArea();
  for (const area of areas) {
    const bottom = Math.min(area.bottom, Math.max(used?.bottom ?? 0, area.top));
    const right = Math.min(area.right, Math.max(used?.right ?? 0, area.left));
    for (let row = area.top; row <= bottom; row += 1)
      for (let column = area.left; column <= right; column += 1) styles.add(sheet.styleAt(row, column));
    if (right < area.right || bottom < area.bottom) {
      // Past what is used, only rows and columns have formats.
      for (let column = area.left; column <= area.right && column - area.left < 16_384; column += 1)
        styles.add(sheet.columnRun(column)?.style ?? 0);
    }
  }
  return styles;
}

/** A property of formats that all cells share; `undefined` when they differ. */
export function sharedFormat<T>(
  document: ExcelDocument,
  sheet: Sheet,
  areas: readonly Area[],
  read: (format: CellFormat) => T,
): T | undefined {
  let found: { readonly value: T } | undefined;
  for (const style of stylesIn(document, sheet, areas)) {
    const value = read(document.formats.get(style));
    if (found && found.value !== value) return undefined;
    found = { value };
  }
  return found?.value;
}
