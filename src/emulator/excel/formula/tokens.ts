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
const cellsPattern = /(\$?)([A-Za-z]{1,3})(\$?)(\d{1,7})(?::(\$?)([A-Za-z]{1,3})(\$?)(\d{1,7}))?(?![\p{L}\p{N}_.(!])/uy;
const columnsPattern = /(\$?)([A-Za-z]{1,3}):(\$?)([A-Za-z]{1,3})(?![\p{L}\p{N}_.(!])/uy;
const rowsPattern = /(\$?)(\d{1,7}):(\$?)(\d{1,7})(?![\p{L}\p{N}_.])/uy;
const numberPattern = /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y;
const namePattern = /[\p{L}_\\][\p{L}\p{N}_.\\?]*/uy;
const spacePattern = /\s+/y;
const operatorPattern = /<=|>=|<>|[\s\S]/y;

/** Cuts a formula (without its equals sign) into pieces. Whatever is no part of the grammar becomes an operator. */
export function tokenize(formula: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < formula.length) {
    const token = next(formula, at);
    tokens.push(token);
    at += token.text.length;
  }
  return tokens;
}

/** Characters that are operators wherever they stand outside of a text. */
const plainOperators = new Set('+-*/^&=(),;{}%@');

function next(formula: string, at: number): Token {
  const first = formula[at] ?? '';
  if (plainOperators.has(first)) return { kind: 'operator', text: first };
  const plain =
    piece(stringPattern, 'string', formula, at) ??
    piece(spacePattern, 'space', formula, at) ??
    piece(errorPattern, 'error', formula, at);
  if (plain) return plain;
  const prefix = formula.includes('!', at) ? (match(prefixPattern, formula, at)?.[0] ?? '') : '';
  const after = at + prefix.length;
  const sheet = prefix === '' ? null : unquote(prefix.slice(0, -1));
  const reference = readReference(formula, after, prefix, sheet);
  if (reference) return reference;
  const named = match(namePattern, formula, after)?.[0];
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

function readReference(formula: string, at: number, prefix: string, sheet: string | null): Token | null {
  const cells = match(cellsPattern, formula, at);
  if (cells) {
    const start = cellCorner(cells[1], cells[2], cells[3], cells[4]);
    const end = cells[6] === undefined ? null : cellCorner(cells[5], cells[6], cells[7], cells[8]);
    if (isInside(start) && (end === null || isInside(end)))
      return { kind: 'reference', text: prefix + cells[0], prefix, sheet, start, end };
  }
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
