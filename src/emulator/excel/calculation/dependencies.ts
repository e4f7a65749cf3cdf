import { cellKey, columnsOf, intersect, rowsOf, type Area } from '../model/address.ts';
import type { PlainFormula } from '../formula/plain-formula.ts';
import type { CellFormula } from '../model/cell-grid.ts';

/** Cells of one sheet. */
export interface SheetArea {
  readonly sheetId: string;
  readonly area: Area;
}

/** A formula in its cell with the cells it looks at. */
export interface FormulaNode {
  readonly sheetId: string;
  readonly row: number;
  readonly column: number;
  readonly formula: CellFormula;
  /** The formula's text as its cell has it: see `settledFormula`. */
  readonly settled: string;
  readonly inputs: readonly SheetArea[];
  readonly isVolatile: boolean;
  /** Whether it looks at other workbooks and at no cell of this one. */
  readonly isExternal: boolean;
  readonly looksAnywhere: boolean;
  /** Where the formula only reckons with numbers; its references are the inputs, in their order. */
  readonly plain: PlainFormula | null;
}

interface Watch {
  readonly area: Area;
  readonly node: FormulaNode;
}

/** Areas up to so many cells are found by each of their cells. */
const smallArea = 16;
/** Larger ones by the squares of cells that they lie in, up to so many; the rest (whole columns) by their columns. */
const square = 32;
const manySquares = 64;
const narrowArea = 64;

class SheetWatches {
  /** The one formula that looks at a cell, as for most, or all that do. */
  readonly cells = new Map<number, FormulaNode | Set<FormulaNode>>();
  readonly squares = new Map<number, Set<Watch>>();
  readonly columns = new Map<number, Set<Watch>>();
  readonly wide = new Set<Watch>();
}

function squaresOf({ top, left, bottom, right }: Area): Area {
  const at = (index: number): number => Math.floor(index / square);
  return { top: at(top), left: at(left), bottom: at(bottom), right: at(right) };
}

/** Which formulas look at which cells, both ways. */
export class Dependencies {
  readonly #nodes = new Map<string, Map<number, FormulaNode>>();
  readonly #watches = new Map<string, SheetWatches>();
  readonly #watchesOf = new Map<FormulaNode, Watch[]>();
  readonly #volatile = new Set<FormulaNode>();
  readonly #anywhere = new Set<FormulaNode>();
  #count = 0;
  /** Whether who looks at what is put together when all is there. */
  #isHeld = false;

  get count(): number {
    return this.#count;
  }

  /** Formulas that are due at each calculation. */
  get volatile(): ReadonlySet<FormulaNode> {
    return this.#volatile;
  }

  node(sheetId: string, row: number, column: number): FormulaNode | undefined {
    return this.#nodes.get(sheetId)?.get(cellKey(row, column));
  }

  *all(): Iterable<FormulaNode> {
    for (const nodes of this.#nodes.values()) yield* nodes.values();
  }

  add(node: FormulaNode): void {
    this.remove(node.sheetId, node.row, node.column);
    let nodes = this.#nodes.get(node.sheetId);
    if (!nodes) this.#nodes.set(node.sheetId, (nodes = new Map<number, FormulaNode>()));
    nodes.set(cellKey(node.row, node.column), node);
    this.#count += 1;
    if (node.isVolatile) this.#volatile.add(node);
    if (node.looksAnywhere) this.#anywhere.add(node);
    if (!this.#isHeld) for (const { sheetId, area } of node.inputs) this.#watch(sheetId, area, node);
  }

  /** Runs work that replaces very many formulas and asks nothing; who looks at what is put together once, after it. */
  replaceMany(work: () => void): void {
    this.#isHeld = true;
    this.#watches.clear();
    this.#watchesOf.clear();
    work();
    this.#isHeld = false;
    for (const node of this.all()) for (const { sheetId, area } of node.inputs) this.#watch(sheetId, area, node);
  }

  remove(sheetId: string, row: number, column: number): FormulaNode | undefined {
    const nodes = this.#nodes.get(sheetId);
    const node = nodes?.get(cellKey(row, column));
    if (!node) return undefined;
    nodes?.delete(cellKey(row, column));
    this.#count -= 1;
    this.#volatile.delete(node);
    this.#anywhere.delete(node);
    if (this.#isHeld) return node;
    for (const { sheetId: at, area } of node.inputs) this.#unwatch(at, area, node);
    this.#watchesOf.delete(node);
    return node;
  }

  clear(): void {
    for (const each of [this.#nodes, this.#watches, this.#watchesOf, this.#volatile, this.#anywhere]) each.clear();
    this.#count = 0;
  }

  /** The formulas that look at some cell of an area. */
  dependentsOf(sheetId: string, area: Area): Set<FormulaNode> {
    const found = new Set<FormulaNode>(this.#anywhere);
    const watches = this.#watches.get(sheetId);
    if (!watches) return found;
    const size = rowsOf(area) * columnsOf(area);
    if (size <= watches.cells.size) {
      for (let row = area.top; row <= area.bottom; row += 1) {
        for (let column = area.left; column <= area.right; column += 1) {
          addAll(found, watches.cells.get(cellKey(row, column)));
        }
      }
    } else {
      for (const own of watches.cells.values()) {
        for (const node of own instanceof Set ? own : [own])
          if (!found.has(node) && looksAt(node, sheetId, area)) found.add(node);
      }
    }
    const squares = squaresOf(area);
    const meet = ({ area: watched, node }: Watch): void => {
      if (intersect(watched, area)) found.add(node);
    };
    if (rowsOf(squares) * columnsOf(squares) <= watches.squares.size)
      eachCell(squares, (key) => watches.squares.get(key)?.forEach(meet));
    else for (const own of watches.squares.values()) own.forEach(meet);
    for (const [column, own] of watches.columns) {
      if (column < area.left || column > area.right) continue;
      for (const watch of own) if (intersect(watch.area, area)) found.add(watch.node);
    }
    for (const watch of watches.wide) if (intersect(watch.area, area)) found.add(watch.node);
    return found;
  }

  #watch(sheetId: string, area: Area, node: FormulaNode): void {
    let watches = this.#watches.get(sheetId);
    if (!watches) this.#watches.set(sheetId, (watches = new SheetWatches()));
    if (rowsOf(area) * columnsOf(area) <= smallArea) {
      eachCell(area, (key) => addNode(watches.cells, key, node));
      return;
    }
    const watch = { area, node };
    const own = this.#watchesOf.get(node);
    if (own) own.push(watch);
    else this.#watchesOf.set(node, [watch]);
    const squares = squaresOf(area);
    if (rowsOf(squares) * columnsOf(squares) <= manySquares) {
      const { squares: known } = watches;
      eachCell(squares, (key) => addTo(known, key, watch));
    } else if (columnsOf(area) > narrowArea) watches.wide.add(watch);
    else for (let column = area.left; column <= area.right; column += 1) addTo(watches.columns, column, watch);
  }

  #unwatch(sheetId: string, area: Area, node: FormulaNode): void {
    const watches = this.#watches.get(sheetId);
    if (!watches) return;
    if (rowsOf(area) * columnsOf(area) <= smallArea) eachCell(area, (key) => deleteNode(watches.cells, key, node));
    for (const watch of this.#watchesOf.get(node) ?? []) {
      watches.wide.delete(watch);
      const squares = squaresOf(watch.area);
      if (rowsOf(squares) * columnsOf(squares) <= manySquares) {
        eachCell(squares, (key) => watches.squares.get(key)?.delete(watch));
        continue;
      }
      for (
        let column = watch.area.left;
        column <= watch.area.right && column - watch.area.left <= narrowArea;
        column += 1
      )
        watches.columns.get(column)?.delete(watch);
    }
  }
}

function looksAt(node: FormulaNode, sheetId: string, area: Area): boolean {
  return node.inputs.some((input) => input.sheetId === sheetId && intersect(input.area, area) !== null);
}

function eachCell({ top, left, bottom, right }: Area, visit: (key: number) => void): void {
  for (let row = top; row <= bottom; row += 1)
    for (let column = left; column <= right; column += 1) visit(cellKey(row, column));
}

function addTo<K, V>(map: Map<K, Set<V>>, key: K, value: V): void {
  const known = map.get(key);
  if (known) known.add(value);
  else map.set(key, new Set([value]));
}

function addAll(found: Set<FormulaNode>, own: FormulaNode | Set<FormulaNode> | undefined): void {
  if (own instanceof Set) for (const node of own) found.add(node);
  else if (own) found.add(own);
}

function addNode(map: Map<number, FormulaNode | Set<FormulaNode>>, key: number, node: FormulaNode): void {
  const own = map.get(key);
  if (own === undefined || own === node) map.set(key, node);
  else if (own instanceof Set) own.add(node);
  else map.set(key, new Set([own, node]));
}

function deleteNode(map: Map<number, FormulaNode | Set<FormulaNode>>, key: number, node: FormulaNode): void {
  const own = map.get(key);
  if (own === node) map.delete(key);
  else if (own instanceof Set && own.delete(node) && own.size === 0) map.delete(key);
}
