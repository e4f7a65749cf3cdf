import { readDeclarations, type Declarations } from './css.ts';

interface Rule {
  readonly selector: string;
  readonly declarations: Declarations;
  readonly weight: number;
}

const mostRules = 2000;

/**
 * What a page's own `style` elements and `style` attributes say of each element. Rules within `@media` and the like are
 * passed over, and nothing that a rule refers to is fetched.
 */
export function readStyles(page: Document): (element: Element) => Declarations {
  const found = new Map<Element, Map<string, string>>();
  const rules = [...page.querySelectorAll('style')].flatMap(({ textContent }) => rulesOf(textContent));
  for (const { selector, declarations } of rules.slice(0, mostRules).sort((one, other) => one.weight - other.weight)) {
    for (const element of matching(page, selector)) {
      const known = found.get(element) ?? new Map<string, string>();
      for (const [name, value] of declarations) known.set(name, value);
      found.set(element, known);
    }
  }
  return (element) => {
    const own = readDeclarations(element.getAttribute('style') ?? '');
    const given = found.get(element);
    return given ? new Map([...given, ...own]) : own;
  };
}

function rulesOf(sheet: string): Rule[] {
  const text = sheet.replace(/\/\*[^]*?\*\/|<!--|-->/g, '').replace(/@[^{};]*;/g, '');
  const rules: Rule[] = [];
  let at = 0;
  while (at < text.length) {
    const open = text.indexOf('{', at);
    if (open < 0) break;
    const close = endOfBlock(text, open);
    const prelude = text.slice(at, open).trim();
    if (prelude !== '' && !prelude.startsWith('@')) {
      const declarations = readDeclarations(text.slice(open + 1, close));
      for (const selector of prelude.split(',')) {
        rules.push({ selector: selector.trim(), declarations, weight: weightOf(selector) });
      }
    }
    at = close + 1;
  }
  return rules;
}

function endOfBlock(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length; at += 1) {
    if (text[at] === '{') depth += 1;
    else if (text[at] === '}') depth -= 1;
    if (depth === 0) return at;
  }
  return text.length;
}

/** How specific a selector is: ids before classes and attributes before elements. */
function weightOf(selector: string): number {
  const count = (pattern: RegExp): number => selector.match(pattern)?.length ?? 0;
  return count(/#[\w-]+/g) * 10_000 + count(/\.[\w-]+|\[[^\]]*\]|:[\w-]+/g) * 100 + count(/(^|[\s>+~])[a-z]/gi);
}

/** A selector that is none matches nothing. */
function matching(page: Document, selector: string): readonly Element[] {
  try {
    return [...page.querySelectorAll(selector)];
  } catch {
    return [];
  }
}
