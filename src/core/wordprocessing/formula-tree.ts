import type { MathNode } from './mathml.ts';
import { bars, closingFences, invisible, openingFences } from './formula-signs.ts';

const scripts = new Set(['msub', 'msup', 'msubsup']);

/**
 * The nodes of a row with all grouping that means nothing dissolved, so that neighbours can be seen, and scripts without
 * a base (`H_2` of a chemical formula) given to the letter before them.
 */
export function flatten(nodes: readonly MathNode[]): MathNode[] {
  const flat: MathNode[] = [];
  for (const node of nodes.flatMap(dissolve)) {
    const base = node.children[0];
    const before = flat.at(-1);
    if (scripts.has(node.name) && base && isEmpty(base) && before && isLetter(before)) {
      flat[flat.length - 1] = { ...node, children: [before, ...node.children.slice(1)] };
    } else {
      flat.push(node);
    }
  }
  return flat;
}

function dissolve(node: MathNode): readonly MathNode[] {
  const isGroup = ['mrow', 'mstyle', 'mpadded', 'math', 'mtd'].includes(node.name);
  if (node.name === 'semantics') return node.children[0] ? dissolve(node.children[0]) : [];
  if (node.name === 'annotation') return [];
  if (node.name === 'mspace' && node.attributes['width'] === undefined) return [];
  return isGroup && !isBoxed(node) ? node.children.flatMap(dissolve) : [node];
}

/** A frame around an expression, which temml draws by style. */
export function isBoxed(node: MathNode): boolean {
  return node.attributes['style']?.includes('border:') === true;
}

function isLetter(node: MathNode): boolean {
  return ['mi', 'mn', 'mtext'].includes(node.name) || (scripts.has(node.name) && !isEmpty(node));
}

/** Whether nothing is to be seen of a node. */
export function isEmpty(node: MathNode | undefined): boolean {
  return !node || (node.name !== 'mspace' && textOf(node).replace(invisible, '').trim() === '');
}

/** All characters in a node. */
export function textOf(node: MathNode | undefined): string {
  return node ? node.text + node.children.map(textOf).join('') : '';
}

export type FenceSide = 'open' | 'close' | 'bar' | 'middle';

/** What a node is as a bracket, itself or as the base of a script: `(a)^2` carries its exponent on the bracket. */
export function fenceSide(node: MathNode | undefined): FenceSide | undefined {
  if (!node) return undefined;
  const base = scripts.has(node.name) ? node.children[0] : node;
  if (!base || !['mo', 'mi'].includes(base.name) || base.attributes['fence'] === 'false') return undefined;
  const sign = textOf(base);
  const side = sideOf(sign, base.attributes);
  return base === node || side === 'close' || side === 'bar' ? side : undefined;
}

function sideOf(sign: string, { fence, form, stretchy }: MathNode['attributes']): FenceSide | undefined {
  if (fence === 'true' && form === 'prefix') return 'open';
  if (fence === 'true' && form === 'postfix') return 'close';
  if (stretchy === 'true' && form === 'infix') return 'middle';
  if (openingFences.has(sign)) return 'open';
  if (closingFences.has(sign)) return 'close';
  return sign !== '' && bars.has(sign) ? 'bar' : undefined;
}

/** The index of the bracket that closes the one at `start`, and of those that part its content; `undefined` if none does. */
export function matchFence(
  nodes: readonly MathNode[],
  start: number,
): { readonly end: number; readonly parts: readonly number[] } | undefined {
  if (fenceSide(nodes[start]) === 'bar') return matchBar(nodes, start);
  if (fenceSide(nodes[start]) !== 'open') return undefined;
  const parts: number[] = [];
  let depth = 0;
  for (let index = start + 1; index < nodes.length; index += 1) {
    const side = fenceSide(nodes[index]);
    if (side === 'open') depth += 1;
    else if (side === 'middle' && depth === 0) parts.push(index);
    else if (side === 'close' && depth > 0) depth -= 1;
    else if (side === 'close') return { end: index, parts };
  }
  return undefined;
}

/** `|x|`: bars that come in pairs, or one where an expression can begin; in `P(A|B)` the bar is a relation. */
function matchBar(nodes: readonly MathNode[], start: number): { readonly end: number; readonly parts: [] } | undefined {
  const sign = barSign(nodes[start]);
  if (nodes[start]?.children.length !== 0) return undefined;
  const same: number[] = [];
  let depth = 0;
  for (let index = start; index < nodes.length && depth >= 0; index += 1) {
    const side = fenceSide(nodes[index]);
    if (side === 'open') depth += 1;
    else if (side === 'close') depth -= 1;
    else if (side === 'bar' && depth === 0 && barSign(nodes[index]) === sign) same.push(index);
  }
  const end = same[1];
  const before = nodes[start - 1];
  const canBegin = !before || before.name === 'mo' || before.name === 'mspace' || same.length % 2 === 0;
  return end !== undefined && end > start + 1 && canBegin ? { end, parts: [] } : undefined;
}

function barSign(node: MathNode | undefined): string {
  return textOf(node && scripts.has(node.name) ? node.children[0] : node);
}
