import type { SheetSelection } from '../../../core/document/context.ts';
import { formatAt, rangeAddress } from '../../../core/figures/table.ts';
import type { CleanUpStep } from '../../../core/sheet/clean-up-steps.ts';
import type { DuplicateRow } from '../../../core/sheet/find-duplicates.ts';
import type { ColumnSplit } from '../../../core/sheet/find-splits.ts';
import { cleanUpOf, factsOf } from '../../../core/sheet/sheet-facts.ts';
import { shownCell } from '../../../core/sheet/shown-cell.ts';
import { splitInto, splitText } from '../../../core/sheet/split-text.ts';
import { mostShown, type ShownChange } from './CellsTable.tsx';
import type { SheetStrings } from './strings.ts';

/** The first changes of a step as the table shows them, with the keys by which they are left, and how many there are. */
export interface ChangesOfStep {
  readonly changes: readonly ShownChange[];
  readonly keys: readonly string[];
  readonly total: number;
}

/** Contents of a row that are shown of it. */
const mostCells = 6;

export function changesOfStep(sheet: SheetSelection, step: CleanUpStep, words: SheetStrings): ChangesOfStep {
  const { changes, duplicates } = cleanUpOf(sheet);
  switch (step.kind) {
    case 'same-rows':
      return rowChanges(sheet, duplicates.same, words);
    case 'same-key':
      return rowChanges(sheet, duplicates.sameKey?.rows ?? [], words);
    case 'split':
      return step.split ? splitChanges(sheet, step.split) : { changes: [], keys: [], total: 0 };
    default: {
      const own = changes.filter(({ kind }) => kind === step.kind);
      const shown = own.slice(0, mostShown);
      return {
        changes: shown.map(({ row, column, before, after, format }) => ({
          sheet: sheet.sheet,
          address: addressOf(sheet, row, column),
          before,
          after,
          ...(typeof after === 'number' && { note: String(shownCell(after, format ?? '')) }),
        })),
        keys: shown.map(({ row, column }) => `${row}:${column}`),
        total: own.length,
      };
    }
  }
}

function rowChanges(sheet: SheetSelection, rows: readonly DuplicateRow[], words: SheetStrings): ChangesOfStep {
  const { table } = sheet;
  const shown = rows.slice(0, mostShown);
  return {
    changes: shown.map(({ row, keptRow }) => ({
      sheet: sheet.sheet,
      address: rangeAddress(table, { top: row, bottom: row, left: 0, right: table.columns.length - 1 }),
      before: table.columns
        .map((column, index) => String(shownCell(column[row] ?? '', formatAt(table, index, row))))
        .filter((cell) => cell !== '')
        .slice(0, mostCells)
        .join(' | '),
      after: '',
      note: words.removed(table.firstRow + keptRow + 1),
    })),
    keys: shown.map(({ row }) => String(row)),
    total: rows.length,
  };
}

function splitChanges(sheet: SheetSelection, { column, by, headers, cells }: ColumnSplit): ChangesOfStep {
  const { table } = sheet;
  const { body } = factsOf(sheet).profile;
  const rows: number[] = [];
  for (let row = body.top; row <= body.bottom && rows.length < mostShown; row += 1) {
    const cell = table.columns[column]?.[row];
    if (typeof cell === 'string' && splitText(cell, by)) rows.push(row);
  }
  return {
    changes: rows.map((row) => {
      const before = String(table.columns[column]?.[row] ?? '');
      const parts = splitInto(before, by, headers.length);
      return {
        sheet: sheet.sheet,
        address: addressOf(sheet, row, column),
        before,
        after: '',
        note: parts.map((part) => (part === '' ? '–' : `“${part}”`)).join(' | '),
      };
    }),
    keys: rows.map((row) => `${row}:${column}`),
    total: cells,
  };
}

function addressOf({ table }: SheetSelection, row: number, column: number): string {
  return rangeAddress(table, { top: row, bottom: row, left: column, right: column });
}
