import type { ExcelDocument } from '../excel-document.ts';
import { maxRows } from '../model/address.ts';
import type { CellFormula, GridColumn } from '../model/cell-grid.ts';
import { mapRuleFormulas } from '../model/conditional-format.ts';
import type { Sheet } from '../model/sheet.ts';

/** Rewrites every formula of the workbook, wherever it stands: in cells, names, columns of tables, conditional formats, charts and what the file says of cells. */
export function rewriteFormulas(document: ExcelDocument, change: (formula: string) => string): void {
  adjustFormulas(document, change);
  const { tables, conditionalFormats, carried, charts } = document.state;
  document.changeState({
    tables: mapped(tables, (table) => {
      const columns = mapped(table.columns, (column) => {
        const formula = change(column.formula);
        return formula === column.formula ? column : { ...column, formula };
      });
      return columns === table.columns ? table : { ...table, columns };
    }),
    conditionalFormats: mapped(conditionalFormats, (format) => {
      const rule = mapRuleFormulas(format.rule, change);
      return rule === format.rule ? format : { ...format, rule };
    }),
    carried: mapped(carried, (each) => {
      const formulas = mapped(each.formulas, change);
      return formulas === each.formulas ? each : { ...each, formulas };
    }),
    charts: mapped(charts, (chart) => {
      const series = mapped(chart.series, (each) => {
        const [nameFormula, valuesFormula, categoriesFormula] = [
          change(each.nameFormula),
          change(each.valuesFormula),
          change(each.categoriesFormula),
        ];
        const isSame =
          nameFormula === each.nameFormula &&
          valuesFormula === each.valuesFormula &&
          categoriesFormula === each.categoriesFormula;
        return isSame ? each : { ...each, nameFormula, valuesFormula, categoriesFormula };
      });
      const references = mapped(chart.references, change);
      return series === chart.series && references === chart.references ? chart : { ...chart, series, references };
    }),
  });
}

/** The same list where no item is another. */
function mapped<T>(items: readonly T[], change: (item: T) => T): readonly T[] {
  const all = items.map(change);
  return all.every((item, index) => item === items[index]) ? items : all;
}

/** Columns of a sheet whose cells moved, with the first row in which any did. */
interface MovedColumns {
  readonly sheet: Sheet;
  readonly columns: ReadonlyMap<number, GridColumn | undefined>;
  readonly top: number;
  /** See `ColumnReplacement`. */
  readonly torn?: ReadonlySet<CellFormula>;
}

/**
 * Rewrites every formula of the workbook, and puts columns in whose cells moved, so that each formula is taken up once. One that
 * is the same after it keeps its object, and so its custom calls.
 */
export function adjustFormulas(
  document: ExcelDocument,
  change: (formula: string, sheet: Sheet) => string,
  moved: MovedColumns | null = null,
): void {
  for (const sheet of document.sheets) {
    const own = moved?.sheet === sheet ? moved : null;
    const rewritten = new Map<CellFormula, CellFormula>();
    const columns = new Map<number, GridColumn | undefined>();
    let [top, bottom] = own && own.columns.size > 0 ? [own.top, maxRows - 1] : [maxRows, -1];
    for (const index of new Set([...(own?.columns.keys() ?? []), ...sheet.grid.columnIndexes])) {
      const hasMoved = own?.columns.has(index) === true;
      const column = hasMoved ? own.columns.get(index) : sheet.grid.column(index);
      const adjusted =
        column &&
        withFormulas(column, hasMoved, (formula, row) => {
          const text = change(formula.text, sheet);
          if (text === formula.text) return formula;
          const changed = { ...formula, text };
          document.calculation.customCalls.carryOver(formula, changed);
          rewritten.set(changed, formula);
          [top, bottom] = [Math.min(top, row), Math.max(bottom, row)];
          return changed;
        });
      if (hasMoved || adjusted !== column) columns.set(index, adjusted);
    }
    const indexes = [...columns.keys()];
    if (indexes.length === 0) continue;
    const area = { top, bottom, left: Math.min(...indexes), right: Math.max(...indexes) };
    const torn = moved?.torn;
    document.replaceColumns(sheet, { columns, area, rewritten, isMove: true, ...(torn && { torn }) });
  }
  const names = document.state.names.map((name) => {
    const own = document.sheetById(name.sheetId ?? '') ?? document.sheets[0];
    const formula = own ? change(name.formula, own) : name.formula;
    return formula === name.formula ? name : { ...name, formula };
  });
  if (names.some((name, index) => name !== document.state.names[index])) document.changeState({ names });
}

/** A column with other formulas: the same object where all stay, unless its arrays are its own already. */
function withFormulas(
  column: GridColumn,
  isOwn: boolean,
  change: (formula: CellFormula, row: number) => CellFormula,
): GridColumn {
  const formulas = new Map<number, CellFormula>();
  let isSame = true;
  for (const [row, formula] of column.formulas) {
    const changed = change(formula, row);
    isSame &&= changed === formula;
    formulas.set(row, changed);
  }
  if (isSame) return column;
  return isOwn ? { ...column, formulas } : { values: [...column.values], styles: [...column.styles], formulas };
}
