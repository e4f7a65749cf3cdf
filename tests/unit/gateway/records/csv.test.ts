import { toCsvLine } from '../../../../src/gateway/records/csv.ts';

describe('a line of CSV', () => {
  it.each([
    ['plain', 'plain'],
    ['a,b', '"a,b"'],
    ['say "so"', '"say ""so"""'],
    ['two\nlines', '"two\nlines"'],
  ])('quotes %j only where that is needed', (text, cell) => {
    expect(toCsvLine([text])).toBe(`${cell}\r\n`);
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', ' =HYPERLINK("http://x")', '＝1'])(
    'keeps %j from running',
    (text) => {
      expect(toCsvLine([text])).toMatch(/^"?'/);
    },
  );
});
