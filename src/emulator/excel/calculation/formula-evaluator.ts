import { factsOf, withoutPrefix } from '../formula/formula-facts.ts';
import { withInexactSteps } from '../formula/inexact-steps.ts';
import { sameName } from '../formula/move-references.ts';
import { withTextNumbers } from '../formula/text-numbers.ts';
import { TokenizedFormula } from '../formula/tokenized-formula.ts';
import type { Token } from '../formula/tokens.ts';
import { areaName, cellName, maxColumns, maxRows, quoteSheetName, type Area } from '../model/address.ts';
import { cellError, type CellValue } from '../model/cell-value.ts';
import type { Sheet } from '../model/sheet.ts';
import type { CalculatedWorkbook } from './calculated-workbook.ts';
import type { CalculationRequest, Calculator, CustomFunction, FormulaResult } from './calculator.ts';
import type { CellResults } from './cell-results.ts';
import type { CustomCalls } from './custom-calls.ts';
import type { FormulaNode } from './dependencies.ts';
import { inputsOf } from './formula-inputs.ts';
import { gatherSheets } from './gather-sheets.ts';
import { prepareFormula, type ArgumentPlace, type PreparationContext } from './prepare-formula.ts';
import { withPlainCells } from './settled-formula.ts';

/** A formula with the cell that it is meant for. Rows and columns count from 0. */
export interface AsideFormula {
  readonly formula: string;
  readonly row: number;
  readonly column: number;
}

/** A custom function's call in a formula that is evaluated, by whose number the library asks for its result. */
interface NumberedCall {
  readonly node: FormulaNode;
  readonly index: number;
  readonly places: readonly (string | null)[];
}

const readableShapes = 5000;

/** For a formula that is evaluated where it can neither spill nor call an add-in. */
const nowhere: PreparationContext = {
  row: 0,
  column: 0,
  spillOf: () => null,
  formulaOf: () => null,
  isCustom: () => false,
  callNumber: () => 0,
};

/** Has formulas evaluated by the calculator: puts them into its words and gives it the cells and functions that they need. */
export class FormulaEvaluator {
  readonly #workbook: CalculatedWorkbook;
  readonly #calculator: Calculator;
  readonly #customCalls: CustomCalls;
  readonly #results: CellResults;
  /** Whether formulas of a shape can be read: those of a filled column differ by their references alone. */
  readonly #readable = new Map<string, boolean>();

  constructor(workbook: CalculatedWorkbook, calculator: Calculator, customCalls: CustomCalls, results: CellResults) {
    this.#workbook = workbook;
    this.#calculator = calculator;
    this.#customCalls = customCalls;
    this.#results = results;
  }

  /** Whether a formula can be entered: Excel refuses one that it cannot read. */
  isReadable(formula: TokenizedFormula): boolean {
    const shape = shapeOf(formula.tokens);
    let isReadable = this.#readable.get(shape);
    if (isReadable === undefined) {
      isReadable = this.#calculator.isReadable(prepareFormula(formula, nowhere).text);
      if (this.#readable.size >= readableShapes) this.#readable.clear();
      this.#readable.set(shape, isReadable);
    }
    return isReadable;
  }

  /** What formulas give in their cells. */
  evaluate(nodes: readonly FormulaNode[]): readonly FormulaResult[] {
    const calls: NumberedCall[] = [];
    const names = new Map(this.#workbook.sheets.map((sheet) => [sheet.id, sheet.name]));
    const isCustom = (name: string): boolean => this.#customCalls.isCustom(withoutPrefix(name));
    const prepared = nodes.map((node) => {
      const own = names.get(node.sheetId) ?? '';
      const words = prepareFormula(new TokenizedFormula(node.settled), {
        row: node.row,
        column: node.column,
        spillOf: (name, row, column) => this.#spillOf(name, node.sheetId, row, column),
        formulaOf: (name, row, column) => this.#formulaOf(name, node.sheetId, row, column),
        isCustom,
        callNumber: (index, places) =>
          calls.push({ node, index, places: places.map((place) => placeName(place, own)) }) - 1,
      });
      return withInexactSteps(withTextNumbers(words)).text;
    });
    return this.#calculator.evaluate(this.#request(nodes, prepared, this.#customFunctions(calls, names)));
  }

  /** What a formula would give on a sheet, without putting it anywhere; custom functions are not called. */
  evaluateOnce(sheet: Sheet, formula: string): FormulaResult {
    return this.#evaluateAside(sheet, [{ formula, row: 0, column: 0 }], true)[0] ?? [[null]];
  }

  /** What formulas would give in cells, each one value, without putting them there. */
  evaluateAll(sheet: Sheet, formulas: readonly AsideFormula[]): readonly CellValue[] {
    return this.#evaluateAside(sheet, formulas, false).map((result) => result[0]?.[0] ?? null);
  }

  #evaluateAside(sheet: Sheet, formulas: readonly AsideFormula[], isDynamic: boolean): readonly FormulaResult[] {
    const settled = formulas.map(({ formula, row }) =>
      withPlainCells(new TokenizedFormula(formula), sheet, row, this.#workbook),
    );
    // They are evaluated in the sheet's last cells, where nothing stands that they could be taken for.
    const nodes = settled.map((formula, index): FormulaNode => {
      const facts = factsOf(formula);
      return {
        sheetId: sheet.id,
        row: maxRows - 1 - index,
        column: maxColumns - 1,
        formula: { text: formula.text, isDynamic },
        settled: formula.text,
        inputs: inputsOf(facts, sheet, formulas[index]?.row ?? 0, this.#workbook),
        isVolatile: facts.isVolatile,
        isExternal: false,
        looksAnywhere: facts.looksAnywhere,
        plain: null,
      };
    });
    const prepared = settled.map((formula, index) => {
      const { row, column } = formulas[index] ?? { row: 0, column: 0 };
      const spillOf: PreparationContext['spillOf'] = (name, atRow, atColumn) =>
        this.#spillOf(name, sheet.id, atRow, atColumn);
      const formulaOf: PreparationContext['formulaOf'] = (name, atRow, atColumn) =>
        this.#formulaOf(name, sheet.id, atRow, atColumn);
      const words = prepareFormula(formula, { ...nowhere, row, column, spillOf, formulaOf });
      return withInexactSteps(withTextNumbers(words)).text;
    });
    return this.#calculator.evaluate(this.#request(nodes, prepared, new Map()));
  }

  #request(
    nodes: readonly FormulaNode[],
    prepared: readonly string[],
    customFunctions: ReadonlyMap<string, CustomFunction>,
  ): CalculationRequest {
    const { sheets, state } = this.#workbook;
    const names = new Map(sheets.map((sheet) => [sheet.id, sheet.name]));
    return {
      formulas: nodes.map(({ sheetId, row, column, formula }, index) => ({
        sheet: names.get(sheetId) ?? '',
        row,
        column,
        isDynamic: formula.isDynamic || formula.arrayArea !== undefined,
        formula: prepared[index] ?? '',
      })),
      sheets: gatherSheets(this.#workbook, nodes),
      names: state.names.map(({ name, formula, sheetId }) => ({
        name,
        formula,
        sheet: sheetId === null ? null : (names.get(sheetId) ?? null),
      })),
      customFunctions,
      date1904: state.date1904,
    };
  }

  /** The add-ins' functions for the calculator, which hands each the number of its call before the arguments. */
  #customFunctions(
    calls: readonly NumberedCall[],
    names: ReadonlyMap<string, string>,
  ): ReadonlyMap<string, CustomFunction> {
    return new Map(
      [...this.#customCalls.functions].map(([name, info]) => [
        name,
        ([number, ...args]) => {
          const called = calls[Number(number)];
          if (!called) return cellError('#VALUE!');
          const { node, index, places } = called;
          const address = `${quoteSheetName(names.get(node.sheetId) ?? '')}!${cellName(node.row, node.column)}`;
          return this.#customCalls.result(node.formula, index, { info, address, args, places });
        },
      ]),
    );
  }

  #spillOf(name: string | null, ownId: string, row: number, column: number): Area | null {
    const sheet = this.#sheetOf(name, ownId);
    return sheet ? this.#results.spillAt(sheet, row, column) : null;
  }

  #formulaOf(name: string | null, ownId: string, row: number, column: number): string | null {
    return this.#sheetOf(name, ownId)?.grid.formula(row, column)?.text ?? null;
  }

  #sheetOf(name: string | null, ownId: string): Sheet | undefined {
    return this.#workbook.sheets.find((each) => (name === null ? each.id === ownId : sameName(each.name, name)));
  }
}

/** A formula's text but for the cells of its references. */
function shapeOf(tokens: readonly Token[]): string {
  let shape = '';
  for (const token of tokens)
    shape += token.kind === 'reference' ? `${token.prefix}${token.end ? '\u0002' : '\u0001'}` : token.text;
  return shape;
}

function placeName(place: ArgumentPlace | null, ownSheet: string): string | null {
  return place && `${quoteSheetName(place.sheet ?? ownSheet)}!${areaName(place.area)}`;
}
