/** The words of a question: names of the table, periods, and what is asked. */

import type { EntityMention, Lexicon } from '../check/lexicon.ts';
import type { SheetIndex } from '../check/sheet-index.ts';
import { findPeriods, joinYears, type Period, type PeriodMention, periodsBetween } from '../notation/period.ts';
import { isTotalName } from '../profile/total-names.ts';
import {
  type Asked,
  type AskedWord,
  findAsked,
  findDoing,
  findTimeStep,
  type TimeStep,
  withoutGlue,
} from './question-words.ts';

interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** What the words of a question are, all of which are known. */
export interface ReadWords {
  readonly asked: readonly AskedWord[];
  readonly says: (wanted: Asked) => boolean;
  readonly names: readonly EntityMention[];
  readonly periods: readonly Period[];
  readonly step: TimeStep | undefined;
  /** What people do, by what it is measured by. */
  readonly doing: readonly string[] | undefined;
}

/** Nothing where a word of the text is not known. */
export function readWords(text: string, index: SheetIndex, lexicon: Lexicon): ReadWords | undefined {
  const said = findPeriods(text);
  const find = (part: string): EntityMention[] => lexicon.find(part).filter(({ entity }) => !isTotal(index, entity));
  const whole = namesIn(
    find(text).filter(({ strength }) => strength === 1),
    said,
  );
  const asked = findAsked(text).filter((word) => ![...whole, ...said].some((name) => overlap(name, word)));
  const rest = blank(text, [...said, ...connectors(text, said), ...whole, ...asked]);
  const parts = namesIn(find(rest), []);
  const left = blank(rest, parts);
  const time = findTimeStep(left);
  const doing = findDoing(time ? blank(left, [time]) : left);
  const unknown = blank(
    left,
    [time, doing].filter((found) => found !== undefined),
  );
  if (withoutGlue(unknown) !== '') return undefined;
  const periods = joinYears(said, text).map((mention) => ({ ...mention, period: inOnlyYear(index, mention.period) }));
  return {
    asked,
    says: (wanted) => asked.some((word) => word.asked === wanted),
    names: [...whole, ...parts],
    periods: stretchOf(text, periods),
    step: time?.step,
    doing: doing?.groups,
  };
}

/** "Total" is what is asked, not the row of that name. */
function isTotal({ dimensions }: SheetIndex, entity: EntityMention['entity']): boolean {
  return entity.kind === 'value' && isTotalName(dimensions[entity.dimension]?.words[entity.code] ?? '');
}

/** Names that stand outside of `others`; of one place the strongest. A measure is no value of the same name. */
function namesIn(mentions: readonly EntityMention[], others: readonly Stretch[]): EntityMention[] {
  const free = mentions.filter((mention) => !others.some((other) => overlap(mention, other)));
  return free.filter(
    (mention) =>
      !free.some(
        (other) =>
          other !== mention &&
          overlap(mention, other) &&
          (other.strength > mention.strength ||
            (other.strength === mention.strength &&
              other.entity.kind === 'measure' &&
              mention.entity.kind !== 'measure')),
      ),
  );
}

/** Words between two periods that make a stretch of them, and the one before it. */
const connector = /^\s*(?:to|through|until|till|and|-|–|—|至|到|和|与)\s*$/iu;
const opener = /(?:\b(?:from|between)|[从自由])\s*$/iu;

function connectors(text: string, [first, second]: readonly PeriodMention[]): Stretch[] {
  if (!first || !second || !connector.test(text.slice(first.end, second.start))) return [];
  const before = opener.exec(text.slice(0, first.start));
  return [{ start: first.end, end: second.start }, ...(before ? [{ start: before.index, end: first.start }] : [])];
}

/** The periods that are said, and those between two of them: "from January to March". */
function stretchOf(text: string, mentions: readonly PeriodMention[]): Period[] {
  const [first, second] = mentions;
  if (first && second && mentions.length === 2) {
    const between = text.slice(first.end, second.start);
    const isStretch =
      connector.test(between) && (!/^\s*(?:and|和|与)\s*$/iu.test(between) || opener.test(text.slice(0, first.start)));
    const all = isStretch ? periodsBetween(first.period, second.period) : undefined;
    if (all) return all;
  }
  return mentions.map(({ period }) => period);
}

/** "March" is that of the only year there is. */
function inOnlyYear({ time }: SheetIndex, period: Period): Period {
  if (!time || period.year !== undefined) return period;
  const years = new Set(time.periods.map(({ year }) => year));
  const [year] = years;
  return years.size === 1 && year !== undefined ? { ...period, year } : period;
}

function overlap(one: Stretch, other: Stretch): boolean {
  return one.start < other.end && other.start < one.end;
}

function blank(text: string, stretches: readonly Stretch[]): string {
  let left = text;
  for (const { start, end } of stretches) left = left.slice(0, start) + ' '.repeat(end - start) + left.slice(end);
  return left;
}
