import {
  calculateFormulas,
  parse,
  tokenize,
  type CellLike,
  type WorkbookLike,
  type WorksheetLike,
} from '@cj-tech-master/excelts/formula';
import { cellError, isCellError, type CellValue } from '../model/cell-value.ts';
import type { CalculationSheet, Calculator, CustomFunction, FormulaCall, FormulaResult } from './calculator.ts';
import { ownFunctions } from './own-functions.ts';

/** What kind of cell the library takes one for. */
const cellTypes = { empty: 0, value: 2, formula: 6 } as const;

/** The function of ours that every formula is put into: it takes the whole array aside before the library spills it. */
const captureName = 'HOST.CAPTURE';
/** These must stay outermost, for others of their kind leave their results out. */
const subtotals = /^\s*(?:SUBTOTAL|AGGREGATE)\s*\(/i;

/**
 * Evaluates by excelts' formula engine. The library takes any object of its workbook's shape, so it is handed one that is
 * made for the request: the formulas that are due, and the values around them.
 */
export const exceltsCalculator: Calculator = {
  isReadable(formula) {
    try {
      parse(tokenize(formula));
      return true;
    } catch {
      return false;
    }
  },

  evaluate(request) {
    const sheets = request.sheets.map((sheet, index) => new EngineSheet(sheet, index + 1));
    const byName = new Map(sheets.map((sheet) => [sheet.name.toLowerCase(), sheet]));
    const captured = new Map<number, FormulaResult>();
    const cells = request.formulas.map((call, index) => {
      const isTaken = call.isDynamic && !subtotals.test(call.formula);
      const formula = isTaken ? `${captureName}(${index},(${call.formula}))` : call.formula;
      return byName.get(call.sheet.toLowerCase())?.addFormula(call, formula);
    });
    const capture: CustomFunction = ([index, result = null]) => {
      const rows = Array.isArray(result) ? result : [[result]];
      captured.set(Number(index), rows);
      return rows[0]?.[0] ?? null;
    };
    const workbook: WorkbookLike = {
      worksheets: sheets,
      getWorksheet: (key) => sheets.find(({ id, name }) => id === key || name === key),
      definedNames: {
        getAllEntries: () =>
          request.names.map(({ name, formula, sheet }) => {
            const scope = sheet === null ? -1 : request.sheets.findIndex((each) => each.name === sheet);
            return { name, ranges: [formula], ...(scope >= 0 ? { localSheetId: scope } : {}) };
          }),
        getAllNames: () => request.names.map(({ name }) => ({ name })),
      },
      properties: { date1904: request.date1904 },
      userFunctions: new Map(
        [...ownFunctions(request.date1904), ...request.customFunctions, [captureName, capture] as const].map(
          ([name, call]) => [name.toUpperCase(), adapt(call)],
        ),
      ),
    };
    calculateFormulas(workbook);
    return cells.map((cell, index) => captured.get(index) ?? [[cell ? toValue(cell.result) : cellError('#REF!')]]);
  },
};

/** A cell as the library reads and writes it. */
class EngineCell implements CellLike {
  readonly row: number;
  readonly col: number;
  readonly type: number;
  readonly formula?: string;
  readonly model: { readonly isDynamicArray: boolean };
  value: unknown;
  result: CellLike['result'] = undefined;

  constructor(
    row: number,
    col: number,
    value: unknown,
    formula?: { readonly text: string; readonly isDynamic: boolean },
  ) {
    this.row = row;
    this.col = col;
    this.value = value;
    this.type = formula ? cellTypes.formula : value === null ? cellTypes.empty : cellTypes.value;
    this.model = { isDynamicArray: formula?.isDynamic === true };
    if (formula) this.formula = formula.text;
  }
}

class EngineSheet implements WorksheetLike {
  readonly id: number;
  readonly name: string;
  readonly dimensions;
  readonly #source: CalculationSheet;
  readonly #rows = new Map<number, Map<number, EngineCell>>();

  constructor(source: CalculationSheet, id: number) {
    this.id = id;
    this.name = source.name;
    this.#source = source;
    let [bottom, right] = [1, 1];
    for (const { row, column, value } of source.cells) {
      this.#put(new EngineCell(row + 1, column + 1, value));
      bottom = Math.max(bottom, row + 1);
      right = Math.max(right, column + 1);
    }
    this.dimensions = { top: 1, left: 1, bottom, right };
  }

  addFormula({ row, column, isDynamic }: FormulaCall, text: string): EngineCell {
    const cell = new EngineCell(row + 1, column + 1, undefined, { text, isDynamic });
    this.#put(cell);
    this.dimensions.bottom = Math.max(this.dimensions.bottom, cell.row);
    this.dimensions.right = Math.max(this.dimensions.right, cell.col);
    return cell;
  }

  eachRow(
    first: unknown,
    second?: (row: { readonly hidden: boolean; eachCell: EachCell }, number: number) => void,
  ): void {
    const visit = (second ?? first) as NonNullable<typeof second>;
    for (const [number, cells] of this.#rows) {
      visit({ hidden: this.#source.isHiddenRow(number - 1), eachCell: eachOf(cells) }, number);
    }
  }

  findCell(row: number, col: number): EngineCell | undefined {
    return this.#rows.get(row)?.get(col);
  }

  getCell(row: number, col: number): EngineCell {
    return this.findCell(row, col) ?? new EngineCell(row, col, null);
  }

  getTables(): { table: object }[] {
    return this.#source.tables.map(({ name, area, columns, showHeaders, showTotals }) => ({
      table: {
        name,
        tl: { row: area.top + 1, col: area.left + 1 },
        columns: columns.map((each) => ({ name: each })),
        rows: Array.from({ length: area.bottom - area.top + 1 - Number(showHeaders) - Number(showTotals) }),
        headerRow: showHeaders,
        totalsRow: showTotals,
      },
    }));
  }

  #put(cell: EngineCell): void {
    let row = this.#rows.get(cell.row);
    if (!row) this.#rows.set(cell.row, (row = new Map<number, EngineCell>()));
    row.set(cell.col, cell);
  }
}

type EachCell = (first: unknown, second?: (cell: EngineCell, column: number) => void) => void;

function eachOf(cells: ReadonlyMap<number, EngineCell>): EachCell {
  return (first, second) => {
    const visit = (second ?? first) as NonNullable<typeof second>;
    for (const [column, cell] of cells) visit(cell, column);
  };
}

function toValue(result: unknown): CellValue {
  if (typeof result === 'number' || typeof result === 'string' || typeof result === 'boolean') return result;
  return isCellError(result) ? cellError(result.error) : null;
}

/** Kinds of the library's own values. */
const kinds = { blank: 0, number: 1, string: 2, boolean: 3, error: 4, array: 5, lambda: 7 } as const;

interface EngineValue {
  readonly kind: number;
  readonly value?: number | string | boolean;
  readonly code?: string;
  readonly rows?: readonly (readonly EngineValue[])[];
}

function adapt(call: CustomFunction): {
  minArity: number;
  maxArity: number;
  invoke: (args: unknown[]) => unknown;
} {
  return {
    minArity: 0,
    maxArity: 255,
    invoke: (args) => {
      const result = call((args as EngineValue[]).map(fromEngine));
      if (!Array.isArray(result)) return toEngine(result as CellValue);
      const rows = (result as CellValue[][]).map((row) => row.map(toEngine));
      return { kind: kinds.array, rows, height: rows.length, width: rows[0]?.length ?? 0 };
    },
  };
}

function fromEngine(value: EngineValue): CellValue | CellValue[][] {
  if (value.kind === kinds.lambda) return cellError('#CALC!');
  if (value.kind === kinds.array) return (value.rows ?? []).map((row) => row.map(scalar));
  return scalar(value);
}

function scalar({ kind, value, code }: EngineValue): CellValue {
  if (kind === kinds.error) return cellError(code ?? '#VALUE!');
  return kind === kinds.blank ? null : (value ?? null);
}

function toEngine(value: CellValue): EngineValue {
  if (isCellError(value)) return { kind: kinds.error, code: value.error };
  switch (typeof value) {
    case 'number':
      return { kind: kinds.number, value };
    case 'string':
      return { kind: kinds.string, value };
    case 'boolean':
      return { kind: kinds.boolean, value };
    default:
      return { kind: kinds.blank };
  }
}
