import type { CellValue } from '../model/cell-value.ts';
import type { Sheet } from '../model/sheet.ts';
import type { CalculatedWorkbook } from './calculated-workbook.ts';
import type { Calculator } from './calculator.ts';
import { CellResults, type ChangedCells } from './cell-results.ts';
import { CustomCalls, type CustomFunctionInfo, type CustomFunctionRunner } from './custom-calls.ts';
import type { FormulaNode, SheetArea } from './dependencies.ts';
import { orderOf } from './due-order.ts';
import { evaluatePlain, type PlainReference } from './evaluate-plain.ts';
import { FormulaEvaluator } from './formula-evaluator.ts';
import { LookupIndexes } from './lookup-indexes.ts';
import { WorkbookFormulas } from './workbook-formulas.ts';

/** Arrays that grow and shrink each other are given up after so many rounds. */
const maxRounds = 12;
/** The library forgets formulas past so many of one request, and takes them for empty. */
const formulasAtOnce = 8000;

/** Formulas that the calculator has to evaluate. */
interface LeftFormulas {
  /** Each after those that it looks at. */
  readonly inOrder: readonly FormulaNode[];
  /** Those of which only the evaluation tells what they look at, the members of cycles, and whatever looks at either. */
  readonly inAnyOrder: readonly FormulaNode[];
}

/**
 * Keeps the values of formulas true: has those evaluated that are due after a change, in rounds until none is. Values that it
 * writes are no edits: undo does not know them, for they follow from the cells.
 */
export class Calculation {
  readonly customCalls: CustomCalls;
  readonly formulas: WorkbookFormulas;
  readonly evaluator: FormulaEvaluator;
  /** Called when a custom function's result came and cells are to be calculated. */
  onAnswer: () => void = () => undefined;
  readonly #workbook: CalculatedWorkbook;
  readonly #results = new CellResults();

  constructor(workbook: CalculatedWorkbook, calculator: Calculator) {
    this.#workbook = workbook;
    this.customCalls = new CustomCalls((formula) => {
      if (this.formulas.answered(formula)) this.onAnswer();
    });
    this.formulas = new WorkbookFormulas(workbook, this.customCalls, this.#results);
    this.evaluator = new FormulaEvaluator(workbook, calculator, this.customCalls, this.#results);
  }

  get isDue(): boolean {
    return this.formulas.due.size > 0;
  }

  /** Makes every formula due; `callAgain` also calls every custom function again. */
  everythingChanged(callAgain: boolean): void {
    if (callAgain) this.customCalls.forgetAll();
    this.formulas.everythingChanged();
  }

  /** Makes custom functions known. Formulas that name them and have no value yet are due. */
  registerFunctions(functions: readonly CustomFunctionInfo[], runner: CustomFunctionRunner): void {
    this.customCalls.register(functions, runner);
    this.formulas.functionsCame();
  }

  /** Evaluates what is due; gives the cells whose values are others now, by sheet. */
  calculate(): ReadonlyMap<string, ReadonlySet<number>> {
    const { due, entered } = this.formulas;
    const changed: ChangedCells = new Map();
    for (let round = 0; round < maxRounds && due.size > 0; round += 1) {
      const nodes = [...due];
      due.clear();
      this.#evaluate(nodes, changed);
    }
    due.clear();
    entered.clear();
    return changed;
  }

  /** Evaluates the formulas that were just entered and nothing else, as Excel does where calculation is by hand. */
  calculateEntered(): ReadonlyMap<string, ReadonlySet<number>> {
    const { due, entered } = this.formulas;
    const changed: ChangedCells = new Map();
    const nodes = [...entered].filter((node) => due.delete(node));
    entered.clear();
    if (nodes.length > 0) this.#evaluate(nodes, changed);
    return changed;
  }

  /** A cell whose formula looks at itself, where there is one; such cells show 0. */
  get circularCell(): { readonly sheetId: string; readonly row: number; readonly column: number } | null {
    const [first] = this.#results.circular;
    return first ?? null;
  }

  #evaluate(due: readonly FormulaNode[], changed: ChangedCells): void {
    const { inOrder, inAnyOrder } = this.#evaluateSimple(
      due.filter((node) => !this.#stands(node)),
      changed,
    );
    const left = [...inOrder, ...inAnyOrder];
    if (left.length === 0) return;
    this.customCalls.begin();
    const respilled: SheetArea[] = [];
    if (left.length <= formulasAtOnce) this.#evaluateTogether(left, changed, respilled);
    else {
      for (const part of parts(inOrder)) this.#evaluateTogether(part, changed, respilled);
      let isOther = false;
      for (const part of parts(inAnyOrder)) isOther = this.#evaluateTogether(part, changed, respilled) || isOther;
      // Some were read before others had their values.
      if (isOther && inAnyOrder.length > formulasAtOnce) for (const node of inAnyOrder) this.formulas.due.add(node);
    }
    this.formulas.follow(respilled);
    this.#repeatSpillReaders(left);
  }

  /** Whether the value of a formula that looks at other workbooks alone is the one that Excel read there. */
  #stands(node: FormulaNode): boolean {
    if (!node.isExternal || this.formulas.entered.has(node)) return false;
    return this.formulas.sheet(node.sheetId)?.grid.value(node.row, node.column) !== null;
  }

  /**
   * Takes from formulas that are due those that need no calculator, each after those that it looks at, and gives the others.
   * Formulas that look at themselves show 0, and what looks at them is computed from that.
   */
  #evaluateSimple(due: readonly FormulaNode[], changed: ChangedCells): LeftFormulas {
    const results = this.#results;
    for (const node of due) results.circular.delete(node);
    const { order, circular, tangled, dependentsOf } = orderOf(due, this.formulas.dependencies);
    const sheets = new Map(this.#workbook.sheets.map((sheet) => [sheet.id, sheet]));
    for (const node of circular) {
      results.circular.add(node);
      const sheet = sheets.get(node.sheetId);
      if (sheet) results.write(sheet, node.row, node.column, 0, changed);
    }
    const indexes = new LookupIndexes();
    const left = { inOrder: [] as FormulaNode[], inAnyOrder: [] as FormulaNode[] };
    // What looks at a formula that is left has to wait for it.
    const waiting = new Set(tangled);
    const isUnordered = new Set(tangled);
    for (const node of order) {
      if (circular.has(node)) continue;
      if (node.looksAnywhere) isUnordered.add(node);
      const sheet = sheets.get(node.sheetId);
      const isSimple = sheet && !waiting.has(node) && results.isAlone(sheet, node);
      const value = isSimple ? plainValue(node, sheets, indexes) : undefined;
      if (sheet && value !== undefined) {
        results.write(sheet, node.row, node.column, value, changed);
        continue;
      }
      const isLast = isUnordered.has(node);
      (isLast ? left.inAnyOrder : left.inOrder).push(node);
      for (const next of dependentsOf(node)) {
        waiting.add(next);
        if (isLast) isUnordered.add(next);
      }
    }
    return left;
  }

  /** Has formulas evaluated in one request; says whether any has another value now. */
  #evaluateTogether(nodes: readonly FormulaNode[], changed: ChangedCells, respilled: SheetArea[]): boolean {
    const results = this.evaluator.evaluate(nodes);
    let isAnyOther = false;
    for (const [index, node] of nodes.entries()) {
      const sheet = this.formulas.sheet(node.sheetId);
      if (sheet) {
        const stored = this.#results.store(sheet, node, results[index] ?? [[null]], changed);
        isAnyOther ||= stored.isOther;
        for (const area of stored.respilled) respilled.push({ sheetId: sheet.id, area });
      }
      this.customCalls.settle(node.formula, true);
    }
    return isAnyOther;
  }

  /** `A1#` is read before the formula in A1 has been evaluated: who reads so is evaluated once more when A1 was due too. */
  #repeatSpillReaders(nodes: readonly FormulaNode[]): void {
    const evaluated = new Set(nodes);
    for (const node of nodes) {
      if (!/\d#/.test(node.formula.text)) continue;
      const readsNew = node.inputs.some(({ sheetId, area }) => {
        const anchor = this.formulas.dependencies.node(sheetId, area.top, area.left);
        return anchor !== undefined && anchor !== node && evaluated.has(anchor);
      });
      if (readsNew) this.formulas.due.add(node);
    }
  }
}

function plainValue(
  { plain, inputs }: FormulaNode,
  sheets: ReadonlyMap<string, Sheet>,
  indexes: LookupIndexes,
): CellValue | undefined {
  if (!plain) return undefined;
  const references: PlainReference[] = [];
  for (const { sheetId, area } of inputs) {
    const sheet = sheets.get(sheetId);
    if (!sheet) return undefined;
    references.push({ sheet, area });
  }
  return evaluatePlain(plain, references, indexes);
}

function* parts(nodes: readonly FormulaNode[]): Iterable<readonly FormulaNode[]> {
  for (let at = 0; at < nodes.length; at += formulasAtOnce) yield nodes.slice(at, at + formulasAtOnce);
}
