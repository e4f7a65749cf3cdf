/** What a table without measures holds: how large it is, how full, what its columns say and how often. */

import { type Expression, fold } from '../expression.ts';
import { detailCells } from '../figures-of.ts';
import { sayPeriod } from '../notation/period.ts';
import type { ColumnProfile, Profile } from '../profile/profile.ts';
import { columnTitle, count, isLetter, percent, piece, type Sentence, type Speaker } from './say.ts';

const mostColumns = 5;
const mostValues = 3;

/** Size, filled share, values and their commonest, first and last date. Nothing where there are no rows. */
export function contentSentences(speaker: Speaker): Sentence[] {
  const { profile } = speaker;
  const columns = profile.columns.filter(({ role }) => role !== 'none');
  if (columns.length === 0 || profile.rows === 0) return [];
  return [
    sizeSentence(speaker, columns),
    ...columns.slice(0, mostColumns).flatMap((column) => columnSentence(speaker, column)),
  ];
}

function sizeSentence({ profile, language }: Speaker, columns: readonly ColumnProfile[]): Sentence {
  const filled = columns.reduce((sum, own) => sum + own.count, 0);
  const all = columns.reduce((sum, own) => sum + own.count + own.missing, 0);
  const rows = count(profile.rows, rowsOf(profile, columns), 'rows');
  const width = count(columns.length, widthOf(profile, columns), 'columns');
  const body = detailCells(profile, profile.body.left).areas.map((area) => ({ ...area, right: profile.body.right }));
  const how: Expression = {
    op: 'divide',
    left: fold('count', { areas: body, where: [] }),
    right: { op: 'constant', value: all },
  };
  const share = piece('share', filled / all, percent, how, 'filled cells');
  const dated = columns.filter(({ role }) => role === 'time').length;
  const [en, zh] =
    dated === 0 ? ['words', '文字'] : dated === columns.length ? ['dates', '日期'] : ['words and dates', '文字和日期'];
  if (language === 'zh')
    return [
      '共',
      rows,
      '行、',
      width,
      `列${zh}，`,
      ...(filled === all ? ['单元格均已填写。'] : ['已填写', share, '的单元格。']),
    ];
  return [
    profile.rows === 1 ? 'There is ' : 'There are ',
    rows,
    profile.rows === 1 ? ' row and ' : ' rows and ',
    width,
    `${columns.length === 1 ? ' column' : ' columns'} of ${en}, `,
    ...(filled === all ? ['every cell filled.'] : [share, ' of the cells filled.']),
  ];
}

/** COUNTA of the header, where it names every column. */
function widthOf({ headerRows, body }: Profile, columns: readonly ColumnProfile[]): Expression {
  const row = body.top - 1;
  const isWhole = columns.length === body.right - body.left + 1 && columns.every(({ name }) => !isLetter(name));
  return headerRows === 1 && isWhole
    ? fold('count', { areas: [{ ...body, top: row, bottom: row }], where: [] })
    : { op: 'constant', value: columns.length };
}

/** COUNTA of a column without gaps; of another one, and its gaps. */
function rowsOf(profile: Profile, columns: readonly ColumnProfile[]): Expression {
  const fullest = columns.toSorted((one, other) => one.missing - other.missing)[0];
  const filled = fold('count', detailCells(profile, fullest?.index ?? 0));
  const rest = fullest?.missing ?? 0;
  return rest === 0 ? filled : { op: 'add', left: filled, right: { op: 'constant', value: rest } };
}

function columnSentence(speaker: Speaker, column: ColumnProfile): Sentence[] {
  const { language } = speaker;
  const { span, distinct } = column;
  const name = columnTitle(column, language);
  if (span) {
    const [first, last] = [sayPeriod(span.first, language), sayPeriod(span.last, language)];
    return [[language === 'zh' ? `${name}从${first}到${last}。` : `${name} runs from ${first} to ${last}.`]];
  }
  if (distinct < 2 || column.count === 0) return [];
  const values = count(distinct, distinctOf(speaker.profile, column), name);
  if (distinct === column.count)
    return [
      language === 'zh' ? [`${name}的`, values, '个值各不相同。'] : [`The `, values, ` values of ${name} all differ.`],
    ];
  const often = column.top.filter((own) => own.count > 1).slice(0, mostValues);
  const listed = often.flatMap(({ value, count: times }, at) => {
    const area = detailCells(speaker.profile, column.index).areas;
    const how = fold('count', {
      areas: area,
      where: area.slice(0, 1).map((own) => ({ area: own, header: name, equals: value })),
    });
    const number = count(times, area.length === 1 ? how : { op: 'constant', value: times }, value);
    const gap = at === 0 ? '' : language === 'zh' ? '、' : at === often.length - 1 ? ' and ' : ', ';
    return language === 'zh' ? [`${gap}${value}（`, number, '）'] : [`${gap}${value} (`, number, ')'];
  });
  if (language === 'zh')
    return [[`${name}有`, values, '种取值', ...(listed.length > 0 ? ['，最常见的是', ...listed] : []), '。']];
  return [
    [`${name} has `, values, ' different values', ...(listed.length > 0 ? [', most often ', ...listed] : []), '.'],
  ];
}

/** UNIQUE counts an empty cell as a value of its own. */
function distinctOf(profile: Profile, { index, missing }: ColumnProfile): Expression {
  const all = fold('distinct', detailCells(profile, index));
  return missing === 0 ? all : { op: 'subtract', left: all, right: { op: 'constant', value: 1 } };
}
