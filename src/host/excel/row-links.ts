import { countBefore } from '../../core/sheet/count-before.ts';
import { ifKnown } from './if-known.ts';
import { batchesOf } from './in-batches.ts';
import type { SheetArea } from './look-around.ts';
import { rangeOf } from './row-looks.ts';
import { cellCount, type Run } from './row-spans.ts';

/** Where a cell leads; `row` and `column` count from 0 in the sheet. */
export interface RowLink {
  readonly row: number;
  readonly column: number;
  readonly link: Excel.RangeHyperlink;
}

/** Reads the links on some rows of areas, as far as this version of Excel tells of them cell by cell. */
export async function readRowLinks(
  context: Excel.RequestContext,
  sheet: Excel.Worksheet,
  areas: readonly SheetArea[],
  rows: readonly number[],
): Promise<RowLink[]> {
  const links = await ifKnown('1.9', () => readLinks(context, sheet, areas), []);
  return links.filter(({ row }) => rows[countBefore(rows, row)] === row);
}

async function readLinks(
  context: Excel.RequestContext,
  sheet: Excel.Worksheet,
  areas: readonly SheetArea[],
): Promise<RowLink[]> {
  const found: RowLink[] = [];
  for (const batch of batchesOf(areas, cellCount)) {
    const cells = batch.map((area) => ({
      area,
      properties: rangeOf(sheet, area).getCellProperties({ hyperlink: true }),
    }));
    // Each batch is as much as one request may hold.
    // eslint-disable-next-line office-addins/no-context-sync-in-loop
    await context.sync();
    for (const { area, properties } of cells) {
      for (const [down, row] of properties.value.entries()) {
        for (const [across, { hyperlink }] of row.entries()) {
          // Excel says null of a cell without a link, against its types.
          if (!hyperlink?.address && !hyperlink?.documentReference) continue;
          const { address, documentReference, screenTip } = hyperlink;
          found.push({
            row: area.top + down,
            column: area.left + across,
            // The text is the cell's own, which may be a formula.
            link: {
              ...(address && { address }),
              ...(documentReference && { documentReference }),
              ...(screenTip && { screenTip }),
            },
          });
        }
      }
    }
  }
  return found;
}

/** Puts those links that are on some rows. A cell that is empty gets a text with its link, and a look: contents and looks come after. */
export function putLinks(sheet: Excel.Worksheet, links: readonly RowLink[], { top, bottom }: Run): void {
  for (const { row, column, link } of links) {
    if (row < top || row > bottom) continue;
    rangeOf(sheet, { top: row, bottom: row, left: column, right: column }).hyperlink = link;
  }
}
