/** Claims that compare: growth, difference, ratio, share, rank. */

import type { Expression } from '../expression.ts';
import type { Period } from '../notation/period.ts';
import { areasOf } from '../expression.ts';
import { sayPeriod } from '../notation/period.ts';
import { type Asker, type Claim, countUnit, percentUnit, say } from './claim.ts';
import { isMeaningful, members } from './level-claims.ts';
import {
  earlier,
  type Level,
  saySelection,
  type Selection,
  timelineOf,
  unitOf,
  withPeriods,
  withValues,
} from './selection.ts';

/** Two things whose levels are compared: `to` against `from`. */
export interface Comparison {
  readonly from: Selection;
  readonly to: Selection;
  readonly by: 'time' | 'value' | 'measure';
}

interface Levels {
  readonly from: Level;
  readonly to: Level;
}

function levels(asker: Asker, { from, to }: Comparison): Levels | undefined {
  const one = asker.level(from);
  const other = asker.level(to);
  if (!one || !other) return undefined;
  const isFit = (selection: Selection, level: Level): boolean =>
    level.fold === 'mean' || isMeaningful(asker, selection, level);
  return isFit(from, one) && isFit(to, other) ? { from: one, to: other } : undefined;
}

function name({ index }: Asker, { from, to, by }: Comparison, language: 'en' | 'zh'): string {
  if (by === 'time') {
    const when = ({ periods }: Selection): string =>
      (periods ?? [])
        .slice(0, 1)
        .map((period) => sayPeriod(period, language))
        .join('');
    const what = saySelection(index, withPeriods(to, undefined), language);
    return language === 'en' ? `${what}, ${when(from)} to ${when(to)}` : `${what}，${when(from)}至${when(to)}`;
  }
  const [one, other] = [saySelection(index, to, language), saySelection(index, from, language)];
  return language === 'en' ? `${one} against ${other}` : `${one}对比${other}`;
}

/** The periods that a change may be between, when it is said of a period, or of none. */
export function timeComparisons(
  asker: Asker,
  selection: Selection,
  pair: readonly [Period, Period] | undefined,
  mode: 'year' | 'step' | 'any',
): Comparison[] {
  const { index } = asker;
  const between = (from: Period, to: Period): Comparison => ({
    from: withPeriods(selection, [from]),
    to: withPeriods(selection, [to]),
    by: 'time',
  });
  if (pair) return [between(pair[0], pair[1])];
  const timeline = timelineOf(index, selection);
  const first = timeline[0];
  const last = timeline.at(-1);
  if (!first || !last || first === last) return [];
  const { periods } = selection;
  const at = periods?.at(-1);
  if (periods && periods.length > 2 && periods[0] && at) return [between(periods[0], at)];
  const ends = at ? [at] : [last];
  const found: Comparison[] = [];
  for (const end of ends) {
    const steps = mode === 'any' ? (['step', 'year'] as const) : ([mode] as const);
    for (const step of steps) {
      const start = earlier(index, selection, end, step);
      if (start) found.push(between(start, end));
    }
  }
  if (!at && mode === 'any') found.unshift(between(first, last));
  return found;
}

export function growths(asker: Asker, comparison: Comparison): Claim[] {
  const found = levels(asker, comparison);
  if (!found || found.from.value === 0) return [];
  return [
    {
      kind: 'growth',
      value: (found.to.value - found.from.value) / Math.abs(found.from.value),
      unit: percentUnit,
      label: { en: `growth of ${name(asker, comparison, 'en')}`, zh: `${name(asker, comparison, 'zh')}增长率` },
      how: { op: 'growth', left: found.from.how, right: found.to.how },
      sign: 'said',
    },
  ];
}

export function differences(asker: Asker, comparison: Comparison): Claim[] {
  const found = levels(asker, comparison);
  if (!found) return [];
  const { unit } = found.to;
  if (unit.scale !== found.from.unit.scale || unit.kind !== found.from.unit.kind) return [];
  return [
    {
      kind: 'difference',
      value: found.to.value - found.from.value,
      unit,
      label: { en: `change of ${name(asker, comparison, 'en')}`, zh: `${name(asker, comparison, 'zh')}变化` },
      how: { op: 'subtract', left: found.to.how, right: found.from.how },
      sign: 'said',
    },
  ];
}

export function ratios(asker: Asker, comparison: Comparison): Claim[] {
  const found = levels(asker, comparison);
  if (!found || found.from.value === 0) return [];
  const isSameUnit = unitOf(asker.index, comparison.to).scale === unitOf(asker.index, comparison.from).scale;
  if (!isSameUnit) return [];
  return [
    {
      kind: 'ratio',
      value: found.to.value / found.from.value,
      unit: countUnit,
      label: { en: `${name(asker, comparison, 'en')}, ratio`, zh: `${name(asker, comparison, 'zh')}之比` },
      how: { op: 'divide', left: found.to.how, right: found.from.how },
    },
  ];
}

/** Compound growth: a year where the periods have years, else a period. */
export function compounds(asker: Asker, selection: Selection, pair: readonly [Period, Period] | undefined): Claim[] {
  const timeline = timelineOf(asker.index, selection);
  const { periods } = selection;
  const range = periods && periods.length > 1 ? ([periods[0], periods.at(-1)] as const) : undefined;
  const [first, last] = pair ?? range ?? [timeline[0], timeline.at(-1)];
  if (!first || !last) return [];
  const found = levels(asker, {
    from: withPeriods(selection, [first]),
    to: withPeriods(selection, [last]),
    by: 'time',
  });
  if (!found || found.from.value <= 0 || found.to.value <= 0) return [];
  const months = ((last.year ?? 0) - (first.year ?? 0)) * 12 + monthOf(last) - monthOf(first);
  const places = timeline.length - 1;
  const steps = new Set([...(first.year === undefined ? [] : [months / 12]), ...(pair || range ? [] : [places])]);
  return [...steps]
    .filter((count) => count > 0)
    .map((count) => ({
      kind: 'compound-growth',
      value: (found.to.value / found.from.value) ** (1 / count) - 1,
      unit: percentUnit,
      label: say(
        asker.index,
        selection,
        `compound growth of %, ${sayPeriod(first, 'en')} to ${sayPeriod(last, 'en')}`,
        `%${sayPeriod(first, 'zh')}至${sayPeriod(last, 'zh')}复合增长率`,
      ),
      how: { op: 'compound', left: found.from.how, right: found.to.how, steps: count },
      sign: 'said',
    }));
}

function monthOf({ grain, part = 1 }: Period): number {
  return grain === 'quarter' ? part * 3 : grain === 'half' ? part * 6 : grain === 'year' ? 12 : part;
}

function divide(part: Level, whole: Level): Expression {
  return { op: 'divide', left: part.how, right: whole.how };
}

export function shareOf(asker: Asker, part: Selection, whole: Selection): Claim[] {
  const one = asker.level(part);
  const all = asker.level(whole);
  if (!one || !all || all.value === 0 || one.fold === 'mean' || all.fold === 'mean') return [];
  if (!isMeaningful(asker, whole, all)) return [];
  return [
    {
      kind: 'share',
      value: one.value / all.value,
      unit: percentUnit,
      label: {
        en: `${saySelection(asker.index, part, 'en')} as a share of ${saySelection(asker.index, whole, 'en')}`,
        zh: `${saySelection(asker.index, part, 'zh')}占${saySelection(asker.index, whole, 'zh')}的比重`,
      },
      how: divide(one, all),
    },
  ];
}

/** A selection's share of what it is a part of: with one of its values, or all, left open. */
export function shares(asker: Asker, selection: Selection): Claim[] {
  const { index } = asker;
  const dimensions = [...selection.values.keys()];
  const found: Claim[] = [];
  const wholes: Selection[] = [];
  if (dimensions.length > 1) wholes.push({ ...selection, values: new Map() });
  for (const dimension of dimensions) wholes.push(withValues(selection, dimension, undefined));
  for (const whole of wholes) found.push(...shareOf(asker, selection, whole));
  if (selection.periods) found.push(...shareOf(asker, selection, withPeriods(selection, undefined)));
  const total = index.measures[selection.measure]?.totalColumn;
  const siblings = index.measures.findIndex(({ columns }) => columns.some(({ column }) => column === total));
  if (siblings >= 0) found.push(...shareOf(asker, selection, { ...selection, measure: siblings }));
  else if (total !== undefined) found.push(...shareOfColumns(asker, selection, total));
  // Where a total row stands in the table, the parts are shares of it too.
  return found;
}

/** A column's share of the columns that one total column adds up. */
function shareOfColumns(asker: Asker, selection: Selection, total: number): Claim[] {
  const { index } = asker;
  const parts = index.profile.columns[total]?.totalOf ?? [];
  const measures = index.measures
    .map((_, at) => at)
    .filter((at) => index.measures[at]?.columns.some(({ column }) => parts.includes(column)));
  const own = asker.level(selection);
  const all = measures.map((measure) => asker.level({ ...selection, measure })).filter((level) => level !== undefined);
  if (!own || all.length < 2) return [];
  const sum = all.reduce((value, level) => value + level.value, 0);
  if (sum === 0) return [];
  const whole = all.map(({ how }) => how).reduce((left, right): Expression => ({ op: 'add', left, right }));
  return [
    {
      kind: 'share',
      value: own.value / sum,
      unit: percentUnit,
      label: say(index, selection, '% as a share of all columns', '%占各列合计的比重'),
      how: { op: 'divide', left: own.how, right: whole },
    },
  ];
}

/** What the `count` largest (or smallest) members of a dimension come to, and which share of the whole that is. */
export function topClaims(
  asker: Asker,
  selection: Selection,
  dimension: number,
  count: number,
  ascending: boolean,
): { sum: Claim[]; share: Claim[] } {
  const ranked = members(asker, selection, dimension)
    .flatMap((part) => {
      const level = asker.level(part);
      return level ? [{ part, level }] : [];
    })
    .sort((one, other) => (ascending ? one.level.value - other.level.value : other.level.value - one.level.value));
  const top = ranked.slice(0, count);
  const whole = asker.level(selection);
  if (top.length < count || !whole || whole.value === 0) return { sum: [], share: [] };
  const value = top.reduce((sum, { level }) => sum + level.value, 0);
  const how = top.map(({ level }) => level.how).reduce((left, right): Expression => ({ op: 'add', left, right }));
  const which = asker.index.dimensions[dimension]?.name ?? '';
  const unit = unitOf(asker.index, selection);
  return {
    sum: [
      {
        kind: 'total',
        value,
        unit,
        label: say(asker.index, selection, `the ${count} largest ${which} of %`, `%前${count}${which}合计`),
        how,
      },
    ],
    share: [
      {
        kind: 'share',
        value: value / whole.value,
        unit: percentUnit,
        label: say(asker.index, selection, `share of the ${count} largest ${which} in %`, `%前${count}${which}占比`),
        how: { op: 'divide', left: how, right: whole.how },
      },
    ],
  };
}

/** The place of a selection among the members of its dimension: 1 for the greatest. */
export function ranks(asker: Asker, selection: Selection, ascending: boolean): Claim[] {
  return [...selection.values].flatMap(([dimension, codes]): Claim[] => {
    if (codes.length !== 1) return [];
    const own = asker.level(selection);
    if (!own) return [];
    const others = members(asker, withValues(selection, dimension, undefined), dimension).flatMap(
      (part) => asker.level(part) ?? [],
    );
    const ahead = others.filter(({ value }) => (ascending ? value < own.value : value > own.value)).length;
    const among = others.flatMap(({ how }) => areasOf(how));
    return [
      {
        kind: 'rank',
        value: ahead + 1,
        unit: countUnit,
        label: say(
          asker.index,
          selection,
          ascending ? 'place of % from below' : 'place of %',
          ascending ? '%倒数名次' : '%名次',
        ),
        how: { op: 'rank', of: own.how, among, ascending },
      },
    ];
  });
}
