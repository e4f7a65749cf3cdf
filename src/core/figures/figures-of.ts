import { type Expression, fold, type Fold } from './expression.ts';
import { type Figure, type FigureKind, makeFigure } from './figure.ts';
import { sayPeriod } from './notation/period.ts';
import { plainUnit, readUnitNote, type Unit } from './notation/unit.ts';
import type { Group, GroupMember, Measure, Profile, Series, SeriesPoint } from './profile/profile.ts';
import { columnName } from './table.ts';
import { columnArea } from './profile/row-runs.ts';

const percent: Unit = { kind: 'percent', scale: 1 };
const mostMembers = 12;
const mostPoints = 24;
const mostSeries = 16;

type Label = Figure['label'];

/**
 * Every computed fact of a profile as a figure, the most telling first. Ids are `f1`, `f2` … in this order: the same table
 * gives the same ids.
 */
export function figuresOf(profile: Profile): Figure[] {
  const drafts = [
    ...measureFigures(profile),
    ...profile.series.slice(0, mostSeries).flatMap((series) => seriesFigures(profile, series)),
    ...profile.groups.flatMap((group) => groupFigures(profile, group)),
    ...spreadFigures(profile),
    ...countFigures(profile),
    ...relationFigures(profile),
  ];
  return drafts.map((draft, at) =>
    makeFigure(`f${at + 1}`, draft.kind, draft.value, draft.unit, draft.label, draft.how, profile.place),
  );
}

interface Draft {
  readonly kind: FigureKind;
  readonly value: number;
  readonly unit: Unit;
  readonly label: Label;
  readonly how: Expression;
}

/** The title above a table: the first that is not a note on units. */
export function titleOf({ titles }: Profile): string | undefined {
  return titles.find((text) => text.length <= 40 && !/^[(（]|单位/u.test(text) && !readUnitNote(text));
}

/**
 * What a measure is called: by its header, with the letter of its column where another has the same header; by the table's
 * title, or just "the value", where its headers name only periods.
 */
export function measureName(profile: Profile, measure: Measure): Label {
  if (measure.name !== '') {
    const isShared = profile.measures.some((other) => other !== measure && other.name === measure.name);
    const letter = columnName(profile.place.firstColumn + (measure.columns[0]?.column ?? 0));
    return isShared
      ? { en: `${measure.name} (${letter})`, zh: `${measure.name}（${letter}列）` }
      : { en: measure.name, zh: measure.name };
  }
  const title = titleOf(profile);
  return title === undefined ? { en: 'the value', zh: '数值' } : { en: title, zh: title };
}

function join(name: Label, en: string, zh: string): Label {
  return { en: `${en} ${name.en}`.trim(), zh: `${name.zh}${zh}` };
}

/** The cells of a column that are counted: those between total rows. */
export function detailCells(profile: Profile, column: number): { areas: ReturnType<typeof columnArea>[]; where: [] } {
  const areas = [];
  let start = profile.body.top;
  const totals = [...profile.totals.map(({ row }) => row), profile.body.bottom + 1];
  for (const row of totals) {
    if (row > start) areas.push({ top: start, left: column, bottom: row - 1, right: column });
    start = row + 1;
  }
  return { areas, where: [] };
}

function measureFigures(profile: Profile): Draft[] {
  return profile.measures.flatMap((measure) =>
    measure.columns.flatMap(({ column, period }): Draft[] => {
      const distribution = profile.columns[column]?.distribution;
      if (!distribution) return [];
      const when = period ? { en: ` in ${sayPeriod(period, 'en')}`, zh: sayPeriod(period, 'zh') } : { en: '', zh: '' };
      const base = measureName(profile, measure);
      const name = { en: `${base.en}${when.en}`, zh: `${when.zh}${base.zh}` };
      const cells = detailCells(profile, column);
      const draft = (kind: FigureKind, value: number, of: Fold, en: string, zh: string): Draft => ({
        kind,
        value,
        unit: measure.unit,
        label: join(name, en, zh),
        how: fold(of, cells),
      });
      if (!profile.rowsAddUp) return [];
      const mean = draft('mean', distribution.mean, 'mean', 'average', '平均值');
      return measure.additive ? [draft('total', distribution.sum, 'sum', 'total', '合计'), mean] : [mean];
    }),
  );
}

function spreadFigures(profile: Profile): Draft[] {
  return profile.columns.flatMap((column): Draft[] => {
    const { distribution } = column;
    if (!distribution || column.totalOf || !profile.rowsAddUp || distribution.count < 3) return [];
    const cells = detailCells(profile, column.index);
    const name = { en: column.name, zh: column.name };
    const draft = (kind: FigureKind, value: number, of: Fold, en: string, zh: string): Draft => ({
      kind,
      value,
      unit: column.unit,
      label: join(name, en, zh),
      how: fold(of, cells),
    });
    return [
      draft('median', distribution.median, 'median', 'median', '中位数'),
      draft('minimum', distribution.min, 'min', 'smallest', '最小值'),
      draft('maximum', distribution.max, 'max', 'largest', '最大值'),
      draft('spread', distribution.q1, 'q1', 'lower quartile of', '下四分位数'),
      draft('spread', distribution.q3, 'q3', 'upper quartile of', '上四分位数'),
      draft('spread', distribution.sd, 'sd', 'standard deviation of', '标准差'),
    ];
  });
}

function countFigures(profile: Profile): Draft[] {
  const found: Draft[] = [];
  const first = profile.columns.find(({ missing, role }) => missing === 0 && role !== 'none') ?? profile.columns[0];
  if (first && profile.rows > 0) {
    const how = fold('count', detailCells(profile, first.index));
    found.push({ kind: 'count', value: profile.rows, unit: plainUnit, label: { en: 'rows', zh: '行数' }, how });
  }
  for (const column of profile.columns) {
    const cells = detailCells(profile, column.index);
    if (column.role === 'category' && column.distinct > 1) {
      found.push(
        count(
          column.distinct,
          `different values of ${column.name}`,
          `${column.name}的不同取值数`,
          fold('distinct', cells),
        ),
      );
    }
    if (column.missing > 0 && column.role !== 'none') {
      const rows: Expression = { op: 'constant', value: column.count + column.missing };
      const how: Expression = { op: 'subtract', left: rows, right: fold('count', cells) };
      found.push(count(column.missing, `rows without ${column.name}`, `缺少${column.name}的行数`, how));
    }
  }
  return found;
}

function count(value: number, en: string, zh: string, how: Expression): Draft {
  return { kind: 'count', value, unit: plainUnit, label: { en, zh }, how };
}

function relationFigures(profile: Profile): Draft[] {
  return profile.outliers.slice(0, 8).flatMap(({ row, column, value, label }): Draft[] => {
    const name = profile.columns[column];
    if (!name) return [];
    const of = label === '' ? '' : ` (${label})`;
    return [
      {
        kind: 'value',
        value,
        unit: name.unit,
        label: { en: `outlying ${name.name}${of}`, zh: `异常的${name.name}${label === '' ? '' : `（${label}）`}` },
        how: fold('value', { areas: [{ top: row, left: column, bottom: row, right: column }], where: [] }),
      },
    ];
  });
}

export function pointExpression({ cells, fold: of }: SeriesPoint): Expression {
  return fold(of, cells);
}

function seriesFigures(profile: Profile, series: Series): Draft[] {
  const measure = profile.measures[series.measure];
  if (!measure) return [];
  const base = measureName(profile, measure);
  const own = series.of?.value;
  const name =
    own === undefined
      ? base
      : measure.name === ''
        ? { en: own, zh: own }
        : { en: `${base.en} of ${own}`, zh: `${own}${base.zh}` };
  const whole = series.lastIsPartial ? series.points.slice(0, -1) : series.points;
  const [first] = whole;
  const last = whole.at(-1);
  const before = whole.at(-2);
  if (!first || !last || !before) return [];
  const change = measure.unit.kind === 'percent';
  const say = (from: SeriesPoint, to: SeriesPoint): Label => ({
    en: `${name.en}, ${sayPeriod(from.period, 'en')} to ${sayPeriod(to.period, 'en')}`,
    zh: `${name.zh}${sayPeriod(from.period, 'zh')}至${sayPeriod(to.period, 'zh')}`,
  });
  const growth = (from: SeriesPoint, to: SeriesPoint, value: number): Draft => ({
    kind: 'growth',
    value,
    unit: percent,
    label: { en: `growth of ${say(from, to).en}`, zh: `${say(from, to).zh}增长率` },
    how: { op: 'growth', left: pointExpression(from), right: pointExpression(to) },
  });
  const difference = (from: SeriesPoint, to: SeriesPoint): Draft => ({
    kind: 'difference',
    value: to.value - from.value,
    unit: measure.unit,
    label: { en: `change of ${say(from, to).en}`, zh: `${say(from, to).zh}变化` },
    how: { op: 'subtract', left: pointExpression(to), right: pointExpression(from) },
  });
  const yearAgo = whole.find(
    ({ period }) =>
      period.year !== undefined &&
      series.yearGrowth !== undefined &&
      period.year + 1 === last.period.year &&
      period.part === last.period.part,
  );
  const found: Draft[] = [
    ...whole.slice(-mostPoints).map((point): Draft => ({
      kind: 'value',
      value: point.value,
      unit: measure.unit,
      label: { en: `${name.en} in ${sayPeriod(point.period, 'en')}`, zh: `${sayPeriod(point.period, 'zh')}${name.zh}` },
      how: pointExpression(point),
    })),
    difference(first, last),
  ];
  if (series.growth !== undefined && !change) found.push(growth(first, last, series.growth));
  if (before !== first) {
    found.push(difference(before, last));
    if (series.lastGrowth !== undefined && !change) found.push(growth(before, last, series.lastGrowth));
  }
  if (yearAgo && yearAgo !== first && yearAgo !== before && series.yearGrowth !== undefined && !change)
    found.push(growth(yearAgo, last, series.yearGrowth));
  if (series.cagr !== undefined && series.cagrSteps !== undefined && !change) {
    found.push({
      kind: 'compound-growth',
      value: series.cagr,
      unit: percent,
      label: {
        en: `compound growth a ${first.period.year === undefined ? 'period' : 'year'} of ${say(first, last).en}`,
        zh: `${say(first, last).zh}年均复合增长率`,
      },
      how: { op: 'compound', left: pointExpression(first), right: pointExpression(last), steps: series.cagrSteps },
    });
  }
  return found;
}

export function memberExpression({ cells }: GroupMember, isSummed: boolean): Expression {
  const [area] = cells.areas;
  const isCell = cells.areas.length === 1 && cells.where.length === 0 && area?.top === area?.bottom;
  return fold(isCell ? 'value' : isSummed ? 'sum' : 'mean', cells);
}

function groupFigures(profile: Profile, group: Group): Draft[] {
  const measure = profile.measures[group.measure];
  const column = profile.columns[group.column];
  if (!measure || !column) return [];
  const isSummed = measure.additive && profile.rowsAddUp;
  const base = measureName(profile, measure);
  const when = group.period
    ? { en: ` in ${sayPeriod(group.period, 'en')}`, zh: sayPeriod(group.period, 'zh') }
    : { en: '', zh: '' };
  const found = group.members.slice(0, mostMembers).flatMap((member): Draft[] => {
    const of = {
      en: measure.name === '' ? `${member.value}${when.en}` : `${base.en} of ${member.value}${when.en}`,
      zh: `${when.zh}${member.value}${measure.name === '' ? '' : base.zh}`,
    };
    const how = memberExpression(member, isSummed);
    const value: Draft = {
      kind: isSummed ? 'value' : 'mean',
      value: isSummed ? member.sum : member.mean,
      unit: measure.unit,
      label: isSummed ? of : join(of, 'average', '平均值'),
      how,
    };
    if (member.share === undefined) return [value];
    return [
      value,
      {
        kind: 'share',
        value: member.share,
        unit: percent,
        label: { en: `share of ${of.en}`, zh: `${of.zh}占比` },
        how: { op: 'divide', left: how, right: fold('sum', group.wholeCells) },
      },
    ];
  });
  const top = group.members.slice(0, 3);
  if (top.length === 3 && group.members.length > 4 && top.every(({ share }) => share !== undefined)) {
    const sum = top
      .map((member) => memberExpression(member, true))
      .reduce((left, right): Expression => ({ op: 'add', left, right }));
    found.push({
      kind: 'share',
      value: top.reduce((total, { share = 0 }) => total + share, 0),
      unit: percent,
      label: {
        en: `share of the three largest by ${column.name} in ${base.en}${when.en}`,
        zh: `${when.zh}${base.zh}前三${column.name}合计占比`,
      },
      how: { op: 'divide', left: sum, right: fold('sum', group.wholeCells) },
    });
  }
  return found;
}
