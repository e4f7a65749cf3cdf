import { cellKey, intersect, isOneCell, maxColumns, maxRows, type Area } from '../model/address.ts';
import type { CellValue } from '../model/cell-value.ts';
import type { Sheet } from '../model/sheet.ts';
import type { WorkbookState } from '../model/workbook-state.ts';
import type { CalculationSheet } from './calculator.ts';
import type { FormulaNode } from './dependencies.ts';

const everything: Area = { top: 0, left: 0, bottom: maxRows - 1, right: maxColumns - 1 };

interface Span {
  top: number;
  bottom: number;
}

/**
 * The cells that some formulas look at, for the calculator, and no others: a formula over ten cells of a large sheet costs
 * ten cells. Pieces of the formulas' own former arrays are left out.
 */
export function gatherSheets(
  { sheets, state }: { readonly sheets: readonly Sheet[]; readonly state: WorkbookState },
  nodes: readonly FormulaNode[],
): CalculationSheet[] {
  const areas = new Map<string, Area[]>(sheets.map(({ id }) => [id, []]));
  const isAnywhere = nodes.some((node) => node.looksAnywhere);
  if (isAnywhere) for (const own of areas.values()) own.push(everything);
  else for (const node of nodes) for (const { sheetId, area } of node.inputs) areas.get(sheetId)?.push(area);
  const due = new Map<string, Set<number>>();
  for (const { sheetId, row, column } of nodes) {
    const own = due.get(sheetId);
    if (own) own.add(cellKey(row, column));
    else due.set(sheetId, new Set([cellKey(row, column)]));
  }
  return sheets.map((sheet) => ({
    name: sheet.name,
    cells: cellsIn(sheet, areas.get(sheet.id) ?? [], due.get(sheet.id) ?? new Set()),
    isHiddenRow: (row) => sheet.state.rows.get(row)?.hidden === true,
    tables: state.tables
      .filter(({ sheetId }) => sheetId === sheet.id)
      .map(({ columns, ...table }) => ({ ...table, columns: columns.map(({ name }) => name) })),
  }));
}

function* cellsIn(
  sheet: Sheet,
  areas: readonly Area[],
  due: ReadonlySet<number>,
): Iterable<{ row: number; column: number; value: CellValue }> {
  const used = sheet.grid.usedArea(true);
  if (!used) return;
  const spans = new Map<number, Span[]>();
  for (const area of [...areas, ...spillsOf(sheet, areas)]) {
    const inside = intersect(area, used);
    if (!inside) continue;
    for (let column = inside.left; column <= inside.right; column += 1) {
      const own = spans.get(column);
      if (own) own.push({ top: inside.top, bottom: inside.bottom });
      else spans.set(column, [{ top: inside.top, bottom: inside.bottom }]);
    }
  }
  for (const [column, own] of spans) {
    for (const { top, bottom } of merged(own)) {
      for (let row = top; row <= bottom; row += 1) {
        const value = sheet.grid.value(row, column);
        if (value === null) continue;
        const key = cellKey(row, column);
        const anchor = sheet.spilled.get(key);
        if (due.has(key) || (anchor !== undefined && due.has(anchor))) continue;
        yield { row, column, value };
      }
    }
  }
}

/** The arrays that begin in a cell which is looked at: `A1#` looks at all of them. */
function spillsOf(sheet: Sheet, areas: readonly Area[]): readonly Area[] {
  if (sheet.spills.size === 0) return [];
  return areas.flatMap((area) => (isOneCell(area) ? (sheet.spills.get(cellKey(area.top, area.left)) ?? []) : []));
}

function merged(spans: Span[]): Span[] {
  spans.sort((a, b) => a.top - b.top);
  const result: Span[] = [];
  for (const { top, bottom } of spans) {
    const last = result.at(-1);
    if (last && top <= last.bottom + 1) last.bottom = Math.max(last.bottom, bottom);
    else result.push({ top, bottom });
  }
  return result;
}
