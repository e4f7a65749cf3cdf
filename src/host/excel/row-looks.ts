import { batchesOf } from './in-batches.ts';
import type { SheetArea } from './look-around.ts';

/** How a block of cells looks, as far as all of them look the same. Borders are not among it: a cell that is put in takes those above. */
export interface CellsLook {
  readonly area: SheetArea;
  readonly fill: string;
  readonly font: Pick<Excel.Interfaces.RangeFontData, (typeof fontProperties)[number]>;
  readonly alignment: Pick<Excel.Interfaces.RangeFormatData, (typeof alignments)[number]>;
}

const fontProperties = ['bold', 'italic', 'underline', 'color', 'name', 'size'] as const;
const alignments = ['horizontalAlignment', 'verticalAlignment', 'wrapText'] as const;
/** What Excel calls the colour of a cell that has none. */
const noFill = '#FFFFFF';

/** Reads how cells look, in as few pieces as look the same: areas, then their columns, then single cells. */
export async function readLooks(
  context: Excel.RequestContext,
  sheet: Excel.Worksheet,
  areas: readonly SheetArea[],
): Promise<CellsLook[]> {
  const looks: CellsLook[] = [];
  for (let open = [...areas]; open.length > 0;) {
    const mixed: SheetArea[] = [];
    for (const batch of batchesOf(open, () => 1)) {
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

/** The columns of an area, or the cells of a column. */
function pieces(area: SheetArea): SheetArea[] {
  const { top, left, bottom, right } = area;
  return left < right
    ? Array.from({ length: right - left + 1 }, (_, index) => ({ top, bottom, left: left + index, right: left + index }))
    : Array.from({ length: bottom - top + 1 }, (_, index) => ({ left, right, top: top + index, bottom: top + index }));
}

export function writeLook(sheet: Excel.Worksheet, { area, fill, font, alignment }: CellsLook): void {
  const { format } = rangeOf(sheet, area);
  if (fill === noFill) format.fill.clear();
  else format.fill.color = fill;
  format.font.set(font);
  format.set(alignment);
}

export function rangeOf(sheet: Excel.Worksheet, { top, left, bottom, right }: SheetArea): Excel.Range {
  return sheet.getRangeByIndexes(top, left, bottom - top + 1, right - left + 1);
}
