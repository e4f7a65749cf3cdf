import type { PeriodMention } from '../../notation/period.ts';

/** `2017/2018`, `2021-22`, written as one: a span of years that heads a column. */
export function spansOf(text: string): [number, number][] {
  return [...text.matchAll(/\b((?:19|20)\d\d)\s?[-–/]\s?((?:19|20)\d\d|\d\d)\b(?!-)/gu)].flatMap(
    ([, from = '', to = '']): [number, number][] => {
      const start = Number(from);
      const end = to.length === 2 ? Math.floor(start / 100) * 100 + Number(to) : Number(to);
      return end > start && end - start < 30 ? [[start, end]] : [];
    },
  );
}

/** Whether periods are the ends of a stretch: "from 2017 to 2019", "2017–2019". */
export function isRange(text: string, periods: readonly PeriodMention[]): boolean {
  const [first, second] = periods;
  if (!first || !second || periods.length !== 2) return false;
  return /^[\s\w]{0,12}?(?:-|–|—|~|～|\bto\b|\bthrough\b|\buntil\b|至|到)\s*(?:fiscal\s*|FY\s*)?$/iu.test(
    text.slice(first.end, second.start),
  );
}
