import type { Area } from '../model/address.ts';
import type { CellValue } from '../model/cell-value.ts';

/**
 * The port to whichever library evaluates formulas. It is asked for some formulas at a time and looks up what they need;
 * which formulas are due, spilling and custom functions' lives are ours (`calculation.ts`).
 */
export interface Calculator {
  /** Whether a formula can be read at all; Excel refuses to enter one that cannot. */
  isReadable(formula: string): boolean;
  evaluate(request: CalculationRequest): readonly FormulaResult[];
}

/** A formula to evaluate, in a cell of a sheet. Rows and columns count from 0. */
export interface FormulaCall {
  readonly sheet: string;
  readonly row: number;
  readonly column: number;
  readonly formula: string;
  /** Whether the whole array is wanted; one value otherwise, by implicit intersection. */
  readonly isDynamic: boolean;
}

/** What a formula gives: rows of values, one of one for a plain value. */
export type FormulaResult = readonly (readonly CellValue[])[];

export interface CalculationSheet {
  readonly name: string;
  /** Every cell that a formula may look at, but for the formulas to evaluate. */
  readonly cells: Iterable<{ readonly row: number; readonly column: number; readonly value: CellValue }>;
  readonly isHiddenRow: (row: number) => boolean;
  readonly tables: readonly CalculationTable[];
}

export interface CalculationTable {
  readonly name: string;
  readonly area: Area;
  readonly columns: readonly string[];
  readonly showHeaders: boolean;
  readonly showTotals: boolean;
}

/** A function that is not the library's own; gets rows of values for an area, one value otherwise. */
export type CustomFunction = (args: readonly (CellValue | CellValue[][])[]) => CellValue | readonly CellValue[][];

export interface CalculationRequest {
  readonly formulas: readonly FormulaCall[];
  readonly sheets: readonly CalculationSheet[];
  readonly names: readonly { readonly name: string; readonly formula: string; readonly sheet: string | null }[];
  readonly customFunctions: ReadonlyMap<string, CustomFunction>;
  readonly date1904: boolean;
}
