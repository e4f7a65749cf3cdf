import { AssistantError } from '../../base/errors.ts';
import type { NewSheetEdit, PivotEdit, TextBoxEdit } from '../../core/edits/edit-plan.ts';
import { inputOf } from './cell-content.ts';

/** Points: as wide as a column of text reads well, a line of 11 point letters, and the box's own margins. */
const boxWidth = 360;
const lineHeight = 15;
const boxMargins = 12;
const lettersPerLine = 62;

/** Adds a sheet, brings it to the front and fills it. */
export function makeSheet(context: Excel.RequestContext, edit: NewSheetEdit, name: string): void {
  const sheet = context.workbook.worksheets.add(name);
  sheet.activate();
  const columnCount = edit.cells[0]?.length ?? 0;
  if (columnCount === 0) return;
  const range = sheet.getRangeByIndexes(0, 0, edit.cells.length, columnCount);
  range.formulas = edit.cells.map((row) => row.map((input) => (input === null ? '' : inputOf(input))));
}

/** Adds a sheet with a pivot table in it. */
export function makePivot(context: Excel.RequestContext, edit: PivotEdit, name: string): void {
  if (!supportsPivots()) throw new AssistantError('host-unsupported', 'Pivot tables need ExcelApi 1.8.');
  const { worksheets } = context.workbook;
  const sheet = worksheets.add(name);
  sheet.activate();
  const source = worksheets.getItem(edit.sheet).getRange(edit.source);
  const pivot = sheet.pivotTables.add(name, source, sheet.getRange('A3'));
  for (const field of edit.rows) pivot.rowHierarchies.add(pivot.hierarchies.getItem(field));
  for (const field of edit.columns) pivot.columnHierarchies.add(pivot.hierarchies.getItem(field));
  for (const { field, name: shown, by, numberFormat } of edit.values) {
    const data = pivot.dataHierarchies.add(pivot.hierarchies.getItem(field));
    data.summarizeBy = by;
    data.name = shown;
    if (numberFormat !== undefined) data.numberFormat = numberFormat;
  }
}

/** Adds a box of text; `corner` must have `left` and `top` loaded. */
export function makeTextBox(context: Excel.RequestContext, edit: TextBoxEdit, corner: Excel.Range): Excel.Shape {
  if (!supportsTextBoxes()) throw new AssistantError('host-unsupported', 'Text boxes need ExcelApi 1.9.');
  const shape = context.workbook.worksheets.getItem(edit.sheet).shapes.addTextBox(edit.text);
  const lines = edit.text
    .split('\n')
    .reduce((sum, line) => sum + Math.max(1, Math.ceil(widthOf(line) / lettersPerLine)), 0);
  shape.left = corner.left;
  shape.top = corner.top;
  shape.width = boxWidth;
  shape.height = lines * lineHeight + boxMargins;
  return shape;
}

/** Letters, a Chinese one being as wide as two. */
function widthOf(line: string): number {
  return Array.from(line).reduce((sum, letter) => sum + (/[\u1100-\uffef]/.test(letter) ? 2 : 1), 0);
}

export function supportsPivots(): boolean {
  return Office.context.requirements.isSetSupported('ExcelApi', '1.8');
}

export function supportsTextBoxes(): boolean {
  return Office.context.requirements.isSetSupported('ExcelApi', '1.9');
}

/** Excel's limits on a sheet's name: 31 characters, none of `\ / ? * [ ] :`, no apostrophe at either end. */
export function freeName(wanted: string, taken: ReadonlySet<string>): string {
  const plain =
    wanted
      .replace(/[\\/?*[\]:]/g, ' ')
      .replace(/^'+|'+$/g, '')
      .trim()
      .slice(0, 31) || 'Sheet';
  let name = plain;
  for (let number = 2; taken.has(name.toLowerCase()); number += 1) {
    const suffix = ` ${number}`;
    name = plain.slice(0, 31 - suffix.length) + suffix;
  }
  return name;
}
