/** Stretches of time that cells, headers and sentences name: a day, a month, a quarter, a half, a year. */

import { dateOf, isDate, serialOf } from './excel-date.ts';

export type Grain = 'day' | 'month' | 'quarter' | 'half' | 'year';

export interface Period {
  readonly grain: Grain;
  /** Absent where only "Q3" or "March" is said. */
  readonly year?: number;
  /** Month 1–12, quarter 1–4 or half 1–2; for a day its month. */
  readonly part?: number;
  readonly day?: number;
}

const months = 'jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec'.split('|');
const monthWord =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?';
const monthNames = Array.from({ length: 12 }, (_, month) =>
  new Intl.DateTimeFormat('en', { month: 'long', timeZone: 'UTC' }).format(Date.UTC(2001, month, 1)),
);
const hanDigits = '零一二三四五六七八九十';
const hanMonth = '十[一二]?|[一二三四五六七八九]';
const year4 = '(?:1[89]|20|21)\\d\\d';

type Reader = readonly [pattern: string, read: (groups: readonly (string | undefined)[]) => Period | undefined];

/** In order of preference; each is tried at a place of a text, the longest match is taken. */
const readers: readonly Reader[] = [
  [`(${year4})\\s*年\\s*(\\d{1,2})\\s*月\\s*(\\d{1,2})\\s*[日号]`, ([y, m, d]) => dayOf(y, m, d)],
  [`(${year4})[-/.](\\d{1,2})[-/.](\\d{1,2})(?!\\d)`, ([y, m, d]) => dayOf(y, m, d)],
  [
    `(${monthWord})\\.?\\s*(\\d{1,2})(?:st|nd|rd|th)?(?:,\\s*|\\s+)(${year4})`,
    ([m, d, y]) => dayOf(y, monthNumber(m), d),
  ],
  [`(\\d{1,2})(?:st|nd|rd|th)?\\s+(${monthWord})\\.?,?\\s+(${year4})`, ([d, m, y]) => dayOf(y, monthNumber(m), d)],
  [`(\\d{1,2})[/](\\d{1,2})[/](${year4})`, ([a, b, y]) => (Number(a) > 12 ? dayOf(y, b, a) : dayOf(y, a, b))],
  [`(${year4})\\s*年\\s*(?:第\\s*)?([1-4一二三四])\\s*季度`, ([y, q]) => part('quarter', y, hanNumber(q))],
  [`(${year4})\\s*年?\\s*(上|下)半年`, ([y, h]) => part('half', y, h === '上' ? 1 : 2)],
  [`(${year4})\\s*年\\s*(\\d{1,2})\\s*月份?`, ([y, m]) => part('month', y, Number(m))],
  [`(${year4})\\s*年\\s*(${hanMonth})月份?`, ([y, m]) => part('month', y, hanNumber(m))],
  [`(?:fy\\s*)?(${year4})\\s*[-/]?\\s*q([1-4])`, ([y, q]) => part('quarter', y, Number(q))],
  [`q([1-4])[\\s,/-]*(?:of\\s+)?(?:fy\\s*)?'?(${year4})`, ([q, y]) => part('quarter', y, Number(q))],
  [`q([1-4])\\s*(?:fy\\s*)?'(\\d\\d)`, ([q, y]) => part('quarter', `20${y ?? ''}`, Number(q))],
  [
    `(first|second|third|fourth|1st|2nd|3rd|4th)\\s+quarter\\s+(?:of\\s+)?(?:fiscal\\s+)?(?:year\\s+)?(${year4})`,
    ([q, y]) => part('quarter', y, ordinal(q)),
  ],
  [`h([12])[\\s,/-]*(?:fy)?(${year4})`, ([h, y]) => part('half', y, Number(h))],
  [`(${monthWord})\\.?[\\s,/-]+(${year4})`, ([m, y]) => part('month', y, Number(monthNumber(m)))],
  // "June 30" is a day of some year, "Jun 30" and "June '30" are months.
  [
    `(january|february|march|april|june|july|august|september|october|november|december) ([1-9]|[12]\\d|3[01])(?!\\d|[.,]\\d|\\s*%)`,
    ([m, d]) => ({ grain: 'day', part: Number(monthNumber(m)), day: Number(d) }),
  ],
  [
    `(3[01]|[12]\\d|[1-9])(?:st|nd|rd|th)?\\s+(january|february|march|april|june|july|august|september|october|november|december)(?![a-z])`,
    ([d, m]) => ({ grain: 'day', part: Number(monthNumber(m)), day: Number(d) }),
  ],
  [`(${monthWord})[\\s-]'?(\\d\\d)(?![\\d.,%])`, ([m, y]) => part('month', `20${y ?? ''}`, Number(monthNumber(m)))],
  [`(${year4})[-/](0[1-9]|1[0-2])(?![-/\\d])`, ([y, m]) => part('month', y, Number(m))],
  [`(?:fy|fiscal(?:\\s+year)?)\\s*(${year4})`, ([y]) => part('year', y)],
  [`fy\\s*'?(\\d\\d)(?!\\d)`, ([y]) => part('year', `20${y ?? ''}`)],
  [`(${year4})\\s*(?:财年|年度|年(?!\\s*\\d+\\s*月))`, ([y]) => part('year', y)],
  [`(${year4})(?:[ae](?![a-z]))?(?![\\d,.]*\\d|\\s*%)`, ([y]) => part('year', y)],
  [`(?:第\\s*)?([1-4一二三四])\\s*季度`, ([q]) => part('quarter', undefined, hanNumber(q))],
  [`(上|下)半年`, ([h]) => part('half', undefined, h === '上' ? 1 : 2)],
  [`q([1-4])(?![\\da-z])`, ([q]) => part('quarter', undefined, Number(q))],
  [`h([12])(?![\\da-z])`, ([h]) => part('half', undefined, Number(h))],
  [`(first|second|third|fourth|1st|2nd|3rd|4th)\\s+quarter`, ([q]) => part('quarter', undefined, ordinal(q))],
  // "The first and fourth quarter".
  [
    `(first|second|third|fourth)(?=\\s+(?:and|to|through|or)\\s+(?:the\\s+)?(?:second|third|fourth)\\s+quarters?\\b)`,
    ([q]) => part('quarter', undefined, ordinal(q)),
  ],
  [`(\\d{1,2}|${hanMonth})\\s*月份?`, ([m]) => part('month', undefined, hanNumber(m))],
  [
    `(jan(?:uary)?|feb(?:ruary)?|march|april|may|june|july|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|mar|apr|jun|jul)(?![a-z])`,
    ([m]) => part('month', undefined, Number(monthNumber(m))),
  ],
];

/** Patterns that begin with nothing but a digit, or nothing but a Latin letter, are not tried at the other. */
const digitFirst = /^\((?:\(\?:1\[|\\d\{1,2\}\)|3\[)/u;
const letterFirst = /^(?:[qh]\(|fy|\(\?:fy\||\(jan)/u;
const compiled = readers.map(([pattern, read]) => ({
  pattern: new RegExp(pattern, 'iuy'),
  read,
  begins: digitFirst.test(pattern) ? 'digit' : letterFirst.test(pattern) ? 'letter' : 'either',
}));
/** What may begin a period: lets a scan skip most places at once. */
const starts = /[\d第一二三四五六七八九十上下qhfjmasondt]/iu;

function part(grain: Grain, year: string | undefined, value?: number): Period | undefined {
  const most = grain === 'month' ? 12 : grain === 'quarter' ? 4 : grain === 'half' ? 2 : undefined;
  if (most !== undefined && (value === undefined || value < 1 || value > most)) return undefined;
  return { grain, ...(year !== undefined && { year: Number(year) }), ...(value !== undefined && { part: value }) };
}

function dayOf(year?: string, month?: string, day?: string): Period | undefined {
  const date = { year: Number(year), month: Number(month), day: Number(day) };
  return isDate(date) ? { grain: 'day', year: date.year, part: date.month, day: date.day } : undefined;
}

function monthNumber(word: string | undefined): string {
  return String(months.indexOf((word ?? '').slice(0, 3).toLowerCase()) + 1);
}

function hanNumber(text: string | undefined): number {
  if (text === undefined) return 0;
  if (/^\d+$/u.test(text)) return Number(text);
  let sum = 0;
  for (const digit of text) sum += hanDigits.indexOf(digit);
  return sum;
}

function ordinal(word: string | undefined): number {
  const text = (word ?? '').toLowerCase();
  return /^\d/u.test(text) ? Number(text[0]) : ['first', 'second', 'third', 'fourth'].indexOf(text) + 1;
}

export interface PeriodMention {
  readonly start: number;
  readonly end: number;
  readonly period: Period;
}

/** The periods that a text names, in order, none inside another. A lone "may" in small letters is the verb. */
export function findPeriods(text: string): PeriodMention[] {
  const found: PeriodMention[] = [];
  let at = 0;
  while (at < text.length) {
    const previous = at === 0 ? '' : (text[at - 1] ?? '');
    const inWord =
      /[a-z\d.$€£¥]/iu.test(previous) &&
      !(/[a-z]/iu.test(previous) && /\d/u.test(text[at] ?? '') && /(?:^|[^a-z])fy$/iu.test(text.slice(0, at)));
    const match = !inWord && starts.test(text[at] ?? '') ? matchAt(text, at) : undefined;
    if (match) found.push(match);
    at = match ? match.end : at + 1;
  }
  return found;
}

function matchAt(text: string, start: number): PeriodMention | undefined {
  const excluded = /\d/u.test(text[start] ?? '') ? 'letter' : 'digit';
  for (const { pattern, read, begins } of compiled) {
    if (begins === excluded) continue;
    pattern.lastIndex = start;
    const match = pattern.exec(text);
    if (!match) continue;
    const period = read(match.slice(1));
    if (!period) continue;
    const end = start + match[0].length;
    if (/[a-z]$/iu.test(match[0]) && /[a-z]/iu.test(text[end] ?? '')) continue;
    if (/^(?:may|march|mar|sept?|dec|jan|jun)$/u.test(match[0])) continue;
    // "Shares That May Yet Be Purchased" heads a column.
    if (/^may$/iu.test(match[0]) && /^\s+(?:be|yet|not|have|also)\b/iu.test(text.slice(end))) continue;
    return { start, end, period };
  }
  return undefined;
}

/** The period that a whole cell or header names, or undefined when there is more in it than that. */
export function readPeriod(text: string): Period | undefined {
  const trimmed = text.trim();
  if (trimmed.length < 2 || trimmed.length > 40) return undefined;
  const match = matchAt(trimmed, 0);
  return match && /^[\s.)）]*$/u.test(trimmed.slice(match.end)) ? match.period : undefined;
}

/** A year whose digits a layout spread: `2 0 1 8`. */
export function joinSpacedYears(text: string): string {
  return text.replace(/(?<!\d )(?<!\d)([12]) (\d) (\d) (\d)(?! ?\d)/gu, '$1$2$3$4');
}

/** Sorts periods in time; those without a year by their part. */
export function periodOrder({ grain, year = 0, part: value = 0, day = 0 }: Period): number {
  const month = grain === 'quarter' ? value * 3 : grain === 'half' ? value * 6 : grain === 'year' ? 12 : value;
  return year * 10_000 + month * 100 + (grain === 'day' ? day : 40);
}

/** Whether the period `inner` lies in `outer`, or is the same; a part that `outer` leaves open is free. */
export function isWithin(inner: Period, outer: Period): boolean {
  if (outer.year !== undefined && inner.year !== outer.year) return false;
  if (outer.grain === 'year') return true;
  if (inner.grain === outer.grain)
    return inner.part === outer.part && (outer.grain !== 'day' || inner.day === outer.day);
  if (inner.part === undefined || outer.part === undefined) return false;
  if (inner.grain === 'day' || inner.grain === 'month') {
    const size = outer.grain === 'month' ? 1 : outer.grain === 'quarter' ? 3 : outer.grain === 'half' ? 6 : undefined;
    return size !== undefined && Math.ceil(inner.part / size) === outer.part;
  }
  return inner.grain === 'quarter' && outer.grain === 'half' && Math.ceil(inner.part / 2) === outer.part;
}

export function isSamePeriod(one: Period, other: Period): boolean {
  return one.grain === other.grain && one.year === other.year && one.part === other.part && one.day === other.day;
}

/** The day of a serial number as a period of the grain that its format shows. */
export function periodOfSerial(serial: number, grain: 'day' | 'month' | 'year'): Period {
  const { year, month, day } = dateOf(serial);
  if (grain === 'year') return { grain, year };
  return grain === 'month' ? { grain, year, part: month } : { grain, year, part: month, day };
}

/** The serial number of a period's first day, or undefined when it has no year. */
export function serialOfPeriod({ grain, year, part: value = 1, day = 1 }: Period): number | undefined {
  if (year === undefined) return undefined;
  const month = grain === 'quarter' ? value * 3 - 2 : grain === 'half' ? value * 6 - 5 : grain === 'year' ? 1 : value;
  return serialOf({ year, month, day: grain === 'day' ? day : 1 });
}

/** The period as it is said in a sentence. */
export function sayPeriod({ grain, year, part: value = 1, day = 1 }: Period, language: 'en' | 'zh'): string {
  const name = monthNames[value - 1] ?? '';
  if (language === 'zh') {
    const prefix = year === undefined ? '' : `${year}年`;
    if (grain === 'year') return prefix;
    if (grain === 'half') return `${prefix}${value === 1 ? '上' : '下'}半年`;
    if (grain === 'quarter')
      return `${prefix}${prefix === '' ? `第${'一二三四'[value - 1] ?? ''}` : value}季度`.replace(
        /年(\d)季/u,
        '年第$1季',
      );
    return grain === 'month' ? `${prefix}${value}月` : `${prefix}${value}月${day}日`;
  }
  const suffix = year === undefined ? '' : ` ${year}`;
  if (grain === 'year') return suffix.trim();
  if (grain === 'half') return `H${value}${suffix}`;
  if (grain === 'quarter') return `Q${value}${suffix}`;
  return grain === 'month' ? `${name}${suffix}` : `${name} ${day}${suffix === '' ? '' : `,${suffix}`}`;
}

/**
 * "June 30, 2018 and 2019", "the fourth quarter of 2018 and 2019", "the first quarter between 2018 and 2019": a bare year that is
 * joined to a day or a part of a year is that day or part of its own year. "Between the third and the fourth quarter of 2019" are
 * two quarters of that year, and "the first quarter of the fiscal year ended April 27, 2019" is one of 2019.
 */
export function joinYears(mentions: readonly PeriodMention[], text: string): PeriodMention[] {
  const open = mentions.filter(({ period }) => period.year === undefined && period.grain !== 'year');
  const isOfFiscalYear =
    open.length > 0 && open.every(({ period }) => period.grain !== 'day' && period.grain !== 'month');
  const isYear = ({ start, period }: PeriodMention): boolean =>
    period.year !== undefined &&
    (period.grain === 'year' ||
      (isOfFiscalYear && period.grain === 'day' && /\byears? end(?:ed|ing)\s*$/iu.test(text.slice(0, start))));
  const years = mentions.filter(isYear);
  const [only] = years;
  if (open.length === 1 && open[0] && years.length > 1) {
    const { period } = open[0];
    return years.map((mention) => ({ ...mention, period: { ...period, ...yearOf(mention) } }));
  }
  // "The first quarter's low as a percentage of the high in 2018", but not "the first quarter, up from 5 in 2018".
  const [part] = open;
  if (open.length === 1 && part && only && years.length === 1 && part.period.grain !== 'day' && mentions.length === 2) {
    const [first, last] = part.start < only.start ? [part, only] : [only, part];
    if (
      !/\b(?:from|than|since|compared|versus|vs|against|over|up|down)\b|[较比自从]/iu.test(
        text.slice(first.end, last.start),
      )
    )
      return [{ ...part, period: { ...part.period, ...yearOf(only) } }];
  }
  if (open.length > 1 && years.length === 1 && only)
    return mentions
      .filter((mention) => mention !== only)
      .map((mention) =>
        open.includes(mention) ? { ...mention, period: { ...mention.period, ...yearOf(only) } } : mention,
      );
  const joined: PeriodMention[] = [];
  for (const own of mentions) {
    const mention = withYearOfNext(own, mentions, text);
    const before = joined.at(-1);
    const isJoined =
      before !== undefined &&
      before.period.grain !== 'year' &&
      before.period.year !== undefined &&
      mention.period.grain === 'year' &&
      mention.period.year !== undefined &&
      /^\s*(?:and|to|&|-|–|—|及|和|与|至)\s*$/iu.test(text.slice(before.end, mention.start));
    joined.push(isJoined ? { ...mention, period: { ...before.period, ...yearOf(mention) } } : mention);
  }
  return joined;
}

/** "Between Q2 and Q3 2020": a part without its year before another one of its kind that has it. */
function withYearOfNext(own: PeriodMention, mentions: readonly PeriodMention[], text: string): PeriodMention {
  const next = mentions[mentions.indexOf(own) + 1];
  if (own.period.year !== undefined || own.period.grain === 'year' || next?.period.grain !== own.period.grain)
    return own;
  const isJoined = /^\s*(?:and|to|through|or|&|-|–|及|和|与|至)\s*(?:the\s+)?$/iu.test(text.slice(own.end, next.start));
  return isJoined ? { ...own, period: { ...own.period, ...yearOf(next) } } : own;
}

function yearOf({ period: { year } }: PeriodMention): { year?: number } {
  return year === undefined ? {} : { year };
}

/** From one period to another of its kind, both among them; undefined where they are days, or more than 60 apart. */
export function periodsBetween(from: Period, to: Period): Period[] | undefined {
  if (from.grain !== to.grain || from.grain === 'day') return undefined;
  const most = { year: 1, half: 2, quarter: 4, month: 12 }[from.grain];
  const place = ({ year = 0, part = 1 }: Period): number => year * most + (from.grain === 'year' ? 0 : part - 1);
  const count = place(to) - place(from);
  if (count < 1 || count > 60 || (from.year === undefined) !== (to.year === undefined)) return undefined;
  return Array.from({ length: count + 1 }, (_, step): Period => {
    const at = place(from) + step;
    const year = from.year === undefined ? {} : { year: Math.floor(at / most) };
    return from.grain === 'year' ? { grain: 'year', ...year } : { grain: from.grain, ...year, part: (at % most) + 1 };
  });
}
