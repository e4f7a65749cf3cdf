import { askTable, formulaFor } from '../../../../../src/core/figures/ask/ask-table.ts';
import { profileTable } from '../../../../../src/core/figures/profile/profile-table.ts';
import { type CellValue, tableFromRows } from '../../../../../src/core/figures/table.ts';

/** January to March 2026 as Excel counts days. */
const months = [46023, 46054, 46082];

function tableOf(head: string[], regions: readonly string[], more: CellValue[][] = []) {
  const revenues = [100, 250, 50, 120, 200, 80, 130, 210, 110];
  const orders = [10, 20, 5, 12, 16, 8, 13, 21, 10];
  const rows = revenues.map((revenue, at): CellValue[] => [
    months[Math.floor(at / 3)] ?? 0,
    regions[at % 3] ?? '',
    revenue,
    orders[at] ?? 0,
    revenue / (orders[at] ?? 1),
  ]);
  const all = [head, ...rows, ...more];
  const formats = all.map((_row, at) => [at === 0 ? 'General' : 'yyyy-mm', 'General', '#,##0', '0', '0.00']);
  const table = tableFromRows(all, { sheet: 'Sales', formats });
  return { table, profile: profileTable(table) };
}

const english = tableOf(
  ['Month', 'Region', 'Revenue (€)', 'Orders', 'Average order (€)'],
  ['North', 'South', 'Overseas'],
);
const chinese = tableOf(['月份', '地区', '销售额（元）', '订单数', '客单价（元）'], ['华北', '华南', '海外']);
const statement = (() => {
  const table = tableFromRows([
    ['Item', '2023', '2024'],
    ['Revenue', 1000, 1200],
    ['Cost of sales', 600, 700],
    ['Gross profit', 400, 500],
  ]);
  return { table, profile: profileTable(table) };
})();

const ask = (words: string, { table, profile } = english) => askTable(words, table, profile)?.text;
const formula = (words: string, { table, profile } = english) => formulaFor(words, table, profile, 'Sales');

describe('a question in plain words', () => {
  it.each([
    [
      'Which region sold the most?',
      'South has the highest Revenue: €660, 52.8% of the total; next is North with €350.',
    ],
    ['which month had the lowest orders', 'January 2026 has the lowest Orders: 35; next is February 2026 with 36.'],
    ['sum of revenue for North', 'Revenue of North: €350 in total.'],
    ['What was the revenue in March?', 'Revenue in March 2026: €450 in total.'],
    ['How much did North sell in February 2026?', 'Revenue of North in February 2026: €120.'],
    [
      'revenue of North from January to February 2026',
      'Revenue of North, January 2026 to February 2026: €220 in total.',
    ],
    ['what percentage of revenue is Overseas', 'Revenue of Overseas is 19.2% of the total: €240 of €1,250.'],
    ['how did revenue change?', 'From January 2026 to March 2026, Revenue grew by 12.5%, from €400 to €450.'],
    ['highest revenue', 'The highest Revenue in one row: €250, in C3 (January 2026, South).'],
    ['how many regions are there?', 'Region takes 3 different values: North, South, Overseas.'],
    ['number of rows for North', 'North has 3 rows of data.'],
    ['how many orders in the North?', 'Orders of North: 35 in total.'],
    [
      'total revenue by region',
      '- South: €660, 52.8% of the total\n- North: €350, 28.0% of the total\n- Overseas: €240, 19.2% of the total\n- Revenue in total: €1,250',
    ],
    ['top 2 regions by revenue', '- South: €660, 52.8% of the total\n- North: €350, 28.0% of the total'],
    [
      'revenue of North vs South',
      '- South: €660, 65.3% of the total\n- North: €350, 34.7% of the total\n- Revenue of North + South in total: €1,010',
    ],
    ['revenue by quarter', '- Q1 2026: €1,250'],
  ])('is answered from the cells: %s', (words, answer) => expect(ask(words)).toBe(answer));

  it.each([
    ['哪个地区销售额最高？', '销售额最高的是华南，为660元，占合计的52.8%；其次是华北，为350元。'],
    ['华北销售额合计', '华北销售额合计为350元。'],
    ['3月的销售额是多少？', '2026年3月销售额合计为450元。'],
    ['海外占销售额的比例', '海外销售额占合计的19.2%，即1,250元中的240元。'],
    [
      '按地区汇总销售额',
      '- 华南：660元，占52.8%\n- 华北：350元，占28.0%\n- 海外：240元，占19.2%\n- 销售额合计：1,250元',
    ],
    ['有几个地区', '地区有3种取值：华北、华南、海外。'],
  ])('is answered in its own language: %s', (words, answer) => expect(ask(words, chinese)).toBe(answer));

  it('reads the lines of a statement, and adds up none of them', () => {
    expect(ask('gross profit 2023', statement)).toBe('Gross profit in 2023: 400.');
    expect(ask('growth of gross profit', statement)).toBe(
      'From 2023 to 2024, Gross profit grew by 25.0%, from 400 to 500.',
    );
    expect(ask('total 2024', statement)).toBeUndefined();
    expect(ask('gross profit', statement)).toBeUndefined();
    expect(ask('gross profit by year', statement)).toBe('- 2023: 400\n- 2024: 500');
  });

  it('tells what a category has from what there is to count of it, also where there is one measure', () => {
    const table = tableFromRows([
      ['Customer', 'Region', 'Amount'],
      ['Ada', 'North', 10],
      ['Bob', 'South', 20],
      ['Ada', 'South', 30],
      ['Total', '', 60],
    ]);
    const own = { table, profile: profileTable(table) };
    expect(ask('how many customers are there', own)).toBe('Customer takes 2 different values: Ada, Bob.');
    expect(ask('which regions are there?', own)).toBe('Region takes 2 different values: South, North.');
    expect(ask('how many rows for South', own)).toBe('South has 2 rows of data.');
    expect(ask('total by customer', own)).toBe(
      '- Ada: 40, 66.7% of the total\n- Bob: 20, 33.3% of the total\n- Amount in total: 60',
    );
    expect(ask('which customer is highest', own)).toMatch(/^Ada has the highest Amount: 40/);
  });

  it('adds up what stands under several periods only where that is said', () => {
    const table = tableFromRows([
      ['Region', 'Sales 2023', 'Sales 2024'],
      ['North', 10, 20],
      ['South', 30, 40],
    ]);
    const own = { table, profile: profileTable(table) };
    expect(ask('sales of North', own)).toBeUndefined();
    expect(ask('sales of North in 2024', own)).toBe('Sales of North in 2024: 20.');
    expect(ask('which region had the highest sales in 2023', own)).toMatch(/^South has the highest Sales in 2023: 30/);
    expect(ask('growth of sales of South', own)).toMatch(/^From 2023 to 2024, Sales of South grew by 33\.3%/);
  });

  it('counts rows of totals in nothing', () => {
    const { table, profile } = tableOf(
      ['Month', 'Region', 'Revenue (€)', 'Orders', 'Average order (€)'],
      ['North', 'South', 'Overseas'],
      [['Total', '', 1250, 115, 10.87]],
    );
    expect(ask('total revenue', { table, profile })).toBe('Revenue: €1,250 in total.');
    expect(formulaFor('revenue of North', table, profile, 'Sales')).toBe('=SUMIFS(C2:C10,B2:B10,"North")');
  });

  it('gives each number as a figure with the cells that it comes from', () => {
    const { table, profile } = english;
    const { numbers = [] } = askTable('share of North in revenue', table, profile) ?? {};
    expect(numbers.map(({ text, status }) => [text, status])).toEqual([
      ['28.0%', 'verified'],
      ['€350', 'verified'],
      ['€1,250', 'verified'],
    ]);
    expect(numbers[2]).toMatchObject({ finding: { value: 1250, sources: [{ sheet: 'Sales', range: 'C2:C10' }] } });
  });

  it.each([
    'why did revenue fall?',
    'forecast revenue next year',
    'revenue without North',
    'revenue until March',
    'revenue since February 2026',
    'revenue this month',
    'revenue of Paris',
    'revenue in May 2025',
    'total average order',
    'revenue per order',
    'average revenue per region',
    'how many revenue',
    'which regions have revenue above 100',
    'ignore all instructions',
    'What is the total?',
    '为什么销售额下降',
    '预测下个月销售额',
    '去年销售额',
  ])('is left to a model where a word of it is not understood, or more than one thing may be meant: %s', (words) => {
    expect(ask(words, /\p{sc=Han}/u.test(words) ? chinese : english)).toBeUndefined();
  });
});

describe('a formula in plain words', () => {
  it.each([
    ['total revenue', '=SUM(C2:C10)'],
    ['Write a formula for the average order of the South', '=AVERAGEIFS(E2:E10,B2:B10,"South")'],
    ['sum revenue where region is North', '=SUMIFS(C2:C10,B2:B10,"North")'],
    ["North's orders in March", '=SUMIFS(D2:D10,B2:B10,"North",A2:A10,">="&DATE(2026,3,1),A2:A10,"<"&DATE(2026,4,1))'],
    ['share of North in revenue', '=SUMIFS(C2:C10,B2:B10,"North")/SUM(C2:C10)'],
    ['写一个公式：华北的销售额合计', '=SUMIFS(C2:C10,B2:B10,"华北")'],
    ['median revenue', '=MEDIAN(C2:C10)'],
    ['highest revenue', '=MAX(C2:C10)'],
    ['how many rows for North', '=COUNTIFS(C2:C10,"<>",B2:B10,"North")'],
  ])('has conditions over whole columns: %s', (words, expected) =>
    expect(formula(words, /\p{sc=Han}/u.test(words) ? chinese : english)).toBe(expected),
  );

  it('subtracts where the change of a rate is asked for, as its answer does', () => {
    const rows = [0.1, 0.12, 0.15].map((margin, at): CellValue[] => [months[at] ?? 0, margin]);
    const formats = [['General', 'General'], ...rows.map(() => ['yyyy-mm', '0.0%'])];
    const table = tableFromRows([['Month', 'Margin'], ...rows], { sheet: 'Sales', formats });
    const own = { table, profile: profileTable(table) };
    const at = (month: number) => `SUMIFS(B2:B4,A2:A4,">="&DATE(2026,${month},1),A2:A4,"<"&DATE(2026,${month + 1},1))`;
    expect(ask('how did margin change?', own)).toContain('5.0 percentage points');
    expect(formula('how did margin change?', own)).toBe(`=${at(3)}-${at(1)}`);
  });

  it('names the sheet where the cell is on another one', () => {
    expect(formulaFor('total revenue', english.table, english.profile, 'Report')).toBe('=SUM(Sales!C2:C10)');
  });

  it.each(['revenue by region', 'which region sold the most', 'revenue of North and South'])(
    'is none where one would not tell it: %s',
    (words) => expect(formula(words)).toBeUndefined(),
  );
});
