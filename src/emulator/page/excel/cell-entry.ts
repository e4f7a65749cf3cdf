import { setInputs } from '../../excel/edit/set-cells.ts';
import type { ExcelDocument } from '../../excel/excel-document.ts';
import { cellArea, type Area } from '../../excel/model/address.ts';
import type { Sheet } from '../../excel/model/sheet.ts';

/** What a person puts into cells, as it would be typed: a list for each row, a text for each cell. */
export interface CellEntry {
  readonly sheet: Sheet;
  readonly area: Area;
  readonly inputs: readonly (readonly string[])[];
}

/** Puts an entry into its cells, as one step to be undone. Throws where the sheet refuses it. */
export function enterCells(document: ExcelDocument, { sheet, area, inputs }: CellEntry): void {
  document.transact('typing', () => setInputs(document, sheet, area, inputs));
}

/** What the active cell holds as it would be typed: its formula, or its value. */
export function contentOf(document: ExcelDocument): string {
  const { activeSheet, selection } = document;
  const { row, column } = selection.activeCell;
  const formula = activeSheet.grid.formula(row, column);
  if (formula) return `=${formula.text}`;
  const value = document.value(activeSheet, row, column);
  return value === null ? '' : typeof value === 'object' ? value.error : String(value);
}

/** A text into the active cell. */
export function typing({ activeSheet, selection }: ExcelDocument, input: string): CellEntry {
  const { row, column } = selection.activeCell;
  return { sheet: activeSheet, area: cellArea(row, column), inputs: [[input]] };
}

/** Nothing into the first selected area, as far as the sheet is used; `undefined` where there is nothing to clear. */
export function clearing(document: ExcelDocument): CellEntry | undefined {
  const area = usedSelection(document);
  if (!area || area.bottom < area.top || area.right < area.left) return undefined;
  const width = area.right - area.left + 1;
  const inputs = Array.from({ length: area.bottom - area.top + 1 }, () => Array<string>(width).fill(''));
  return { sheet: document.activeSheet, area, inputs };
}

/** A text of lines and tabs into the cells from the active one on; `undefined` for none. Short lines are filled with empty cells. */
export function pasting({ activeSheet, selection }: ExcelDocument, text: string): CellEntry | undefined {
  if (text === '') return undefined;
  const rows = text
    .replace(/\r?\n$/, '')
    .split(/\r?\n/)
    .map((line) => line.split('\t'));
  const { row, column } = selection.activeCell;
  const width = Math.max(...rows.map((cells) => cells.length));
  return {
    sheet: activeSheet,
    area: { top: row, left: column, bottom: row + rows.length - 1, right: column + width - 1 },
    inputs: rows.map((cells) => [...cells, ...Array<string>(width - cells.length).fill('')]),
  };
}

/** The first selected area as it is shown, in lines and tabs, as far as the sheet is used. */
export function selectedText(document: ExcelDocument): string {
  const area = usedSelection(document);
  if (!area) return '';
  const lines: string[] = [];
  for (let row = area.top; row <= area.bottom; row += 1) {
    const cells: string[] = [];
    for (let column = area.left; column <= area.right; column += 1) {
      cells.push(document.textAt(document.activeSheet, row, column));
    }
    lines.push(cells.join('\t'));
  }
  return lines.join('\n');
}

/** The first selected area without what lies beyond the used cells; it may then end before it begins. */
function usedSelection(document: ExcelDocument): Area | undefined {
  const used = document.usedArea(document.activeSheet);
  const [area] = document.selection.areas;
  if (!area || !used) return undefined;
  return { ...area, bottom: Math.min(area.bottom, used.bottom), right: Math.min(area.right, used.right) };
}
