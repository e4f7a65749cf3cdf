/** The answer to a question as sentences, each number of which is computed and knows its cells. */

import {
  type Level,
  levelOf,
  saySelection,
  type Selection,
  timelineOf,
  withPeriods,
  withValues,
} from '../check/selection.ts';
import { isMeaningful } from '../check/level-claims.ts';
import { type Asker, percentUnit } from '../check/claim.ts';
import type { SheetIndex } from '../check/sheet-index.ts';
import { type Expression, fold } from '../expression.ts';
import type { FigureKind } from '../figure.ts';
import { detailCells, measureName } from '../figures-of.ts';
import type { Language } from '../format-value.ts';
import { isWithin, type Period, sayPeriod } from '../notation/period.ts';
import type { NumberPiece, Piece } from '../narrate/piece.ts';
import { count, piece, type Sentence } from '../narrate/say.ts';
import { areasOfRows, rangeAddress } from '../table.ts';
import type { Axis, Question } from './read-question.ts';
import { periodsOf } from './periods-of.ts';

export interface Answer {
  readonly sentences: readonly Sentence[];
  /** Whether the sentences are the items of a list. */
  readonly isList: boolean;
}

/** Values of an axis that are told one by one. */
const mostParts = 40;

/** Answers in the language of the question; nothing where the cells do not tell, or a sum of them would mean nothing. */
export function answerQuestion(asker: Asker, question: Question, language: Language): Answer | undefined {
  const speaker: Speaker = { asker, language };
  switch (question.kind) {
    case 'level':
      return plain(tellLevel(speaker, question));
    case 'parts':
      return tellParts(speaker, question);
    case 'leaders':
      return tellLeaders(speaker, question);
    case 'extreme':
      return plain(tellExtreme(speaker, question));
    case 'share':
      return plain(tellShare(speaker, question.of));
    case 'change':
      return plain(tellChange(speaker, question));
    case 'kinds':
      return plain(tellKinds(speaker, question.dimension));
    case 'rows':
      return plain(tellRows(speaker, question.of));
  }
}

interface Speaker {
  readonly asker: Asker;
  readonly language: Language;
}

function plain(sentence: Sentence | undefined): Answer | undefined {
  return sentence && { sentences: [sentence], isList: false };
}

const kinds: Partial<Record<Level['fold'], FigureKind>> = { sum: 'total', mean: 'mean', median: 'median' };

function levelPiece({ asker, language }: Speaker, of: Selection, level: Level): NumberPiece {
  return piece(
    kinds[level.fold] ?? 'value',
    level.value,
    level.unit,
    level.how,
    saySelection(asker.index, of, language),
  );
}

/** What the selection comes to, where that means something. */
export function meaningfulLevel(asker: Asker, of: Selection, wanted?: Level['fold']): Level | undefined {
  const level = asker.level(of, wanted);
  if (!level) return undefined;
  const isAsked = level.fold === 'mean' || level.fold === 'median';
  return isMeaningful(asker, of, isAsked ? { ...level, fold: 'sum' } : level) ? level : undefined;
}

/** What stands around a number. */
const folds = {
  en: { value: [': ', ''], sum: [': ', ' in total'], mean: [': ', ' on average'], median: [': a median of ', ''] },
  zh: { value: ['为', ''], sum: ['合计为', ''], mean: ['平均为', ''], median: ['的中位数为', ''] },
} as const;

function tellLevel(speaker: Speaker, { of, fold: wanted }: Extract<Question, { kind: 'level' }>): Sentence | undefined {
  const { asker, language } = speaker;
  const level = meaningfulLevel(asker, of, wanted);
  if (!level) return undefined;
  const { fold: by } = level;
  const [before, after] = folds[language][by === 'sum' || by === 'mean' || by === 'median' ? by : 'value'];
  return [subject(speaker, of), before, levelPiece(speaker, of, level), after + end(language)];
}

/** "Revenue of North in March 2026", "2026年3月华北收入". */
function subject({ asker: { index }, language }: Speaker, of: Selection): string {
  const measure = index.measures[of.measure];
  const values = saySelection(index, { measure: -1, values: of.values }, language);
  const when = saySpan(of.periods ?? [], language);
  // Of a statement, whose columns are periods, the line says it all.
  const name = measure && (measure.name !== '' || values === '') ? measureName(index.profile, measure)[language] : '';
  if (language === 'zh') return `${when}${values}${name}`;
  const what = name === '' || values === '' ? name + values : `${name} of ${values}`;
  return when === '' ? what : `${what}${(of.periods?.length ?? 0) > 1 ? ', ' : ' in '}${when}`;
}

function saySpan(periods: readonly Period[], language: Language): string {
  const [first, last] = [periods[0], periods.at(-1)];
  if (!first || !last) return '';
  if (periods.length === 1) return sayPeriod(first, language);
  return [sayPeriod(first, language), sayPeriod(last, language)].join(language === 'zh' ? '至' : ' to ');
}

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

function sharePiece(level: Level, whole: Level, name: string): NumberPiece {
  const how: Expression = { op: 'divide', left: level.how, right: whole.how };
  return piece('share', level.value / whole.value, percentUnit, how, name);
}

function tellParts(
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

function tellLeaders(speaker: Speaker, question: Extract<Question, { kind: 'leaders' }>): Answer | undefined {
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

function tellExtreme(speaker: Speaker, { of, lowest }: Extract<Question, { kind: 'extreme' }>): Sentence | undefined {
  const { asker, language } = speaker;
  const { index } = asker;
  const level = asker.level(of, lowest ? 'min' : 'max');
  if (!level || level.how.op !== 'cells') return undefined;
  const number = piece(
    lowest ? 'minimum' : 'maximum',
    level.value,
    level.unit,
    level.how,
    saySelection(index, of, language),
  );
  const cell = cellOf(index, level, level.value);
  const where = cell && rangeAddress(index.profile.place, cell);
  const label = cell ? rowName(index, cell.top - index.top, language) : '';
  const name = subject(speaker, of);
  if (language === 'zh')
    return [
      `${name}单行${lowest ? '最低' : '最高'}为`,
      number,
      where === undefined ? '' : `，在 ${where}${label === '' ? '' : `（${label}）`}`,
      '。',
    ];
  return [
    `The ${lowest ? 'lowest' : 'highest'} ${name} in one row: `,
    number,
    where === undefined ? '' : `, in ${where}${label === '' ? '' : ` (${label})`}`,
    '.',
  ];
}

/** The first cell of a level that holds a number. */
function cellOf(index: SheetIndex, { how }: Level, value: number): ReturnType<typeof areasOfRows>[number] | undefined {
  if (how.op !== 'cells') return undefined;
  for (const area of how.cells.areas) {
    const numbers = index.numbers(area.left);
    for (let row = area.top; row <= area.bottom; row += 1) {
      if (numbers[row - index.top] === value) return { top: row, left: area.left, bottom: row, right: area.left };
    }
  }
  return undefined;
}

/** What tells a row from the others: its time and the values of its categories. */
function rowName(index: SheetIndex, row: number, language: Language): string {
  const { time } = index;
  const period = time?.periods[time.codes[row] ?? -1];
  const values = index.dimensions
    .filter(({ column }) => index.profile.columns[column]?.role === 'category' || column === index.profile.labelColumn)
    .flatMap(({ words, codes }) => words[codes[row] ?? -1] ?? []);
  return [...(period ? [sayPeriod(period, language)] : []), ...values]
    .slice(0, 3)
    .join(language === 'zh' ? '，' : ', ');
}

function tellShare(speaker: Speaker, of: Selection): Sentence | undefined {
  const { asker, language } = speaker;
  const part = meaningfulLevel(asker, of);
  const whole = asker.level({ ...of, values: new Map() });
  if (!part || !whole || whole.fold !== 'sum' || whole.value === 0) return undefined;
  const name = subject(speaker, of);
  const share = sharePiece(part, whole, name);
  const [number, all] = [levelPiece(speaker, of, part), levelPiece(speaker, { ...of, values: new Map() }, whole)];
  return language === 'zh'
    ? [`${name}占合计的`, share, '，即', all, '中的', number, '。']
    : [`${name} is `, share, ' of the total: ', number, ' of ', all, '.'];
}

function tellChange(speaker: Speaker, { of, between }: Extract<Question, { kind: 'change' }>): Sentence | undefined {
  const { asker, language } = speaker;
  const timeline = timelineOf(asker.index, of);
  const [from, to] = between ?? [timeline[0], timeline.at(-1)];
  if (!from || !to) return undefined;
  const [first, last] = [
    meaningfulLevel(asker, withPeriods(of, [from])),
    meaningfulLevel(asker, withPeriods(of, [to])),
  ];
  if (!first || !last || first.value <= 0) return undefined;
  const isRate = first.unit.kind === 'percent';
  const how: Expression = isRate
    ? { op: 'subtract', left: last.how, right: first.how }
    : { op: 'growth', left: first.how, right: last.how };
  const value = isRate ? last.value - first.value : (last.value - first.value) / first.value;
  const points = language === 'zh' ? '个百分点' : ' percentage points';
  const amount: NumberPiece = {
    ...piece(isRate ? 'difference' : 'growth', value, isRate ? first.unit : percentUnit, how, subject(speaker, of)),
    absolute: true,
    ...(isRate && {
      display: { factor: first.unit.scale * 100, decimals: 1, grouped: false, prefix: '', suffix: points },
    }),
  };
  const [start, finish] = [
    levelPiece(speaker, withPeriods(of, [from]), first),
    levelPiece(speaker, withPeriods(of, [to]), last),
  ];
  const turns = language === 'zh' ? { up: '增长', down: '下降' } : { up: 'grew by', down: 'fell by' };
  const verb: Piece = { turns, value, how };
  const [begin, until] = [sayPeriod(from, language), sayPeriod(to, language)];
  const name = subject(speaker, of);
  return language === 'zh'
    ? [`从${begin}到${until}，${name}由`, start, '变为', finish, '，', verb, amount, '。']
    : [`From ${begin} to ${until}, ${name} `, verb, ' ', amount, ', from ', start, ' to ', finish, '.'];
}

function tellKinds({ asker, language }: Speaker, dimension: number): Sentence | undefined {
  const { profile, dimensions } = asker.index;
  const found = dimensions[dimension];
  const column = found && profile.columns[found.column];
  if (!found || !column || column.distinct === 0) return undefined;
  const number = count(column.distinct, fold('distinct', detailCells(profile, found.column)), found.name);
  const names = column.top.slice(0, 12).map(({ value }) => value);
  const rest = column.distinct > names.length;
  if (language === 'zh') return [`${found.name}有`, number, `种取值：${names.join('、')}${rest ? '等' : ''}。`];
  return [`${found.name} takes `, number, ` different values: ${names.join(', ')}${rest ? ' and more' : ''}.`];
}

function tellRows({ asker, language }: Speaker, of: Selection): Sentence | undefined {
  const { index } = asker;
  const { profile } = index;
  const rows = levelOf(index, of, 'count');
  const isAll = of.values.size === 0 && !of.periods;
  const first = profile.columns.find(({ missing, role }) => missing === 0 && role !== 'none');
  const how = isAll && first ? fold('count', detailCells(profile, first.index)) : rows?.how;
  const value = isAll ? profile.rows : rows?.value;
  if (value === undefined || !how) return undefined;
  const name = saySelection(index, { ...of, measure: -1 }, language);
  const number = count(value, how, name);
  if (language === 'zh') return [name === '' ? '表中有' : `${name}有`, number, '行数据。'];
  return [name === '' ? 'The table has ' : `${name} has `, number, value === 1 ? ' row of data.' : ' rows of data.'];
}

function end(language: Language): string {
  return language === 'zh' ? '。' : '.';
}
