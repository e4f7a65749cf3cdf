import { cellArea, intersect, isOneCell, type Area } from '../model/address.ts';
import type { Sheet } from '../model/sheet.ts';
import type { ExcelDocument } from '../excel-document.ts';
import type { SheetArea } from './dependencies.ts';

/** Cells by sheet. */
interface Traced {
  readonly sheet: Sheet;
  readonly areas: readonly Area[];
}

/** A trace of very many cells is given up, as Excel gives it up. */
const maxSteps = 50_000;

/** The cells that the formulas of an area look at; `all`: and what those look at, to the end. */
export function precedentsOf(document: ExcelDocument, sheet: Sheet, area: Area, reach: 'direct' | 'all'): Traced[] {
  return trace(document, { sheetId: sheet.id, area }, reach, (from) => inputsIn(document, from));
}

/** The formulas that look at an area; `all`: and those that look at them. */
export function looksAtCells(document: ExcelDocument, sheet: Sheet, area: Area, reach: 'direct' | 'all'): Traced[] {
  return trace(document, { sheetId: sheet.id, area }, reach, ({ sheetId, area: at }) =>
    document.calculation.formulas
      .dependentsOf(sheetId, at)
      .map((node) => ({ sheetId: node.sheetId, area: cellArea(node.row, node.column) })),
  );
}

function inputsIn(document: ExcelDocument, { sheetId, area }: SheetArea): SheetArea[] {
  const sheet = document.sheetById(sheetId);
  const used = sheet?.grid.usedArea();
  const inside = used && intersect(area, used);
  if (!sheet || !inside) return [];
  const found: SheetArea[] = [];
  sheet.grid.eachFormula((row, column) => {
    if (intersect(inside, cellArea(row, column)))
      found.push(...document.calculation.formulas.inputsOf(sheet, row, column));
  });
  return found;
}

function trace(
  document: ExcelDocument,
  start: SheetArea,
  reach: 'direct' | 'all',
  next: (from: SheetArea) => readonly SheetArea[],
): Traced[] {
  document.calculateIfDue();
  const seen = new Map<string, SheetArea>();
  let front = [start];
  for (let steps = 0; front.length > 0 && steps < maxSteps; steps += 1) {
    const found = front.flatMap(next).filter((each) => {
      const key = keyOf(each);
      if (seen.has(key)) return false;
      seen.set(key, each);
      return true;
    });
    front = reach === 'direct' ? [] : found;
  }
  return document.sheets.flatMap((sheet) => {
    const areas = [...seen.values()].filter(({ sheetId }) => sheetId === sheet.id).map(({ area }) => area);
    return areas.length === 0 ? [] : [{ sheet, areas: joined(areas) }];
  });
}

function keyOf({ sheetId, area: { top, left, bottom, right } }: SheetArea): string {
  return [sheetId, top, left, bottom, right].join();
}

/** Single cells below one another become one area; cells within other areas are left out. */
function joined(areas: readonly Area[]): Area[] {
  const wide = areas.filter((area) => !isOneCell(area));
  const cells = areas
    .filter((area) => isOneCell(area) && !wide.some((each) => intersect(each, area)))
    .sort((a, b) => a.left - b.left || a.top - b.top);
  const runs: Area[] = [];
  for (const cell of cells) {
    const last = runs.at(-1);
    if (last?.left === cell.left && last.bottom === cell.top - 1) runs[runs.length - 1] = { ...last, bottom: cell.top };
    else runs.push(cell);
  }
  return [...wide, ...runs];
}
