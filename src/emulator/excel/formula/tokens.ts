import { columnIndex, maxColumns, maxRows } from '../model/address.ts';

/** One end of a reference: rows and columns counted from 0; `undefined` in a whole column or row. */
export interface Corner {
  readonly row: number | undefined;
  readonly column: number | undefined;
  readonly rowFixed: boolean;
  readonly columnFixed: boolean;
}

/** A piece of a formula with its place in the text; pieces joined give the text again. */
export type Token =
  | {
      readonly kind: 'reference';
      readonly text: string;
      readonly prefix: string;
      readonly sheet: string | null;
      readonly start: Corner;
      readonly end: Corner | null;
    }
  | {
      readonly kind: 'function' | 'name';
      readonly text: string;
      readonly prefix: string;
      readonly sheet: string | null;
      readonly name: string;
    }
  | { readonly kind: 'structured'; readonly text: string; readonly table: string; readonly inner: string }
  | { readonly kind: 'string' | 'number' | 'error' | 'space' | 'operator'; readonly text: string };

const stringPattern = /"(?:[^"]|"")*"/y;
const prefixPattern = /(?:'(?:[^']|'')+'|(?:\[\d+\])?[\p{L}_\\][\p{L}\p{N}_.\\]*(?::[\p{L}_\\][\p{L}\p{N}_.\\]*)?)!/uy;
const errorPattern =
  /#(?:N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!|BUSY!|GETTING_DATA|CONNECT!|BLOCKED!|UNKNOWN!|FIELD!)/iy;
const columnsPattern = /(\$?)([A-Za-z]{1,3}):(\$?)([A-Za-z]{1,3})(?![\p{L}\p{N}_.(!])/uy;
const rowsPattern = /(\$?)(\d{1,7}):(\$?)(\d{1,7})(?![\p{L}\p{N}_.])/uy;
const numberPattern = /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y;
const namePattern = /[\p{L}_\\][\p{L}\p{N}_.\\?]*/uy;
const spacePattern = /\s+/y;
const operatorPattern = /<=|>=|<>|[\s\S]/y;
/** What cannot follow a cell: it would be the beginning of a name. */
const namePartPattern = /[\p{L}\p{N}_.(!]/u;

/** Cuts a formula (without its equals sign) into pieces. Whatever is no part of the grammar becomes an operator. */
export function tokenize(formula: string): Token[] {
  const tokens: Token[] = [];
  // Behind the last of these there is no prefix, and no reference to whole columns or rows.
  const lastMark = formula.lastIndexOf('!');
  const lastColon = formula.lastIndexOf(':');
  let at = 0;
  while (at < formula.length) {
    const token = next(formula, at, at < lastMark, at < lastColon);
    tokens.push(token);
    at += token.text.length;
  }
  return tokens;
}

/** Characters that are operators wherever they stand outside of a text. */
const plainOperators = new Set('+-*/^&=(),;{}%@:');

/** A workbook has very many formulas: what a piece can be is told by its first character before any pattern is tried. */
function next(formula: string, at: number, mayHavePrefix: boolean, mayHaveLines: boolean): Token {
  const first = formula[at] ?? '';
  if (plainOperators.has(first)) return { kind: 'operator', text: first };
  if (isDigit(formula.charCodeAt(at))) {
    const rows = mayHaveLines ? readLines(formula, at, '', null) : null;
    return rows ?? piece(numberPattern, 'number', formula, at) ?? { kind: 'operator', text: first };
  }
  const isLetter = isAsciiLetter(formula.charCodeAt(at));
  const plain = isLetter
    ? null
    : (piece(stringPattern, 'string', formula, at) ??
      piece(spacePattern, 'space', formula, at) ??
      piece(errorPattern, 'error', formula, at));
  if (plain) return plain;
  const prefix = mayHavePrefix ? (match(prefixPattern, formula, at)?.[0] ?? '') : '';
  const after = at + prefix.length;
  const sheet = prefix === '' ? null : unquote(prefix.slice(0, -1));
  const reference =
    readCells(formula, after, prefix, sheet) ?? (mayHaveLines ? readLines(formula, after, prefix, sheet) : null);
  if (reference) return reference;
  const named = readName(formula, after);
  if (named !== undefined) {
    const end = after + named.length;
    if (formula[end] === '[') return readStructured(formula, at, named, end);
    const kind = formula[end] === '(' ? 'function' : 'name';
    return { kind, text: prefix + named, prefix, sheet, name: named };
  }
  if (prefix !== '') {
    const error = match(errorPattern, formula, after)?.[0];
    return { kind: error === undefined ? 'operator' : 'error', text: prefix + (error ?? '') };
  }
  if (formula[at] === '[') return readStructured(formula, at, '', at);
  return (
    piece(numberPattern, 'number', formula, at) ?? {
      kind: 'operator',
      text: match(operatorPattern, formula, at)?.[0] ?? '',
    }
  );
}

/** `A1` or `$A$1:B2`. */
function readCells(formula: string, at: number, prefix: string, sheet: string | null): Token | null {
  const startEnd = cornerEnd(formula, at);
  if (startEnd < 0) return null;
  const second = formula[startEnd] === ':' ? cornerEnd(formula, startEnd + 1) : -1;
  const hasSecond = second > 0 && !isNamePart(formula, second);
  if (!hasSecond && isNamePart(formula, startEnd)) return null;
  const start = readCorner(formula, at);
  const end = hasSecond ? readCorner(formula, startEnd + 1) : null;
  if (!isInside(start) || (end && !isInside(end))) return null;
  const text = prefix + formula.slice(at, hasSecond ? second : startEnd);
  return { kind: 'reference', text, prefix, sheet, start, end };
}

/** Where a cell's name ends that begins at a place (one to three letters, one to seven digits); -1 when none does. */
function cornerEnd(formula: string, begin: number): number {
  let at = begin;
  if (formula[at] === '$') at += 1;
  const letters = at;
  while (at - letters < 3 && isAsciiLetter(formula.charCodeAt(at))) at += 1;
  if (at === letters) return -1;
  if (formula[at] === '$') at += 1;
  const digits = at;
  while (at - digits < 7 && isDigit(formula.charCodeAt(at))) at += 1;
  return at === digits ? -1 : at;
}

/** The corner whose name {@link cornerEnd} found at a place. */
function readCorner(formula: string, begin: number): Corner {
  let at = begin;
  const columnFixed = formula[at] === '$';
  if (columnFixed) at += 1;
  let column = 0;
  for (; isAsciiLetter(formula.charCodeAt(at)); at += 1) column = column * 26 + (formula.charCodeAt(at) & 31);
  const rowFixed = formula[at] === '$';
  if (rowFixed) at += 1;
  let row = 0;
  for (; isDigit(formula.charCodeAt(at)); at += 1) row = row * 10 + formula.charCodeAt(at) - 48;
  return { row: row - 1, column: column - 1, rowFixed, columnFixed };
}

function isNamePart(formula: string, at: number): boolean {
  const code = formula.codePointAt(at);
  if (code === undefined) return false;
  if (code >= 128) return namePartPattern.test(String.fromCodePoint(code));
  return isAsciiLetter(code) || isDigit(code) || code === 95 || code === 46 || code === 40 || code === 33;
}

/** A name from a place on; `undefined` when none begins there. */
function readName(formula: string, at: number): string | undefined {
  let end = at;
  if (isAsciiLetter(formula.charCodeAt(at))) while (isAsciiNamePart(formula.charCodeAt(end))) end += 1;
  // Other letters than these are for the pattern to tell.
  if (end > at && !(formula.charCodeAt(end) >= 128)) return formula.slice(at, end);
  return match(namePattern, formula, at)?.[0];
}

/** Letters, digits and `_`, `.`, `\`, `?`. */
function isAsciiNamePart(code: number): boolean {
  return isAsciiLetter(code) || isDigit(code) || code === 95 || code === 46 || code === 92 || code === 63;
}

function isAsciiLetter(code: number): boolean {
  return (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** `A:C` or `2:5`. */
function readLines(formula: string, at: number, prefix: string, sheet: string | null): Token | null {
  let firstEnd = formula[at] === '$' ? at + 1 : at;
  while (isAsciiLetter(formula.charCodeAt(firstEnd)) || isDigit(formula.charCodeAt(firstEnd))) firstEnd += 1;
  if (formula[firstEnd] !== ':') return null;
  const columns = match(columnsPattern, formula, at);
  if (columns) {
    const [start, end] = [cellCorner(columns[1], columns[2]), cellCorner(columns[3], columns[4])];
    if (isInside(start) && isInside(end))
      return { kind: 'reference', text: prefix + columns[0], prefix, sheet, start, end };
  }
  const rows = match(rowsPattern, formula, at);
  if (!rows) return null;
  const [start, end] = [
    cellCorner(undefined, undefined, rows[1], rows[2]),
    cellCorner(undefined, undefined, rows[3], rows[4]),
  ];
  return isInside(start) && isInside(end)
    ? { kind: 'reference', text: prefix + rows[0], prefix, sheet, start, end }
    : null;
}

function cellCorner(columnMark?: string, column?: string, rowMark?: string, row?: string): Corner {
  return {
    row: row === undefined ? undefined : Number(row) - 1,
    column: column === undefined ? undefined : columnIndex(column),
    rowFixed: rowMark === '$',
    columnFixed: columnMark === '$',
  };
}

function isInside({ row = 0, column = 0 }: Corner): boolean {
  return row >= 0 && row < maxRows && column >= 0 && column < maxColumns;
}

/** `Table1[…]`, with brackets within brackets; an apostrophe takes the meaning from the next character. */
function readStructured(formula: string, at: number, table: string, open: number): Token {
  let depth = 0;
  let end = open;
  for (; end < formula.length; end += 1) {
    const letter = formula[end];
    if (letter === "'") end += 1;
    else if (letter === '[') depth += 1;
    else if (letter === ']') depth -= 1;
    if (depth === 0) break;
  }
  const text = formula.slice(at, end + 1);
  return { kind: 'structured', text, table, inner: formula.slice(open + 1, end) };
}

function piece(
  pattern: RegExp,
  kind: 'string' | 'space' | 'error' | 'number',
  formula: string,
  at: number,
): Token | null {
  const text = match(pattern, formula, at)?.[0];
  return text === undefined ? null : { kind, text };
}

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function unquote(name: string): string {
  return name.startsWith("'") ? name.slice(1, -1).replaceAll("''", "'") : name;
}
