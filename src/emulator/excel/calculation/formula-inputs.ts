import { factsOf, type FormulaFacts } from '../formula/formula-facts.ts';
import { sameName } from '../formula/move-references.ts';
import { contains, cellArea, type Area } from '../model/address.ts';
import type { Sheet } from '../model/sheet.ts';
import type { WorkbookState } from '../model/workbook-state.ts';
import type { SheetArea } from './dependencies.ts';

/** The cells that a formula in a row of a sheet looks at: its references, and those of its names and tables. */
export function inputsOf(
  facts: FormulaFacts,
  sheet: Sheet,
  row: number,
  workbook: { readonly sheets: readonly Sheet[]; readonly state: WorkbookState },
): readonly SheetArea[] {
  const inputs: SheetArea[] = [];
  collect(facts, sheet, row, workbook, inputs, new Set());
  return inputs;
}

function collect(
  facts: FormulaFacts,
  sheet: Sheet,
  row: number,
  workbook: { readonly sheets: readonly Sheet[]; readonly state: WorkbookState },
  inputs: SheetArea[],
  seen: Set<string>,
): void {
  for (const { sheet: name, area } of facts.references) {
    for (const each of name === null ? [sheet] : sheetsNamed(name, workbook.sheets))
      inputs.push({ sheetId: each.id, area });
  }
  for (const { table: name, thisRow } of facts.tables) {
    const table = workbook.state.tables.find((each) =>
      name === ''
        ? each.sheetId === sheet.id && contains(each.area, cellArea(row, each.area.left))
        : sameName(each.name, name),
    );
    if (!table) continue;
    const area: Area = thisRow ? { ...table.area, top: row, bottom: row } : table.area;
    inputs.push({ sheetId: table.sheetId, area });
  }
  for (const name of facts.names) {
    const key = name.toLowerCase();
    if (seen.has(key)) continue;
    seen.add(key);
    const found =
      workbook.state.names.find((each) => each.sheetId === sheet.id && sameName(each.name, name)) ??
      workbook.state.names.find((each) => each.sheetId === null && sameName(each.name, name));
    if (found) collect(factsOf(found.formula), sheet, row, workbook, inputs, seen);
  }
}

/** One sheet, or all from one to another for `First:Last!A1`. */
function sheetsNamed(name: string, sheets: readonly Sheet[]): readonly Sheet[] {
  const one = sheets.find((each) => sameName(each.name, name));
  if (one) return [one];
  const [first = '', last] = name.split(':');
  if (last === undefined) return [];
  const from = sheets.findIndex((each) => sameName(each.name, first));
  const to = sheets.findIndex((each) => sameName(each.name, last));
  return from < 0 || to < 0 ? [] : sheets.slice(Math.min(from, to), Math.max(from, to) + 1);
}
