import type { ExcelDocument } from '../excel-document.ts';
import type { CellWrite } from '../sheet-changes.ts';
import { cellArea, cellKey, columnsOf, contains, intersect, rowsOf, type Area } from '../model/address.ts';
import type { Cell, CellFormula } from '../model/cell-grid.ts';
import { pivotsAt } from '../model/pivot-state.ts';
import { TokenizedFormula } from '../formula/tokenized-formula.ts';
import { withTableName } from '../formula/with-table-name.ts';
import type { Sheet } from '../model/sheet.ts';
import type { TableState } from '../model/workbook-state.ts';
import { clearConditionalFormats } from './conditional-formats.ts';
import { EditRefused } from './edit-refused.ts';
import { clearHyperlinks } from './hyperlinks.ts';
import { readInput } from './read-input.ts';
import { nameColumnsByHeader } from './table-names.ts';

/**
 * Sets the cells of an area from rows of inputs, as if they were typed; `null` leaves a cell as it is. One row, column or
 * value is repeated over the area by the caller.
 */
export function setInputs(
  document: ExcelDocument,
  sheet: Sheet,
  area: Area,
  inputs: readonly (readonly unknown[])[],
): void {
  const writes: CellWrite[] = [];
  for (let row = area.top; row <= area.bottom; row += 1) {
    for (let column = area.left; column <= area.right; column += 1) {
      const input = inputs[row - area.top]?.[column - area.left];
      if (input === null || input === undefined) continue;
      const style = sheet.grid.style(row, column);
      const numberFormat = document.formats.get(style ?? sheet.styleAt(row, column)).numberFormat;
      const read = readInput(input, numberFormat);
      if (read.kind === 'formula') {
        // Only what is in brackets can lack its table's name.
        const table = read.text.includes('[') ? tableAt(document, sheet, row, column) : undefined;
        const text = readFormula(document, read.text, table?.name ?? null);
        writes.push([row, column, { value: null, formula: newFormula(text), style }]);
      } else {
        const given = read.numberFormat;
        const own =
          given === undefined ? style : document.formats.patched(sheet.styleAt(row, column), { numberFormat: given });
        writes.push([row, column, { value: read.value, formula: null, style: own }]);
      }
    }
  }
  requireWritable(document, sheet, area, writes);
  document.writeCells(sheet, area, writes);
  nameColumnsByHeader(document, sheet, area);
}

function tableAt(document: ExcelDocument, sheet: Sheet, row: number, column: number): TableState | undefined {
  return document.state.tables.find(
    ({ sheetId, area }) => sheetId === sheet.id && contains(area, cellArea(row, column)),
  );
}

/** What a pivot table shows is its own to write, and a legacy array formula changes whole. @throws {EditRefused} */
export function requireWritable(document: ExcelDocument, sheet: Sheet, area: Area, writes: readonly CellWrite[]): void {
  requireWholeArrays(sheet, writes);
  if (writes.length > 0) refuseInPivots(document, sheet, area);
}

function refuseInPivots(document: ExcelDocument, sheet: Sheet, area: Area): void {
  if (pivotsAt(document.state.pivotTables, sheet.id, area).length > 0)
    throw new EditRefused(
      'pivot-overlap',
      "We can't make this change for the selected cells because it will affect a PivotTable.",
    );
}

/** A formula of its own object: the object is what tells one cell's formula from another's. */
export function newFormula(text: string, arrayArea?: Area): CellFormula {
  return arrayArea ? { text, isDynamic: false, arrayArea } : { text, isDynamic: true };
}

/** The text of a formula that was typed, where a table stands or none, as its cell keeps it. */
function readFormula(document: ExcelDocument, typed: string, table: string | null): string {
  const own = new TokenizedFormula(typed.trim());
  const formula = table === null ? own : withTableName(own, table);
  if (!document.calculation.evaluator.isReadable(formula))
    throw new EditRefused('unreadable-formula', `There is a problem with the formula =${formula.text}`);
  return formula.text;
}

/** A legacy array formula changes whole or not at all. */
function requireWholeArrays(sheet: Sheet, writes: readonly CellWrite[]): void {
  if (sheet.spills.size === 0) return;
  const written = new Set(writes.map(([row, column]) => cellKey(row, column)));
  for (const [key, area] of sheet.spills) {
    const formula = sheet.grid.formula(Math.floor(key / 16_384), key % 16_384);
    if (!formula?.arrayArea) continue;
    let inside = 0;
    for (let row = area.top; row <= area.bottom; row += 1)
      for (let column = area.left; column <= area.right; column += 1)
        if (written.has(cellKey(row, column))) inside += 1;
    if (inside > 0 && inside < rowsOf(area) * columnsOf(area))
      throw new EditRefused('part-of-array', "You can't change part of an array.");
  }
}

export type ClearWhat = 'All' | 'Contents' | 'Formats' | 'Hyperlinks' | 'RemoveHyperlinks';

/** Empties cells, takes their formats, or both. */
export function clearCells(document: ExcelDocument, sheet: Sheet, area: Area, what: ClearWhat): void {
  const contents = what === 'All' || what === 'Contents';
  const formats = what === 'All' || what === 'Formats' || what === 'RemoveHyperlinks';
  if (what === 'All' || what === 'Formats') clearConditionalFormats(document, sheet, [area]);
  if (what === 'All') clearRemarks(document, sheet, area);
  if (what === 'All' || what === 'Hyperlinks' || what === 'RemoveHyperlinks') clearHyperlinks(document, sheet, area);
  const inside = document.usedArea(sheet) && intersect(area, document.usedArea(sheet) ?? area);
  if (!inside || (!contents && !formats)) return;
  const writes: CellWrite[] = [];
  for (let row = inside.top; row <= inside.bottom; row += 1) {
    for (let column = inside.left; column <= inside.right; column += 1) {
      const cell = sheet.grid.cell(row, column);
      const isPiece = sheet.spilled.has(cellKey(row, column));
      const hasContent = !isPiece && (cell.value !== null || cell.formula !== null);
      const style = formats ? (sheet.styleAt(row, column) === 0 ? undefined : 0) : cell.style;
      if (!(contents && hasContent) && style === cell.style) continue;
      const emptied: Cell = contents && !isPiece ? { value: null, formula: null, style } : { ...cell, style };
      writes.push([row, column, emptied]);
    }
  }
  if (contents) requireWritable(document, sheet, area, writes);
  document.writeCells(sheet, inside, writes);
}

function clearRemarks(document: ExcelDocument, sheet: Sheet, area: Area): void {
  const { comments, notes } = document.state;
  const isElsewhere = ({
    sheetId,
    row,
    column,
  }: {
    readonly sheetId: string;
    readonly row: number;
    readonly column: number;
  }): boolean => sheetId !== sheet.id || !contains(area, cellArea(row, column));
  if ([...comments, ...notes].every(isElsewhere)) return;
  document.changeState({ comments: comments.filter(isElsewhere), notes: notes.filter(isElsewhere) });
}
