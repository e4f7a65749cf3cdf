import { findSplits } from '../../../../src/core/sheet/find-splits.ts';
import { factsOf } from '../../../../src/core/sheet/sheet-facts.ts';
import { splitInto, splitText } from '../../../../src/core/sheet/split-text.ts';
import type { CellValue } from '../../../../src/core/figures/table.ts';
import { sheetContext } from '../../../support/sheet-context.ts';

function splitsOf(header: string, cells: readonly CellValue[]) {
  const rows = [['Units', header], ...cells.map((cell, row) => [row * 7 + 3, cell])];
  const { table, profile } = factsOf(sheetContext(rows).sheet!);
  return findSplits(table, profile).map(({ by, headers, cells: count }) => ({ by, headers, count }));
}

describe('columns that hold several things', () => {
  it.each([
    ['Name', ['Smith, John', 'Doe, Jane', 'Roe, Richard'], 'comma', ['Name 1', 'Name 2']],
    ['Last, First', ['Smith, John', 'Doe, Jane', 'Roe, Richard'], 'comma', ['Last', 'First']],
    ['姓名', ['张三、李四', '王五、赵六', '孙七、周八'], 'comma', ['姓名 1', '姓名 2']],
    ['Contact', ['A; 1; x', 'B; 2; y', 'C；3；z'], 'semicolon', ['Contact 1', 'Contact 2', 'Contact 3']],
    ['Path', ['Food | Fruit', 'Food | Fish', 'Tools | Saw'], 'pipe', ['Path 1', 'Path 2']],
    ['Address', ['1 Main St\nParis', '2 Oak Rd\nRome', '3 Elm Ln\nBonn'], 'line-break', ['Address 1', 'Address 2']],
    ['Code', ['AB\t1', 'CD\t2', 'EF\t3'], 'tab', ['Code 1', 'Code 2']],
    ['Place', ['Paris - France', 'Rome - Italy', 'Bonn - Germany'], 'dash', ['Place 1', 'Place 2']],
    ['Pair', ['EUR/USD', 'EUR/CHF', 'GBP/USD'], 'slash', ['Pair 1', 'Pair 2']],
    ['City (code)', ['Paris (FR)', 'Rome (IT)', '北京（CN）'], 'brackets', ['City', 'code']],
    ['Weight', ['12 kg', '3.5 kg', '800g'], 'unit', ['Weight value', 'Weight unit']],
    ['重量', ['12 公斤', '3 公斤', '8 公斤'], 'unit', ['重量 数值', '重量 单位']],
  ] as const)('are split with headers of their own: %s', (header, cells, by, headers) => {
    expect(splitsOf(header, cells)).toEqual([{ by, headers, count: cells.length }]);
  });

  it.each([
    ['addresses of mail', ['a/b@x.org', 'c/d@x.org', 'e/f@x.org']],
    ['addresses on the web', ['https://a.org/x', 'https://b.org/y', 'https://c.org/z']],
    ['dates and numbers', ['2026/01/05', '2026/01/06', '2026/01/07']],
    ['numbers with commas', ['1,234', '2,345', '3,456']],
    ['sentences', ['Please call back, thanks.', 'He left, sadly.', 'Sold, and paid.']],
    ['lists of any length', ['a, b', 'a, b, c', 'a', 'b, c, d, e', 'c']],
    ['two cells', ['a; b', 'c; d']],
  ] as const)('are not seen in %s', (_name, cells) => {
    expect(splitsOf('Note', cells)).toEqual([]);
  });

  it('is split where four of five cells agree, and not where three of five do', () => {
    expect(splitsOf('Name', ['a, b', 'c, d', 'e, f', 'g, h', 'i'])).toHaveLength(1);
    expect(splitsOf('Name', ['a, b', 'c, d', 'e, f', 'g', 'i'])).toHaveLength(0);
  });

  it('keep what is over in the last part, and lose nothing', () => {
    expect(splitInto('a; b; c; d', 'semicolon', 3)).toEqual(['a', 'b', 'c; d']);
    expect(splitInto('alone', 'comma', 2)).toEqual(['alone', '']);
    expect(splitText('2nd', 'unit')).toBeUndefined();
  });

  it('is left alone where a cell has a formula', () => {
    const context = sheetContext([['Name'], ['a, b'], ['c, d'], ['e, f']]);
    const sheet = { ...context.sheet!, table: { ...context.sheet!.table, formulas: [[null, null, '=A2', null]] } };
    const { table, profile } = factsOf(sheet);
    expect(findSplits(table, profile)).toEqual([]);
  });
});
