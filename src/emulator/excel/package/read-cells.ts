import { copyFormula } from '../formula/move-references.ts';
import { cellKey, parseArea, type Area } from '../model/address.ts';
import type { CellFormula, CellGrid } from '../model/cell-grid.ts';
import { cellError, type CellValue } from '../model/cell-value.ts';
import type { RowInfo } from '../model/sheet.ts';
import { withoutFilePrefixes } from './function-names.ts';
import { textOf } from './shared-strings.ts';
import { attribute, isOn, unescapeXml } from './xml.ts';

/** A cell element as it stands in a sheet's text. */
export interface CellText {
  readonly row: number;
  readonly column: number;
  /** The start tag's attributes. */
  readonly tag: string;
  readonly inner: string;
  /** Where the whole element stands. */
  readonly start: number;
  readonly end: number;
}

export interface RowText {
  readonly row: number;
  readonly tag: string;
  readonly start: number;
  readonly end: number;
  /** Where its cells stand. */
  readonly innerStart: number;
  readonly innerEnd: number;
}

/** The prefix of SpreadsheetML's elements in a part: empty in nearly every file. */
export function prefixOf(xml: string): string {
  return /<(\w+:)?worksheet[\s>]/.exec(xml)?.[1] ?? '';
}

/** Where `sheetData` begins and ends, inside its tags; `null` when there is none. */
export function sheetDataOf(xml: string, prefix: string): { readonly start: number; readonly end: number } | null {
  const open = xml.indexOf(`<${prefix}sheetData`);
  if (open < 0) return null;
  const start = xml.indexOf('>', open) + 1;
  if (xml[start - 2] === '/') return { start, end: start };
  const end = xml.indexOf(`</${prefix}sheetData>`, start);
  return end < 0 ? null : { start, end };
}

export function* rowsIn(xml: string, prefix: string): Iterable<RowText> {
  const data = sheetDataOf(xml, prefix);
  if (!data) return;
  const open = `<${prefix}row`;
  const close = `</${prefix}row>`;
  let number = -1;
  for (let start = xml.indexOf(open, data.start); start >= 0 && start < data.end;) {
    const tagEnd = xml.indexOf('>', start);
    const tag = xml.slice(start + open.length, tagEnd);
    const given = attribute(tag, 'r');
    number = given === undefined ? number + 1 : Number(given) - 1;
    const isEmpty = xml[tagEnd - 1] === '/';
    const innerEnd = isEmpty ? tagEnd + 1 : xml.indexOf(close, tagEnd);
    const end = isEmpty ? tagEnd + 1 : innerEnd + close.length;
    yield { row: number, tag, start, end, innerStart: tagEnd + 1, innerEnd };
    start = xml.indexOf(open, end);
  }
}

export function* cellsInRow(xml: string, prefix: string, row: RowText): Iterable<CellText> {
  const open = `<${prefix}c`;
  const close = `</${prefix}c>`;
  let column = -1;
  for (let start = xml.indexOf(open, row.innerStart); start >= 0 && start < row.innerEnd;) {
    const tagEnd = xml.indexOf('>', start);
    const tag = xml.slice(start + open.length, tagEnd);
    column = columnOf(tag) ?? column + 1;
    const isEmpty = xml[tagEnd - 1] === '/';
    const innerEnd = isEmpty ? tagEnd + 1 : xml.indexOf(close, tagEnd);
    const end = isEmpty ? tagEnd + 1 : innerEnd + close.length;
    yield { row: row.row, column, tag, inner: isEmpty ? '' : xml.slice(tagEnd + 1, innerEnd), start, end };
    start = xml.indexOf(open, end);
  }
}

function columnOf(tag: string): number | undefined {
  const at = tag.indexOf(' r="');
  if (at < 0) return undefined;
  let column = 0;
  for (let index = at + 4; ; index += 1) {
    const code = tag.charCodeAt(index) & ~32;
    if (code < 65 || code > 90) break;
    column = column * 26 + code - 64;
  }
  return column - 1;
}

/** What the formulas of a sheet share, found while it is read from the top. */
export class SharedFormulas {
  readonly #masters = new Map<string, { readonly text: string; readonly row: number; readonly column: number }>();

  read(tag: string, text: string, row: number, column: number): string {
    const group = attribute(tag, 'si') ?? '';
    if (text !== '') {
      this.#masters.set(group, { text, row, column });
      return text;
    }
    const master = this.#masters.get(group);
    return master ? copyFormula(master.text, row - master.row, column - master.column) : '';
  }
}

/** The formula of a cell element; `null` when it has none. */
export function readFormula({ row, column, tag, inner }: CellText, shared: SharedFormulas): CellFormula | null {
  const at = inner.search(/<(?:\w+:)?f[\s>/]/);
  if (at < 0) return null;
  const tagEnd = inner.indexOf('>', at);
  const formulaTag = inner.slice(at, tagEnd);
  const end = inner[tagEnd - 1] === '/' ? tagEnd : inner.indexOf('</', tagEnd);
  const written = inner[tagEnd - 1] === '/' ? '' : unescapeXml(inner.slice(tagEnd + 1, end));
  const type = attribute(formulaTag, 't');
  const text = withoutFilePrefixes(type === 'shared' ? shared.read(formulaTag, written, row, column) : written);
  if (text === '') return null;
  if (type !== 'array') return { text, isDynamic: false };
  const isDynamic = attribute(tag, 'cm') !== undefined;
  const area = parseArea(attribute(formulaTag, 'ref') ?? '');
  return isDynamic || !area ? { text, isDynamic } : { text, isDynamic, arrayArea: area };
}

/** The area that an array formula fills, from its element. */
export function arrayAreaOf(inner: string): Area | null {
  const tag = /<(?:\w+:)?f\s[^>]*t="array"[^>]*>/.exec(inner)?.[0];
  return tag === undefined ? null : parseArea(attribute(tag, 'ref') ?? '');
}

export function readValue({ tag, inner }: CellText, strings: readonly string[]): CellValue {
  const type = shortAttribute(tag, 't');
  if (type === 'inlineStr') return textOf(inner);
  const textStart = inner.startsWith('<v>') ? 3 : valueStart(inner);
  if (textStart < 0) return null;
  const text = inner.slice(textStart, inner.indexOf('</', textStart));
  switch (type) {
    case 's':
      return strings[Number(text)] ?? '';
    case 'str':
      return unescapeXml(text);
    case 'b':
      return isOn(text);
    case 'e':
      return cellError(text);
    case 'd':
      return dateNumber(text);
    default: {
      const number = Number(text);
      return text !== '' && Number.isFinite(number) ? number : null;
    }
  }
}

function valueStart(inner: string): number {
  const start = inner.search(/<(?:\w+:)?v[\s>]/);
  return start < 0 ? -1 : inner.indexOf('>', start) + 1;
}

const patterns = { s: ' s="', t: ' t="' } as const;

/** An attribute of a cell whose name is one letter: there are very many cells. */
function shortAttribute(tag: string, name: 's' | 't'): string | undefined {
  const at = tag.indexOf(patterns[name]);
  if (at >= 0) return tag.slice(at + 4, tag.indexOf('"', at + 4));
  return tag.includes("'") ? attribute(tag, name) : undefined;
}

/** Days since the end of 1899, for a date that is written as one. */
function dateNumber(text: string): number {
  const time = Date.parse(
    /[zZ]|[+-]\d\d:?\d\d$/.test(text) ? text : `${text}${text.includes('T') ? '' : 'T00:00:00'}Z`,
  );
  return Number.isNaN(time) ? 0 : time / 86_400_000 + 25_569;
}

export interface CellsRead {
  readonly rows: ReadonlyMap<number, RowInfo>;
  readonly spilled: ReadonlyMap<number, number>;
  readonly spills: ReadonlyMap<number, Area>;
}

/** Reads the cells of a sheet's text into a grid. */
export function readCells(xml: string, grid: CellGrid, strings: readonly string[]): CellsRead {
  const prefix = prefixOf(xml);
  const shared = new SharedFormulas();
  const rows = new Map<number, RowInfo>();
  const spills = new Map<number, Area>();
  const spilled = new Map<number, number>();
  for (const row of rowsIn(xml, prefix)) {
    const info = readRow(row.tag);
    if (info) rows.set(row.row, info);
    for (const cell of cellsInRow(xml, prefix, row)) {
      const { column, tag, inner } = cell;
      const style = shortAttribute(tag, 's');
      if (style !== undefined) grid.setStyle(row.row, column, Number(style));
      if (inner === '') continue;
      const formula =
        inner.includes('<f') || (prefix !== '' && inner.includes(':f')) ? readFormula(cell, shared) : null;
      const value = readValue(cell, strings);
      if (value !== null) grid.setValue(row.row, column, value);
      if (!formula) continue;
      grid.setFormula(row.row, column, formula);
      const area = arrayAreaOf(inner);
      if (area && (area.top !== area.bottom || area.left !== area.right)) spills.set(cellKey(row.row, column), area);
    }
  }
  for (const [key, area] of spills) {
    for (let at = area.top; at <= area.bottom; at += 1) {
      for (let across = area.left; across <= area.right; across += 1) {
        if (cellKey(at, across) !== key) spilled.set(cellKey(at, across), key);
      }
    }
  }
  return { rows, spilled, spills };
}

function readRow(tag: string): RowInfo | null {
  if (!tag.includes('ht=') && !tag.includes('hidden=') && !tag.includes('customFormat=')) return null;
  const height = attribute(tag, 'ht');
  const style = isOn(attribute(tag, 'customFormat')) ? attribute(tag, 's') : undefined;
  return {
    ...(height === undefined ? {} : { height: Number(height) }),
    ...(isOn(attribute(tag, 'hidden')) ? { hidden: true } : {}),
    ...(style === undefined ? {} : { style: Number(style) }),
  };
}
