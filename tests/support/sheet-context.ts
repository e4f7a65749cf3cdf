import type { ActiveCell, DocumentContext } from '../../src/core/document/context.ts';
import { rangeAddress, tableFromRows, type CellValue } from '../../src/core/figures/table.ts';

interface SelectedCells {
  readonly active?: string;
  readonly formula?: string | null;
  readonly cell?: Partial<ActiveCell>;
  readonly formats?: readonly (readonly string[])[];
}

/** What is selected where cells from A1 on are, with the cell `active` in them. */
export function sheetContext(
  rows: readonly (readonly CellValue[])[],
  { active = 'A1', formula = null, cell = {}, formats }: SelectedCells = {},
): DocumentContext {
  const table = tableFromRows(rows, { sheet: 'Sales', firstRow: 0, firstColumn: 0, ...(formats && { formats }) });
  const tableAddress = rangeAddress(table, {
    top: 0,
    left: 0,
    bottom: rows.length - 1,
    right: (rows[0]?.length ?? 1) - 1,
  });
  return {
    host: 'excel',
    title: 'book',
    sheet: {
      sheet: 'Sales',
      address: tableAddress,
      tableAddress,
      table,
      isRead: true,
      active: { address: active, text: '', formula, error: null, precedents: [], ...cell },
      freeColumn: (rows[0]?.length ?? 1) + 1,
      cellsLeftOut: 0,
      sheets: ['Sales'],
      tableName: null,
      names: [],
    },
    selection: [],
    isCaret: false,
    headingPath: ['Sales'],
    before: [],
    after: [],
    outline: [],
    size: { characters: 0, paragraphs: rows.length },
    language: 'en',
    trackingChanges: false,
    readOnly: false,
  };
}
