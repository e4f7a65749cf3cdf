/** "Senior notes due 2021": a year that tells lines apart is a part of their names, and no time of their amounts. */

import { findPeriods, type Period, type PeriodMention } from '../../notation/period.ts';

const instrument =
  'notes?|debentures?|bonds?|loans?|facilit(?:y|ies)|agreements?|borrowings?|securities|preferred|warrants?';
const due = new RegExp(
  `\\b(?:${instrument})\\b[^.;]{0,12}?\\b(?:due|maturing|expiring)\\s+(?:in\\s+|on\\s+|by\\s+)?$`,
  'iu',
);

/** The periods of a text that are parts of names, with those that are joined to them: "notes due 2020 and 2021". */
export function duePeriods(text: string, periods: readonly PeriodMention[] = findPeriods(text)): PeriodMention[] {
  let last: PeriodMention | undefined;
  return periods.filter((own) => {
    const isJoined =
      last !== undefined && /^\s*(?:,|and|&|or|\s)+\s*(?:due\s+)?$/iu.test(text.slice(last.end, own.start));
    if (own.period.year === undefined || (!isJoined && !due.test(text.slice(0, own.start)))) return false;
    last = own;
    return true;
  });
}

/** The time of a line's amounts, where its name says one. */
export function periodOfLine(label: string, period: Period | undefined): Period | undefined {
  return duePeriods(label).length > 0 ? undefined : period;
}

/** The years that a name ends with, as words. */
export function dueYears(label: string): string[] {
  return duePeriods(label).flatMap(({ period: { year } }) => (year === undefined ? [] : [String(year)]));
}
