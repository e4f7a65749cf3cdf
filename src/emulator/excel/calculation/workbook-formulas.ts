import { factsOf } from '../formula/formula-facts.ts';
import { cellArea, cellKey, columnOfKey, contains, intersect, maxRows, rowOfKey, type Area } from '../model/address.ts';
import type { CellFormula, GridColumn } from '../model/cell-grid.ts';
import { isCellError } from '../model/cell-value.ts';
import type { RowMoves } from '../model/held-moves.ts';
import type { Sheet } from '../model/sheet.ts';
import type { CalculatedWorkbook } from './calculated-workbook.ts';
import { arraysAt, type CellResults } from './cell-results.ts';
import type { CustomCalls } from './custom-calls.ts';
import { Dependencies, type FormulaNode, type SheetArea } from './dependencies.ts';
import { inputsOf } from './formula-inputs.ts';
import { settledFormula } from './settled-formula.ts';

/** So many formulas are taken up together rather than one by one. */
const manyFormulas = 1000;
/** Past this many formulas at once it is cheaper to take all than to follow each. */
const followLimit = 20_000;

/** The formulas of a workbook: what each looks at, and which are due after what was changed. */
export class WorkbookFormulas {
  readonly dependencies = new Dependencies();
  readonly due = new Set<FormulaNode>();
  /** Formulas that were just entered: they are evaluated even where calculation is by hand. */
  readonly entered = new Set<FormulaNode>();
  readonly #nodeOf = new Map<CellFormula, FormulaNode>();
  readonly #workbook: CalculatedWorkbook;
  readonly #customCalls: CustomCalls;
  readonly #results: CellResults;

  constructor(workbook: CalculatedWorkbook, customCalls: CustomCalls, results: CellResults) {
    this.#workbook = workbook;
    this.#customCalls = customCalls;
    this.#results = results;
  }

  /** Reads all formulas anew, as after opening. What they are worth is taken as it stands, but for those that never stand. */
  rebuild(): void {
    this.dependencies.clear();
    this.#nodeOf.clear();
    this.due.clear();
    this.#results.clear();
    for (const sheet of this.#workbook.sheets) {
      sheet.grid.eachFormula((row, column, formula) => {
        const node = this.#add(sheet, row, column, formula);
        // A file has no word for #SPILL! and its like: what they were is found by calculating.
        const value = sheet.grid.value(row, column);
        // Programs that do not calculate write formulas without values.
        if (value === null || (formula.isDynamic && isCellError(value))) this.due.add(node);
      });
    }
  }

  /** Reads again the formulas that speak of names or tables, for they may mean other cells now. */
  rebindNames(): void {
    this.#rebind(({ text }) => {
      const { names, tables } = factsOf(text);
      return names.length > 0 || tables.length > 0;
    });
  }

  /** Reads again the formulas that speak of sheets, and takes up or drops those of sheets that came or went. */
  rebindSheets(): void {
    for (const sheet of this.#workbook.sheets) {
      sheet.grid.eachFormula((row, column, formula) => {
        if (!this.#nodeOf.has(formula)) this.due.add(this.#add(sheet, row, column, formula));
      });
    }
    const there = new Set(this.#workbook.sheets.map(({ id }) => id));
    for (const node of [...this.dependencies.all()]) if (!there.has(node.sheetId)) this.#forget(node);
    this.#rebind(({ text }) => /[![]|sheets?\(/i.test(text));
  }

  #rebind(isConcerned: (formula: CellFormula) => boolean): void {
    const areas: SheetArea[] = [];
    for (const node of [...this.dependencies.all()]) {
      const sheet = isConcerned(node.formula) ? this.sheet(node.sheetId) : undefined;
      if (!sheet) continue;
      this.due.delete(node);
      this.due.add(this.#add(sheet, node.row, node.column, node.formula));
      areas.push(cellOf(node));
    }
    this.follow(areas);
  }

  /** Says what formula a cell has now; it is due. */
  setFormula(sheet: Sheet, row: number, column: number, formula: CellFormula | null): void {
    const before = this.dependencies.node(sheet.id, row, column);
    if (before) {
      this.#forget(before);
      this.#clearSpill(sheet, cellKey(row, column));
    }
    if (!formula) return;
    const node = this.#add(sheet, row, column, formula);
    this.due.add(node);
    this.entered.add(node);
  }

  /**
   * Forgets the formulas of a column that is about to be replaced by another, but for those that stand where they stood; those
   * in `staying` only move and keep their calls. Gives those that were due.
   */
  dropFormulas(
    sheet: Sheet,
    column: number,
    by: GridColumn | undefined,
    staying: ReadonlySet<CellFormula>,
  ): CellFormula[] {
    const due: CellFormula[] = [];
    for (const [row, formula] of sheet.grid.column(column)?.formulas ?? []) {
      if (by?.formulas.get(row) === formula) continue;
      const node = this.dependencies.node(sheet.id, row, column);
      if (!node) continue;
      if (this.due.has(node)) due.push(formula);
      this.#forget(node, staying.has(formula));
    }
    return due;
  }

  /**
   * Takes up the formulas of a column that was put in place of another, but for those that stood there; those that do not keep
   * their values are due, and those that are `entered` as if just typed.
   */
  takeFormulas(
    sheet: Sheet,
    column: number,
    before: GridColumn | undefined,
    entered: { readonly has: (formula: CellFormula) => boolean },
    keepsValue: (formula: CellFormula) => boolean,
  ): void {
    for (const [row, formula] of sheet.grid.column(column)?.formulas ?? []) {
      if (before?.formulas.get(row) === formula) continue;
      const node = this.#add(sheet, row, column, formula);
      if (node.plain && keepsValue(formula)) continue;
      this.due.add(node);
      if (entered.has(formula)) this.entered.add(node);
    }
  }

  /** Runs work that drops and takes about so many formulas, and asks for none. */
  replaceMany(count: number, work: () => void): void {
    if (count < manyFormulas) work();
    else this.dependencies.replaceMany(work);
  }

  /**
   * The formulas that look at other cells when rows of a sheet have moved, or at more or fewer: all that they look at has neither
   * stayed nor moved as a whole, or is known only when they are evaluated.
   */
  tornBy(moves: RowMoves): ReadonlySet<CellFormula> {
    const torn = new Set<CellFormula>();
    for (const { inputs, formula, looksAnywhere } of this.dependencies.all())
      if (looksAnywhere || inputs.some(({ sheetId, area }) => sheetId === moves.sheetId && isTorn(area, moves)))
        torn.add(formula);
    return torn;
  }

  /** Makes those of some formulas due that are still there, and what looks at any that are due. */
  setFormulasDue(formulas: ReadonlySet<CellFormula>): void {
    for (const formula of formulas) {
      const node = this.#nodeOf.get(formula);
      if (node) this.due.add(node);
    }
    this.follow([...this.due].map(cellOf));
  }

  /** Takes back what the formulas of a sheet spilled; they are due. */
  clearSpills(sheet: Sheet): void {
    for (const key of [...sheet.spills.keys()]) {
      const node = this.dependencies.node(sheet.id, rowOfKey(key), columnOfKey(key));
      if (node) this.due.add(node);
      this.#clearSpill(sheet, key);
    }
  }

  #clearSpill(sheet: Sheet, key: number): void {
    const area = this.#results.clearSpill(sheet, key);
    if (area) this.changed(sheet.id, area);
  }

  /** Says that cells have other contents now: whatever looks at them is due. */
  changed(sheetId: string, area: Area): void {
    if (this.dependencies.count === 0) return;
    this.follow([{ sheetId, area }]);
  }

  everythingChanged(): void {
    for (const node of this.dependencies.all()) this.due.add(node);
  }

  /** Makes the formulas of an area due, whatever they look at. */
  setDue(sheet: Sheet, area: Area): void {
    for (const node of this.dependencies.all()) {
      const { row, column } = node;
      if (node.sheetId === sheet.id && contains(area, cellArea(row, column))) this.due.add(node);
    }
  }

  volatileChanged(): void {
    const { volatile } = this.dependencies;
    for (const node of volatile) this.due.add(node);
    this.follow([...volatile].map(cellOf));
  }

  /** Says that custom functions came: formulas that name them and have no value yet are due; a value of the file stands. */
  functionsCame(): void {
    for (const node of [...this.dependencies.all()]) {
      const sheet = this.sheet(node.sheetId);
      if (!sheet || ![...factsOf(node.formula.text).functions].some((name) => this.#customCalls.isCustom(name)))
        continue;
      const value = sheet.grid.value(node.row, node.column);
      if (value !== null && !isCellError(value)) continue;
      this.due.add(node);
      this.follow([cellOf(node)]);
    }
  }

  /** Says that a custom function answered the call of a formula; gives whether the formula is still there. */
  answered(formula: CellFormula): boolean {
    const node = this.#nodeOf.get(formula);
    if (!node) return false;
    this.due.add(node);
    this.follow([cellOf(node)]);
    return true;
  }

  /** The cells that a formula looks at. */
  inputsOf(sheet: Sheet, row: number, column: number): readonly SheetArea[] {
    return this.dependencies.node(sheet.id, row, column)?.inputs ?? [];
  }

  /** The formulas that look at an area. */
  dependentsOf(sheetId: string, area: Area): readonly FormulaNode[] {
    return [...this.dependencies.dependentsOf(sheetId, area)].filter((node) =>
      node.inputs.some((input) => input.sheetId === sheetId && intersect(input.area, area)),
    );
  }

  sheet(id: string): Sheet | undefined {
    return this.#workbook.sheets.find((sheet) => sheet.id === id);
  }

  /** Makes due whatever looks at the areas, and what looks at that, and arrays that want to be or are there. */
  follow(areas: readonly SheetArea[]): void {
    const queue = [...areas];
    for (let next = queue.pop(); next; next = queue.pop()) {
      if (this.due.size === this.dependencies.count) return;
      const { sheetId, area } = next;
      const found = this.dependencies.dependentsOf(sheetId, area);
      for (const node of this.#arraysAt(sheetId, area)) found.add(node);
      for (const node of found) {
        if (this.due.has(node)) continue;
        this.due.add(node);
        queue.push(cellOf(node));
        const spill = this.sheet(node.sheetId)?.spills.get(cellKey(node.row, node.column));
        if (spill) queue.push({ sheetId: node.sheetId, area: spill });
      }
      if (this.due.size > followLimit && this.due.size > this.dependencies.count / 2) {
        this.everythingChanged();
        return;
      }
    }
  }

  *#arraysAt(sheetId: string, area: Area): Iterable<FormulaNode> {
    yield* this.#results.blockedAt(sheetId, area);
    const sheet = this.sheet(sheetId);
    if (!sheet) return;
    for (const { row, column } of arraysAt(sheet, area)) {
      const node = this.dependencies.node(sheetId, row, column);
      if (node) yield node;
    }
  }

  #add(sheet: Sheet, row: number, column: number, formula: CellFormula): FormulaNode {
    const settled = settledFormula(formula, sheet, row, column, this.#workbook);
    const facts = factsOf(settled);
    const inputs = inputsOf(facts, sheet, row, this.#workbook);
    const node: FormulaNode = {
      sheetId: sheet.id,
      row,
      column,
      formula,
      settled: settled.text,
      inputs,
      isVolatile: facts.isVolatile || this.#customCalls.isVolatile(facts.functions),
      isExternal: inputs.length === 0 && facts.references.some(({ sheet: name }) => name?.includes('[') === true),
      looksAnywhere: facts.looksAnywhere,
      // A reference to a sheet that is not there, or to several at once, is the calculator's.
      plain: inputs.length === facts.references.length ? facts.plain : null,
    };
    this.dependencies.add(node);
    this.#nodeOf.set(formula, node);
    return node;
  }

  #forget(node: FormulaNode, keepsCalls = false): void {
    this.dependencies.remove(node.sheetId, node.row, node.column);
    this.due.delete(node);
    this.entered.delete(node);
    this.#results.forget(node);
    if (this.#nodeOf.get(node.formula) === node) this.#nodeOf.delete(node.formula);
    if (!keepsCalls) this.#customCalls.settle(node.formula, false);
  }
}

function isTorn(area: Area, moves: RowMoves): boolean {
  const { lines, from, to } = moves;
  const { top, left, bottom, right } = area;
  if (bottom < (lines.moves[0]?.at ?? 0) || right < from || left > to) return false;
  // What is cut by the edge of the band, and whole columns, stay where they are while cells in them move.
  if (left < from || right > to || (top === 0 && bottom === maxRows - 1)) return true;
  const [start, end] = [lines.start(top), lines.end(bottom)];
  return end - start !== bottom - top || end >= maxRows;
}

function cellOf({ sheetId, row, column }: FormulaNode): SheetArea {
  return { sheetId, area: cellArea(row, column) };
}
