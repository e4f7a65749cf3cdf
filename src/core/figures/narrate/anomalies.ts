/** What is odd about a table: outlying numbers, gaps, repeats, formulas that break their pattern. */

import { fold } from '../expression.ts';
import { detailCells } from '../figures-of.ts';
import type { Language } from '../format-value.ts';
import { sayPeriod } from '../notation/period.ts';
import type { Profile } from '../profile/profile.ts';
import { rangeAddress } from '../table.ts';
import { columnTitle, count, isLetter, piece, type Sentence, type Speaker } from './say.ts';

const mostListed = 5;

export function anomalySentences(speaker: Speaker): Sentence[] {
  return [
    ...errorSentences(speaker),
    ...outlierSentences(speaker),
    ...gapSentences(speaker),
    ...formulaSentences(speaker),
    ...partialSentences(speaker),
  ];
}

/** Cells that show an error come first: what reads them is wrong too. */
function errorSentences({ profile, language }: Speaker): Sentence[] {
  return profile.columns.flatMap((column) =>
    column.errors.map(({ text, count: cells, rows }): Sentence => {
      const number = count(cells, { op: 'constant', value: cells }, column.name);
      const places = listCells(profile, column.index, rows, cells, language);
      const name = columnTitle(column, language);
      return language === 'zh'
        ? [`${name}有`, number, `个单元格显示 ${text}：${places}。`]
        : [`${name} shows ${text} in `, number, `${cells === 1 ? ' cell' : ' cells'}: ${places}.`];
    }),
  );
}

/** The addresses of some cells of a column, the first few of them. */
function listCells(
  { place }: Profile,
  column: number,
  rows: readonly number[],
  count: number,
  language: Language,
): string {
  const shown = rows
    .slice(0, mostListed)
    .map((row) => rangeAddress(place, { top: row, left: column, bottom: row, right: column }));
  return shown.join(language === 'zh' ? '、' : ', ') + (count > shown.length ? ' …' : '');
}

function outlierSentences({ profile, language }: Speaker): Sentence[] {
  return profile.outliers.slice(0, mostListed).flatMap(({ row, column, value, label }): Sentence[] => {
    const own = profile.columns[column];
    const distribution = own?.distribution;
    if (!own || !distribution) return [];
    const area = { top: row, left: column, bottom: row, right: column };
    const at = rangeAddress(profile.place, area);
    const number = piece('value', value, own.unit, fold('value', { areas: [area], where: [] }), own.name);
    const median = piece(
      'median',
      distribution.median,
      own.unit,
      fold('median', detailCells(profile, column)),
      own.name,
    );
    if (language === 'zh')
      return [
        [`${label === '' ? '' : `${label}的`}${own.name}为`, number, `（${at}），明显偏离该列的中位数`, median, '。'],
      ];
    return [
      [
        `${own.name}${label === '' ? '' : ` of ${label}`} is `,
        number,
        ` in ${at}, far from the column's median of `,
        median,
        '.',
      ],
    ];
  });
}

function gapSentences({ profile, language }: Speaker): Sentence[] {
  const found: Sentence[] = [];
  for (const column of profile.columns) {
    if (column.role === 'none' || column.isOutline === true) continue;
    const filled = fold('count', detailCells(profile, column.index));
    // COUNTA counts an error too: it is a cell that holds something.
    const gaps = column.missing - column.errors.reduce((sum, { inDetail }) => sum + inDetail, 0);
    if (gaps > 0 && column.count > 0) {
      const missing = count(
        gaps,
        { op: 'subtract', left: { op: 'constant', value: column.count + column.missing }, right: filled },
        column.name,
      );
      found.push(
        language === 'zh'
          ? [`${columnTitle(column, language)}有`, missing, '行缺失数据。']
          : [`${columnTitle(column, language)} is missing in `, missing, gaps === 1 ? ' row.' : ' rows.'],
      );
    }
    if (column.stray > 0 && column.role === 'measure') {
      found.push(
        language === 'zh'
          ? [`${column.name}列的数字中混有文字。`]
          : [`${columnTitle(column, language)} holds text among its numbers.`],
      );
    }
  }
  if (profile.duplicateRows > 0) {
    const repeated = count(profile.duplicateRows, { op: 'constant', value: profile.duplicateRows }, 'repeated rows');
    found.push(
      language === 'zh'
        ? ['有', repeated, '行与前面的行完全重复。']
        : [
            repeated,
            `${profile.duplicateRows === 1 ? ' row repeats' : ' rows repeat'} an earlier row in every column.`,
          ],
    );
  }
  return found;
}

function formulaSentences({ profile, language }: Speaker): Sentence[] {
  return profile.formulas.flatMap(({ column, inconsistent, hardCoded, pattern }): Sentence[] => {
    const name = profile.columns[column]?.name ?? '';
    const list = (rows: readonly number[]): string => listCells(profile, column, rows, rows.length, language);
    const found: Sentence[] = [];
    if (inconsistent.length > 0)
      found.push([
        language === 'zh'
          ? `${name}列的公式不一致：${list(inconsistent)} 与 ${pattern} 的规律不同。`
          : `The formulas of ${isLetter(name) ? `column ${name}` : name} differ: ${list(inconsistent)} ${inconsistent.length === 1 ? 'does' : 'do'} not follow ${pattern}.`,
      ]);
    if (hardCoded.length > 0)
      found.push([
        language === 'zh'
          ? `${name}列的公式中有直接填入的数字：${list(hardCoded)}。`
          : `${name} has numbers typed in among its formulas: ${list(hardCoded)}.`,
      ]);
    return found;
  });
}

function partialSentences({ profile, language }: Speaker): Sentence[] {
  const partial = profile.series.find(({ lastIsPartial, of }) => lastIsPartial && of === undefined);
  const last = partial?.points.at(-1);
  if (!last) return [];
  const when = sayPeriod(last.period, language);
  return [
    [
      language === 'zh'
        ? `${when}的数据尚不完整，未用于比较。`
        : `The data for ${when} stop before it ends, so it is left out of comparisons.`,
    ],
  ];
}
