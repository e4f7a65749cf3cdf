import type { CellFormula } from '../model/cell-grid.ts';
import { cellError, isCellError, type CellValue } from '../model/cell-value.ts';

/** A parameter or result that is an area of cells rather than one value. */
export type Dimensionality = 'scalar' | 'matrix';

export interface CustomFunctionParameter {
  readonly name: string;
  readonly dimensionality: Dimensionality;
  readonly optional: boolean;
  readonly repeating: boolean;
}

/** A function that an add-in brings, from its metadata. */
export interface CustomFunctionInfo {
  /** With its namespace, as it is written in cells: `INKSTONE.ASK`. */
  readonly name: string;
  /** What the add-in associates its code with. */
  readonly id: string;
  readonly parameters: readonly CustomFunctionParameter[];
  readonly isStreaming: boolean;
  readonly isCancelable: boolean;
  readonly isVolatile: boolean;
}

export interface CustomCall {
  readonly info: CustomFunctionInfo;
  /** `Sheet1!A1`. */
  readonly address: string;
  readonly args: readonly (CellValue | CellValue[][])[];
  /** Where each argument stands (`Sheet1!A1:B2`); `null` for one that is no reference. */
  readonly places: readonly (string | null)[];
}

export type CustomResult = CellValue | readonly CellValue[][];

/** Runs the code of custom functions; over the wire that is the add-in's own runtime. */
export interface CustomFunctionRunner {
  /**
   * Starts a call; `answer` may come many times from a streaming function, and says why where it is an error. Gives the way to
   * cancel it.
   */
  start(call: CustomCall, answer: (result: CustomResult, message?: string) => void): () => void;
}

interface RunningCall {
  result: CustomResult;
  /** What the function says of its error. */
  message: string;
  cancel: (() => void) | null;
  /** The calculation that last asked for it. */
  askedIn: number;
}

const busy = cellError('#BUSY!');

/**
 * The calls of custom functions that formulas make. A call is made once for its arguments and remembered as long as its
 * formula asks for it: other arguments, another formula or a deleted cell cancel it, as in Excel.
 */
export class CustomCalls {
  readonly #functions = new Map<string, CustomFunctionInfo>();
  readonly #calls = new Map<CellFormula, Map<string, RunningCall>>();
  readonly #answered: (formula: CellFormula) => void;
  #runner: CustomFunctionRunner | null = null;
  #calculation = 0;

  /** `answered` hears of each formula for which a result came. */
  constructor(answered: (formula: CellFormula) => void) {
    this.#answered = answered;
  }

  get functions(): ReadonlyMap<string, CustomFunctionInfo> {
    return this.#functions;
  }

  register(functions: readonly CustomFunctionInfo[], runner: CustomFunctionRunner): void {
    if (this.#runner !== runner) this.#dropOpen();
    this.#runner = runner;
    for (const info of functions) this.#functions.set(info.name.toUpperCase(), info);
  }

  /** What the runner before was asked and has not answered, nobody answers any more. */
  #dropOpen(): void {
    for (const [formula, calls] of this.#calls) {
      for (const [key, call] of calls) if (call.result === busy) calls.delete(key);
      if (calls.size === 0) this.#calls.delete(formula);
    }
  }

  isCustom(name: string): boolean {
    return this.#functions.has(name.toUpperCase());
  }

  isVolatile(names: ReadonlySet<string>): boolean {
    for (const name of names) if (this.#functions.get(name)?.isVolatile) return true;
    return false;
  }

  begin(): void {
    this.#calculation += 1;
  }

  /** The result of a call so far; the first time it is asked for, the call starts. */
  result(formula: CellFormula, index: number, call: CustomCall): CustomResult {
    const missing = call.info.parameters.filter(({ optional, repeating }) => !optional && !repeating).length;
    if (call.args.length < missing) return cellError('#VALUE!');
    // An error among the arguments is the result, as with Excel's own functions.
    const error = call.args.flatMap((arg) => (Array.isArray(arg) ? arg.flat() : [arg])).find(isCellError);
    if (error) return error;
    let calls = this.#calls.get(formula);
    if (!calls) this.#calls.set(formula, (calls = new Map<string, RunningCall>()));
    const key = JSON.stringify([index, call.info.name, call.args]);
    const known = calls.get(key);
    if (known) {
      known.askedIn = this.#calculation;
      return known.result;
    }
    const running: RunningCall = { result: busy, message: '', cancel: null, askedIn: this.#calculation };
    calls.set(key, running);
    let isStarting = true;
    running.cancel =
      this.#runner?.start(call, (result, message = '') => {
        if (this.#calls.get(formula)?.get(key) !== running) return;
        running.result = result;
        running.message = message;
        if (!isStarting) this.#answered(formula);
      }) ?? null;
    isStarting = false;
    return running.result;
  }

  /** What a function of a formula says of its error; empty where none does. */
  messageOf(formula: CellFormula): string {
    for (const { message } of this.#calls.get(formula)?.values() ?? []) if (message !== '') return message;
    return '';
  }

  /** Hands the calls of a formula to what it has become, so that a formula that only moved does not call again. */
  carryOver(before: CellFormula, after: CellFormula): void {
    const calls = this.#calls.get(before);
    if (!calls) return;
    this.#calls.delete(before);
    this.#calls.set(after, calls);
  }

  /** Cancels the calls that a formula made before and did not ask for in this calculation; all of them once it is gone. */
  settle(formula: CellFormula, isThere: boolean): void {
    const calls = this.#calls.get(formula);
    if (!calls) return;
    for (const [key, call] of calls) {
      if (isThere && call.askedIn === this.#calculation) continue;
      calls.delete(key);
      call.cancel?.();
    }
    if (calls.size === 0) this.#calls.delete(formula);
  }

  /** Forgets results, so that every function is called anew (`CalculationType.fullRebuild`). */
  forgetAll(): void {
    for (const formula of [...this.#calls.keys()]) this.settle(formula, false);
  }
}
