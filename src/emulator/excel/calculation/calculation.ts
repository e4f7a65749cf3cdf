import { factsOf, withoutPrefix } from '../formula/formula-facts.ts';
import { sameName } from '../formula/move-references.ts';
import {
  areaName,
  cellArea,
  cellKey,
  cellName,
  columnOfKey,
  contains,
  intersect,
  maxColumns,
  maxRows,
  quoteSheetName,
  rowOfKey,
  type Area,
} from '../model/address.ts';
import type { CellFormula } from '../model/cell-grid.ts';
import { cellError, isCellError, type CellValue } from '../model/cell-value.ts';
import type { Sheet } from '../model/sheet.ts';
import type { WorkbookState } from '../model/workbook-state.ts';
import { CustomCalls, type CustomFunctionInfo, type CustomFunctionRunner } from './custom-calls.ts';
import { Dependencies, type FormulaNode, type SheetArea } from './dependencies.ts';
import { orderOf } from './due-order.ts';
import { evaluatePlain, type PlainReference } from './evaluate-plain.ts';
import { inputsOf } from './formula-inputs.ts';
import type { CalculationRequest, Calculator, FormulaResult } from './calculator.ts';
import { gatherSheets } from './gather-sheets.ts';
import { prepareFormula, type ArgumentPlace } from './prepare-formula.ts';
import { settledFormula, withTableCells } from './settled-formula.ts';

/** What the calculation needs of the workbook. */
export interface CalculatedWorkbook {
  readonly sheets: readonly Sheet[];
  readonly state: WorkbookState;
}

/** Arrays that grow and shrink each other are given up after so many rounds. */
const maxRounds = 12;
/** The library forgets formulas past so many of one request, and takes them for empty. */
const formulasAtOnce = 8000;
/** Past this many formulas at once it is cheaper to take all than to follow each. */
const followLimit = 20_000;

/** Formulas that the calculator has to evaluate. */
interface LeftFormulas {
  /** Each after those that it looks at. */
  readonly inOrder: readonly FormulaNode[];
  /** Those of which only the evaluation tells what they look at, the members of cycles, and whatever looks at either. */
  readonly inAnyOrder: readonly FormulaNode[];
}

/**
 * Keeps the values of formulas true: knows which are due after a change, has them evaluated, spills arrays and runs custom
 * functions. Values that it writes are no edits: undo does not know them, for they follow from the cells.
 */
export class Calculation {
  readonly customCalls = new CustomCalls((formula) => this.#customAnswered(formula));
  /** Called when a custom function's result came and cells are to be calculated. */
  onAnswer: () => void = () => undefined;
  readonly #workbook: CalculatedWorkbook;
  readonly #calculator: Calculator;
  readonly #dependencies = new Dependencies();
  readonly #nodeOf = new Map<CellFormula, FormulaNode>();
  readonly #due = new Set<FormulaNode>();
  /** Formulas that were just entered: they are evaluated even where calculation is by hand. */
  readonly #entered = new Set<FormulaNode>();
  /** Where arrays want to be but find no room. */
  readonly #blocked = new Map<FormulaNode, Area>();
  readonly #circular = new Set<FormulaNode>();

  constructor(workbook: CalculatedWorkbook, calculator: Calculator) {
    this.#workbook = workbook;
    this.#calculator = calculator;
  }

  get isDue(): boolean {
    return this.#due.size > 0;
  }

  get formulaCount(): number {
    return this.#dependencies.count;
  }

  /** Whether a formula can be entered: Excel refuses one that it cannot read. */
  isReadable(formula: string): boolean {
    const prepared = prepareFormula(formula, {
      row: 0,
      column: 0,
      spillOf: () => cellArea(0, 0),
      isCustom: () => false,
      callNumber: () => 0,
    });
    return this.#calculator.isReadable(prepared);
  }

  /** Reads all formulas anew, as after opening. What they are worth is taken as it stands, but for those that never stand. */
  rebuild(): void {
    this.#dependencies.clear();
    this.#nodeOf.clear();
    this.#due.clear();
    this.#circular.clear();
    for (const sheet of this.#workbook.sheets) {
      sheet.grid.eachFormula((row, column, formula) => {
        const node = this.#add(sheet, row, column, formula);
        // A file has no word for #SPILL! and its like: what they were is found by calculating.
        const value = sheet.grid.value(row, column);
        // Programs that do not calculate write formulas without values.
        if (value === null || (formula.isDynamic && isCellError(value))) this.#due.add(node);
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
        if (!this.#nodeOf.has(formula)) this.#due.add(this.#add(sheet, row, column, formula));
      });
    }
    const there = new Set(this.#workbook.sheets.map(({ id }) => id));
    for (const node of [...this.#dependencies.all()]) if (!there.has(node.sheetId)) this.#forget(node);
    this.#rebind(({ text }) => /[![]|sheets?\(/i.test(text));
  }

  #rebind(isConcerned: (formula: CellFormula) => boolean): void {
    const areas: SheetArea[] = [];
    for (const node of [...this.#dependencies.all()]) {
      const sheet = isConcerned(node.formula) ? this.#sheet(node.sheetId) : undefined;
      if (!sheet) continue;
      this.#due.delete(node);
      this.#due.add(this.#add(sheet, node.row, node.column, node.formula));
      areas.push({ sheetId: sheet.id, area: cellArea(node.row, node.column) });
    }
    this.#follow(areas);
  }

  /** Says what formula a cell has now; it is due. */
  setFormula(sheet: Sheet, row: number, column: number, formula: CellFormula | null): void {
    const before = this.#dependencies.node(sheet.id, row, column);
    if (before) {
      this.#forget(before);
      this.#clearSpill(sheet, cellKey(row, column));
    }
    if (!formula) return;
    const node = this.#add(sheet, row, column, formula);
    this.#due.add(node);
    this.#entered.add(node);
  }

  /** Forgets the formulas of a column that is about to be replaced; those in `staying` only move and keep their calls. */
  dropFormulas(sheet: Sheet, column: number, staying: ReadonlySet<CellFormula>): void {
    for (const row of sheet.grid.formulaRows(column)) {
      const node = this.#dependencies.node(sheet.id, row, column);
      if (node) this.#forget(node, staying.has(node.formula));
    }
  }

  /** Takes up the formulas of a column that was put in; they are due, and those that are `entered` as if just typed. */
  takeFormulas(sheet: Sheet, column: number, entered: { readonly has: (formula: CellFormula) => boolean }): void {
    for (const row of sheet.grid.formulaRows(column)) {
      const formula = sheet.grid.formula(row, column);
      if (!formula) continue;
      const node = this.#add(sheet, row, column, formula);
      this.#due.add(node);
      if (entered.has(formula)) this.#entered.add(node);
    }
  }

  /** Takes back what the formulas of a sheet spilled; they are due. */
  clearSpills(sheet: Sheet): void {
    for (const key of [...sheet.spills.keys()]) {
      const node = this.#dependencies.node(sheet.id, rowOfKey(key), columnOfKey(key));
      if (node) this.#due.add(node);
      this.#clearSpill(sheet, key);
    }
  }

  /** Says that cells have other contents now: whatever looks at them is due. */
  changed(sheetId: string, area: Area): void {
    if (this.#dependencies.count === 0) return;
    this.#follow([{ sheetId, area }]);
  }

  /** Makes every formula due; `rebuild` also calls every custom function again. */
  everythingChanged(callAgain: boolean): void {
    if (callAgain) this.customCalls.forgetAll();
    for (const node of this.#dependencies.all()) this.#due.add(node);
  }

  /** Makes the formulas of an area due, whatever they look at. */
  setDue(sheet: Sheet, area: Area): void {
    for (const node of this.#dependencies.all()) {
      const { row, column } = node;
      if (node.sheetId === sheet.id && contains(area, cellArea(row, column))) this.#due.add(node);
    }
  }

  volatileChanged(): void {
    for (const node of this.#dependencies.volatile) this.#due.add(node);
    this.#follow(
      [...this.#dependencies.volatile].map(({ sheetId, row, column }) => ({ sheetId, area: cellArea(row, column) })),
    );
  }

  /** The cells that a formula looks at. */
  inputsOf(sheet: Sheet, row: number, column: number): readonly SheetArea[] {
    return this.#dependencies.node(sheet.id, row, column)?.inputs ?? [];
  }

  /** The formulas that look at an area. */
  dependentsOf(sheetId: string, area: Area): readonly FormulaNode[] {
    return [...this.#dependencies.dependentsOf(sheetId, area)].filter((node) =>
      node.inputs.some((input) => input.sheetId === sheetId && intersect(input.area, area)),
    );
  }

  /** Makes custom functions known. Formulas that name them and have no value yet are due; a value of the file stands. */
  registerFunctions(functions: readonly CustomFunctionInfo[], runner: CustomFunctionRunner): void {
    this.customCalls.register(functions, runner);
    for (const node of [...this.#dependencies.all()]) {
      const sheet = this.#sheet(node.sheetId);
      if (!sheet || ![...factsOf(node.formula.text).functions].some((name) => this.customCalls.isCustom(name)))
        continue;
      const value = sheet.grid.value(node.row, node.column);
      if (value !== null && !isCellError(value)) continue;
      this.#due.add(node);
      this.#follow([{ sheetId: node.sheetId, area: cellArea(node.row, node.column) }]);
    }
  }

  /** What a formula would give on a sheet, without putting it anywhere; custom functions are not called. */
  evaluateOnce(sheet: Sheet, formula: string, row = 0, column = 0): FormulaResult {
    return this.#evaluateAside(sheet, [{ formula, row, column }], true)[0] ?? [[null]];
  }

  /** What formulas would give in cells, each one value, without putting them there. */
  evaluateAll(
    sheet: Sheet,
    formulas: readonly { readonly formula: string; readonly row: number; readonly column: number }[],
  ): readonly CellValue[] {
    return this.#evaluateAside(sheet, formulas, false).map((result) => result[0]?.[0] ?? null);
  }

  #evaluateAside(
    sheet: Sheet,
    formulas: readonly { readonly formula: string; readonly row: number; readonly column: number }[],
    isDynamic: boolean,
  ): readonly FormulaResult[] {
    // They are evaluated in the sheet's last cells, where nothing stands that they could be taken for.
    const nodes = formulas.map(({ formula, row }, index): FormulaNode => {
      const settled = withTableCells(formula, sheet, row, this.#workbook);
      const facts = factsOf(settled);
      return {
        sheetId: sheet.id,
        row: maxRows - 1 - index,
        column: maxColumns - 1,
        formula: { text: formula, isDynamic },
        settled,
        inputs: inputsOf(facts, sheet, row, this.#workbook),
        isVolatile: facts.isVolatile,
        isExternal: false,
        looksAnywhere: facts.looksAnywhere,
        plain: null,
      };
    });
    const request = this.#request(nodes);
    return this.#calculator.evaluate({
      ...request,
      formulas: request.formulas.map((call, index) => ({
        ...call,
        formula: prepareFormula(nodes[index]?.settled ?? '', {
          row: formulas[index]?.row ?? 0,
          column: formulas[index]?.column ?? 0,
          spillOf: (name, atRow, atColumn) => this.#spillOf(name, sheet.id, atRow, atColumn),
          isCustom: () => false,
          callNumber: () => 0,
        }),
      })),
      customFunctions: new Map(),
    });
  }

  /** Evaluates what is due; gives the cells whose values are others now, by sheet. */
  calculate(): ReadonlyMap<string, ReadonlySet<number>> {
    const changed = new Map<string, Set<number>>();
    for (let round = 0; round < maxRounds && this.#due.size > 0; round += 1) {
      const nodes = [...this.#due];
      this.#due.clear();
      this.#evaluate(nodes, changed);
    }
    this.#due.clear();
    this.#entered.clear();
    return changed;
  }

  /** Evaluates the formulas that were just entered and nothing else, as Excel does where calculation is by hand. */
  calculateEntered(): ReadonlyMap<string, ReadonlySet<number>> {
    const changed = new Map<string, Set<number>>();
    const nodes = [...this.#entered].filter((node) => this.#due.delete(node));
    this.#entered.clear();
    if (nodes.length > 0) this.#evaluate(nodes, changed);
    return changed;
  }

  /** A cell whose formula looks at itself, where there is one; such cells show 0. */
  get circularCell(): { readonly sheetId: string; readonly row: number; readonly column: number } | null {
    const [first] = this.#circular;
    return first ?? null;
  }

  /**
   * Takes from formulas that are due those that need no calculator, each after those that it looks at, and gives the others.
   * Formulas that look at themselves show 0, and what looks at them is computed from that.
   */
  #evaluateSimple(due: readonly FormulaNode[], changed: Map<string, Set<number>>): LeftFormulas {
    for (const node of due) this.#circular.delete(node);
    const { order, circular, tangled, dependentsOf } = orderOf(due, this.#dependencies);
    const sheets = new Map(this.#workbook.sheets.map((sheet) => [sheet.id, sheet]));
    for (const node of circular) {
      this.#circular.add(node);
      const sheet = sheets.get(node.sheetId);
      if (sheet) this.#write(sheet, node.row, node.column, 0, changed);
    }
    const left = { inOrder: [] as FormulaNode[], inAnyOrder: [] as FormulaNode[] };
    // What looks at a formula that is left has to wait for it.
    const waiting = new Set(tangled);
    const isUnordered = new Set(tangled);
    for (const node of order) {
      if (circular.has(node)) continue;
      if (node.looksAnywhere) isUnordered.add(node);
      const sheet = sheets.get(node.sheetId);
      const value = sheet && !waiting.has(node) && this.#isAlone(sheet, node) ? plainValue(node, sheets) : undefined;
      if (sheet && value !== undefined) this.#write(sheet, node.row, node.column, value, changed);
      else {
        const isLast = isUnordered.has(node);
        (isLast ? left.inAnyOrder : left.inOrder).push(node);
        for (const next of dependentsOf(node)) {
          waiting.add(next);
          if (isLast) isUnordered.add(next);
        }
      }
    }
    return left;
  }

  /** Whether the value of a formula that looks at other workbooks alone is the one that Excel read there. */
  #stands(node: FormulaNode): boolean {
    if (!node.isExternal || this.#entered.has(node)) return false;
    return this.#sheet(node.sheetId)?.grid.value(node.row, node.column) !== null;
  }

  /** Whether a formula fills its own cell, now as before. */
  #isAlone(sheet: Sheet, node: FormulaNode): boolean {
    if (node.formula.arrayArea || this.#blocked.has(node)) return false;
    return sheet.spills.size === 0 || !sheet.spills.has(cellKey(node.row, node.column));
  }

  #evaluate(due: readonly FormulaNode[], changed: Map<string, Set<number>>): void {
    const { inOrder, inAnyOrder } = this.#evaluateSimple(
      due.filter((node) => !this.#stands(node)),
      changed,
    );
    if (inOrder.length + inAnyOrder.length === 0) return;
    this.customCalls.begin();
    const respilled: SheetArea[] = [];
    if (inOrder.length + inAnyOrder.length <= formulasAtOnce) {
      this.#evaluateTogether([...inOrder, ...inAnyOrder], changed, respilled);
    } else {
      for (const part of parts(inOrder)) this.#evaluateTogether(part, changed, respilled);
      let isOther = false;
      for (const part of parts(inAnyOrder)) isOther = this.#evaluateTogether(part, changed, respilled) || isOther;
      // Some were read before others had their values.
      if (isOther && inAnyOrder.length > formulasAtOnce) for (const node of inAnyOrder) this.#due.add(node);
    }
    this.#follow(respilled);
    this.#repeatSpillReaders([...inOrder, ...inAnyOrder]);
  }

  /** Has formulas evaluated in one request; says whether any has another value now. */
  #evaluateTogether(nodes: readonly FormulaNode[], changed: Map<string, Set<number>>, respilled: SheetArea[]): boolean {
    const results = this.#calculator.evaluate(this.#request(nodes));
    let isOther = false;
    for (const [index, node] of nodes.entries()) {
      const sheet = this.#sheet(node.sheetId);
      if (sheet) isOther = this.#store(sheet, node, results[index] ?? [[null]], changed, respilled) || isOther;
      this.customCalls.settle(node.formula, true);
    }
    return isOther;
  }

  /** `A1#` is read before the formula in A1 has been evaluated: who reads so is evaluated once more when A1 was due too. */
  #repeatSpillReaders(nodes: readonly FormulaNode[]): void {
    const evaluated = new Set(nodes);
    for (const node of nodes) {
      if (!/\d#/.test(node.formula.text)) continue;
      const readsNew = node.inputs.some(({ sheetId, area }) => {
        const anchor = this.#dependencies.node(sheetId, area.top, area.left);
        return anchor !== undefined && anchor !== node && evaluated.has(anchor);
      });
      if (readsNew) this.#due.add(node);
    }
  }

  #request(nodes: readonly FormulaNode[]): CalculationRequest {
    const { sheets, state } = this.#workbook;
    const calls: { node: FormulaNode; index: number; places: (string | null)[] }[] = [];
    const names = new Map(sheets.map((sheet) => [sheet.id, sheet.name]));
    const formulas = nodes.map((node) => ({
      sheet: names.get(node.sheetId) ?? '',
      row: node.row,
      column: node.column,
      isDynamic: node.formula.isDynamic || node.formula.arrayArea !== undefined,
      formula: prepareFormula(node.settled, {
        row: node.row,
        column: node.column,
        spillOf: (name, row, column) => this.#spillOf(name, node.sheetId, row, column),
        isCustom: (name) => this.customCalls.isCustom(withoutPrefix(name)),
        callNumber: (index, places) =>
          calls.push({ node, index, places: places.map((place) => placeName(place, names.get(node.sheetId) ?? '')) }) -
          1,
      }),
    }));
    const customFunctions = new Map(
      [...this.customCalls.functions].map(([name, info]) => [
        name,
        ([number, ...args]: readonly (CellValue | CellValue[][])[]) => {
          const { node, index, places } = calls[Number(number)] ?? {};
          if (!node || index === undefined || !places) return cellError('#VALUE!');
          const address = `${quoteSheetName(names.get(node.sheetId) ?? '')}!${cellName(node.row, node.column)}`;
          return this.customCalls.result(node.formula, index, { info, address, args, places });
        },
      ]),
    );
    return {
      formulas,
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

  #store(
    sheet: Sheet,
    node: FormulaNode,
    result: FormulaResult,
    changed: Map<string, Set<number>>,
    respilled: SheetArea[],
  ): boolean {
    const { row, column, formula } = node;
    const key = cellKey(row, column);
    const rows = result.length;
    const columns = Math.max(1, ...result.map((each) => each.length));
    const wanted = formula.arrayArea ?? { top: row, left: column, bottom: row + rows - 1, right: column + columns - 1 };
    const before = sheet.spills.get(key);
    const isArray = wanted.top !== wanted.bottom || wanted.left !== wanted.right;
    const hasRoom = !isArray || formula.arrayArea !== undefined || this.#hasRoom(sheet, wanted, key);
    this.#blocked.delete(node);
    if (!hasRoom) this.#blocked.set(node, wanted);
    const area = isArray && hasRoom ? wanted : null;
    if (before && !(area && contains(area, before) && contains(before, area))) {
      this.#clearSpill(sheet, key);
      respilled.push({ sheetId: sheet.id, area: before });
    }
    const first = hasRoom ? firstValue(result) : cellError('#SPILL!');
    const isOther = this.#write(sheet, row, column, first, changed);
    if (!area) return isOther;
    // What looks at the pieces was evaluated without them: it is due again.
    respilled.push({ sheetId: sheet.id, area });
    sheet.spills.set(key, area);
    for (let at = area.top; at <= area.bottom; at += 1) {
      for (let across = area.left; across <= area.right; across += 1) {
        if (at === row && across === column) continue;
        const value = pieceOf(result, at - row, across - column);
        sheet.spilled.set(cellKey(at, across), key);
        this.#write(sheet, at, across, value, changed);
      }
    }
    return isOther;
  }

  #write(sheet: Sheet, row: number, column: number, value: CellValue, changed: Map<string, Set<number>>): boolean {
    if (sheet.grid.value(row, column) === value) return false;
    sheet.grid.setValue(row, column, value);
    sheet.edits += 1;
    let cells = changed.get(sheet.id);
    if (!cells) changed.set(sheet.id, (cells = new Set()));
    cells.add(cellKey(row, column));
    return true;
  }

  #hasRoom(sheet: Sheet, area: Area, anchor: number): boolean {
    if (area.bottom >= maxRows || area.right >= maxColumns) return false;
    if (sheet.state.merges.some((merge) => intersect(merge, area))) return false;
    for (let row = area.top; row <= area.bottom; row += 1) {
      for (let column = area.left; column <= area.right; column += 1) {
        const key = cellKey(row, column);
        if (key === anchor || sheet.spilled.get(key) === anchor) continue;
        if (sheet.spilled.has(key) || sheet.grid.formula(row, column)) return false;
        if (sheet.grid.value(row, column) !== null) return false;
      }
    }
    return true;
  }

  #clearSpill(sheet: Sheet, key: number): void {
    const area = sheet.spills.get(key);
    if (!area) return;
    sheet.spills.delete(key);
    for (let row = area.top; row <= area.bottom; row += 1) {
      for (let column = area.left; column <= area.right; column += 1) {
        const piece = cellKey(row, column);
        if (sheet.spilled.get(piece) !== key) continue;
        sheet.spilled.delete(piece);
        sheet.grid.setValue(row, column, null);
      }
    }
    this.changed(sheet.id, area);
  }

  /** Makes due whatever looks at the areas, and what looks at that, and arrays that want to be or are there. */
  #follow(areas: readonly SheetArea[]): void {
    const queue = [...areas];
    for (let next = queue.pop(); next; next = queue.pop()) {
      const { sheetId, area } = next;
      const found = this.#dependencies.dependentsOf(sheetId, area);
      for (const node of this.#arraysAt(sheetId, area)) found.add(node);
      for (const node of found) {
        if (this.#due.has(node)) continue;
        this.#due.add(node);
        queue.push({ sheetId: node.sheetId, area: cellArea(node.row, node.column) });
        const spill = this.#sheet(node.sheetId)?.spills.get(cellKey(node.row, node.column));
        if (spill) queue.push({ sheetId: node.sheetId, area: spill });
      }
      if (this.#due.size > followLimit && this.#due.size > this.#dependencies.count / 2) {
        for (const node of this.#dependencies.all()) this.#due.add(node);
        return;
      }
    }
  }

  *#arraysAt(sheetId: string, area: Area): Iterable<FormulaNode> {
    for (const [node, wanted] of this.#blocked) if (node.sheetId === sheetId && intersect(wanted, area)) yield node;
    const sheet = this.#sheet(sheetId);
    for (const [key, spill] of sheet?.spills ?? []) {
      if (!intersect(spill, area) || contains(area, spill) === contains(spill, area)) continue;
      const node = this.#dependencies.node(sheetId, rowOfKey(key), columnOfKey(key));
      const isOwn = contains(cellArea(rowOfKey(key), columnOfKey(key)), area);
      if (node && !isOwn) yield node;
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
      settled,
      inputs,
      isVolatile: facts.isVolatile || this.customCalls.isVolatile(facts.functions),
      isExternal: inputs.length === 0 && facts.references.some(({ sheet: name }) => name?.includes('[') === true),
      looksAnywhere: facts.looksAnywhere,
      // A reference to a sheet that is not there, or to several at once, is the calculator's.
      plain: inputs.length === facts.references.length ? facts.plain : null,
    };
    this.#dependencies.add(node);
    this.#nodeOf.set(formula, node);
    return node;
  }

  #forget(node: FormulaNode, keepsCalls = false): void {
    this.#dependencies.remove(node.sheetId, node.row, node.column);
    this.#due.delete(node);
    this.#entered.delete(node);
    this.#blocked.delete(node);
    this.#circular.delete(node);
    if (this.#nodeOf.get(node.formula) === node) this.#nodeOf.delete(node.formula);
    if (!keepsCalls) this.customCalls.settle(node.formula, false);
  }

  #customAnswered(formula: CellFormula): void {
    const node = this.#nodeOf.get(formula);
    if (!node) return;
    this.#due.add(node);
    this.#follow([{ sheetId: node.sheetId, area: cellArea(node.row, node.column) }]);
    this.onAnswer();
  }

  #spillOf(name: string | null, ownId: string, row: number, column: number): Area | null {
    const sheet = name === null ? this.#sheet(ownId) : this.#workbook.sheets.find((each) => sameName(each.name, name));
    if (!sheet?.grid.formula(row, column)) return null;
    return (
      sheet.spills.get(cellKey(row, column)) ??
      (isCellError(sheet.grid.value(row, column)) ? null : cellArea(row, column))
    );
  }

  #sheet(id: string): Sheet | undefined {
    return this.#workbook.sheets.find((sheet) => sheet.id === id);
  }
}

function plainValue({ plain, inputs }: FormulaNode, sheets: ReadonlyMap<string, Sheet>): number | undefined {
  if (!plain) return undefined;
  const references: PlainReference[] = [];
  for (const { sheetId, area } of inputs) {
    const sheet = sheets.get(sheetId);
    if (!sheet) return undefined;
    references.push({ sheet, area });
  }
  return evaluatePlain(plain, references);
}

function* parts(nodes: readonly FormulaNode[]): Iterable<readonly FormulaNode[]> {
  for (let at = 0; at < nodes.length; at += formulasAtOnce) yield nodes.slice(at, at + formulasAtOnce);
}

function placeName(place: ArgumentPlace | null, ownSheet: string): string | null {
  return place && `${quoteSheetName(place.sheet ?? ownSheet)}!${areaName(place.area)}`;
}

/** A formula that gives nothing shows 0. */
function firstValue(result: FormulaResult): CellValue {
  return result[0]?.[0] ?? 0;
}

function pieceOf(result: FormulaResult, row: number, column: number): CellValue {
  // One row or column fills a legacy array's area; what lies outside of the result is not available.
  const line = result[result.length === 1 ? 0 : row];
  const value = line?.[line.length === 1 ? 0 : column];
  return value === undefined ? cellError('#N/A') : (value ?? 0);
}
