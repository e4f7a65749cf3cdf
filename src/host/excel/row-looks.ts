import { rangeAddress } from '../../core/figures/table.ts';
import { batchesOf } from './in-batches.ts';
import type { SheetArea } from './look-around.ts';
import type { Pace } from './pace.ts';
import type { Run } from './row-spans.ts';

/** How a block of cells looks, as far as all of them look the same. Borders are not among it: a cell that is put in takes those above. */
export interface CellsLook {
  readonly area: SheetArea;
  readonly fill: string;
  readonly font: Pick<Excel.Interfaces.RangeFontData, (typeof fontProperties)[number]>;
  readonly alignment: Pick<Excel.Interfaces.RangeFormatData, (typeof alignments)[number]>;
}

/** Rows of one height, in points. */
export interface RowHeight extends Run {
  readonly height: number;
}

const fontProperties = ['bold', 'italic', 'underline', 'color', 'name', 'size'] as const;
const alignments = ['horizontalAlignment', 'verticalAlignment', 'wrapText'] as const;
/** What Excel calls the colour of a cell that has none. */
const noFill = '#FFFFFF';
/** Areas that are formatted at once: their addresses stay below the 8192 characters that Excel takes. */
const areasAtOnce = 200;

/** Reads how cells look, in as few pieces as look the same: areas, then their columns, then halves of these. */
export async function readLooks(
  context: Excel.RequestContext,
  sheet: Excel.Worksheet,
  areas: readonly SheetArea[],
  pace: Pace,
): Promise<CellsLook[]> {
  const looks: CellsLook[] = [];
  for (let open = [...areas]; open.length > 0;) {
    const mixed: SheetArea[] = [];
    for (const batch of batchesOf(open, () => 1)) {
      pace('looking', 0, 1);
      const ranges = batch.map((area) => ({ area, format: rangeOf(sheet, area).format }));
      for (const { format } of ranges) {
        format.load(alignments.join(','));
        format.fill.load('color');
        format.font.load(fontProperties.join(','));
      }
      // Each batch is as much as one request may hold.
      // eslint-disable-next-line office-addins/no-context-sync-in-loop
      await context.sync();
      for (const { area, format } of ranges) {
        const look = lookOf(area, format);
        if (look) looks.push(look);
        else mixed.push(area);
      }
    }
    open = mixed.flatMap(pieces);
  }
  return looks;
}

/** Reads how high rows are, in as few pieces as are of one height. */
export async function readHeights(
  context: Excel.RequestContext,
  sheet: Excel.Worksheet,
  runs: readonly Run[],
  pace: Pace,
): Promise<RowHeight[]> {
  const heights: RowHeight[] = [];
  for (let open = [...runs]; open.length > 0;) {
    const mixed: Run[] = [];
    for (const batch of batchesOf(open, () => 1)) {
      pace('looking', 0, 1);
      const formats = batch.map((run) => ({ run, format: rangeOf(sheet, { ...run, left: 0, right: 0 }).format }));
      for (const { format } of formats) format.load('rowHeight');
      // eslint-disable-next-line office-addins/no-context-sync-in-loop
      await context.sync();
      for (const { run, format } of formats) {
        // Excel gives null where rows differ, against its types.
        const height = format.rowHeight as number | null;
        if (height === null) mixed.push(run);
        else heights.push({ ...run, height });
      }
    }
    open = mixed.flatMap(halves);
  }
  return heights;
}

/** Nothing where the cells differ, unless it is one cell. */
function lookOf(area: SheetArea, format: Excel.RangeFormat): CellsLook | undefined {
  const { fill, font } = format;
  const values = [fill.color, ...fontProperties.map((name) => font[name]), ...alignments.map((name) => format[name])];
  const isOneCell = area.left === area.right && area.top === area.bottom;
  if (!isOneCell && values.some((value) => (value as unknown) === null || value === '')) return undefined;
  return {
    area,
    fill: fill.color,
    font: pick(font, fontProperties),
    alignment: pick(format, alignments),
  };
}

function pick<T, K extends keyof T>(from: T, names: readonly K[]): Pick<T, K> {
  return Object.fromEntries(names.map((name) => [name, from[name]])) as Pick<T, K>;
}

/** The columns of an area, or the halves of a column. */
function pieces(area: SheetArea): SheetArea[] {
  const { top, left, bottom, right } = area;
  return left < right
    ? Array.from({ length: right - left + 1 }, (_, index) => ({ top, bottom, left: left + index, right: left + index }))
    : halves(area);
}

function halves<T extends Run>(run: T): T[] {
  if (run.top === run.bottom) return [run];
  const middle = (run.top + run.bottom) >> 1;
  return [
    { ...run, bottom: middle },
    { ...run, top: middle + 1 },
  ];
}

/** Gives rows their looks and heights back, and no other row that was read along with them. */
export async function writeLooks(
  context: Excel.RequestContext,
  sheet: Excel.Worksheet,
  runs: readonly Run[],
  { looks, heights }: { readonly looks: readonly CellsLook[]; readonly heights: readonly RowHeight[] },
): Promise<void> {
  const kinds = [
    ...alike(looks, ({ fill, font, alignment }) => JSON.stringify([fill, font, alignment])).map((same) => ({
      areas: same.map(({ area }) => area),
      give: (format: Excel.RangeFormat) => same[0] && giveLook(format, same[0]),
    })),
    ...alike(heights, ({ height }) => String(height)).map((same) => ({
      areas: same.map(({ top, bottom }) => ({ top, bottom, left: 0, right: 0 })),
      give: (format: Excel.RangeFormat) => (format.rowHeight = same[0]?.height ?? 0),
    })),
  ];
  const writes = kinds.flatMap(({ areas, give }) => {
    const own = areas.flatMap((area) => partsIn(area, runs));
    return batchesOf(own, () => 1, areasAtOnce).map((some) => ({ some, give }));
  });
  for (const batch of batchesOf(writes, ({ some }) => some.length)) {
    for (const { some, give } of batch) {
      const address = some.map((area) => rangeAddress({ firstRow: 0, firstColumn: 0 }, area)).join(',');
      give(sheet.getRanges(address).format);
    }
    // eslint-disable-next-line office-addins/no-context-sync-in-loop
    await context.sync();
  }
}

function giveLook(format: Excel.RangeFormat, { fill, font, alignment }: CellsLook): void {
  if (fill === noFill) format.fill.clear();
  else format.fill.color = fill;
  format.font.set(font);
  format.set(alignment);
}

function alike<T>(items: readonly T[], keyOf: (item: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return [...groups.values()];
}

/** The parts of an area that lie in some runs, which are in ascending order. */
function partsIn(area: SheetArea, runs: readonly Run[]): SheetArea[] {
  const parts: SheetArea[] = [];
  for (let at = firstEndingAt(runs, area.top); at < runs.length; at += 1) {
    const run = runs[at];
    if (!run || run.top > area.bottom) break;
    parts.push({ ...area, top: Math.max(area.top, run.top), bottom: Math.min(area.bottom, run.bottom) });
  }
  return parts;
}

/** The place of the first run that does not end before a row. */
function firstEndingAt(runs: readonly Run[], row: number): number {
  let [low, high] = [0, runs.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((runs[middle]?.bottom ?? 0) < row) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function rangeOf(sheet: Excel.Worksheet, { top, left, bottom, right }: SheetArea): Excel.Range {
  return sheet.getRangeByIndexes(top, left, bottom - top + 1, right - left + 1);
}
