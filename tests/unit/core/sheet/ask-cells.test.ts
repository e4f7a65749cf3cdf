import type { SheetSelection } from '../../../../src/core/document/context.ts';
import { type CellValue, tableFromRows } from '../../../../src/core/figures/table.ts';
import { askCells, exampleFormulas, exampleQuestions, formulaForWords } from '../../../../src/core/sheet/ask-cells.ts';

function sheetOf(rows: CellValue[][]): SheetSelection {
  return {
    sheet: 'Orders',
    table: tableFromRows(rows, { sheet: 'Orders' }),
    isRead: true,
  } as unknown as SheetSelection;
}

const orders = sheetOf([
  ['Order', 'Customer', 'Amount'],
  ['A-1', 'Contoso', 10],
  ['A-2', 'Fabrikam', 20],
  ['A-3', 'Contoso', 30],
  ['A-4', 'Fabrikam', 40],
]);

describe('what can be asked of a table', () => {
  it('is told by examples of its own columns, which are understood', () => {
    expect(exampleQuestions(orders, 'en')).toEqual([
      'total Amount by Customer',
      'which Customer has the highest Amount?',
    ]);
    for (const language of ['en', 'zh'] as const) {
      for (const question of exampleQuestions(orders, language)) expect(askCells(orders, question)).toMatch(/60/);
      for (const wish of exampleFormulas(orders, language)) expect(formulaForWords(orders, wish)).toMatch(/^=SUM/);
    }
  });

  it('is told by none where columns have no names, or there is nothing to count', () => {
    const bare = [
      ['x', 1],
      ['y', 2],
      ['x', 3],
    ];
    for (const sheet of [sheetOf(bare), sheetOf([['note'], ['text']])]) {
      for (const question of exampleQuestions(sheet, 'en')) expect(askCells(sheet, question)).toBeDefined();
    }
    expect(exampleQuestions(sheetOf([['note'], ['text']]), 'en')).toEqual([]);
  });
});
