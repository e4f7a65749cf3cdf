import type { Cells, Condition } from '../expression.ts';
import type { Area } from '../table.ts';

/** As many areas as a source may name before it is said as a condition instead. */
const mostRuns = 8;
const mostUnconditional = 200;

/** Rows that carry a code, as runs of neighbours; undefined where there are more runs than can be named. */
export type Runs = readonly (readonly [number, number])[] | undefined;

/** The runs of each code, counted from the first row; rows that are left out part no run but are in none. */
export function runsByCode(codes: ArrayLike<number>, count: number, isLeftOut: Uint8Array): Runs[] {
  const runs: ([number, number][] | undefined)[] = Array.from({ length: count }, () => []);
  for (let row = 0; row < codes.length; row += 1) {
    const code = codes[row] ?? -1;
    if (code < 0 || isLeftOut[row] === 1) continue;
    const own = runs[code];
    if (!own) continue;
    const last = own.at(-1);
    if (last && last[1] === row - 1) last[1] = row;
    else if (own.length < mostRuns) own.push([row, row]);
    else runs[code] = undefined;
  }
  return runs;
}

/** The cells of a column in those runs; or the whole column under the conditions. */
export function cellsOfRuns(runs: Runs, column: number, body: Area, conditions: readonly Condition[]): Cells {
  if (!runs) return { areas: [{ top: body.top, left: column, bottom: body.bottom, right: column }], where: conditions };
  return {
    areas: runs.map(([from, to]) => ({ top: body.top + from, left: column, bottom: body.top + to, right: column })),
    where: [],
  };
}

/** The runs of rows that are not left out. */
export function detailRuns(isLeftOut: Uint8Array): readonly (readonly [number, number])[] {
  const runs: [number, number][] = [];
  let start = 0;
  while (start < isLeftOut.length && runs.length < mostUnconditional) {
    const end = isLeftOut.indexOf(1, start);
    const last = end < 0 ? isLeftOut.length - 1 : end - 1;
    if (last >= start) runs.push([start, last]);
    start = last + 2;
    if (end >= 0) start = end + 1;
  }
  return runs;
}

export function columnArea(column: number, body: Area): Area {
  return { top: body.top, left: column, bottom: body.bottom, right: column };
}
