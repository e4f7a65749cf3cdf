/** What is odd about a table: outlying numbers, gaps, repeats, formulas that break their pattern. */

import { fold } from '../expression.ts';
import { detailCells } from '../figures-of.ts';
import { sayPeriod } from '../notation/period.ts';
import { rangeAddress } from '../table.ts';
import { columnTitle, count, isLetter, piece, type Sentence, type Speaker } from './say.ts';

const mostListed = 5;

export function anomalySentences(speaker: Speaker): Sentence[] {
  return [
    ...outlierSentences(speaker),
    ...gapSentences(speaker),
    ...formulaSentences(speaker),
    ...partialSentences(speaker),
  ];
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
    if (column.role === 'none') continue;
    const filled = fold('count', detailCells(profile, column.index));
    if (column.missing > 0 && column.missing < column.count + column.missing) {
      const missing = count(
        column.missing,
        { op: 'subtract', left: { op: 'constant', value: column.count + column.missing }, right: filled },
        column.name,
      );
      found.push(
        language === 'zh'
          ? [`${columnTitle(column, language)}有`, missing, '行缺失数据。']
          : [`${columnTitle(column, language)} is missing in `, missing, column.missing === 1 ? ' row.' : ' rows.'],
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
    const list = (rows: readonly number[]): string =>
      rows
        .slice(0, mostListed)
        .map((row) => rangeAddress(profile.place, { top: row, left: column, bottom: row, right: column }))
        .join(language === 'zh' ? '、' : ', ') + (rows.length > mostListed ? ' …' : '');
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
