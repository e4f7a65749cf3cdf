import { copiedArea, copyCells, moveCells } from '../../excel/edit/copy.ts';
import type { ExcelDocument } from '../../excel/excel-document.ts';
import { cellArea, isInSheet, isOneCell, isWholeColumns, isWholeRows, type Area } from '../../excel/model/address.ts';
import { withMerges } from '../../excel/edit/merge.ts';
import { EditRefused } from '../../excel/edit/edit-refused.ts';
import type { Sheet } from '../../excel/model/sheet.ts';
import { enterCells, pasting, requireUnlocked, textOfCells, usedSelection } from './cell-entry.ts';

/** Cells that were copied or cut, and how they looked as text then. */
interface Taken {
  readonly sheet: Sheet;
  readonly area: Area;
  readonly text: string;
  readonly isCut: boolean;
}

/**
 * Copies, cuts and pastes cells. The clipboard of the machine holds them as text; as long as it does, what is pasted are the cells
 * themselves, with formulas and formats. What another program put there is pasted as if it was typed.
 */
export class CellClipboard {
  readonly #document: ExcelDocument;
  #taken: Taken | undefined;

  constructor(document: ExcelDocument) {
    this.#document = document;
  }

  /** Takes the cells that are selected; gives the text for the machine's clipboard, `undefined` where there are none. */
  take(isCut = false): string | undefined {
    const { activeSheet: sheet } = this.#document;
    const selected = usedSelection(this.#document);
    if (!selected) return undefined;
    const area = withMerges(sheet, selected);
    const text = textOfCells(this.#document, sheet, area);
    this.#taken = { sheet, area, text, isCut };
    return text;
  }

  /** Pastes what the machine's clipboard holds now. @throws {EditRefused} where the sheet does not take it */
  paste(given: string): void {
    usedSelection(this.#document);
    const taken = this.#taken;
    if (taken && this.#isSame(taken, given)) {
      this.#put(taken);
      return;
    }
    const entry = pasting(this.#document, given);
    if (entry) enterCells(this.#document, entry);
  }

  /** Gives the first row, or column, of what is selected to the rest of it; of one alone, what lies before it. */
  fill(way: 'down' | 'right'): void {
    const { activeSheet: sheet } = this.#document;
    const area = usedSelection(this.#document);
    if (!area) return;
    const isDown = way === 'down';
    const isOne = isDown ? area.top === area.bottom : area.left === area.right;
    const first = (isDown ? area.top : area.left) - (isOne ? 1 : 0);
    if (first < 0) return;
    const from = isDown ? { ...area, top: first, bottom: first } : { ...area, left: first, right: first };
    const to = isDown ? { ...area, top: first + 1 } : { ...area, left: first + 1 };
    this.#change(sheet, to, () => copyCells(this.#document, { sheet, area: from }, { sheet, area: to }, whole));
  }

  #isSame({ sheet, area, text }: Taken, given: string): boolean {
    if (given.replaceAll('\r\n', '\n') !== text || !this.#document.sheets.includes(sheet)) return false;
    return textOfCells(this.#document, sheet, area) === text;
  }

  #put(taken: Taken): void {
    const { sheet, area, isCut } = taken;
    const { activeSheet, selection } = this.#document;
    const [selected] = selection.areas;
    if (!selected) return;
    const corner = cellArea(selected.top, selected.left);
    const isWhole = isWholeRows(selected) || isWholeColumns(selected);
    // One cell goes into all that whole rows and columns use; more go there once.
    const used = isWhole && isOneCell(area) ? usedSelection(this.#document) : undefined;
    const to = copiedArea(area, isCut || (isWhole && !used) ? corner : (used ?? selected), false);
    if (!isInSheet(to)) throw new EditRefused('outside', 'The cells do not fit on the sheet there.');
    if (isCut) requireUnlocked(this.#document, sheet, area);
    this.#change(activeSheet, to, () => {
      if (isCut) moveCells(this.#document, { sheet, area }, { sheet: activeSheet, row: to.top, column: to.left });
      else copyCells(this.#document, { sheet, area }, { sheet: activeSheet, area: to }, whole);
    });
    if (isCut) this.#taken = undefined;
    this.#document.select(activeSheet, [to]);
  }

  #change(sheet: Sheet, area: Area, edit: () => void): void {
    requireUnlocked(this.#document, sheet, area);
    this.#document.transact('paste', edit);
  }
}

const whole = { what: 'All', skipBlanks: false, transpose: false } as const;
