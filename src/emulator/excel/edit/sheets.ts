import { renameSheetInFormula } from '../formula/move-references.ts';
import type { ExcelDocument } from '../excel-document.ts';
import { CellGrid } from '../model/cell-grid.ts';
import { newSheetState, Sheet, type SheetState, type SheetVisibility } from '../model/sheet.ts';
import { rewriteFormulas } from './adjust-formulas.ts';
import { EditRefused } from './edit-refused.ts';

/** Whether a sheet may bear a name (Excel: 1 to 31 characters, none of these, no apostrophe at the ends). */
export function isSheetName(name: string): boolean {
  return (
    name.length > 0 && name.length <= 31 && !/[\\/?*[\]:]/.test(name) && !/^'|'$/.test(name) && !/^history$/i.test(name)
  );
}

/** Adds an empty sheet, behind the last unless a position is given. Without a name it is called `Sheet` and the next number. */
export function addSheet(document: ExcelDocument, name?: string, position = document.sheets.length): Sheet {
  let own = name ?? '';
  for (let number = document.sheets.length; own === ''; number += 1) {
    if (!document.sheetByName(`Sheet${number}`)) own = `Sheet${number}`;
  }
  requireFreeName(document, own);
  const sheet = new Sheet(document.freshId(), { ...newSheetState, name: own });
  document.setSheets([...document.sheets.slice(0, position), sheet, ...document.sheets.slice(position)]);
  return sheet;
}

function requireFreeName(document: ExcelDocument, name: string, but?: Sheet): void {
  if (!isSheetName(name)) throw new EditRefused('sheet-name', `'${name}' is no valid name for a worksheet.`);
  const known = document.sheetByName(name);
  if (known && known !== but) throw new EditRefused('sheet-taken', `There is a worksheet named '${name}' already.`);
}

/** Takes a sheet away with all that is on it; what looks at it, wherever it stands, is `#REF!`. */
export function deleteSheet(document: ExcelDocument, sheet: Sheet): void {
  const visible = document.sheets.filter(({ state }) => state.visibility === 'Visible');
  if (visible.length === 1 && visible[0] === sheet)
    throw new EditRefused('last-sheet', 'A workbook must contain at least one visible worksheet.');
  const { state } = document;
  const isElsewhere = ({ sheetId }: { readonly sheetId: string | null }): boolean => sheetId !== sheet.id;
  document.changeState({
    names: state.names.filter(isElsewhere),
    tables: state.tables.filter(isElsewhere),
    comments: state.comments.filter(isElsewhere),
    notes: state.notes.filter(isElsewhere),
    conditionalFormats: state.conditionalFormats.filter(isElsewhere),
    hyperlinks: state.hyperlinks.filter(isElsewhere),
    carried: state.carried.filter(isElsewhere),
    charts: state.charts.filter(isElsewhere),
    shapes: state.shapes.filter(isElsewhere),
    pivotTables: state.pivotTables.filter(isElsewhere),
  });
  document.setSheets(document.sheets.filter((each) => each !== sheet));
  rewriteFormulas(document, (formula) => renameSheetInFormula(formula, sheet.name, null));
}

export function renameSheet(document: ExcelDocument, sheet: Sheet, name: string): void {
  if (name === sheet.name) return;
  requireFreeName(document, name, sheet);
  const before = sheet.name;
  document.changeSheet(sheet, { name });
  rewriteFormulas(document, (formula) => renameSheetInFormula(formula, before, name));
}

export function moveSheet(document: ExcelDocument, sheet: Sheet, position: number): void {
  if (position < 0 || position >= document.sheets.length)
    throw new EditRefused('outside', 'The position lies outside of the workbook.');
  const others = document.sheets.filter((each) => each !== sheet);
  document.setSheets([...others.slice(0, position), sheet, ...others.slice(position)]);
}

export function setVisibility(document: ExcelDocument, sheet: Sheet, visibility: SheetVisibility): void {
  const others = document.sheets.filter((each) => each !== sheet && each.state.visibility === 'Visible');
  if (visibility !== 'Visible' && others.length === 0)
    throw new EditRefused('last-sheet', 'A workbook must contain at least one visible worksheet.');
  document.changeSheet(sheet, { visibility });
  const [next] = others;
  if (visibility !== 'Visible' && document.activeSheet === sheet && next) document.activate(next);
}

/** Copies a sheet with its cells, state, comments, notes, shapes, links and conditional formats. */
export function copySheet(document: ExcelDocument, sheet: Sheet, position: number): Sheet {
  let name = '';
  for (let number = 2; name === ''; number += 1) {
    const wanted = `${sheet.name.slice(0, 31 - ` (${number})`.length)} (${number})`;
    if (!document.sheetByName(wanted)) name = wanted;
  }
  document.calculateIfDue();
  const grid = new CellGrid();
  const used = sheet.grid.usedArea();
  if (used) {
    for (let column = used.left; column <= used.right; column += 1) {
      for (let row = used.top; row <= used.bottom; row += 1) {
        const cell = sheet.grid.cell(row, column);
        const isPiece = sheet.spilled.has(row * 16_384 + column);
        if (cell.value === null && cell.formula === null && cell.style === undefined) continue;
        grid.set(row, column, {
          ...cell,
          value: isPiece ? null : cell.value,
          formula: cell.formula && { ...cell.formula },
        });
      }
    }
  }
  const state: SheetState = { ...sheet.state, name };
  const copy = new Sheet(document.freshId(), state, { grid });
  document.setSheets([...document.sheets.slice(0, position), copy, ...document.sheets.slice(position)]);
  copyRemarks(document, sheet, copy);
  copyPivots(document, sheet, copy);
  copyShapes(document, sheet, copy);
  const formats = document.state.conditionalFormats.filter(({ sheetId }) => sheetId === sheet.id);
  if (formats.length > 0) {
    document.changeState({
      conditionalFormats: [
        ...document.state.conditionalFormats,
        ...formats.map((format) => ({ ...format, id: document.freshId(), sheetId: copy.id })),
      ],
    });
  }
  const links = document.state.hyperlinks.filter(({ sheetId }) => sheetId === sheet.id);
  if (links.length > 0) {
    const copies = links.map((link) => ({ ...link, sheetId: copy.id, source: null }));
    document.changeState({ hyperlinks: [...document.state.hyperlinks, ...copies] });
  }
  return copy;
}

/** Threads and notes of a sheet, on its copy too. */
function copyRemarks(document: ExcelDocument, from: Sheet, to: Sheet): void {
  const { comments, notes } = document.state;
  const copied = <T extends { readonly id: string; readonly sheetId: string }>(items: readonly T[]): readonly T[] => [
    ...items,
    ...items
      .filter(({ sheetId }) => sheetId === from.id)
      .map((item) => ({ ...item, id: document.freshId(), sheetId: to.id })),
  ];
  const withNewReplies = copied(comments).map((comment) =>
    comment.sheetId === to.id
      ? { ...comment, replies: comment.replies.map((reply) => ({ ...reply, id: document.freshId() })) }
      : comment,
  );
  if ([...comments, ...notes].some(({ sheetId }) => sheetId === from.id))
    document.changeState({ comments: withNewReplies, notes: copied(notes) });
}

/** Pivot tables of a sheet, on its copy too, each with a name of its own. */
function copyPivots(document: ExcelDocument, from: Sheet, to: Sheet): void {
  const own = document.state.pivotTables.filter(({ sheetId }) => sheetId === from.id);
  if (own.length === 0) return;
  const taken = new Set(document.state.pivotTables.map(({ name }) => name.toLowerCase()));
  const copies = own.map((pivot) => {
    let number = 1;
    while (taken.has(`pivottable${number}`)) number += 1;
    taken.add(`pivottable${number}`);
    return { ...pivot, id: document.freshId(), sheetId: to.id, name: `PivotTable${number}`, part: null };
  });
  document.changeState({ pivotTables: [...document.state.pivotTables, ...copies] });
}

/** Shapes of a sheet, on its copy too, as far as they can be written anew. */
function copyShapes(document: ExcelDocument, from: Sheet, to: Sheet): void {
  const own = document.state.shapes.filter(({ sheetId, kind }) => sheetId === from.id && kind === 'GeometricShape');
  if (own.length === 0) return;
  const copies = own.map((shape) => ({ ...shape, id: document.freshId(), sheetId: to.id, anchor: null }));
  document.changeState({ shapes: [...document.state.shapes, ...copies] });
}
