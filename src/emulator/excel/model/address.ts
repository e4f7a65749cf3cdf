/** A rectangle of cells, counted from 0, both ends included. */
export interface Area {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

export const maxRows = 1_048_576;
export const maxColumns = 16_384;

/** `A` for 0, `XFD` for 16383. */
export function columnName(column: number): string {
  let name = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  }
  return name;
}

export function columnIndex(name: string): number {
  let index = 0;
  for (const letter of name.toUpperCase()) index = index * 26 + letter.charCodeAt(0) - 64;
  return index - 1;
}

export function cellName(row: number, column: number): string {
  return `${columnName(column)}${row + 1}`;
}

export function cellArea(row: number, column: number): Area {
  return { top: row, left: column, bottom: row, right: column };
}

export function isWholeColumns(area: Area): boolean {
  return area.top === 0 && area.bottom === maxRows - 1;
}

export function isWholeRows(area: Area): boolean {
  return area.left === 0 && area.right === maxColumns - 1;
}

export function isOneCell(area: Area): boolean {
  return area.top === area.bottom && area.left === area.right;
}

/** `A1`, `A1:B2`, `A:B`, `1:2`, as Excel writes an area without its sheet. */
export function areaName(area: Area): string {
  if (isWholeColumns(area)) return `${columnName(area.left)}:${columnName(area.right)}`;
  if (isWholeRows(area)) return `${area.top + 1}:${area.bottom + 1}`;
  const start = cellName(area.top, area.left);
  return isOneCell(area) ? start : `${start}:${cellName(area.bottom, area.right)}`;
}

const cellPattern = /^\$?([A-Za-z]{1,3})\$?(\d{1,7})$/;
const columnPattern = /^\$?([A-Za-z]{1,3})$/;
const rowPattern = /^\$?(\d{1,7})$/;

/** An area from its name without a sheet; `null` when it is none or lies outside the sheet. */
export function parseArea(text: string): Area | null {
  const [first = '', second] = text.split(':');
  const [a, b] = [corner(first), corner(second ?? first)];
  if (!a || !b || a.kind !== b.kind || (second === undefined && a.kind !== 'cell')) return null;
  const area = {
    top: Math.min(a.top, b.top),
    left: Math.min(a.left, b.left),
    bottom: Math.max(a.bottom, b.bottom),
    right: Math.max(a.right, b.right),
  };
  return isInSheet(area) ? area : null;
}

function corner(text: string): (Area & { readonly kind: 'cell' | 'column' | 'row' }) | null {
  const cell = cellPattern.exec(text);
  if (cell) return { kind: 'cell', ...cellArea(Number(cell[2]) - 1, columnIndex(cell[1] ?? '')) };
  const column = columnPattern.exec(text);
  if (column) {
    const index = columnIndex(column[1] ?? '');
    return { kind: 'column', top: 0, bottom: maxRows - 1, left: index, right: index };
  }
  const row = rowPattern.exec(text);
  if (!row) return null;
  const index = Number(row[1]) - 1;
  return { kind: 'row', top: index, bottom: index, left: 0, right: maxColumns - 1 };
}

export function isInSheet({ top, left, bottom, right }: Area): boolean {
  return top >= 0 && left >= 0 && bottom < maxRows && right < maxColumns && top <= bottom && left <= right;
}

export function intersect(a: Area, b: Area): Area | null {
  const area = {
    top: Math.max(a.top, b.top),
    left: Math.max(a.left, b.left),
    bottom: Math.min(a.bottom, b.bottom),
    right: Math.min(a.right, b.right),
  };
  return area.top <= area.bottom && area.left <= area.right ? area : null;
}

/** An area but for a hole in it: what is above, below, left and right of the hole. */
export function without(area: Area, hole: Area): Area[] {
  const met = intersect(area, hole);
  if (!met) return [area];
  const parts = [
    { ...area, bottom: met.top - 1 },
    { ...area, top: met.bottom + 1 },
    { ...met, left: area.left, right: met.left - 1 },
    { ...met, left: met.right + 1, right: area.right },
  ];
  return parts.filter(({ top, left, bottom, right }) => top <= bottom && left <= right);
}

export function contains(outer: Area, inner: Area): boolean {
  return (
    outer.top <= inner.top && outer.left <= inner.left && outer.bottom >= inner.bottom && outer.right >= inner.right
  );
}

export function sameArea(a: Area, b: Area): boolean {
  return contains(a, b) && contains(b, a);
}

export function bounding(a: Area, b: Area): Area {
  return {
    top: Math.min(a.top, b.top),
    left: Math.min(a.left, b.left),
    bottom: Math.max(a.bottom, b.bottom),
    right: Math.max(a.right, b.right),
  };
}

export function rowsOf(area: Area): number {
  return area.bottom - area.top + 1;
}

export function columnsOf(area: Area): number {
  return area.right - area.left + 1;
}

/** One number for a cell, so that cells can be keys of maps and members of sets. */
export function cellKey(row: number, column: number): number {
  return row * maxColumns + column;
}

export function rowOfKey(key: number): number {
  return Math.floor(key / maxColumns);
}

export function columnOfKey(key: number): number {
  return key % maxColumns;
}

/** `Sheet1`, or `'My sheet'` where the name needs quotes in a formula. */
export function quoteSheetName(name: string): string {
  const isPlain = /^[\p{L}_][\p{L}\p{N}_.]*$/u.test(name) && !cellPattern.test(name) && !/^[rR]?[cC]?\d*$/.test(name);
  return isPlain ? name : `'${name.replaceAll("'", "''")}'`;
}
