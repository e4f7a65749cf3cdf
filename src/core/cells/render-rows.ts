import { columnName, columnNumber } from '../figures/table.ts';
import type { CellRows } from './cell-question.ts';

/** Rows as lines with | between cells, without the empty ones at the ends: a whole column is as long as it is filled. */
export function renderRows(rows: CellRows): string {
  return trimmed(rows)
    .map((row) => row.map(oneLine).join(' | '))
    .join('\n');
}

const sampleRows = 6;
const longestCell = 40;

/** The first rows with the letters and numbers of their addresses, for a formula that is to find them. */
export function renderSample(rows: CellRows, place: string): string {
  const [, column = 'A', row = '1'] = /\$?([A-Z]{1,3})\$?(\d+)?/i.exec(place.split('!').at(-1) ?? '') ?? [];
  const left = columnNumber(column.toUpperCase());
  const shown = trimmed(rows);
  const width = shown[0]?.length ?? 0;
  const letters = Array.from({ length: width }, (_, index) => columnName(left + index));
  return [
    `Cells: ${place}`,
    `row | ${letters.join(' | ')}`,
    ...shown
      .slice(0, sampleRows)
      .map(
        (cells, index) =>
          `${Number(row) + index} | ${cells.map((cell) => oneLine(cell).slice(0, longestCell)).join(' | ')}`,
      ),
  ].join('\n');
}

function trimmed(rows: CellRows): CellRows {
  const isFilled = (cell: unknown): boolean => cell !== '';
  const height = rows.findLastIndex((row) => row.some(isFilled)) + 1;
  const width = Math.max(0, ...rows.slice(0, height).map((row) => row.findLastIndex(isFilled) + 1));
  return rows.slice(0, height).map((row) => row.slice(0, width));
}

function oneLine(cell: string | number | boolean): string {
  return typeof cell === 'boolean' ? (cell ? 'TRUE' : 'FALSE') : String(cell).replace(/\s*\n\s*/g, ' / ');
}
