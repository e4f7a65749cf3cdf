import type { Pieces } from '../../package/pieces.ts';
import { factsOf } from '../formula/formula-facts.ts';
import { areaName, cellKey, cellName, type Area } from '../model/address.ts';
import type { CellFormula } from '../model/cell-grid.ts';
import { isCellError, type CellValue } from '../model/cell-value.ts';
import type { RowInfo, Sheet } from '../model/sheet.ts';
import { withFilePrefixes } from './function-names.ts';
import {
  cellsInRow,
  prefixOf,
  readFormula,
  readValue,
  rowsIn,
  SharedFormulas,
  type CellText,
  type RowText,
} from './read-cells.ts';
import { attribute, escapeXml, isOn } from './xml.ts';

/** What cells need of the rest of the file when they are written. */
export interface CellContext {
  /** The file's shared strings, as they were read. */
  readonly strings: readonly string[];
  /** The number of a format in the file; formats that the file has not yet are added. */
  readonly styleOf: (style: number) => number;
  /** The number of a shared string, added when it is new; `null` when the file has no part for them. */
  readonly stringOf: (text: string) => number | null;
  /** The number of the metadata that marks a dynamic array. */
  readonly dynamicMark: () => number;
  /** Whether a formula in a cell would be another without that mark. */
  readonly isCutDown: (formula: string, sheet: Sheet, row: number, column: number) => boolean;
}

/** Rows that are written in one piece. */
const rowsOfPiece = 200;

/**
 * The inside of `sheetData` for a sheet as it is now. Rows and cells that are what they were are the text that they were,
 * whatever else stood in it; others are written anew.
 */
export function* writingCells(sheet: Sheet, xml: string, context: CellContext): Pieces<string> {
  const prefix = prefixOf(xml);
  const shared = new SharedFormulas();
  const broken = new Set<string>();
  const given = rowsIn(xml, prefix)[Symbol.iterator]();
  const rows = rowNumbers(sheet);
  const out: string[] = [];
  let original = given.next();
  for (const [index, row] of rows.entries()) {
    if (index % rowsOfPiece === rowsOfPiece - 1) yield;
    // Rows that the file has and the sheet has no more.
    while (!original.done && original.value.row < row) original = given.next();
    const own = !original.done && original.value.row === row ? original.value : undefined;
    out.push(own ? patchRow(sheet, xml, prefix, own, shared, broken, context) : newRow(sheet, prefix, row, context));
    if (own) original = given.next();
  }
  return out.join('');
}

function rowNumbers(sheet: Sheet): readonly number[] {
  const rows = new Set(sheet.state.rows.keys());
  const used = sheet.grid.usedArea();
  if (used) {
    for (let row = used.top; row <= used.bottom; row += 1) if (holdsAnything(sheet, row, used)) rows.add(row);
  }
  return [...rows].sort((a, b) => a - b);
}

function columnsIn(sheet: Sheet, row: number, used: Area): number[] {
  const columns: number[] = [];
  for (let column = used.left; column <= used.right; column += 1) if (sheet.grid.has(row, column)) columns.push(column);
  return columns;
}

function holdsAnything(sheet: Sheet, row: number, used: Area): boolean {
  for (let column = used.left; column <= used.right; column += 1) if (sheet.grid.has(row, column)) return true;
  return false;
}

function newRow(sheet: Sheet, prefix: string, row: number, context: CellContext): string {
  const used = sheet.grid.usedArea();
  const cells = used ? columnsIn(sheet, row, used).map((column) => cellXml(sheet, prefix, row, column, context)) : [];
  const tag = `<${prefix}row r="${row + 1}"${rowAttributes(sheet.state.rows.get(row), context)}`;
  return cells.length === 0 ? `${tag}/>` : `${tag}>${cells.join('')}</${prefix}row>`;
}

function rowAttributes(info: RowInfo | undefined, context: CellContext): string {
  if (!info) return '';
  return (
    (info.style === undefined ? '' : ` s="${context.styleOf(info.style)}" customFormat="1"`) +
    (info.height === undefined ? '' : ` ht="${info.height}" customHeight="1"`) +
    (info.hidden ? ' hidden="1"' : '')
  );
}

function sameRowInfo(tag: string, info: RowInfo | undefined): boolean {
  const height = attribute(tag, 'ht');
  const style = isOn(attribute(tag, 'customFormat')) ? attribute(tag, 's') : undefined;
  return (
    (height === undefined ? undefined : Number(height)) === info?.height &&
    isOn(attribute(tag, 'hidden')) === (info?.hidden === true) &&
    (style === undefined ? undefined : Number(style)) === info?.style
  );
}

function patchRow(
  sheet: Sheet,
  xml: string,
  prefix: string,
  row: RowText,
  shared: SharedFormulas,
  broken: Set<string>,
  context: CellContext,
): string {
  const cells: (readonly [column: number, text: string])[] = [];
  let isSame = true;
  const given = new Set<number>();
  for (const cell of cellsInRow(xml, prefix, row)) {
    given.add(cell.column);
    const isThere = sheet.grid.has(row.row, cell.column);
    const written = isThere ? patchCell(sheet, xml, prefix, cell, shared, broken, context) : null;
    if (!isThere) readFormula(cell, shared);
    // A cell element without anything in it and without a format is nothing to the model; it may stay.
    const isNothing = written === null && attribute(cell.tag, 's') === undefined && cell.inner === '';
    const text = isNothing ? xml.slice(cell.start, cell.end) : written;
    if (text === null || text.length !== cell.end - cell.start || !xml.startsWith(text, cell.start)) isSame = false;
    if (text !== null) cells.push([cell.column, text]);
  }
  const used = sheet.grid.usedArea();
  for (const column of used ? columnsIn(sheet, row.row, used) : []) {
    if (given.has(column)) continue;
    isSame = false;
    cells.push([column, cellXml(sheet, prefix, row.row, column, context)]);
  }
  const info = sheet.state.rows.get(row.row);
  const sameInfo = sameRowInfo(row.tag, info);
  if (isSame && sameInfo) return xml.slice(row.start, row.end);
  const bare = row.tag.replace(/\/$/, '').replace(/\s+(?:spans)="[^"]*"/g, '');
  const attributes = sameInfo
    ? bare
    : bare.replace(/\s+(?:s|customFormat|ht|customHeight|hidden)="[^"]*"/g, '') + rowAttributes(info, context);
  const sorted = cells.sort(([a], [b]) => a - b).map(([, text]) => text);
  const numbered = attribute(attributes, 'r') === undefined ? ` r="${row.row + 1}"${attributes}` : attributes;
  return sorted.length === 0
    ? `<${prefix}row${numbered}/>`
    : `<${prefix}row${numbered}>${sorted.join('')}</${prefix}row>`;
}

/** A cell of the file as it is now: its own text when nothing changed, its own formula when only the value did. */
function patchCell(
  sheet: Sheet,
  xml: string,
  prefix: string,
  cell: CellText,
  shared: SharedFormulas,
  broken: Set<string>,
  context: CellContext,
): string {
  const { row, column, tag, inner } = cell;
  const { formula, value, style } = sheet.grid.cell(row, column);
  const mayHaveFormula = inner.includes('<f') || (prefix !== '' && inner.includes(':f'));
  const before = mayHaveFormula ? readFormula(cell, shared) : null;
  const element = !mayHaveFormula ? undefined : /<(?:\w+:)?f[\s>/][^]*?(?:<\/(?:\w+:)?f>|\/>)/.exec(inner)?.[0];
  const group = element === undefined ? undefined : sharedGroup(element);
  const sameFormula =
    (before?.text ?? null) === (formula?.text ?? null) &&
    sameArea(before?.arrayArea, formula?.arrayArea) &&
    before?.isDynamic === formula?.isDynamic;
  if (!sameFormula && group !== undefined) broken.add(group);
  const isBroken = group !== undefined && broken.has(group);
  const givenStyle = attribute(tag, 's');
  const sameStyle = (givenStyle === undefined ? undefined : Number(givenStyle)) === style;
  const spill = sheet.spills.get(cellKey(row, column));
  const sameSpill =
    !formula?.isDynamic ||
    element === undefined ||
    (attribute(element, 'ref') ?? '') === (spill ? areaName(spill) : (attribute(element, 'ref') ?? ''));
  const sameValue = equalValues(readValue(cell, context.strings), value);
  if (sameFormula && !isBroken && sameStyle && sameValue && sameSpill) return xml.slice(cell.start, cell.end);
  const keeps = sameFormula && !isBroken && sameSpill && element !== undefined;
  const mark = keeps && attribute(tag, 'cm') !== undefined ? ` cm="${attribute(tag, 'cm') ?? ''}"` : '';
  return cellXml(sheet, prefix, row, column, context, keeps ? { element, mark } : undefined);
}

function sharedGroup(element: string): string | undefined {
  return element.includes('t="shared"') ? attribute(element.slice(0, element.indexOf('>')), 'si') : undefined;
}

function sameArea(a: Area | undefined, b: Area | undefined): boolean {
  return (a ? areaName(a) : '') === (b ? areaName(b) : '');
}

function equalValues(a: CellValue, b: CellValue): boolean {
  return a === b;
}

function cellXml(
  sheet: Sheet,
  prefix: string,
  row: number,
  column: number,
  context: CellContext,
  kept?: { readonly element: string; readonly mark: string },
): string {
  const { formula, value, style } = sheet.grid.cell(row, column);
  const made = kept ?? (formula ? formulaXml(sheet, prefix, row, column, formula, context) : { element: '', mark: '' });
  const [type, content] = valueXml(prefix, value, formula !== null, context);
  const start = `<${prefix}c r="${cellName(row, column)}"${style === undefined ? '' : ` s="${context.styleOf(style)}"`}${type}${made.mark}`;
  return made.element === '' && content === '' ? `${start}/>` : `${start}>${made.element}${content}</${prefix}c>`;
}

/** Errors that a file has no word for are written as the one that stands for them. */
const fileErrors = new Set(['#NULL!', '#DIV/0!', '#VALUE!', '#REF!', '#NAME?', '#NUM!', '#N/A', '#GETTING_DATA']);

function valueXml(prefix: string, value: CellValue, isResult: boolean, context: CellContext): [string, string] {
  if (value === null) return ['', ''];
  const v = (text: string): string => `<${prefix}v>${text}</${prefix}v>`;
  if (isCellError(value)) return [' t="e"', v(fileErrors.has(value.error) ? value.error : '#VALUE!')];
  if (typeof value === 'number') return ['', v(String(value))];
  if (typeof value === 'boolean') return [' t="b"', v(value ? '1' : '0')];
  if (isResult) return [' t="str"', v(escapeXml(value))];
  const index = context.stringOf(value);
  if (index !== null) return [' t="s"', v(String(index))];
  const space = /^\s|\s$|\n/.test(value) ? ' xml:space="preserve"' : '';
  return [' t="inlineStr"', `<${prefix}is><${prefix}t${space}>${escapeXml(value)}</${prefix}t></${prefix}is>`];
}

function formulaXml(
  sheet: Sheet,
  prefix: string,
  row: number,
  column: number,
  { text, isDynamic, arrayArea }: CellFormula,
  context: CellContext,
): { readonly element: string; readonly mark: string } {
  const written = escapeXml(withFilePrefixes(text));
  const spill = sheet.spills.get(cellKey(row, column));
  const value = sheet.grid.value(row, column);
  const isBlocked = isCellError(value) && value.error === '#SPILL!';
  const isArray =
    isDynamic && (spill !== undefined || isBlocked || givesArrays(text) || context.isCutDown(text, sheet, row, column));
  if (!isArray && !arrayArea) return { element: `<${prefix}f>${written}</${prefix}f>`, mark: '' };
  const area = arrayArea ?? spill ?? { top: row, left: column, bottom: row, right: column };
  return {
    element: `<${prefix}f t="array" ref="${areaName(area)}">${written}</${prefix}f>`,
    mark: arrayArea ? '' : ` cm="${context.dynamicMark()}"`,
  };
}

// oxfmt-ignore
const arrayFunctions = new Set(['FILTER', 'SORT', 'SORTBY', 'UNIQUE', 'SEQUENCE', 'RANDARRAY', 'LET', 'LAMBDA', 'MAP', 'REDUCE', 'SCAN', 'BYROW', 'BYCOL', 'MAKEARRAY', 'XLOOKUP', 'VSTACK', 'HSTACK', 'TOCOL', 'TOROW', 'TAKE', 'DROP', 'CHOOSECOLS', 'CHOOSEROWS', 'EXPAND', 'WRAPROWS', 'WRAPCOLS', 'TEXTSPLIT']);

function givesArrays(formula: string): boolean {
  for (const name of factsOf(formula).functions) if (arrayFunctions.has(name)) return true;
  return false;
}
