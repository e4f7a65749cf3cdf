/** Answers that tell several values of an axis, or which of them come first. */

import { type Level, type Selection, withPeriods, withValues } from '../check/selection.ts';
import type { NumberPiece, Piece } from '../narrate/piece.ts';
import type { Sentence } from '../narrate/say.ts';
import { isWithin, sayPeriod } from '../notation/period.ts';
import { periodsOf } from './periods-of.ts';
import type { Axis, Question } from './read-question.ts';
import { type Answer, levelPiece, meaningfulLevel, sharePiece, type Speaker, subject } from './speak.ts';

/** Values of an axis that are told one by one. */
const mostParts = 40;

interface Part {
  readonly name: string;
  readonly of: Selection;
  readonly level: Level;
}

function partsOf({ asker, language }: Speaker, of: Selection, by: Axis, wanted: Level['fold'] | undefined): Part[] {
  const { index } = asker;
  if ('step' in by) {
    const periods = periodsOf(index, of, by.step).filter(
      (period) => !of.periods || of.periods.some((outer) => isWithin(period, outer)),
    );
    return periods.flatMap((period) => partOf(sayPeriod(period, language), withPeriods(of, [period])));
  }
  const words = index.dimensions[by.dimension]?.words ?? [];
  return asker
    .codes(of, by.dimension)
    .flatMap((code) => partOf(words[code] ?? '', withValues(of, by.dimension, [code])));

  function partOf(name: string, part: Selection): Part[] {
    const level = meaningfulLevel(asker, part, wanted);
    // One row is what the others, of several, are a mean of.
    const isOne = level?.fold === 'value' && wanted === undefined;
    return level ? [{ name, of: part, level: isOne ? { ...level, fold: 'sum' } : level }] : [];
  }
}

/** The whole that the parts are of, where they add up to it. */
function wholeOf({ asker }: Speaker, of: Selection, parts: readonly Part[]): Level | undefined {
  // The lines of a statement are not added up over its periods, either.
  if (!asker.index.profile.rowsAddUp || parts.length < 2) return undefined;
  if (parts.some(({ level }) => level.fold !== 'sum' || level.value < 0)) return undefined;
  const whole = asker.level(of);
  const sum = parts.reduce((total, { level }) => total + level.value, 0);
  const isWhole = whole?.fold === 'sum' && whole.value > 0 && Math.abs(sum - whole.value) <= whole.value * 1e-9;
  return isWhole ? whole : undefined;
}

/** Less would be told as nothing. */
const leastShare = 0.0005;

export function tellParts(
  speaker: Speaker,
  { of, by, fold: wanted }: Extract<Question, { kind: 'parts' }>,
): Answer | undefined {
  const { language } = speaker;
  const found = partsOf(speaker, of, by, wanted);
  if (found.length === 0 || found.length > mostParts) return undefined;
  const parts = 'step' in by ? found : found.toSorted((one, other) => other.level.value - one.level.value);
  const whole = wholeOf(speaker, of, parts);
  const isMean = parts.some(({ level }) => level.fold === 'mean');
  const about = isMean ? (language === 'zh' ? '（平均）' : ', on average') : '';
  const colon = language === 'zh' ? '：' : ': ';
  const sentences = parts.map((part): Sentence => {
    const number = levelPiece(speaker, part.of, part.level);
    if (!whole || 'step' in by || part.level.value < whole.value * leastShare) return [part.name, about, colon, number];
    const share = sharePiece(part.level, whole, part.name);
    return language === 'zh'
      ? [part.name, colon, number, '，占', share]
      : [part.name, colon, number, ', ', share, ' of the total'];
  });
  const total: Sentence[] = whole
    ? [
        [
          language === 'zh' ? `${subject(speaker, of)}合计：` : `${subject(speaker, of)} in total: `,
          levelPiece(speaker, of, whole),
        ],
      ]
    : [];
  return { sentences: [...sentences, ...total], isList: true };
}

export function tellLeaders(speaker: Speaker, question: Extract<Question, { kind: 'leaders' }>): Answer | undefined {
  const { language } = speaker;
  const { of, by, fold: wanted, lowest, most } = question;
  const parts = partsOf(speaker, of, by, wanted).sort((one, other) =>
    lowest ? one.level.value - other.level.value : other.level.value - one.level.value,
  );
  const [first, second] = parts;
  if (!first) return undefined;
  const whole = lowest ? undefined : wholeOf(speaker, of, parts);
  const number = ({ of: part, level }: Part): NumberPiece => levelPiece(speaker, part, level);
  const shareOf = ({ level, name }: Part): Piece[] => {
    if (!whole || level.value < whole.value * leastShare) return [];
    const share = sharePiece(level, whole, name);
    return language === 'zh' ? ['，占合计的', share] : [', ', share, ' of the total'];
  };
  if (most > 1) {
    const sentences = parts
      .slice(0, Math.min(most, mostParts))
      .map((part): Sentence => [part.name, language === 'zh' ? '：' : ': ', number(part), ...shareOf(part)]);
    return { sentences, isList: true };
  }
  const ties = parts.filter(({ level }) => level.value === first.level.value);
  const name = subject(speaker, of);
  const isMean = first.level.fold === 'mean';
  const extreme = lowest ? { en: 'lowest', zh: '最低' } : { en: 'highest', zh: '最高' };
  if (language === 'zh') {
    const sentence: Sentence = [
      `${isMean ? '平均' : ''}${name}${extreme.zh}的是${ties.map((tie) => tie.name).join('、')}，为`,
      number(first),
      ...(ties.length === 1 ? shareOf(first) : []),
      ...(second && ties.length === 1 ? [`；其次是${second.name}，为`, number(second)] : []),
      '。',
    ];
    return { sentences: [sentence], isList: false };
  }
  const names = ties.map((tie) => tie.name).join(' and ');
  const sentence: Sentence = [
    `${names} ${ties.length === 1 ? 'has' : 'have'} the ${extreme.en} ${isMean ? 'average ' : ''}${name}: `,
    number(first),
    ...(ties.length === 1 ? shareOf(first) : []),
    ...(second && ties.length === 1 ? [`; next is ${second.name} with `, number(second)] : []),
    '.',
  ];
  return { sentences: [sentence], isList: false };
}
