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

/** All rows of a column that are not left out. */
export function cellsOfAll(column: number, body: Area, isLeftOut: Uint8Array): Cells {
  const areas: Area[] = [];
  let start = -1;
  for (let at = 0; at <= body.bottom - body.top + 1; at += 1) {
    const isIn = at <= body.bottom - body.top && isLeftOut[at] !== 1;
    if (isIn && start < 0) start = at;
    else if (!isIn && start >= 0) {
      areas.push({ top: body.top + start, left: column, bottom: body.top + at - 1, right: column });
      start = -1;
    }
  }
  return { areas: areas.slice(0, mostUnconditional), where: [] };
}

export function columnArea(column: number, body: Area): Area {
  return { top: body.top, left: column, bottom: body.bottom, right: column };
}
