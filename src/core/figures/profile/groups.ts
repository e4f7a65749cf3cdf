import type { WorkingColumn } from './column-type.ts';
import { sumOf } from './distribution.ts';
import type { Group, GroupMember, Measure } from './profile.ts';
import { cellsOfRuns, columnArea, type Runs, runsByCode } from './row-runs.ts';
import type { Area } from '../table.ts';

const mostCategories = 4;
const mostMeasures = 6;
const mostValues = 1000;
/** Members that a group keeps; the rest is in `whole` alone. */
const mostMembers = 60;

export interface GroupContext {
  readonly body: Area;
  readonly isTotalRow: Uint8Array;
  readonly addsUp: boolean;
  /** Runs of the rows that are no totals. */
  readonly detail: readonly (readonly [number, number])[];
}

/** Every category by every measure; of a measure in time its latest period. */
export function findGroups(
  columns: readonly WorkingColumn[],
  measures: readonly Measure[],
  context: GroupContext,
): Group[] {
  const categories = columns
    .filter(
      ({ role, encoded }) => role === 'category' && encoded.words.length >= 2 && encoded.words.length <= mostValues,
    )
    .slice(0, mostCategories);
  const groups: Group[] = [];
  for (const category of categories) {
    const runs = runsByCode(category.encoded.codes, category.encoded.words.length, context.isTotalRow);
    measures.slice(0, mostMeasures).forEach((measure, at) => {
      const latest = measure.columns.at(latestColumn(measure));
      const column = latest && columns[latest.column];
      if (!latest || !column) return;
      const group = groupBy(category, column, measure, at, runs, context);
      if (group) groups.push(latest.period ? { ...group, period: latest.period } : group);
    });
  }
  return groups;
}

/** The place of the latest period among a measure's columns, whichever way they run. */
export function latestColumn({ columns }: Measure): number {
  let best = 0;
  columns.forEach(({ period }, at) => {
    const current = columns[best]?.period;
    if (period && current && order(period) > order(current)) best = at;
  });
  return best;
}

function order({ year = 0, part = 0, day = 0 }: { year?: number; part?: number; day?: number }): number {
  return year * 10_000 + part * 100 + day;
}

function groupBy(
  category: WorkingColumn,
  column: WorkingColumn,
  measure: Measure,
  measureAt: number,
  runs: readonly Runs[],
  { body, isTotalRow, addsUp, detail }: GroupContext,
): Group | undefined {
  const { words, codes } = category.encoded;
  const numbers = column.encoded.numbers;
  const sums = new Float64Array(words.length);
  const counts = new Int32Array(words.length);
  for (let row = 0; row < codes.length; row += 1) {
    const code = codes[row] ?? -1;
    const number = numbers[row] ?? NaN;
    if (code < 0 || number !== number || isTotalRow[row] === 1) continue;
    sums[code] = (sums[code] ?? 0) + number;
    counts[code] = (counts[code] ?? 0) + 1;
  }
  const filled = words.map((_, code) => code).filter((code) => (counts[code] ?? 0) > 0);
  if (filled.length < 2) return undefined;
  const isSummed = measure.additive && addsUp;
  const size = (code: number): number => (isSummed ? (sums[code] ?? 0) : (sums[code] ?? 0) / (counts[code] ?? 1));
  const sorted = filled.sort((one, other) => size(other) - size(one));
  const total = sumOf(filled.map((code) => sums[code] ?? 0));
  const count = filled.reduce((sum, code) => sum + (counts[code] ?? 0), 0);
  const hasShares = isSummed && total > 0 && filled.every((code) => (sums[code] ?? 0) >= 0);
  const condition = (value: string) => [
    { area: columnArea(category.index, body), header: category.header.name, equals: value },
  ];
  const members: GroupMember[] = [];
  let rank = 0;
  sorted.slice(0, mostMembers).forEach((code, at) => {
    const previous = sorted[at - 1];
    if (previous === undefined || size(previous) !== size(code)) rank = at + 1;
    const value = words[code] ?? '';
    const sum = sums[code] ?? 0;
    members.push({
      value,
      count: counts[code] ?? 0,
      sum,
      mean: sum / (counts[code] ?? 1),
      ...(hasShares && { share: sum / total }),
      rank,
      cells: cellsOfRuns(runs[code], column.index, body, condition(value)),
    });
  });
  return {
    measure: measureAt,
    column: category.index,
    measureColumn: column.index,
    members,
    whole: isSummed ? total : total / count,
    wholeCells: cellsOfRuns(detail, column.index, body, []),
    ...(hasShares && { concentration: filled.reduce((sum, code) => sum + ((sums[code] ?? 0) / total) ** 2, 0) }),
  };
}
