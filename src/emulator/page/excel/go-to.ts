import type { ExcelDocument } from '../../excel/excel-document.ts';
import { sameName } from '../../excel/formula/move-references.ts';
import { cellArea, isOneCell, parseArea } from '../../excel/model/address.ts';
import { shownCell } from './cell-selector.ts';

/** Selects what a reference names: cells of the sheet in front or of another, a name of the workbook, a table. False where nothing does that can be seen. */
export function goTo(document: ExcelDocument, reference: string): boolean {
  const [, quoted, local = ''] = /^\s*#?(?:(.*)!)?([^!]+?)\s*$/.exec(reference) ?? [];
  const sheet =
    quoted === undefined
      ? document.activeSheet
      : document.sheetByName(quoted.replace(/^'|'$/g, '').replaceAll("''", "'"));
  const area = parseArea(local);
  if (sheet?.state.visibility === 'Visible' && area) {
    if (sheet !== document.activeSheet) document.activate(sheet);
    const shown = shownCell(sheet, { row: area.top, column: area.left });
    document.select(sheet, [isOneCell(area) ? cellArea(shown.row, shown.column) : area], shown);
    return true;
  }
  if (quoted !== undefined) return false;
  const { names, tables } = document.state;
  const table = tables.find(({ name }) => sameName(name, local));
  if (table) {
    const own = document.sheetById(table.sheetId);
    if (own?.state.visibility !== 'Visible') return false;
    document.activate(own);
    document.select(own, [table.area]);
    return true;
  }
  const name = names.find((each) => sameName(each.name, local));
  return name !== undefined && name.formula.includes('!') && goTo(document, name.formula);
}
