/** Terms to maturity: columns such as "Less than 1 year", "1–3 years" or "2021–2022", and the stretch of them that a sentence says. */

import type { ColumnHead } from './column-heads.ts';

/** From the first bound up to the second, in years from now or in calendar years; the end is not in it. */
export interface Term {
  readonly from: number;
  readonly to: number;
  readonly isCalendar: boolean;
}

const year = '((?:19|20)\\d\\d)';
const count = '(\\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten)';
const words = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
const dash = '\\s*(?:-|–|—|to|through|and)\\s*';

const upTo = new RegExp(
  `\\b(?:within|up to|less than|under|below|in|next)\\s+(?:the (?:next )?)?${count}\\s+years?\\b|[<≤]\\s*${count}\\s+years?\\b`,
  'iu',
);
const beyond = new RegExp(
  `\\b(?:more than|over|after|beyond)\\s+${count}\\s+years?\\b|[>≥]\\s*${count}\\s+years?\\b`,
  'iu',
);
const between = new RegExp(`\\b${count}${dash}${count}\\s+years?\\b`, 'iu');
const years = new RegExp(`\\b${year}${dash}(?:fiscal |FY ?)?(${year}|\\d\\d)\\b(?!-)`, 'iu');
const afterwards = /\bthereafter\b|\band (?:beyond|later|after)\b|以后|之后/iu;

function countOf(text: string | undefined): number {
  const word = words.indexOf((text ?? '').toLowerCase());
  return word < 0 ? Number(text) : word + 1;
}

/** "Within 12 months" is within a year. */
function inYears(text: string): string {
  return text
    .replace(/\b(?:12|twelve) months\b/giu, '1 year')
    .replace(/\b(?:24|36|48|60) months\b/gu, (months) => `${String(Number.parseInt(months, 10) / 12)} years`);
}

/** The one term that a text says; undefined where it says none, or sets two against each other. */
export function termOf(said: string): Term | undefined {
  const text = inYears(said);
  const [first, ...others] = [between, beyond, upTo, years]
    .map((pattern) => pattern.exec(text))
    .filter((match) => match !== null);
  if (!first) return undefined;
  // "Between less than 1 year and 1–3 years".
  const end = first.index + first[0].length;
  const isOther = others.some(({ index, 0: whole }) => index + whole.length <= first.index || index >= end);
  return isOther ? undefined : readTerm(text);
}

function readTerm(text: string): Term | undefined {
  const apart = between.exec(text);
  if (apart) return ordered(countOf(apart[1]), countOf(apart[2]), false);
  const after = beyond.exec(text);
  if (after) return { from: countOf(after[1] ?? after[2]), to: Infinity, isCalendar: false };
  const before = upTo.exec(text);
  if (before) return ordered(0, countOf(before[1] ?? before[2]), false);
  const span = years.exec(text);
  if (!span) return undefined;
  const from = Number(span[1]);
  const to = span[3] === undefined ? Math.floor(from / 100) * 100 + Number(span[2]) : Number(span[3]);
  return ordered(from, to + 1, true);
}

function ordered(from: number, to: number, isCalendar: boolean): Term | undefined {
  return from < to && to - from < 40 ? { from, to, isCalendar } : undefined;
}

/**
 * Marks the columns of a maturity table with their terms. Years stand for themselves only beside a column of several years or
 * one for what comes "thereafter"; columns that overlap (2017/2018, 2018/2019) are no terms.
 */
export function withTerms(heads: Map<number, ColumnHead>, textOf: (column: number) => string): Map<number, ColumnHead> {
  const found = new Map<number, Term>();
  for (const [column, { period }] of heads) {
    const text = textOf(column);
    const isOpen = afterwards.test(text);
    const own = isOpen ? undefined : termOf(text);
    if (own) found.set(column, own);
    else if (period?.grain === 'year' && period.year !== undefined)
      found.set(column, { from: period.year, to: isOpen ? Infinity : period.year + 1, isCalendar: true });
    else if (isOpen) found.set(column, { from: NaN, to: Infinity, isCalendar: true });
  }
  const ends = [...found.values()].map(({ to }) => to).filter((to) => to !== Infinity);
  const terms = [...found].map(([column, term]): [number, Term] => [
    column,
    Number.isNaN(term.from) ? { ...term, from: Math.max(...ends) } : term,
  ]);
  const isTelling = terms.some(([, { from, to, isCalendar }]) => !isCalendar || to - from > 1);
  const isParted = terms.every(([, one], at) =>
    terms.every(([, other], place) => place === at || one.to <= other.from || other.to <= one.from),
  );
  if (!isTelling || !isParted || terms.length < 2) return heads;
  const marked = new Map(terms);
  return new Map(
    [...heads].map(([column, head]) => {
      const term = marked.get(column);
      return [column, term ? { ...head, term } : head];
    }),
  );
}

/** The columns that make up a term without a gap, or undefined. */
export function columnsIn(
  heads: ReadonlyMap<number, ColumnHead>,
  { from, to, isCalendar }: Term,
): number[] | undefined {
  const inside = [...heads.values()]
    .flatMap(({ column, term }) =>
      term?.isCalendar === isCalendar && term.from >= from && term.to <= to ? [{ column, ...term }] : [],
    )
    .sort((one, other) => one.from - other.from);
  const first = inside[0];
  const isWhole =
    first?.from === from &&
    inside.at(-1)?.to === to &&
    inside.every((own, at) => at === 0 || inside[at - 1]?.to === own.from);
  return isWhole ? inside.map(({ column }) => column) : undefined;
}
