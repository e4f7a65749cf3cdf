import { findPeriods, joinSpacedYears, type Period } from '../../notation/period.ts';
import { readUnit, readUnitNote, splitUnit, type Unit } from '../../notation/unit.ts';
import { readNumberFormat } from '../../notation/number-format.ts';
import { periodOfSerial, sayPeriod } from '../../notation/period.ts';
import { formatAt, type Table } from '../../table.ts';
import { namesOf, withoutNotes } from './name-text.ts';
import { type Term, withTerms } from './terms.ts';

/** What the header rows say of a column: its words beside its period. */
export interface ColumnHead {
  readonly column: number;
  /** The words in order, as one text: columns of one key give one thing for several periods. */
  readonly key: string;
  readonly names: readonly string[];
  readonly period?: Period;
  /** Where a year of 52 or 53 weeks ends in the first days of the next one. */
  readonly fiscalYear?: number;
  /** A header of two years, `2017/2018`: neither of them alone. */
  readonly span?: readonly [number, number];
  /** Where the columns are terms to maturity: "1–3 years". */
  readonly term?: Term;
  readonly isNotes: boolean;
  readonly isPercent: boolean;
  readonly unit?: Unit;
}

export function headColumns(table: Table, rows: readonly number[], first: number): Map<number, ColumnHead> {
  const width = table.columns.length;
  const named = rows.filter((row) => !isUnitRow(table, row, first));
  const last = rows.at(-1);
  const heads = new Map<number, ColumnHead>();
  const texts = new Map<number, string>();
  for (let column = first; column < width; column += 1) {
    const parts: string[] = [];
    named.forEach((row, at) => {
      // A row of units below it parts what it stands over.
      const isOver =
        at < named.length - 1 || (last !== undefined && last > row && headText(table, last, column) !== '');
      const text = isOver ? spanned(table, named, row, column, first) : headText(table, row, column);
      // A year before "% of Total" is no number of percent.
      if (text !== '' && parts.at(-1) !== text) parts.push(text.startsWith('%') ? `; ${text}` : text);
    });
    const isPercent = rows.some((row) => /%|\bpercent(?:age)?\b/iu.test(headText(table, row, column)));
    const unit = unitOf(rows.map((row) => headText(table, row, column)));
    texts.set(column, parts.join(' '));
    heads.set(column, { ...readHead(column, parts.join(' '), isPercent), ...(unit && { unit }) });
  }
  return withTerms(withFiscalYears(withPlaces(withUnits(withoutRemarks(heads)))), (column) => texts.get(column) ?? '');
}

/** Beside years that end in the last days of December, one that ends on January 3, 2020 is that of 2019. */
function withFiscalYears(heads: Map<number, ColumnHead>): Map<number, ColumnHead> {
  const ends = [...heads.values()].flatMap(({ period }) => (period?.grain === 'day' ? [period] : []));
  if (!ends.some(({ part, day = 0 }) => part === 12 && day >= 25)) return heads;
  return new Map(
    [...heads].map(([column, head]) => {
      const { year, part, day = 0 } = head.period ?? {};
      const isNextYear = year !== undefined && head.period?.grain === 'day' && part === 1 && day > 1 && day <= 7;
      return [column, isNextYear ? { ...head, fiscalYear: year - 1 } : head];
    }),
  );
}

const remarks = new Set(['unaudited', 'audited', 'restated', 'see', 'note']);

/** "2018 (restated)" beside 2019 is the same thing a year before; beside another 2018 it is another. */
function withoutRemarks(heads: ReadonlyMap<number, ColumnHead>): Map<number, ColumnHead> {
  const plain = new Map(
    [...heads].map(([column, head]) => {
      const isNoted = head.names.includes('note');
      const names = head.names.filter((name) => !remarks.has(name) && !(isNoted && /^\d+$/u.test(name)));
      return [column, { ...head, names, key: names.join(' ') }] as const;
    }),
  );
  const places = [...plain.values()].map(({ key, period, span }) => JSON.stringify([key, period, span]));
  const before = [...heads.values()].map(({ key, period, span }) => JSON.stringify([key, period, span]));
  return new Set(places).size === new Set(before).size ? plain : new Map(heads);
}

/** "2019 in RMB" beside "2019 in US$": columns that only their units tell apart go by them. */
function withUnits(heads: Map<number, ColumnHead>): Map<number, ColumnHead> {
  const all = [...heads.values()].filter(({ unit }) => unit?.kind !== 'percent');
  const isAlike = (one: ColumnHead, other: ColumnHead): boolean =>
    JSON.stringify([one.key, one.period, one.span]) === JSON.stringify([other.key, other.period, other.span]);
  const nameOf = ({ unit }: ColumnHead): string => (unit?.kind === 'currency' ? (unit.currency ?? '') : '');
  const told = new Set(
    all.flatMap((head) =>
      all.some((other) => isAlike(head, other) && nameOf(head) !== nameOf(other)) ? [head.key] : [],
    ),
  );
  if (told.size === 0) return heads;
  return new Map(
    [...heads].map(([column, head]) => {
      const name = nameOf(head);
      if (!told.has(head.key) || name === '') return [column, head];
      const names = [...head.names, name];
      return [column, { ...head, names, key: names.join(' ') }];
    }),
  );
}

/** Of columns that nothing tells apart the first is meant; another goes by its place. */
function withPlaces(heads: Map<number, ColumnHead>): Map<number, ColumnHead> {
  const seen = new Map<string, number>();
  return new Map(
    [...heads].map(([column, head]) => {
      const name = JSON.stringify([head.key, head.period, head.span, head.isPercent, head.term]);
      const place = (seen.get(name) ?? 0) + 1;
      seen.set(name, place);
      const isOfTime = head.period !== undefined || head.span !== undefined;
      return [column, place === 1 || !isOfTime ? head : { ...head, key: `${head.key} ${String(place)}`.trim() }];
    }),
  );
}

/** A column of the group beside one of the company. */
const owners = new Set(['group', 'company']);

/** "2019 vs. 2018" heads what was computed of both. */
const versus = /\b(?:19|20)\d\d\s*(?:vs?\.?|versus|compared (?:to|with)|over)\s*(?:19|20)\d\d\b/giu;

function readHead(column: number, header: string, isPercent: boolean): ColumnHead {
  const text = header.replace(versus, 'change');
  const plain = withoutNotes(text);
  const periods = findPeriods(plain);
  const period = periods.at(-1)?.period;
  const years = /\b((?:19|20)\d\d)\s*[-–/]\s*((?:19|20)\d\d|\d\d)\b/u.exec(plain);
  const from = Number(years?.[1]);
  const to =
    years?.[2] === undefined
      ? NaN
      : years[2].length === 2
        ? Math.floor(from / 100) * 100 + Number(years[2])
        : Number(years[2]);
  const names = namesOf(text, owners);
  return {
    column,
    key: names.join(' '),
    names,
    ...(to > from && to - from < 30 ? { span: [from, to] as const } : period && { period }),
    isNotes: /^notes?\.?$|^附注$|^注释?$/iu.test(plain.trim()),
    isPercent,
  };
}

function headText(table: Table, row: number, column: number): string {
  const value = table.columns[column]?.[row] ?? null;
  if (typeof value === 'number') {
    const { kind, grain } = readNumberFormat(formatAt(table, column, row));
    return kind === 'date' && grain !== undefined && grain !== 'time'
      ? sayPeriod(periodOfSerial(value, grain), 'en')
      : String(value);
  }
  if (typeof value !== 'string') return '';
  // A footnote mark behind a year: 20181, FY181.
  return joinSpacedYears(value.replace(/\s+/gu, ' ').trim()).replace(/^((?:19|20)\d\d|FY\d\d)\d$/iu, '$1');
}

/**
 * A header over several columns stands in the first or the middle of them. "Percent change" over columns without a period says
 * nothing of those beside them that have one.
 */
function spanned(table: Table, rows: readonly number[], row: number, column: number, first: number): string {
  const own = headText(table, row, column);
  if (own !== '') return own;
  const filled = table.columns.map((_, at) => at).filter((at) => at >= first && headText(table, row, at) !== '');
  const block = blockHead(table, rows, filled, column, first);
  if (block !== undefined) return headText(table, row, block);
  const left = filled.length === 1 ? filled[0] : filled.filter((at) => at < column).at(-1);
  if (left === undefined) return '';
  // What stands above begins anew between them: the header ends there.
  const isParted = rows.some(
    (above) =>
      above < row && table.columns.some((_, at) => at > left && at <= column && headText(table, above, at) !== ''),
  );
  if (isParted) return '';
  const text = headText(table, row, left);
  // "Less than" above "1 year" goes on below, in its own column.
  if (/\b(?:than|to|of|in|for|and|or|by)$/iu.test(text)) return '';
  const isTimed = (at: number): boolean =>
    rows.some((below) => below > row && findPeriods(headText(table, below, at)).length > 0);
  return isComputed(namesOf(text).join(' ')) && isTimed(column) && !isTimed(left) ? '' : text;
}

/** Below "2019" and "2018" stand High, Low, High, Low: each header is over one block, wherever in it it is written. */
function blockHead(
  table: Table,
  rows: readonly number[],
  filled: readonly number[],
  column: number,
  first: number,
): number | undefined {
  const size = (table.columns.length - first) / filled.length;
  const last = rows.at(-1);
  if (filled.length < 2 || size < 2 || !Number.isInteger(size) || last === undefined) return undefined;
  if (!filled.every((at, block) => Math.floor((at - first) / size) === block)) return undefined;
  const names = table.columns.slice(first).map((_, at) => headText(table, last, first + at));
  const doRepeat = names.every((name, at) => name !== '' && name === names[at % size]);
  return doRepeat ? filled[Math.floor((column - first) / size)] : undefined;
}

const computedWord =
  /^(?:percent(?:age)?|%|pct|chang\w*|variance|difference|increase|decrease|yoy|growth|变动|变化|增减|同|比|环|增|减|率|幅)$/u;
const manner = /^(?:constant|actual|nominal|currency|v|vs)$/u;

/** Names that say only that a column was computed from others: "% change", "percent change, constant currency". */
export function isComputed(key: string): boolean {
  const words = key.split(' ');
  return (
    words.some((word) => computedWord.test(word)) && words.every((word) => computedWord.test(word) || manner.test(word))
  );
}

/** The column that adds up the others: the only one that is called a total and nothing else beside what all are called. */
export function totalKey(keys: readonly string[]): string | undefined {
  const words = keys.map((key) => key.split(' '));
  const own = words.map((key) => key.filter((word) => !words.every((other) => other.includes(word))));
  const totals = keys.filter((_, at) => /^(?:total|合 ?计|总 ?计)$/u.test(own[at]?.join(' ') ?? ''));
  return totals.length === 1 ? totals[0] : undefined;
}

/** What is meant where a column is not named, and what stands beside it: the group before the company, what is carried before what is fair. */
const usual: readonly (readonly [meant: RegExp, beside: RegExp])[] = [
  [/\b(?:group|consolidated)\b|合并/u, /\b(?:company|parent|trust|unconsolidated|standalone|separate)\b|母公司/u],
  [/\b(?:carrying|book)\b|账面/u, /\b(?:fair|market)\b|公允/u],
  [
    /\b(?:actual|reported)\b|实际/u,
    /\b(?:budget|target|threshold|maximum|minimum|plan|planned|forecast)\b|预算|计划|目标/u,
  ],
];

/** The only one of the columns that is meant by itself, where the others are of its counterpart. */
export function usualKey(keys: readonly string[]): string | undefined {
  for (const [meant, beside] of usual) {
    const own = keys.filter((key) => meant.test(key) && !beside.test(key));
    if (own.length === 1 && keys.every((key) => own.includes(key) || beside.test(key))) return own[0];
  }
  return undefined;
}

function isUnitRow(table: Table, row: number, first: number): boolean {
  const texts = table.columns
    .slice(first)
    .map((_, at) => headText(table, row, first + at))
    .filter((text) => text !== '');
  return texts.length > 0 && texts.every(isUnit);
}

const unitWord =
  /^(?:thousand|million|billion|dollar|us|usd|rmb|eur|gbp|cny|hkd|yuan|euro|pound|share|except|per|percent|unaudited|inthousand|inmillion|number|000|m|k|bn)$/iu;

function isUnit(text: string): boolean {
  if (findPeriods(text).length > 0) return false;
  if (/^[(（]?[$€£¥%][)）]?$/u.test(text)) return true;
  if (/^\p{sc=Han}+$/u.test(text)) return readUnit(text) !== undefined;
  return (readUnitNote(text) ?? readUnit(text)) !== undefined && namesOf(text).every((word) => unitWord.test(word));
}

/** The unit that the header rows give for a column alone. */
function unitOf(texts: readonly string[]): Unit | undefined {
  return texts
    .map((text) => readUnitNote(text) ?? splitUnit(text).unit ?? readUnit(text))
    .findLast((unit) => unit !== undefined);
}
