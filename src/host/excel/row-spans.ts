import type { SheetArea } from './look-around.ts';

/** Rows that follow each other. */
export interface Run {
  readonly top: number;
  readonly bottom: number;
}

/** Rows, in ascending order, as runs; those with at most `gap` other rows between them are one. */
export function runsOf(rows: readonly number[], gap = 0): Run[] {
  const runs: { top: number; bottom: number }[] = [];
  for (const row of rows) {
    const run = runs.at(-1);
    if (run && run.bottom + 1 + gap >= row) run.bottom = row;
    else runs.push({ top: row, bottom: row });
  }
  return runs;
}

/** Cells of one area that are read at once: of long texts, too, so many stay below Excel's 5 MB. */
const cellsPerArea = 10_000;
/** To read so many more cells costs less than another range. */
const cellsBetween = 200;

/** Areas of a block with all of some rows, few and none too large, for reading: rows between are read along. */
export function areasWith(block: SheetArea, rows: readonly number[]): SheetArea[] {
  const width = block.right - block.left + 1;
  const height = Math.max(1, Math.floor(cellsPerArea / width));
  return runsOf(rows, Math.floor(cellsBetween / width)).flatMap(({ top, bottom }) =>
    Array.from({ length: Math.ceil((bottom - top + 1) / height) }, (_, index) => ({
      ...block,
      top: top + index * height,
      bottom: Math.min(bottom, top + (index + 1) * height - 1),
    })),
  );
}

export function cellCount({ top, left, bottom, right }: SheetArea): number {
  return (bottom - top + 1) * (right - left + 1);
}
