import { parseMarkdown } from '../../../../../src/core/document/markdown.ts';
import { toPlainText } from '../../../../../src/core/document/plain-text.ts';
import { checkNumbers } from '../../../../../src/core/figures/check/check-numbers.ts';
import { figuresOf } from '../../../../../src/core/figures/figures-of.ts';
import { livingFormula } from '../../../../../src/core/figures/narrate/living-formula.ts';
import { narrate } from '../../../../../src/core/figures/narrate/narrate.ts';
import { profileTable } from '../../../../../src/core/figures/profile/profile-table.ts';
import { type CellValue, tableFromRows } from '../../../../../src/core/figures/table.ts';

const english: CellValue[][] = [
  ['Region', '2024', '2025'],
  ['North', 1000, 1500],
  ['South', 800, 600],
  ['East', 500, 650],
];
const chinese: CellValue[][] = [
  ['地区', '2024年', '2025年'],
  ['华北', 1000, 1500],
  ['华南', 800, 600],
  ['华东', 500, 650],
];

function sourceOf(rows: CellValue[][]) {
  const table = tableFromRows(rows, { sheet: 'Sheet1' });
  const profile = profileTable(table);
  return { table, profile, figures: figuresOf(profile) };
}

describe('narration', () => {
  it('tells the course, the leader and the movers in English', () => {
    const { text, figures } = narrate(sourceOf(english).profile, { language: 'en', kind: 'findings' });
    expect(text.split('\n')).toEqual([
      '- In 2025, the value comes to a total of 2,750.',
      '- From 2024 to 2025, the total grew by 19.6%, from 2,300 to 2,750.',
      '- In 2025, North has the highest value with 1,500, or 54.5% of the total; South has the lowest with 600.',
      '- The strongest course from 2024 to 2025 is that of North, where the value grew by 50.0%; the weakest is that of South, where the value fell by 25.0%.',
    ]);
    expect(figures.map(({ formula }) => formula)).toContain('=C2/SUM(C2:C4)');
  });

  it('tells the same in Chinese', () => {
    const { text } = narrate(sourceOf(chinese).profile, { language: 'zh', kind: 'summary' });
    expect(text).toBe(
      '2025年数值合计2,750。从2024年到2025年，数值合计从2,300变为2,750，增长19.6%。2025年，华北的数值最高，为1,500，占54.5%；华南最低，为600。从2024年到2025年，华北的数值增长50.0%，表现最好；华南的数值下降25.0%，表现最弱。',
    );
  });

  it('does not multiply what a cell says in 万元 by the 万元 of its header as well', () => {
    const source = sourceOf([
      ['地区', '收入（万元）'],
      ['华东', '1,200万元'],
      ['华北', '860万'],
      ['华南', '（120）'],
      ['西南', 95.5],
    ]);
    const { text } = narrate(source.profile, { language: 'zh', kind: 'summary' });
    expect(text).toContain('收入合计2,035.5万元');
    expect(text).toContain('华东的收入最高，为1,200万元');
    expect(checkNumbers('收入合计2,035.5万元，华北为860万元，华东为1,200亿元。', source).numbers).toMatchObject([
      { status: 'verified' },
      { status: 'verified' },
      { status: 'unverified' },
    ]);
  });

  it('says of one row that it is too little, not that it is empty', () => {
    const { profile } = sourceOf([['East', '2026-04', 149, 15]]);
    expect(narrate(profile, { language: 'en', kind: 'summary' }).text).toBe(
      'There is too little here to summarise. Select more rows.',
    );
  });

  it('writes no number that its own check would not verify', () => {
    for (const [rows, language] of [
      [english, 'en'],
      [chinese, 'zh'],
    ] as const) {
      const source = sourceOf(rows);
      for (const kind of ['findings', 'summary', 'anomalies', 'description'] as const) {
        const { text } = narrate(source.profile, { language, kind });
        const { numbers } = checkNumbers(text, source);
        expect(numbers.filter(({ status }) => status !== 'verified')).toEqual([]);
      }
    }
  });

  it('writes names as they stand in the cells, whatever they would mean in Markdown', () => {
    const rows: CellValue[][] = [
      ['_Name_', 'calc=#*#'],
      ['1. one', 10],
      ['**two**', 30],
      ['<b>three</b>', 20],
    ];
    for (const language of ['en', 'zh'] as const) {
      for (const kind of ['findings', 'summary', 'description'] as const) {
        const { text, sentences } = narrate(sourceOf(rows).profile, { language, kind });
        const [block] = parseMarkdown(text);
        const read = block?.type === 'list' ? block.items.flatMap(({ children }) => children) : [block!];
        const gap = block?.type === 'list' ? '|' : language === 'zh' ? '' : ' ';
        expect(read.map((one) => toPlainText([one])).join('|')).toBe(
          sentences.map((sentence) => sentence.text).join(gap),
        );
        expect(text).toContain('calc=#\\*#'.toLowerCase());
      }
    }
  });

  it('knows where each of its figures stands in the text', () => {
    for (const kind of ['findings', 'summary', 'description'] as const) {
      const { text, figures, checked } = narrate(sourceOf(english).profile, { language: 'en', kind });
      expect(checked.text).toBe(text);
      expect(checked.numbers.map(({ start, end }) => text.slice(start, end))).toEqual(
        checked.numbers.map((number) => number.text),
      );
      expect(checked.numbers.map(({ status, value }) => [status, value])).toEqual(
        figures.map(({ value }) => ['verified', value]),
      );
    }
  });

  it('tells columns with the same header apart', () => {
    const { profile } = sourceOf([
      ['Item', 'Amount', 'Amount'],
      ['Mill', 100, 7000],
      ['Barn', 300, 5000],
    ]);
    const { text } = narrate(profile, { language: 'en', kind: 'summary' });
    expect(text).toContain('Amount (B) comes to a total of 400.');
    expect(text).toContain('Amount (C) comes to a total of 12,000.');
  });

  it('tells of a statement its first line and its last, adds nothing up, and no growth of what stands negative', () => {
    const statement: CellValue[][] = [
      ['', '2023', '2024'],
      ['Revenue', 10800, 12500],
      ['Cost of sales', -6900, -7600],
      ['Gross profit', 3900, 4900],
      ['Operating expenses', -1950, -2100],
      ['Net profit', 1950, 2800],
    ];
    const said = (language: 'en' | 'zh', kind: 'findings' | 'summary'): string =>
      narrate(sourceOf(statement).profile, { language, kind }).text;
    expect(said('en', 'summary')).toBe(
      'From 2023 to 2024, Revenue grew by 15.7%, from 10,800 to 12,500. From 2023 to 2024, Net profit grew by 43.6%, from 1,950 to 2,800.',
    );
    expect(said('en', 'findings')).toContain('From 2023 to 2024, Cost of sales went from -6,900 to -7,600.');
    expect(said('zh', 'findings')).toContain('Cost of sales从-6,900变为-7,600。');
  });

  it('counts a single row', () => {
    const { profile } = sourceOf([
      ['Name', 'Note'],
      ['Mill', 'closed'],
    ]);
    const { text } = narrate(profile, { language: 'en', kind: 'description' });
    expect(text).toBe('The table in Sheet1!A1:B2 has 1 row of data.');
  });

  it('lists what is odd with its address, or says that nothing is', () => {
    const rows: CellValue[][] = [
      ['Day', 'Sales'],
      ...[10, 12, 9, 100, 11, 10, 12, 13, 11, null].map((value, at) => [`d${at}`, value]),
    ];
    const { text } = narrate(sourceOf(rows).profile, { language: 'en', kind: 'anomalies' });
    expect(text).toContain("Sales of d3 is 100 in B5, far from the column's median of 11.");
    expect(text).toContain('Sales is missing in 1 row.');
    expect(narrate(sourceOf(english).profile, { language: 'zh', kind: 'anomalies' }).text).toMatch(/^未发现异常/);
  });

  const tasks: CellValue[][] = [
    ['Task', 'Owner', 'Status', 'Due'],
    ['Write', 'Ann', 'Done', '2024-01-05'],
    ['Review', 'Bob', 'Open', '2024-02-05'],
    ['Build', 'Ann', 'Open', '2024-03-01'],
    ['Build', 'Ann', 'Open', '2024-03-01'],
    ['Test', null, 'Open', '2024-04-01'],
  ];

  it('tells what a table without numbers holds, each number as a figure', () => {
    const { text, figures, checked } = narrate(sourceOf(tasks).profile, { language: 'en', kind: 'summary' });
    expect(text).toBe(
      'There are 5 rows and 4 columns of words and dates, 95.0% of the cells filled. Task has 4 different values, most often Build (2). ' +
        'Owner has 2 different values, most often Ann (3). Status has 2 different values, most often Open (4). ' +
        'Due runs from January 5, 2024 to April 1, 2024. Owner is missing in 1 row. 1 row repeats an earlier row in every column.',
    );
    expect(figures.slice(0, 5).map(({ formula }) => formula)).toEqual([
      '=COUNTA(A2:A6)',
      '=COUNTA(A1:D1)',
      '=COUNTA(A2:D6)/20',
      '=ROWS(UNIQUE(A2:A6))',
      '=COUNTIFS(A2:A6,"<>",A2:A6,"Build")',
    ]);
    expect(checked.numbers.map((number) => number.text)).toEqual([
      '5',
      '4',
      '95.0%',
      '4',
      '2',
      '2',
      '3',
      '2',
      '4',
      '1',
      '1',
    ]);
    expect(checked.unverified).toBe(0);
  });

  it('calls columns without a header by their letters, and a formula by nothing but itself', () => {
    const table = tableFromRows(
      [
        ['yes', 'Paris'],
        ['no', null],
        ['yes', 'Rome'],
      ],
      { formulas: [['=T("yes")'], ['=T("no")'], ['=T("yes")']] },
    );
    const { text } = narrate(profileTable(table), { language: 'en', kind: 'summary' });
    expect(text).toContain('3 rows and 2 columns of words, 83.3% of the cells filled.');
    expect(text).toContain('Column B is missing in 1 row.');
    expect(text).not.toMatch(/`|dates/);
  });

  it('tells the same in Chinese, and of an empty range that it is empty', () => {
    const rows: CellValue[][] = [
      ['任务', '负责人'],
      ['评审', '张三'],
      ['开发', '张三'],
      ['测试', null],
    ];
    expect(narrate(sourceOf(rows).profile, { language: 'zh', kind: 'summary' }).text).toBe(
      '共3行、2列文字，已填写83.3%的单元格。任务的3个值各不相同。负责人有1行缺失数据。',
    );
    expect(narrate(sourceOf([['']]).profile, { language: 'zh', kind: 'findings' }).text).toMatch(/^这个区域是空的/);
  });
});

describe('what is odd', () => {
  const rows: CellValue[][] = [
    ['Item', 'Ratio', 'Found'],
    ['a', '#DIV/0!', '#N/A'],
    ['b', 0.5, '#N/A'],
    ['c', '#DIV/0!', '#N/A'],
    ['d', null, '#N/A'],
    ['e', 2, '#N/A'],
    ['f', 3, '#N/A'],
  ];

  it('begins with the cells that show errors, which are no gaps', () => {
    const { text } = narrate(sourceOf(rows).profile, { language: 'en', kind: 'anomalies' });
    expect(text.split('\n')).toEqual([
      '- Ratio shows #DIV/0! in 2 cells: B2, B4.',
      '- Found shows #N/A in 6 cells: C2, C3, C4, C5, C6 ….',
      '- Ratio is missing in 1 row.',
    ]);
  });

  it('is told in Chinese too', () => {
    const { text } = narrate(sourceOf(rows).profile, { language: 'zh', kind: 'anomalies' });
    expect(text).toContain('- Ratio有2个单元格显示 #DIV/0!：B2、B4。');
  });
});

describe('living sentences', () => {
  const live = (text: string, rows: CellValue[][], language: 'en' | 'zh') => {
    const source = sourceOf(rows);
    return livingFormula(checkNumbers(text, source), source.profile.place, { language });
  };

  it('leave numbers as they are that formulas cannot see, because cells keep them as text', () => {
    const source = sourceOf([
      ['Region', 'Revenue', 'Orders'],
      ['North', '1,000', 10],
      ['South', '800 ', 8],
    ]);
    const checked = checkNumbers('Revenue comes to 1,800 with 18 orders.', source);
    expect(checked.unverified).toBe(0);
    expect(livingFormula(checked, source.profile.place, { language: 'en', textColumns: new Set([1]) })).toBe(
      '="Revenue comes to 1,800 with "&TEXT(SUM(C2:C3),"#,##0")&" orders."',
    );
  });

  it('keeps the words, computes the numbers in their notation and turns the verb', () => {
    expect(live('North grew by 50.0% from 2024 to 2025.', english, 'en')).toBe(
      '="North "&IF((C2-B2)/ABS(B2)>=0,"grew","fell")&" by "&TEXT((ABS((C2-B2)/ABS(B2)))*100,"0.0")&"% from 2024 to 2025."',
    );
    expect(live('从2024年到2025年，华南下降25.0%。', chinese, 'zh')).toBe(
      '="从2024年到2025年，华南"&IF((C3-B3)/ABS(B3)>=0,"增长","下降")&TEXT((ABS((C3-B3)/ABS(B3)))*100,"0.0")&"%。"',
    );
  });

  it('doubles quotes and parts texts that are too long for Excel', () => {
    const formula = live(`"Good" – ${'x'.repeat(300)}: North had 1,500 in 2025.`, english, 'en');
    expect(formula).toMatch(/^="""Good"" – x+"&"x+: North had "&TEXT\(C2,"#,##0"\)&" in 2025\."$/);
    for (const [literal] of formula!.matchAll(/"(?:[^"]|"")*"/g))
      expect(literal.replaceAll('""', '"').length - 2).toBeLessThanOrEqual(256);
  });

  it('leaves a wrong number as it is written, and has no formula without a right one', () => {
    expect(live('North had 1,501 in 2025.', english, 'en')).toBeUndefined();
  });

  it('shows millions and the cells of another unit as the text does', () => {
    const rows: CellValue[][] = [
      ['Region', 'Revenue ($ thousands)'],
      ['North', 1250],
      ['South', 2250],
    ];
    expect(live('Revenue in the North was $1.25 million.', rows, 'en')).toBe(
      '="Revenue in the North was $"&TEXT(B2/1000,"#,##0.00")&" million."',
    );
  });
});
