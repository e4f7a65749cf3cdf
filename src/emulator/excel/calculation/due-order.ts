import { cellArea } from '../model/address.ts';
import type { Dependencies, FormulaNode } from './dependencies.ts';

/**
 * Functions that leave some of their arguments unread, so that a cycle through them may be none when they are evaluated; and
 * references to tables, for which a formula is put down as looking at more than it does.
 */
const uncertain = /\b(?:IF|IFS|IFERROR|IFNA|CHOOSE|SWITCH)\s*\(|\[/i;

/** Formulas that are due, and how they look at one another. */
export interface DueOrder {
  /** All of them as they were given, but each after those that it looks at; the members of a cycle in no order. */
  readonly order: readonly FormulaNode[];
  /** Those that look at themselves, by others or at once. What may be no cycle is left to the evaluation, as Excel leaves it. */
  readonly circular: ReadonlySet<FormulaNode>;
  /** The members of all cycles, those included that may be none. */
  readonly tangled: ReadonlySet<FormulaNode>;
  /** The formulas among them that look at one. */
  readonly dependentsOf: (node: FormulaNode) => readonly FormulaNode[];
}

const none: readonly FormulaNode[] = [];

/** Puts due formulas in order (Tarjan's strongly connected components). */
export function orderOf(nodes: readonly FormulaNode[], dependencies: Dependencies): DueOrder {
  const due = new Set(nodes);
  const dependents = new Map<FormulaNode, readonly FormulaNode[]>();
  const findDependents = ({ sheetId, row, column }: FormulaNode): readonly FormulaNode[] => {
    const found = dependencies.dependentsOf(sheetId, cellArea(row, column));
    return found.size === 0 ? none : [...found].filter((node) => due.has(node) && !node.looksAnywhere);
  };
  const outermostFirst: FormulaNode[] = [];
  const circular = new Set<FormulaNode>();
  const tangled = new Set<FormulaNode>();
  const order = new Map<FormulaNode, number>();
  const low = new Map<FormulaNode, number>();
  const open: FormulaNode[] = [];
  const isOpen = new Set<FormulaNode>();
  const loops = new Set<FormulaNode>();
  for (let last = nodes.length - 1; last >= 0; last -= 1) {
    const start = nodes[last];
    if (!start || order.has(start)) continue;
    const path: { readonly node: FormulaNode; readonly next: readonly FormulaNode[]; left: number }[] = [];
    const enter = (node: FormulaNode): void => {
      const next = findDependents(node);
      order.set(node, order.size);
      // Most formulas are looked at by no other: they are components of their own.
      if (next.length === 0) {
        outermostFirst.push(node);
        return;
      }
      dependents.set(node, next);
      low.set(node, order.size - 1);
      open.push(node);
      isOpen.add(node);
      path.push({ node, next, left: next.length });
    };
    enter(start);
    for (let at = path.at(-1); at; at = path.at(-1)) {
      const { node } = at;
      const next = at.next[(at.left -= 1)];
      if (next === node) loops.add(node);
      else if (next && !order.has(next)) enter(next);
      else if (next && isOpen.has(next)) low.set(node, Math.min(low.get(node) ?? 0, order.get(next) ?? 0));
      else if (!next) {
        path.pop();
        const above = path.at(-1)?.node;
        if (above) low.set(above, Math.min(low.get(above) ?? 0, low.get(node) ?? 0));
        if (low.get(node) === order.get(node)) close(node);
      }
    }
  }
  return { order: outermostFirst.reverse(), circular, tangled, dependentsOf: (node) => dependents.get(node) ?? none };

  /** Takes the component of a node, which is complete, from what is open. */
  function close(node: FormulaNode): void {
    const component: FormulaNode[] = [];
    for (let each = open.pop(); each; each = open.pop()) {
      isOpen.delete(each);
      component.push(each);
      outermostFirst.push(each);
      if (each === node) break;
    }
    if (component.length === 1 && !loops.has(node)) return;
    const isCircular = !component.some(({ formula }) => uncertain.test(formula.text));
    for (const each of component) {
      tangled.add(each);
      if (isCircular) circular.add(each);
    }
  }
}
