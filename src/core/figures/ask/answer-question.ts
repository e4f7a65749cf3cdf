/** The answer to a question as sentences, each number of which is computed and knows its cells. */

import type { Asker } from '../check/claim.ts';
import { type Level, levelOf, saySelection, type Selection, timelineOf, withPeriods } from '../check/selection.ts';
import type { SheetIndex } from '../check/sheet-index.ts';
import { fold } from '../expression.ts';
import { detailCells } from '../figures-of.ts';
import type { Language } from '../format-value.ts';
import type { Piece } from '../narrate/piece.ts';
import { changePiece, count, piece, type Sentence } from '../narrate/say.ts';
import { sayPeriod } from '../notation/period.ts';
import { areasOfRows, rangeAddress } from '../table.ts';
import type { Question } from './read-question.ts';
import { type Answer, levelPiece, meaningfulLevel, sharePiece, type Speaker, subject } from './speak.ts';
import { tellLeaders, tellParts } from './tell-parts.ts';

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

function plain(sentence: Sentence | undefined): Answer | undefined {
  return sentence && { sentences: [sentence], isList: false };
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
  const name = subject(speaker, of);
  const amount = changePiece(first, last, first.unit, language, name);
  const { value, how } = amount;
  const [start, finish] = [
    levelPiece(speaker, withPeriods(of, [from]), first),
    levelPiece(speaker, withPeriods(of, [to]), last),
  ];
  const turns = language === 'zh' ? { up: '增长', down: '下降' } : { up: 'grew by', down: 'fell by' };
  const verb: Piece = { turns, value, how };
  const [begin, until] = [sayPeriod(from, language), sayPeriod(to, language)];
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
