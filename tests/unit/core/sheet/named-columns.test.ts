import { namedColumns } from '../../../../src/core/sheet/named-columns.ts';
import { factsOf } from '../../../../src/core/sheet/sheet-facts.ts';
import { sheetContext } from '../../../support/sheet-context.ts';

function named(words: string, headers: readonly string[]): string[] {
  const rows = [
    headers,
    headers.map((_, at) => (at % 2 === 0 ? 'a' : 1)),
    headers.map((_, at) => (at % 2 === 0 ? 'b' : 2)),
  ];
  return namedColumns(words, factsOf(sheetContext(rows).sheet!).profile).map(({ name }) => name);
}

describe('columns that a person names', () => {
  it('come in the order of the words, in the plural too', () => {
    expect(named('revenue by regions', ['Region', 'Revenue'])).toEqual(['Revenue', 'Region']);
  });

  it('are whole words, and the longer name wins', () => {
    expect(named('orders by order date', ['Order date', 'Order'])).toEqual(['Order', 'Order date']);
    expect(named('regional', ['Region', 'x'])).toEqual([]);
  });

  it('are found in Chinese', () => {
    expect(named('按地区汇总收入', ['地区', '收入'])).toEqual(['地区', '收入']);
  });
});
