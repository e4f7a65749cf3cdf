/** Claims of size: a cell, a sum, a mean, an extreme, a count. */

import { type Expression, fold, type Fold } from '../expression.ts';
import { isWithin } from '../notation/period.ts';
import { columnArea } from '../profile/row-runs.ts';
import { areasOfRows } from '../table.ts';
import { type Asker, type Claim, countUnit, say } from './claim.ts';
import {
  type Level,
  saySelection,
  selectRows,
  type Selection,
  timelineOf,
  unitOf,
  withPeriods,
  withValues,
} from './selection.ts';

const mostMembers = 200;

export function levelClaim({ index }: Asker, selection: Selection, level: Level, en = '%', zh = '%'): Claim {
  const kind = level.fold === 'mean' ? 'mean' : level.fold === 'sum' ? 'total' : 'value';
  const names = {
    value: ['%', '%'],
    sum: ['total of %', '%合计'],
    mean: ['average of %', '%平均值'],
    median: ['median of %', '%中位数'],
    min: ['lowest of %', '%最小值'],
    max: ['highest of %', '%最大值'],
  } as Partial<Record<Fold, [string, string]>>;
  const [ownEn, ownZh] = en === '%' ? (names[level.fold] ?? [en, zh]) : [en, zh];
  return {
    kind,
    value: level.value,
    unit: level.unit,
    label: say(index, selection, ownEn, ownZh),
    how: level.how,
  };
}

/** The one cell that is selected, or the sum over what is left open; nothing where such a sum would mean nothing. */
export function plainLevels(asker: Asker, selection: Selection, wantsLatest: boolean): Claim[] {
  const { index } = asker;
  const found: Claim[] = [];
  const level = asker.level(selection);
  if (level && isMeaningful(asker, selection, level)) found.push(levelClaim(asker, selection, level));
  const timeline = timelineOf(index, selection);
  const last = timeline.at(-1);
  if (wantsLatest && !selection.periods && last && timeline.length > 1) {
    const latest = withPeriods(selection, [last]);
    const value = asker.level(latest);
    if (value && isMeaningful(asker, latest, value)) found.push(levelClaim(asker, latest, value));
  }
  return found;
}

/** A sum over rows of different kinds (the lines of a statement) says nothing, nor does a mean that nobody asked for. */
export function isMeaningful({ index }: Asker, selection: Selection, level: Level): boolean {
  if (level.count === 1) return true;
  if (level.fold === 'mean') return false;
  if (index.profile.rowsAddUp) return true;
  const label = index.dimensions.findIndex(({ column }) => column === index.profile.labelColumn);
  return label < 0 || selection.values.has(label);
}

/** Members of an open dimension, each as a selection. */
export function members(asker: Asker, selection: Selection, dimension: number): Selection[] {
  const found = asker.index.dimensions[dimension];
  if (!found || found.words.length > mostMembers || selection.values.has(dimension)) return [];
  return asker.codes(selection, dimension).map((code) => withValues(selection, dimension, [code]));
}

/** All ways to part a selection: by each open dimension, and by time. */
export function partitions(
  asker: Asker,
  selection: Selection,
): { readonly name: string; readonly parts: Selection[] }[] {
  const { index } = asker;
  const found = index.dimensions.map(({ name }, dimension) => ({ name, parts: members(asker, selection, dimension) }));
  const timeline = timelineOf(index, selection);
  if (!selection.periods && timeline.length <= 400)
    found.push({ name: 'time', parts: timeline.map((period) => withPeriods(selection, [period])) });
  else if (selection.periods) {
    const outer = selection.periods;
    const inside = timeline.filter((period) => outer.some((own) => isWithin(period, own)));
    if (inside.length > 1)
      found.push({ name: 'time', parts: inside.map((period) => withPeriods(selection, [period])) });
  }
  return found.filter(({ parts }) => parts.length > 1);
}

/**
 * The highest or lowest: of cells, of the sums by each dimension, of the sums by time.
 * @param nth 2 for the second highest, which is of sums only
 */
export function extremes(asker: Asker, selection: Selection, which: 'max' | 'min', nth = 1): Claim[] {
  const found: Claim[] = [];
  const better = (one: number, other: number): boolean => (which === 'max' ? one > other : one < other);
  for (const { parts } of partitions(asker, selection)) {
    const levels = parts.flatMap((part) => {
      const level = asker.level(part);
      return level ? [{ part, level }] : [];
    });
    let best: { part: Selection; level: Level } | undefined;
    if (nth > 1) best = levels.toSorted((one, other) => (better(one.level.value, other.level.value) ? -1 : 1))[nth - 1];
    else for (const own of levels) if (!best || better(own.level.value, best.level.value)) best = own;
    if (best)
      found.push(
        levelClaim(
          asker,
          best.part,
          best.level,
          `${nth > 1 ? `number ${String(nth)} from the ` : ''}${which === 'max' ? (nth > 1 ? 'top' : 'highest') : nth > 1 ? 'bottom' : 'lowest'}: %`,
          `${nth > 1 ? `第${String(nth)}` : '最'}${which === 'max' ? '高' : '低'}：%`,
        ),
      );
  }
  const cells = nth > 1 ? undefined : asker.level(selection, which);
  if (cells) found.push(levelClaim(asker, selection, cells));
  return found;
}

/** The mean of cells, and of the sums by each dimension and by time. */
export function means(asker: Asker, selection: Selection, over: 'time' | number | undefined): Claim[] {
  const { index } = asker;
  const found: Claim[] = [];
  const cells = asker.level(selection, 'mean');
  if (cells && over === undefined) found.push(levelClaim(asker, selection, cells));
  const whole = asker.level(selection, 'sum');
  if (!whole || index.measures[selection.measure]?.additive !== true)
    return cells ? [levelClaim(asker, selection, cells)] : found;
  const wanted = typeof over === 'number' ? index.dimensions[over]?.name : over;
  for (const { name, parts } of partitions(asker, selection)) {
    if (wanted !== undefined && name !== wanted) continue;
    const count = parts.filter((part) => asker.level(part)).length;
    if (count < 2) continue;
    const how: Expression = { op: 'divide', left: whole.how, right: { op: 'constant', value: count } };
    const by = name === 'time' ? ['period', '期'] : [name, name];
    found.push({
      kind: 'mean',
      value: whole.value / count,
      unit: unitOf(index, selection),
      label: say(index, selection, `average of % per ${by[0] ?? ''}`, `%每${by[1] ?? ''}平均`),
      how,
    });
  }
  // Where each row is a period of its own, the mean over time is that of the cells.
  if (cells && found.length === 0) found.push(levelClaim(asker, selection, cells));
  return found;
}

export function folded(asker: Asker, selection: Selection, wanted: readonly Fold[]): Claim[] {
  return wanted.flatMap((kind) => {
    const level = asker.level(selection, kind);
    return level ? [{ ...levelClaim(asker, selection, level), kind: 'spread' as const }] : [];
  });
}

/** How many rows, values of a dimension, or periods a selection has. */
export function counts(asker: Asker, selection: Selection, what: 'rows' | 'periods' | number): Claim[] {
  const { index } = asker;
  const rows = selectRows(index, selection);
  const place = { top: index.top, left: 0, bottom: index.top + index.rows - 1, right: 0 };
  const claim = (value: number, column: number, kind: Fold, en: string, zh: string): Claim => {
    const areas = areasOfRows(rows, column).map((area) => ({
      ...area,
      top: area.top + index.top,
      bottom: area.bottom + index.top,
    }));
    const cells = { areas: areas.length > 8 ? [columnArea(column, place)] : areas, where: [] };
    const named = saySelection(index, { ...selection, measure: -1 }, 'en');
    return {
      kind: 'count',
      value,
      unit: countUnit,
      label: { en: named === '' ? en : `${en} (${named})`, zh: named === '' ? zh : `${zh}（${named}）` },
      how: fold(kind, cells),
    };
  };
  if (what === 'rows') return [claim(rows.length, index.dimensions[0]?.column ?? 0, 'count', 'rows', '行数')];
  if (what === 'periods') {
    const timeline = timelineOf(index, selection);
    return timeline.length === 0
      ? []
      : [claim(timeline.length, index.time?.column ?? 0, 'distinct', 'periods', '期数')];
  }
  const dimension = index.dimensions[what];
  if (!dimension) return [];
  const distinct = new Set<number>();
  let filled = 0;
  for (const row of rows) {
    const code = dimension.codes[row] ?? -1;
    if (code < 0) continue;
    distinct.add(code);
    filled += 1;
  }
  return [
    claim(distinct.size, dimension.column, 'distinct', `different ${dimension.name}`, `${dimension.name}数`),
    ...(filled === distinct.size || index.profile.columns[dimension.column]?.role === 'category'
      ? []
      : [claim(filled, dimension.column, 'count', `rows with ${dimension.name}`, `有${dimension.name}的行数`)]),
  ];
}
