import { isMissingMark, matchNumber, readNumber } from '../../../../../src/core/figures/notation/number-text.ts';

describe('numbers as text in cells', () => {
  it.each([
    ['1,234.5', 1234.5, 0.1, 'number'],
    ['(1,234)', -1234, 1, 'number'],
    ['¥1.2万', 12_000, 1000, 'currency'],
    ['3亿', 300_000_000, 100_000_000, 'number'],
    ['12.3%', 0.123, 0.001, 'percent'],
    ['(12.3%)', -0.123, 0.001, 'percent'],
    ['(12.3)%', -0.123, 0.001, 'percent'],
    ['$  1,452.4', 1452.4, 0.1, 'currency'],
    ['$(45)', -45, 1, 'currency'],
    ['−5', -5, 1, 'number'],
    ['45-', -45, 1, 'number'],
    ['$4.8bn', 4.8e9, 1e8, 'currency'],
    ['1.2m', 1.2e6, 1e5, 'number'],
    ['１２３．５', 123.5, 0.1, 'number'],
    ['1.234,56', 1234.56, 0.01, 'number'],
    ['1 234,5', 1234.5, 0.1, 'number'],
    ['1,200万元', 12_000_000, 10_000, 'currency'],
    ['2.5个百分点', 0.025, 0.001, 'points'],
    ['150 bps', 0.015, 0.0001, 'points'],
    ['2.3倍', 2.3, 0.1, 'multiple'],
    ['1.5x', 1.5, 0.1, 'multiple'],
  ])('reads %s', (text, value, step, kind) => {
    const number = readNumber(text);
    expect(number?.value).toBeCloseTo(value, 9);
    expect(number?.step).toBeCloseTo(step, 9);
    expect(number?.kind).toBe(kind);
  });

  it.each(['A12', '12 Main Street', '3-5', '2026-03-05', 'Q3', '12km x 4', '1.2.3', ''])('does not read %s', (text) => {
    expect(readNumber(text)).toBeUndefined();
  });

  it('takes dashes and N/A for missing, not for zero or text', () => {
    expect(['-', '—', 'n/a', '无', '暂无', '#N/A'].every(isMissingMark)).toBe(true);
    expect(['0', 'north', '无锡'].some(isMissingMark)).toBe(false);
  });

  it('names the currency and the scale that are written', () => {
    expect(matchNumber('US$ 4.8 billion', 0)).toMatchObject({ currency: '$', scale: 1e9, kind: 'currency' });
    expect(matchNumber('36.5亿美元', 0)).toMatchObject({ currency: '$', scale: 1e8 });
    expect(matchNumber('12 thousand euros', 0)).toMatchObject({ currency: '€', scale: 1e3 });
  });
});
