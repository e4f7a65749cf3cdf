import { TableBuilder } from '../../../../src/core/figures/table-builder.ts';
import { formatAt, formulaAt } from '../../../../src/core/figures/table.ts';

describe('a table built in parts', () => {
  const builder = new TableBuilder(2);
  builder.add({
    values: [['Item', 'Twice']],
    formulas: [['Item', 'Twice']],
    numberFormat: [['General', 'General']],
  });
  builder.add({
    values: [
      ['a', 2],
      ['b', 4],
    ],
    formulas: [
      ['a', '=1*2'],
      ['b', 4],
    ],
    numberFormat: [
      ['General', '0.0'],
      ['General', '0.0'],
    ],
  });
  const table = builder.table({ sheet: 'S', firstRow: 4, firstColumn: 1 });

  it('has the cells of all parts, by column', () => {
    expect(table).toMatchObject({
      sheet: 'S',
      firstRow: 4,
      columns: [
        ['Item', 'a', 'b'],
        ['Twice', 2, 4],
      ],
    });
    expect([0, 1, 2].map((row) => formatAt(table, 1, row))).toEqual(['General', '0.0', '0.0']);
    expect([0, 1, 2].map((row) => formulaAt(table, 1, row))).toEqual([undefined, '=1*2', undefined]);
  });

  it('keeps the one format of a column once, and no formulas where there are none', () => {
    expect(table.formats?.[0]).toBe('General');
    expect(table.formulas?.[0]).toBeNull();
  });
});
