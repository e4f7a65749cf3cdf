import type { DocumentContext } from '../../../../src/core/document/context.ts';
import { tableFromRows } from '../../../../src/core/figures/table.ts';
import { sheetCommandSet } from '../../../../src/core/prompt/sheet/sheet-commands.ts';

const table = tableFromRows([
  ['Region', 'Revenue'],
  ['North', 10],
  ['South', 20],
]);

function commandFor(words: string, cell: { formula?: string; error?: string } = {}): string {
  const active = { address: 'B4', text: '', precedents: [], formula: cell.formula ?? null, error: cell.error ?? null };
  const context = { sheet: { table, active, isRead: true } } as unknown as DocumentContext;
  return sheetCommandSet.forPrompt(context, words).id;
}

describe('what is typed', () => {
  it.each([
    ['make a line chart of revenue by region', 'make-chart'],
    ['Please plot revenue', 'make-chart'],
    ['画一个收入的折线图', 'make-chart'],
    ['pivot revenue by region', 'make-pivot'],
    ['按地区做数据透视表', 'make-pivot'],
    ['Write a formula for the average revenue', 'write-formula'],
    ['帮我写一个求和公式', 'write-formula'],
    ['summarise this table', 'summarise-sheet'],
    ['总结一下这张表', 'summarise-sheet'],
    ['key findings', 'key-findings'],
    ['find outliers in revenue', 'find-anomalies'],
    ['有没有异常值', 'find-anomalies'],
    ['remove duplicates', 'clean-up'],
    ['describe the table', 'describe-sheet'],
  ])('leads to the command that does it: %s', (words, id) => expect(commandFor(words)).toBe(id));

  it('explains and repairs the formula of a cell that has one', () => {
    expect(commandFor('explain this formula', { formula: '=SUM(B2:B3)' })).toBe('explain-formula');
    expect(commandFor('解释这个公式', { formula: '=SUM(B2:B3)' })).toBe('explain-formula');
    expect(commandFor('fix the error', { formula: '=1/0', error: '#DIV/0!' })).toBe('repair-formula');
    expect(commandFor('fix the error')).toBe('custom');
  });

  it.each([
    'Which region has the highest revenue?',
    'summarise the revenue by region',
    'total revenue by region',
    'why did the chart go down?',
    '哪个地区收入最高？',
    '按地区汇总收入',
  ])('is asked of the cells where no command does it: %s', (words) => expect(commandFor(words)).toBe('custom'));
});
