import type { ExcelDocument } from '../excel-document.ts';
import { renameColumnInFormula, renameTableInFormula } from '../formula/rename-table.ts';
import { intersect, type Area } from '../model/address.ts';
import { cellText } from '../model/cell-text.ts';
import type { Sheet } from '../model/sheet.ts';
import type { TableState } from '../model/workbook-state.ts';
import { rewriteFormulas } from './adjust-formulas.ts';

export function patchTable(document: ExcelDocument, table: TableState, patch: Partial<TableState>): void {
  document.changeState({
    tables: document.state.tables.map((each) => (each.id === table.id ? { ...each, ...patch } : each)),
  });
}

/** Gives a table another name, in all formulas too. */
export function renameTable(document: ExcelDocument, table: TableState, name: string): void {
  if (name === table.name) return;
  patchTable(document, table, { name });
  rewriteFormulas(document, (formula) => renameTableInFormula(formula, table.name, name));
}

/** Gives columns of a table other names, in all formulas too; the cells of its header are the caller's. */
export function renameColumns(document: ExcelDocument, table: TableState, names: readonly string[]): void {
  const renamed = table.columns.flatMap(({ name }, at) => {
    const after = names[at] ?? name;
    return after === name ? [] : [[name, after] as const];
  });
  if (renamed.length === 0) return;
  patchTable(document, table, {
    columns: table.columns.map((column, at) => ({ ...column, name: names[at] ?? column.name })),
  });
  // Two that change their names with each other do it by names that no column can have.
  const passing = renamed.map(([before], at) => [before, `\u0000${at}`] as const);
  const arriving = renamed.map(([, after], at) => [`\u0000${at}`, after] as const);
  const steps = renamed.length === 1 ? renamed : [...passing, ...arriving];
  rewriteFormulas(document, (formula) =>
    steps.reduce((text, [before, after]) => renameColumnInFormula(text, table.name, before, after), formula),
  );
}

/** Names of columns from the first row: every one has a text, and no two the same. */
export function headerNames(document: ExcelDocument, sheet: Sheet, area: Area): string[] {
  const names: string[] = [];
  const taken = new Set<string>();
  for (let column = area.left; column <= area.right; column += 1) {
    const { numberFormat } = document.formats.get(sheet.styleAt(area.top, column));
    const text = cellText(sheet.grid.value(area.top, column), numberFormat, document.state).trim();
    let name = text === '' ? `Column${column - area.left + 1}` : text;
    for (let number = 2; taken.has(name.toLowerCase()); number += 1)
      name = `${text === '' ? 'Column' : text}${text === '' ? column - area.left + number : number}`;
    taken.add(name.toLowerCase());
    names.push(name);
  }
  return names;
}

/** What is typed into a table's header names its columns; an empty name, or one that another has, becomes another. */
export function nameColumnsByHeader(document: ExcelDocument, sheet: Sheet, area: Area): void {
  for (const table of document.state.tables) {
    const header = { ...table.area, bottom: table.area.top };
    if (table.sheetId !== sheet.id || !table.showHeaders || !intersect(header, area)) continue;
    const names = headerNames(document, sheet, header);
    renameColumns(document, table, names);
    const writes = names.flatMap((name, at) => {
      const column = header.left + at;
      const { value, style, formula } = sheet.grid.cell(header.top, column);
      return value === name && formula === null
        ? []
        : [[header.top, column, { value: name, formula: null, style }] as const];
    });
    document.writeCells(sheet, header, writes);
  }
}
