/** The sentences that a table is worth: its size, its course, its parts, what goes with what. */

import { fold } from '../expression.ts';
import { detailCells } from '../figures-of.ts';
import { sayPeriod } from '../notation/period.ts';
import { latestColumn } from '../profile/groups.ts';
import type { Group, Measure, Series } from '../profile/profile.ts';
import {
  growthPieces,
  memberPiece,
  nameOf,
  piece,
  pointPiece,
  type Sentence,
  sharePiece,
  type Speaker,
  totalPiece,
  wholePoints,
} from './say.ts';

const mostMeasures = 3;

/** "Revenue comes to 1.2 million in total." For a measure in time: in its latest period. */
export function sizeSentences(speaker: Speaker): Sentence[] {
  const { profile, language } = speaker;
  if (!profile.rowsAddUp) return [];
  return profile.measures.slice(0, mostMeasures).flatMap((measure): Sentence[] => {
    const latest = measure.columns[latestColumn(measure)];
    if (!latest) return [];
    const name = nameOf(speaker, measure);
    const when = latest.period && sayPeriod(latest.period, language);
    if (measure.additive) {
      const total = totalPiece(speaker, measure, latest.column);
      if (!total || profile.rows < 2) return [];
      if (language === 'zh') return [[`${when ?? ''}${name}合计`, total, '。']];
      return [
        [
          when === undefined ? `${capital(name)} comes to a total of ` : `In ${when}, ${name} comes to a total of `,
          total,
          '.',
        ],
      ];
    }
    const distribution = profile.columns[latest.column]?.distribution;
    if (!distribution || distribution.count < 2) return [];
    const cells = detailCells(profile, latest.column);
    const mean = piece('mean', distribution.mean, measure.unit, fold('mean', cells), name);
    const low = piece('minimum', distribution.min, measure.unit, fold('min', cells), name);
    const high = piece('maximum', distribution.max, measure.unit, fold('max', cells), name);
    if (language === 'zh')
      return [[`${when ?? ''}${name}平均为`, mean, `，${name}最低为`, low, '，最高为', high, '。']];
    return [
      [
        `${when === undefined ? capital(name) : `In ${when}, ${name}`} averages `,
        mean,
        ', with a lowest value of ',
        low,
        ' and a highest value of ',
        high,
        '.',
      ],
    ];
  });
}

export function courseSentences(speaker: Speaker): Sentence[] {
  const { profile } = speaker;
  const whole = profile.series.filter(({ of }) => of === undefined);
  if (whole.length > 0) return whole.slice(0, mostMeasures).flatMap((series) => courseOf(speaker, series));
  const [top, ...rest] = profile.series;
  const bottom = rest.pop();
  // Of a statement the first line and the last come first: revenue and what is left of it.
  const lines = profile.rowsAddUp ? profile.series : [top, bottom, ...rest].filter((line) => line !== undefined);
  return lines.slice(0, 4).flatMap((line) => courseOf(speaker, line).slice(0, profile.rowsAddUp ? undefined : 1));
}

function courseOf(speaker: Speaker, series: Series): Sentence[] {
  const { profile, language } = speaker;
  const measure = profile.measures[series.measure];
  const points = wholePoints(series);
  const first = points[0];
  const last = points.at(-1);
  const before = points.at(-2);
  if (!measure || !first || !last || !before) return [];
  const change = growthPieces(speaker, measure, first, last);
  if (!change) return [];
  const name = subject(speaker, measure, series);
  const when = (point: typeof first): string => sayPeriod(point.period, language);
  // Costs that stand negative and become larger "fell" by their sign and "grew" by their size: the numbers say it themselves.
  if (first.value < 0 && !isRate(measure)) {
    const [from, to] = [pointPiece(speaker, measure, first), pointPiece(speaker, measure, last)];
    return [
      language === 'zh'
        ? [`从${when(first)}到${when(last)}，${name}从`, from, '变为', to, '。']
        : [`From ${when(first)} to ${when(last)}, ${name} went from `, from, ' to ', to, '.'],
    ];
  }
  const found: Sentence[] = [];
  found.push(
    language === 'zh'
      ? [
          `从${when(first)}到${when(last)}，${name}${isRate(measure) ? '由' : '从'}`,
          pointPiece(speaker, measure, first),
          '变为',
          pointPiece(speaker, measure, last),
          '，',
          change.verb,
          change.amount,
          '。',
        ]
      : [
          `From ${when(first)} to ${when(last)}, ${name} `,
          change.verb,
          ' by ',
          change.amount,
          ', from ',
          pointPiece(speaker, measure, first),
          ' to ',
          pointPiece(speaker, measure, last),
          '.',
        ],
  );
  const peak = points[series.peak];
  const trough = points[series.trough];
  if (peak && trough && points.length >= 4 && peak !== last && peak !== first) {
    found.push(
      language === 'zh'
        ? [`${name}在${when(peak)}达到最高，为`, pointPiece(speaker, measure, peak), '。']
        : [`${capital(name)} peaked in ${when(peak)} at `, pointPiece(speaker, measure, peak), '.'],
    );
  }
  const latest = before === first ? undefined : growthPieces(speaker, measure, before, last);
  if (latest) {
    const turned = Math.sign(latest.value) !== Math.sign(change.value) && latest.value !== 0;
    found.push(
      language === 'zh'
        ? [
            turned ? { said: '但', live: '' } : '',
            `${when(last)}较${when(before)}，${name}`,
            latest.verb,
            latest.amount,
            '。',
          ]
        : [
            `Most recently`,
            turned ? { said: ', though', live: '' } : '',
            `, from ${when(before)} to ${when(last)}, ${name} `,
            latest.verb,
            ' by ',
            latest.amount,
            '.',
          ],
    );
  }
  return found;
}

function isRate(measure: Measure): boolean {
  return measure.unit.kind === 'percent';
}

function subject(speaker: Speaker, measure: Measure, series: Series): string {
  const name = nameOf(speaker, measure);
  const own = series.of?.value;
  if (own === undefined)
    return measure.name === '' && speaker.language === 'en' ? 'the total' : measure.name === '' ? `${name}合计` : name;
  if (measure.name === '') return own;
  return speaker.language === 'zh' ? `${own}的${name}` : `${name} of ${own}`;
}

/** Who is ahead, with which share, and how much the few largest have together. */
export function partSentences(speaker: Speaker): Sentence[] {
  const { profile } = speaker;
  return profile.groups
    .filter(({ measure, members }) => measure < mostMeasures && members.length >= 2)
    .filter(
      (group, at, all) =>
        all.findIndex(({ column, measure }) => column === group.column && measure === group.measure) === at,
    )
    .slice(0, 4)
    .flatMap((group) => partsOf(speaker, group));
}

function partsOf(speaker: Speaker, group: Group): Sentence[] {
  const { profile, language } = speaker;
  const measure = profile.measures[group.measure];
  const column = profile.columns[group.column];
  const top = group.members[0];
  const bottom = group.members.at(-1);
  if (!measure || !column || !top || !bottom || top.rank !== 1 || group.members[1]?.rank === 1) return [];
  const isSummed = measure.additive && profile.rowsAddUp;
  // The lines of a statement are no rivals of each other.
  if (!profile.rowsAddUp) return [];
  const name = nameOf(speaker, measure);
  const when = group.period ? sayPeriod(group.period, language) : undefined;
  const dimension = /^[A-Z]{1,2}$/u.test(column.name) ? '' : column.name;
  const most = memberPiece(measure, top, isSummed);
  const least = memberPiece(measure, bottom, isSummed);
  const mean = isSummed ? '' : language === 'zh' ? '平均' : 'average ';
  const share = top.share === undefined ? undefined : sharePiece(group, top);
  const isAll = group.members.length < 60;
  if (language === 'zh') {
    const found: Sentence[] = [
      [
        `${when === undefined ? '' : `${when}，`}${top.value}的${mean}${name}最高，为`,
        most,
        ...(share ? ['，占', share] : []),
        ...(isAll ? [`；${bottom.value}最低，为`, least] : []),
        '。',
      ],
    ];
    return found;
  }
  return [
    [
      `${when === undefined ? `By ${dimension === '' ? 'row' : asWord(dimension)}` : `In ${when}`}, ${top.value} has the highest ${mean}${name.replace(/^the /u, '')} with `,
      most,
      ...(share ? [', or ', share, ' of the total'] : []),
      ...(isAll ? [`; ${bottom.value} has the lowest with `, least] : []),
      '.',
    ],
  ];
}

/** Which member moved most, up and down, from the first period to the last. */
export function moverSentences(speaker: Speaker): Sentence[] {
  const { profile, language } = speaker;
  const [measure] = profile.measures;
  if (!measure) return [];
  const moves = profile.series
    .filter(({ measure: at, of }) => at === 0 && of !== undefined)
    .flatMap((series) => {
      const points = wholePoints(series);
      const first = points[0];
      const last = points.at(-1);
      const change = first && last && growthPieces(speaker, measure, first, last);
      return change ? [{ series, change, first, last }] : [];
    })
    .sort((one, other) => other.change.value - one.change.value);
  const best = moves[0];
  const worst = moves.at(-1);
  if (moves.length < 3 || !best || !worst || !profile.rowsAddUp) return [];
  const range =
    language === 'zh'
      ? `从${sayPeriod(best.first.period, 'zh')}到${sayPeriod(best.last.period, 'zh')}`
      : `from ${sayPeriod(best.first.period, 'en')} to ${sayPeriod(best.last.period, 'en')}`;
  const names = [best, worst].map(({ series }) => series.of?.value ?? '');
  const name = nameOf(speaker, measure);
  return [
    language === 'zh'
      ? [
          `${range}，${names[0] ?? ''}的${name}`,
          best.change.verb,
          best.change.amount,
          `，表现最好；${names[1] ?? ''}的${name}`,
          worst.change.verb,
          worst.change.amount,
          '，表现最弱。',
        ]
      : [
          `The strongest course ${range} is that of ${names[0] ?? ''}, where ${name} `,
          best.change.verb,
          ' by ',
          best.change.amount,
          `; the weakest is that of ${names[1] ?? ''}, where ${name} `,
          worst.change.verb,
          ' by ',
          worst.change.amount,
          '.',
        ],
  ];
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A header within a sentence: "Region" is said as a word, "FName" and "EU" as they are. */
function asWord(header: string): string {
  return /^\p{Lu}\p{Ll}+(?: \p{Ll}+)*$/u.test(header) ? header.toLowerCase() : header;
}
