import type { ExcelDocument } from '../excel-document.ts';
import { contains, intersect, without, type Area } from '../model/address.ts';
import type { HyperlinkState } from '../model/hyperlink.ts';
import type { Sheet } from '../model/sheet.ts';
import type { CellWrite } from '../sheet-changes.ts';
import { setFormats } from './set-formats.ts';

/** Excel's own style for links that were not followed. */
const looksLikeLink = { fontColor: '#0563C1', underline: 'single' } as const;

/** The link of cells that all have the same; `null` where they have none or differ. */
export function hyperlinkAt({ state }: ExcelDocument, sheet: Sheet, area: Area): HyperlinkState | null {
  return state.hyperlinks.find((link) => link.sheetId === sheet.id && contains(link.area, area)) ?? null;
}

/** Puts a link on cells in place of those that they had. Without a text to show, cells that are empty show where it leads. */
export function setHyperlink(
  document: ExcelDocument,
  sheet: Sheet,
  area: Area,
  link: Pick<HyperlinkState, 'address' | 'documentReference' | 'screenTip'> & { readonly text: string | null },
): void {
  clearHyperlinks(document, sheet, area);
  const { text, ...own } = link;
  const made = { ...own, sheetId: sheet.id, area, source: null };
  document.changeState({ hyperlinks: [...document.state.hyperlinks, made] });
  const shown = text ?? (own.address === '' ? own.documentReference : own.address);
  const writes: CellWrite[] = [];
  for (let row = area.top; row <= area.bottom; row += 1) {
    for (let column = area.left; column <= area.right; column += 1) {
      const cell = sheet.grid.cell(row, column);
      const isEmpty = cell.value === null && cell.formula === null;
      if (text !== null || isEmpty) writes.push([row, column, { value: shown, formula: null, style: cell.style }]);
    }
  }
  document.writeCells(sheet, area, writes);
  setFormats(document, sheet, area, looksLikeLink);
}

/** Takes links from cells; what a link has beside them it keeps. */
export function clearHyperlinks(document: ExcelDocument, sheet: Sheet, area: Area): void {
  const { hyperlinks } = document.state;
  const isMet = (link: HyperlinkState): boolean => link.sheetId === sheet.id && intersect(link.area, area) !== null;
  if (!hyperlinks.some(isMet)) return;
  document.changeState({
    hyperlinks: hyperlinks.flatMap((link) =>
      isMet(link)
        ? without(link.area, area).map((rest, index) => ({
            ...link,
            area: rest,
            source: index === 0 ? link.source : null,
          }))
        : [link],
    ),
  });
}
