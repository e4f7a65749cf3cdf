import type { OoxmlPackage } from '../../package/ooxml-package.ts';
import { createList } from '../parts/numbering.ts';
import { bulletLevels, numberLevels, type LevelDefinition } from '../parts/numbering-definitions.ts';
import type { Declarations } from './css.ts';

/** A list of the document that HTML lists become: its nested lists are its levels, as far as they look as those do. */
export interface ListPlan {
  readonly numId: string;
  readonly levels: readonly LevelDefinition[];
}

const deepest = 8;

const numberFormats = new Map(
  Object.entries({
    '1': 'decimal',
    decimal: 'decimal',
    'decimal-leading-zero': 'decimalZero',
    a: 'lowerLetter',
    'lower-alpha': 'lowerLetter',
    'lower-latin': 'lowerLetter',
    A: 'upperLetter',
    'upper-alpha': 'upperLetter',
    'upper-latin': 'upperLetter',
    i: 'lowerRoman',
    'lower-roman': 'lowerRoman',
    I: 'upperRoman',
    'upper-roman': 'upperRoman',
    'cjk-ideographic': 'chineseCounting',
    'simp-chinese-informal': 'chineseCounting',
    none: 'none',
  }),
);

const bullets = new Map<string, Pick<LevelDefinition, 'text' | 'font'>>(
  Object.entries({
    disc: { text: '\uf0b7', font: 'Symbol' },
    circle: { text: 'o', font: 'Courier New' },
    square: { text: '\uf0a7', font: 'Wingdings' },
    none: { text: '' },
  }),
);

export function isList(element: Element): boolean {
  return ['ul', 'ol', 'menu', 'dir'].includes(element.localName);
}

/** The list that an element begins, with a level for each depth of lists inside it. */
export function planList(
  pkg: OoxmlPackage,
  list: Element,
  depth: number,
  cssOf: (of: Element) => Declarations,
): ListPlan {
  const isOrdered = list.localName === 'ol';
  const levels = isOrdered
    ? numberLevels().map((level) => ({ ...level, format: 'decimal', hanging: 360 }))
    : bulletLevels();
  const told = new Set<number>();
  const visit = (each: Element, at: number): void => {
    if (at > deepest) return;
    if (!told.has(at)) {
      told.add(at);
      levels[at] = levelOf(each, at, cssOf(each));
    }
    for (const inner of nestedLists(each)) visit(inner, at + 1);
  };
  visit(list, depth);
  return { numId: createList(pkg, isOrdered ? 'number' : 'bullet', levels), levels };
}

/** Whether a nested list looks as the level of the list around it does; one that does not is a list of its own. */
export function fitsPlan(plan: ListPlan, list: Element, depth: number, css: Declarations): boolean {
  return JSON.stringify(plan.levels[depth]) === JSON.stringify(levelOf(list, depth, css));
}

function nestedLists(list: Element): Element[] {
  return [...list.querySelectorAll('ul, ol, menu, dir')].filter(
    (each) => each.parentElement?.closest('ul, ol, menu, dir') === list,
  );
}

function levelOf(list: Element, depth: number, css: Declarations): LevelDefinition {
  const named =
    css.get('list-style-type') ??
    css
      .get('list-style')
      ?.split(/\s+/)
      .find((word) => numberFormats.has(word) || bullets.has(word));
  const indents = { left: 720 * (depth + 1), hanging: 360 };
  if (list.localName !== 'ol') {
    const type = (named ?? list.getAttribute('type') ?? '').toLowerCase();
    const usual = bulletLevels()[depth] ?? { text: '\uf0b7', font: 'Symbol' };
    const { text, font } = bullets.get(type) ?? usual;
    return { format: 'bullet', text, ...(font === undefined ? {} : { font }), ...indents };
  }
  const format = numberFormats.get(named ?? list.getAttribute('type') ?? '1') ?? 'decimal';
  const start = Number(list.getAttribute('start') ?? 1);
  return {
    format,
    text: format === 'none' ? '' : `%${depth + 1}.`,
    ...(Number.isInteger(start) && start !== 1 && start >= 0 && start < 32_767 ? { start } : {}),
    ...indents,
  };
}
