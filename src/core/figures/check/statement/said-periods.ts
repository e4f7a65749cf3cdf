import type { Period, PeriodMention } from '../../notation/period.ts';

interface Span {
  readonly start: number;
  readonly end: number;
  readonly span: readonly [number, number];
}

/** `2017/2018`, `2021-22`, written as one: a span of years that heads a column. */
export function spansOf(text: string): Span[] {
  return [...text.matchAll(/\b(?:FY\s?)?((?:19|20)\d\d)\s?[-–/]\s?(?:FY\s?)?((?:19|20)\d\d|\d\d)\b(?!-)/giu)].flatMap(
    (match): Span[] => {
      const [whole, from = '', to = ''] = match;
      const start = Number(from);
      const end = to.length === 2 ? Math.floor(start / 100) * 100 + Number(to) : Number(to);
      const isSpan = end > start && end - start < 30;
      return isSpan ? [{ start: match.index, end: match.index + whole.length, span: [start, end] }] : [];
    },
  );
}

export interface Stretch {
  readonly year: number;
  readonly span?: readonly [number, number];
  readonly period?: Period;
}

/** The spans of a sentence and its other periods, in their order. */
export function stretchesOf(text: string, offset: number, periods: readonly PeriodMention[]): Stretch[] {
  const spans = spansOf(text);
  const rest = periods.filter(
    ({ start, end }) => !spans.some((own) => start - offset < own.end && own.start < end - offset),
  );
  return [
    ...spans.map(({ start, span }) => ({ start, year: span[0], span })),
    ...rest.map(({ start, period }) => ({ start: start - offset, year: period.year ?? 0, period })),
  ].sort((one, other) => one.start - other.start);
}

/** Whether periods are the ends of a stretch: "from 2017 to 2019", "2017–2019". */
export function isRange(text: string, periods: readonly PeriodMention[]): boolean {
  const [first, second] = periods;
  if (!first || !second || periods.length !== 2) return false;
  if (
    /\bbetween\s+(?:[a-z]+\s+){0,2}$/iu.test(text.slice(0, first.start)) &&
    /^\s*and\s*$/iu.test(text.slice(first.end, second.start))
  )
    return true;
  return /^[\s\w]{0,12}?(?:-|–|—|~|～|\bto\b|\bthrough\b|\buntil\b|至|到)\s*(?:fiscal\s*|FY\s*)?$/iu.test(
    text.slice(first.end, second.start),
  );
}
