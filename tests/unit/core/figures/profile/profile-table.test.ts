import { profileTable } from '../../../../../src/core/figures/profile/profile-table.ts';
import { type CellValue, tableFromRows } from '../../../../../src/core/figures/table.ts';

type Rows = CellValue[][];
const profile = (rows: Rows, place: Parameters<typeof tableFromRows>[1] = {}) =>
  profileTable(tableFromRows(rows, place));

describe('header and data', () => {
  it('finds titles, the header, the data and the unit of a Chinese table', () => {
    const found = profile([
      ['2025年经营情况', null, null],
      ['单位：万元', null, null],
      ['月份', '营业收入', '毛利率'],
      ['2025年1月', 1200, '33.3%'],
      ['2025年2月', 1100, '28.2%'],
      ['合计', 2300, '30.9%'],
      ['注：未经审计', null, null],
    ]);
    expect(found.titles).toEqual(['2025年经营情况', '单位：万元']);
    expect(found.body).toMatchObject({ top: 3, bottom: 5 });
    expect(found.rows).toBe(2);
    expect(found.columns.map(({ name, type }) => [name, type])).toEqual([
      ['月份', 'date'],
      ['营业收入', 'currency'],
      ['毛利率', 'percent'],
    ]);
    expect(found.columns[1]?.unit).toEqual({ kind: 'currency', currency: '¥', scale: 10_000 });
  });

  it('adds nothing up by names that stand in the first row of their group alone, as merged cells leave them', () => {
    const found = profile([
      ['Region', 'Product', 'Sales'],
      ['North', 'Paper', 100],
      [null, 'Ink', 80],
      ['South', 'Paper', 60],
      [null, 'Ink', 40],
      ['Total', null, 280],
    ]);
    expect(found.columns[0]).toMatchObject({ role: 'text', isOutline: true });
    expect(found.groups.map(({ column }) => column)).toEqual([1]);
    // A gap is one where nothing beside it tells another group.
    expect(
      profile([
        ['Region', 'Sales'],
        ['North', 100],
        [null, 80],
        ['South', 60],
        ['North', 40],
      ]).columns[0]?.role,
    ).toBe('category');
  });

  it('counts rows with nothing in them neither as rows nor as gaps', () => {
    const found = profile([
      ['Region', 'Sales'],
      ['North', 100],
      [null, null],
      ['South', null],
      ['East', 40],
    ]);
    expect(found.rows).toBe(3);
    expect(found.columns.map(({ missing }) => missing)).toEqual([0, 1]);
  });

  it('joins a header of two rows and reads its periods', () => {
    const found = profile([
      ['', '', 'Years Ended September 30,', ''],
      ['', '2019', '2018', '2017'],
      ['Fixed Price', '$  1,452.4', '$  1,146.2', '$  1,036.9'],
      ['Other', '44.1', '56.7', '70.8'],
      ['Total sales', '$1,496.5', '$1,202.9', '$1,107.7'],
    ]);
    expect(found.headerRows).toBe(2);
    expect(found.measures).toHaveLength(1);
    expect(found.measures[0]?.columns.map(({ period }) => period?.year)).toEqual([2019, 2018, 2017]);
    expect(found.totals).toMatchObject([{ row: 4, kind: 'total', from: 2, to: 3 }]);
  });

  it.each([
    ['Revenue ($M)', 'Revenue', { kind: 'currency', currency: '$', scale: 1e6 }],
    ['Sales in $M', 'Sales', { kind: 'currency', currency: '$', scale: 1e6 }],
    ['Revenue, $ millions', 'Revenue', { kind: 'currency', currency: '$', scale: 1e6 }],
    ['Revenue US$m', 'Revenue', { kind: 'currency', currency: '$', scale: 1e6 }],
    ['Shares (M)', 'Shares', { kind: 'number', scale: 1e6 }],
    ['股数（万股）', '股数', { kind: 'number', scale: 1e4, name: '股' }],
    ['2019 €m', '2019', { kind: 'currency', currency: '€', scale: 1e6 }],
  ])('keeps the name of a column beside its unit: %s', (header, name, unit) => {
    const { columns } = profile([['Region', header], ...['a', 'b', 'c'].map((row, at) => [row, at + 1.5])]);
    expect(columns[1]).toMatchObject({ name, unit });
  });

  it('has no header where the first row is data', () => {
    const found = profile([
      ['North', 12],
      ['South', 15],
    ]);
    expect(found.headerRows).toBe(0);
    expect(found.rows).toBe(2);
    expect(found.columns.map(({ name }) => name)).toEqual(['A', 'B']);
  });

  it('survives an empty table and a table of one cell', () => {
    expect(profile([]).rows).toBe(0);
    expect(profile([[null]]).columns[0]?.type).toBe('empty');
    expect(profile([[5]]).columns[0]?.distribution?.sum).toBe(5);
  });
});

describe('column types', () => {
  it('tells ids, categories, texts, booleans, dates and numbers apart', () => {
    const rows: Rows = [['Order ID', 'Region', 'Comment', 'Paid', 'Date', 'Amount', 'Weight (kg)']];
    for (let at = 0; at < 12; at += 1) {
      rows.push([
        `SO-${1000 + at}`,
        at % 2 === 0 ? 'North' : 'South',
        `The customer of line ${at} asked for a delivery in the early morning hours`,
        at % 3 === 0,
        45_292 + at,
        `$${(at * 10.5).toFixed(2)}`,
        at / 4,
      ]);
    }
    const formats = rows.map(() => ['General', 'General', 'General', 'General', 'yyyy-mm-dd', 'General', '0.00']);
    const found = profile(rows, { formats });
    expect(found.columns.map(({ type }) => type)).toEqual([
      'id',
      'category',
      'text',
      'boolean',
      'date',
      'currency',
      'number',
    ]);
    expect(found.columns[6]?.unit.name).toBe('kg');
    expect(found.keys).toContain(0);
    expect(found.columns[4]?.span).toEqual({
      first: { grain: 'day', year: 2024, part: 1, day: 1 },
      last: { grain: 'day', year: 2024, part: 1, day: 12 },
    });
  });

  it('counts what is missing, what is an error and what is out of place', () => {
    const found = profile([
      ['Item', 'Price'],
      ['a', 1],
      ['b', 'N/A'],
      ['c', null],
      ['d', '#DIV/0!'],
      ['e', 5],
      ['f', 6],
      ['g', 7],
      ['h', 'see below'],
      ['i', 8],
      ['j', 9],
      ['k', 10],
    ]);
    expect(found.columns[1]).toMatchObject({ missing: 3, stray: 1, type: 'integer' });
    expect(found.columns[1]?.distribution).toMatchObject({ count: 7, sum: 46 });
  });
});

describe('totals', () => {
  it('counts nothing twice where subtotals and a grand total stand among the rows', () => {
    const found = profile([
      ['Region', 'Product', 'Revenue', 'Units'],
      ['North', 'A', 120.5, 10],
      ['North', 'B', 80, 7],
      ['North Total', null, 200.5, 17],
      ['South', 'A', 90, 8],
      ['South', 'B', 60, 5],
      ['South Total', null, 150, 13],
      ['Grand Total', null, 350.5, 30],
    ]);
    expect(found.totals.map(({ row, kind }) => [row, kind])).toEqual([
      [3, 'subtotal'],
      [6, 'subtotal'],
      [7, 'total'],
    ]);
    expect(found.columns[2]?.distribution?.sum).toBe(350.5);
    const regions = found.groups.find(({ column, measure }) => column === 0 && measure === 0);
    expect(regions?.members.map(({ value, sum, rank }) => [value, sum, rank])).toEqual([
      ['North', 200.5, 1],
      ['South', 150, 2],
    ]);
    expect(regions?.members[0]?.share).toBeCloseTo(200.5 / 350.5, 12);
    expect(regions?.concentration).toBeCloseTo((200.5 / 350.5) ** 2 + (150 / 350.5) ** 2, 12);
  });

  it.each([
    ['Gesamtergebnis', 'Nord Ergebnis', 'Süd Ergebnis'],
    ['Total général', 'Total Nord', 'Total Sud'],
    ['Totale complessivo', 'Nord Totale', 'Totale Sud'],
    ['Eindtotaal', 'Totaal Noord', 'Totaal Zuid'],
    ['Общий итог', 'Север Итог', 'Юг Итог'],
    ['総計', '北 集計', '南 集計'],
    ['총합계', '북 요약', '남 요약'],
    ['Suma końcowa', 'Suma Północ', 'Suma Południe'],
    ['Итого:', 'Подытог', 'Подытог'],
    ['合計（円）', '小計', '小計'],
  ])('counts no total twice that Excel wrote in another language: %s', (total, first, second) => {
    const found = profile([
      ['Product', 'Sales'],
      ['Pens', 7],
      ['Paper', 11],
      [first, 18],
      ['Ink', 13],
      ['Glue', 29],
      [second, 42],
      [total, 60],
    ]);
    expect(found.totals.map(({ row, kind }) => [row, kind])).toEqual([
      [3, 'subtotal'],
      [6, 'subtotal'],
      [7, 'total'],
    ]);
    expect(found.columns[1]?.distribution?.sum).toBe(60);
  });

  it('believes a name of a total beside others only where the numbers bear it out', () => {
    const found = profile([
      ['Posten', 'Betrag'],
      ['Umsatz', 100],
      ['Kosten', 70],
      ['Operatives Ergebnis', 30],
      ['Steuern', 10],
    ]);
    expect(found.totals).toEqual([]);
  });

  it('recognises an unnamed total by its value in two columns, but not by chance in one', () => {
    const summed = profile([
      ['Item', 'Sales', 'Cost'],
      ['a', 210, 130],
      ['b', 340, 245],
      ['', 550, 375],
    ]);
    expect(summed.totals).toMatchObject([{ row: 3, by: 'sum' }]);
    const chance = profile([
      ['Item', 'Sales'],
      ['a', 1],
      ['b', 2],
      ['c', 3],
    ]);
    expect(chance.totals).toEqual([]);
  });

  it('recognises a total by its formula', () => {
    const found = profile(
      [
        ['Item', 'Sales'],
        ['a', 1],
        ['b', 2],
        ['All', 3],
      ],
      {
        formulas: [
          ['Item', 'Sales'],
          ['a', 1],
          ['b', 2],
          ['All', '=SUM(B2:B3)'],
        ],
      },
    );
    expect(found.totals).toMatchObject([{ row: 3, by: 'formula', from: 1, to: 2 }]);
  });

  it('does not take a name with the word total for one when the numbers deny it', () => {
    const found = profile([
      ['Company', 'Sales'],
      ['Shell', 500],
      ['TotalEnergies', 300],
      ['Total Wine', 40],
      ['BP', 200],
    ]);
    expect(found.totals).toEqual([]);
  });

  it('recognises a column of totals', () => {
    const found = profile([
      ['Region', 'Q1', 'Q2', 'Q3', 'Q4', 'Total'],
      ['North', 1, 2, 3, 4, 10],
      ['South', 5, 6, 7, 8, 26],
    ]);
    expect(found.columns[5]?.totalOf).toEqual([1, 2, 3, 4]);
    expect(found.measures).toMatchObject([{ totalColumn: 5 }]);
  });

  it('does not add up the lines of a statement', () => {
    const found = profile([
      ['', '2024', '2023'],
      ['Revenue', 500, 450],
      ['Cost of sales', 300, 280],
      ['Operating expenses', 90, 85],
      ['Net income', 110, 85],
    ]);
    expect(found.rowsAddUp).toBe(false);
    expect(found.series.every(({ of }) => of !== undefined)).toBe(true);
  });

  it('does not add up a statement because one of its lines is the sum of those above it', () => {
    const statement = [
      ['', '2024', '2023'],
      ['Revenue', 12500, 10800],
      ['Cost of sales', -7600, -6900],
      ['Gross profit', 4900, 3900],
      ['Selling expenses', -1200, -1100],
      ['Operating profit', 3700, 2800],
    ];
    const balance = [
      ['', '2024', '2023'],
      ['Cash', 120, 100],
      ['Receivables', 50, 40],
      ['Total assets', 170, 140],
      ['Debt', 90, 80],
      ['Equity', 80, 60],
      ['Total liabilities and equity', 170, 140],
    ];
    const costs = [
      ['', '2024', '2023'],
      ['Travel expenses', 120, 100],
      ['Cost of rooms', 50, 40],
      ['Total', 170, 140],
    ];
    expect([statement, balance, costs].map((rows) => profile(rows).rowsAddUp)).toEqual([false, false, true]);
  });
});

describe('series', () => {
  it('follows a measure in time with growth, compound growth, peak and trough', () => {
    const found = profile([
      ['Year', 'Revenue'],
      [2021, 100],
      [2022, 90],
      [2023, 121],
      [2024, 133.1],
    ]);
    const [series] = found.series;
    expect(series?.growth).toBeCloseTo(0.331, 12);
    expect(series?.lastGrowth).toBeCloseTo(0.1, 12);
    // 1.331 is 1.1 cubed: 10 % a year over three years.
    expect(series?.cagr).toBeCloseTo(0.1, 12);
    expect([series?.peak, series?.trough]).toEqual([3, 1]);
  });

  it('adds the days of a month and says that the last one is not over', () => {
    const rows: Rows = [['Date', 'Sales']];
    for (let day = 0; day < 100; day += 1) rows.push([45_292 + day, 1]);
    const formats = rows.map(() => ['yyyy-mm-dd', 'General']);
    const [series] = profile(rows, { formats }).series;
    // 2024: 31 + 29 + 31 days, then nine days of April.
    expect(series?.points.map(({ value }) => value)).toEqual([31, 29, 31, 9]);
    expect(series?.lastIsPartial).toBe(true);
    expect(series?.growth).toBe(0);
  });

  it('compares with the same month of the year before', () => {
    const rows: Rows = [['月份', '收入']];
    for (let at = 0; at < 13; at += 1) rows.push([`${2024 + Math.floor(at / 12)}年${(at % 12) + 1}月`, 100 + at]);
    const [series] = profile(rows).series;
    expect(series?.yearGrowth).toBeCloseTo(0.12, 12);
  });
});

describe('outliers, relations and formulas', () => {
  it('finds the number that stands apart by the modified z-score, with its row', () => {
    const rows: Rows = [['Day', 'Sales']];
    [10, 12, 9, 100, 11, 10, 12, 13, 11].forEach((value, at) => rows.push([`d${at}`, value]));
    const found = profile(rows);
    // Median 11, MAD 1: 0.6745 * 89 / 1 = 60.03.
    expect(found.outliers).toMatchObject([{ row: 4, value: 100, label: 'd3' }]);
    expect(found.outliers[0]?.score).toBeCloseTo(60.0305, 6);
  });

  it('maps formulas: what they read, which differ, which are numbers instead', () => {
    const rows: Rows = [['Item', 'Price', 'Units', 'Sales']];
    const formulas: unknown[][] = [['Item', 'Price', 'Units', 'Sales']];
    for (let at = 2; at <= 9; at += 1) {
      rows.push([`i${at}`, at, 2, at * 2]);
      formulas.push([`i${at}`, at, 2, `=B${at}*C${at}*1.19`]);
    }
    formulas[4] = ['i5', 5, 2, '=B5*C4*1.19'];
    formulas[6] = ['i7', 7, 2, 14];
    const [column] = profile(rows, { formulas }).formulas;
    expect(column).toMatchObject({
      column: 3,
      pattern: '=B2*C2*1.19',
      dependsOn: ['Price', 'Units'],
      inconsistent: [4],
      hardCoded: [6],
      constants: [1.19],
    });
  });

  it('counts rows that repeat', () => {
    const found = profile([
      ['Name', 'Value'],
      ['a', 1],
      ['b', 2],
      ['a', 1],
      ['a', 2],
    ]);
    expect(found.duplicateRows).toBe(1);
  });
});
