import { dateOf, serialOf } from '../../../../../src/core/figures/notation/excel-date.ts';
import { readNumberFormat } from '../../../../../src/core/figures/notation/number-format.ts';
import {
  findPeriods,
  isWithin,
  joinYears,
  readPeriod,
  sayPeriod,
} from '../../../../../src/core/figures/notation/period.ts';
import { readUnitNote, splitUnit } from '../../../../../src/core/figures/notation/unit.ts';

describe('dates and periods as text', () => {
  it.each([
    ['2026年3月5日', { grain: 'day', year: 2026, part: 3, day: 5 }],
    ['2026-03-05', { grain: 'day', year: 2026, part: 3, day: 5 }],
    ['2026/3/5', { grain: 'day', year: 2026, part: 3, day: 5 }],
    ['Mar 5, 2026', { grain: 'day', year: 2026, part: 3, day: 5 }],
    ['5 March 2026', { grain: 'day', year: 2026, part: 3, day: 5 }],
    ['Q3 2026', { grain: 'quarter', year: 2026, part: 3 }],
    ['2026Q3', { grain: 'quarter', year: 2026, part: 3 }],
    ['2026年第三季度', { grain: 'quarter', year: 2026, part: 3 }],
    ['third quarter of 2026', { grain: 'quarter', year: 2026, part: 3 }],
    ['三季度', { grain: 'quarter', part: 3 }],
    ['2026年上半年', { grain: 'half', year: 2026, part: 1 }],
    ['March 2026', { grain: 'month', year: 2026, part: 3 }],
    ['Mar-26', { grain: 'month', year: 2026, part: 3 }],
    ['2026-03', { grain: 'month', year: 2026, part: 3 }],
    ['十二月', { grain: 'month', part: 12 }],
    ['3月', { grain: 'month', part: 3 }],
    ['FY2024', { grain: 'year', year: 2024 }],
    ['FY24', { grain: 'year', year: 2024 }],
    ['2024年', { grain: 'year', year: 2024 }],
    ['2024', { grain: 'year', year: 2024 }],
  ])('reads %s', (text, period) => {
    expect(readPeriod(text)).toEqual(period);
  });

  it.each(['2026-13-05', '31 February 2026', 'maybe', 'Marketing', '1200', '5 items', '2024.5'])(
    'does not take %s for a period',
    (text) => expect(readPeriod(text)).toBeUndefined(),
  );

  it('finds the periods of a sentence and not the verb may', () => {
    const text = 'Sales may rise from Q2 2025 to Q3 2025; in May 2025 they fell, 同比2024年5月下降。';
    expect(findPeriods(text).map(({ start, end }) => text.slice(start, end))).toEqual([
      'Q2 2025',
      'Q3 2025',
      'May 2025',
      '2024年5月',
    ]);
  });

  it('knows what lies in what', () => {
    const march = { grain: 'month', year: 2026, part: 3 } as const;
    expect(isWithin(march, { grain: 'quarter', year: 2026, part: 1 })).toBe(true);
    expect(isWithin(march, { grain: 'quarter', part: 1 })).toBe(true);
    expect(isWithin(march, { grain: 'year', year: 2025 })).toBe(false);
  });

  it('says a period in both languages', () => {
    expect(sayPeriod({ grain: 'quarter', year: 2026, part: 3 }, 'zh')).toBe('2026年第3季度');
    expect(sayPeriod({ grain: 'month', year: 2026, part: 3 }, 'en')).toBe('March 2026');
  });

  it('reads two parts of one year, a day before its month, and no month in "may be"', () => {
    const said = (text: string) => joinYears(findPeriods(text), text).map(({ period }) => sayPeriod(period, 'en'));
    expect(said('between the third and fourth quarter of 2019')).toEqual(['Q3 2019', 'Q4 2019']);
    expect(
      said('the first quarter from the fiscal year ended April 28, 2018 to the fiscal year ended April 27, 2019'),
    ).toEqual(['Q1 2018', 'Q1 2019']);
    expect(said('At 31 December')).toEqual(['December 31']);
    expect(said('Shares That May Yet Be Purchased')).toEqual([]);
  });
});

describe('serial numbers of days', () => {
  // Pairs as Excel shows them; 60 is its 29 February 1900, so 61 is 1 March.
  it.each([
    [1, 1900, 1, 1],
    [59, 1900, 2, 28],
    [61, 1900, 3, 1],
    [45_292, 2024, 1, 1],
    [46_086, 2026, 3, 5],
  ])('%d is %d-%d-%d', (serial, year, month, day) => {
    expect(dateOf(serial)).toEqual({ year, month, day });
    expect(serialOf({ year, month, day })).toBe(serial);
  });
});

describe('number formats', () => {
  it.each([
    ['General', { kind: 'general' }],
    ['#,##0.00', { kind: 'number', decimals: 2 }],
    ['0.0%', { kind: 'percent', decimals: 1 }],
    ['$#,##0', { kind: 'currency', currency: '$', decimals: 0 }],
    ['[$€-407] #,##0.00', { kind: 'currency', currency: '€' }],
    ['"¥"#,##0.00;[Red]"¥"-#,##0.00', { kind: 'currency', currency: '¥' }],
    ['#,##0.0,,', { kind: 'number', scale: 1_000_000 }],
    ['yyyy-mm-dd', { kind: 'date', grain: 'day' }],
    ['mmm-yy', { kind: 'date', grain: 'month' }],
    ['yyyy"年"m"月"d"日"', { kind: 'date', grain: 'day' }],
    ['h:mm:ss', { kind: 'time', grain: 'time' }],
    ['@', { kind: 'text' }],
    ['_(* #,##0.00_);_(* (#,##0.00);_(* "-"??_);_(@_)', { kind: 'number', decimals: 2 }],
  ])('reads %s', (format, meaning) => {
    expect(readNumberFormat(format)).toMatchObject(meaning);
  });
});

describe('units in headers and notes', () => {
  it.each([
    ['Revenue (k€)', 'Revenue', { kind: 'currency', currency: '€', scale: 1000 }],
    ['营业收入（万元）', '营业收入', { kind: 'currency', currency: '¥', scale: 10_000 }],
    ['Sales ($ millions)', 'Sales', { kind: 'currency', currency: '$', scale: 1e6 }],
    ['Weight (kg)', 'Weight', { kind: 'number', scale: 1, name: 'kg' }],
    ['Growth (%)', 'Growth', { kind: 'percent', scale: 0.01 }],
    ['销量（件）', '销量', { kind: 'number', scale: 1, name: '件' }],
    ['Revenue (USD thousands)', 'Revenue', { kind: 'currency', currency: '$', scale: 1000 }],
  ])('parts %s', (header, name, unit) => {
    expect(splitUnit(header)).toEqual({ name, unit });
  });

  it('leaves brackets that hold no unit', () => {
    expect(splitUnit('Revenue (restated)')).toEqual({ name: 'Revenue (restated)' });
  });

  it('reads notes for a whole table', () => {
    expect(readUnitNote('(in thousands, except per share data)')).toMatchObject({ scale: 1000 });
    expect(readUnitNote('单位：亿元')).toEqual({ kind: 'currency', currency: '¥', scale: 1e8 });
    expect(readUnitNote('Sales by region')).toBeUndefined();
  });
});
