/** Words of a question that are about no column: what is asked, and what only holds a sentence together. */

export type Asked =
  | 'sum'
  | 'mean'
  | 'median'
  | 'highest'
  | 'lowest'
  | 'count'
  | 'share'
  | 'change'
  | 'each'
  | 'compare'
  | 'which'
  | 'when'
  | 'what'
  | 'rows';

export interface AskedWord {
  readonly start: number;
  readonly end: number;
  readonly asked: Asked;
  /** "Top 3", "前三": how many. */
  readonly most?: number;
}

const digits: Readonly<Record<string, number>> = {
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  ten: 10,
  两: 2,
  二: 2,
  三: 3,
  四: 4,
  五: 5,
  十: 10,
};
const howMany = '(\\d{1,2}|two|three|four|five|ten|[两二三四五十])';

/** The longer words of a place come first. */
const patterns: readonly (readonly [Asked, RegExp])[] = [
  ['highest', new RegExp(`\\b(?:top|largest|biggest|highest) ${howMany}\\b|前\\s*${howMany}\\s*[名个位大]?`, 'giu')],
  [
    'lowest',
    new RegExp(`\\b(?:bottom|smallest|lowest) ${howMany}\\b|(?:后|倒数前?)\\s*${howMany}\\s*[名个位]?`, 'giu'),
  ],
  ['count', /\bhow many\b|\b(?:number|count) of\b|\bcount\b|多少(?=[个条行笔种])|几(?=[个条行笔种])|个数|计数/giu],
  [
    'share',
    /\bwhat (?:share|percentage|proportion|part)(?: of)?\b|\b(?:share|percentage|proportion)(?: of)?\b|占比|占|比例|百分之几|份额|比重/giu,
  ],
  [
    'change',
    /\b(?:grew|grow|grown|growth(?: rate)?|changed?|increased?|decreased?|rose|risen|fell|fallen|declined?|developed?)\b|增长率?|增幅|变化|变动|涨幅|降幅/giu,
  ],
  ['compare', /\bcompare[ds]?\b|\bcomparison of\b|\b(?:vs|versus|against)\b\.?|对比|比较/giu],
  ['mean', /\b(?:on average|averages?|mean|avg)\b|平均值?|均值/giu],
  ['median', /\bmedian\b|中位数?/giu],
  ['highest', /\b(?:highest|largest|biggest|greatest|most|maximum|max|peak(?:ed)?|top)\b|最(?:高|大|多)值?/giu],
  ['lowest', /\b(?:lowest|smallest|least|fewest|minimum|min)\b|最(?:低|小|少)值?/giu],
  [
    'sum',
    /\b(?:in total|total(?:s|led)?|sums?(?: up)?|add(?:ed)? up|altogether|overall|summari[sz]e[ds]?|how much|whole)\b|合计|总计|共计|总和|总额|总量|总数|求和|汇总|一共|总共|总/giu,
  ],
  ['when', /\bwhen\b|什么时候|何时/giu],
  ['which', /\b(?:which|who)\b|哪一?[个些位家]?|谁/giu],
  [
    'each',
    /\b(?:for (?:each|every)|in (?:each|every)|by|per|each|every|broken down by|grouped by)\b|按照?|各个?|每个?|分别/giu,
  ],
  ['rows', /\b(?:rows?|lines?|records?|entries)\b|行|条记录|条|记录|笔/giu],
  ['what', /\bwhat(?:'s| is| are| was| were)?\b|\bhow\b|[?？]|多少|几|什么|怎么样?|如何/giu],
];

/** What is asked, in the order of the text, none inside another. */
export function findAsked(text: string): AskedWord[] {
  const found: AskedWord[] = [];
  for (const [asked, pattern] of patterns) {
    for (const match of text.matchAll(pattern)) {
      const start = match.index;
      const end = start + match[0].length;
      if (found.some((other) => start < other.end && other.start < end)) continue;
      const said = match
        .slice(1)
        .find((group: string | undefined) => group !== undefined)
        ?.toLowerCase();
      const most = said === undefined ? undefined : (digits[said] ?? Number(said));
      found.push({ start, end, asked, ...(most !== undefined && { most }) });
    }
  }
  return found.sort((one, other) => one.start - other.start);
}

export type TimeStep = 'day' | 'month' | 'quarter' | 'year' | 'any';

const timeSteps: readonly (readonly [TimeStep, RegExp])[] = [
  ['month', /\bmonths?\b|\bmonthly\b|月份?/iu],
  ['quarter', /\bquarters?\b|\bquarterly\b|季度?/iu],
  ['year', /\byears?\b|\byearly\b|\bannual(?:ly)?\b|年份?|年度/iu],
  ['day', /\bdays?\b|\bdaily\b|\bdates?\b|日期?|天/iu],
  ['any', /\bperiods?\b|\btime\b|时间|期间/iu],
];

/** A step of time by which something is asked for; it stands for a column of times. */
export function findTimeStep(
  text: string,
): { readonly start: number; readonly end: number; readonly step: TimeStep } | undefined {
  for (const [step, pattern] of timeSteps) {
    const match = pattern.exec(text);
    if (match) return { start: match.index, end: match.index + match[0].length, step };
  }
  return undefined;
}

/** What people do, for what it is measured by: a group of `measureWords`, the likelier first. */
const doings: readonly (readonly [RegExp, readonly string[]])[] = [
  [/\b(?:sold|sells?|selling|took in)\b|卖得?/iu, ['revenue', 'unit']],
  [/\b(?:earn(?:s|ed)?|made|makes?)\b|赚得?/iu, ['profit', 'revenue']],
  [/\b(?:spent|spends?|costs?)\b|花费?/iu, ['cost']],
];

export function findDoing(
  text: string,
): { readonly start: number; readonly end: number; readonly groups: readonly string[] } | undefined {
  for (const [pattern, groups] of doings) {
    const match = pattern.exec(text);
    if (match) return { start: match.index, end: match.index + match[0].length, groups };
  }
  return undefined;
}

const latinGlue = new Set(
  `a an the of in for at on to with within and is are was were be been do does did has have had there it its their
   me us my our please show give tell list calculate compute find get work out write make formula that gives giving
   all table sheet data column columns value values amount during can could you would i want need know as where`.split(
    /\s+/u,
  ),
);
const hanGlue = new Set(
  '的是在有了吗呢请给我们你您告诉为中里内与和及个表格数据下看查询问列出示显计算写公式得想要知道值金额所间一',
);
/** "This month" is another matter. */
const thisTable =
  /\bth(?:is|ese) (?:tables?|sheets?|data|cells|numbers|selection)\b|这[个张些]?(?:表格?|数据|单元格)/giu;

/** What is left of a text when words that only hold it together are taken out. */
export function withoutGlue(text: string): string {
  return text
    .replace(thisTable, '')
    .replace(/[\p{sc=Latin}]+/gu, (word) => (latinGlue.has(word.toLowerCase()) ? '' : word))
    .replace(/\p{sc=Han}/gu, (sign) => (hanGlue.has(sign) ? '' : sign))
    .replace(/[^\p{L}\p{N}]/gu, '');
}
