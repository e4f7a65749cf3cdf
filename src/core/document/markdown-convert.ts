import type { Definition, FootnoteDefinition, Nodes, PhrasingContent, Root, RootContent, Table } from 'mdast';
import type { Block, ColumnAlignment, Inline, ListItem } from './blocks.ts';
import { safeImageUrl, safeLinkUrl } from './safe-url.ts';
import { joinSoftBreaks, trimInlines } from './soft-breaks.ts';
import { restoreSource, splitAtFormulas, type Formula } from './markdown-prepare.ts';

/** Deeper nesting than this is flattened to its text: no reader follows it, and it would exhaust the stack. */
const deepest = 40;

interface Conversion {
  readonly formulas: readonly Formula[];
  readonly definitions: ReadonlyMap<string, Definition>;
  readonly footnotes: ReadonlyMap<string, FootnoteDefinition>;
  /** Footnotes being converted, so that one that cites itself ends. */
  readonly within: ReadonlySet<string>;
  readonly depth: number;
}

/** A display formula inside running text; the paragraph is broken at it afterwards. */
interface DisplayMark {
  readonly type: 'display';
  readonly latex: string;
}

/** The Markdown tree as blocks. */
export function convertMarkdown(root: Root, formulas: readonly Formula[]): Block[] {
  const definitions = new Map<string, Definition>();
  const footnotes = new Map<string, FootnoteDefinition>();
  collectDefinitions(root, definitions, footnotes, 0);
  const conversion: Conversion = { formulas, definitions, footnotes, within: new Set(), depth: 0 };
  return convertBlocks(root.children, conversion);
}

function collectDefinitions(
  node: Nodes,
  definitions: Map<string, Definition>,
  footnotes: Map<string, FootnoteDefinition>,
  depth: number,
): void {
  if (node.type === 'definition' && !definitions.has(node.identifier)) definitions.set(node.identifier, node);
  if (node.type === 'footnoteDefinition' && !footnotes.has(node.identifier)) footnotes.set(node.identifier, node);
  if (depth > deepest || !('children' in node)) return;
  for (const child of node.children) collectDefinitions(child, definitions, footnotes, depth + 1);
}

function convertBlocks(nodes: readonly RootContent[], conversion: Conversion): Block[] {
  const deeper = { ...conversion, depth: conversion.depth + 1 };
  return nodes.flatMap((node) => convertBlock(node, deeper));
}

function convertBlock(node: RootContent, conversion: Conversion): Block[] {
  if (conversion.depth > deepest) {
    const text = plainText(node, conversion);
    return text === '' ? [] : [{ type: 'paragraph', children: [{ type: 'text', text }] }];
  }
  switch (node.type) {
    case 'paragraph':
      return breakAtFormulas(convertInlines(node.children, conversion));
    case 'heading':
      return [{ type: 'heading', level: node.depth, children: inlines(node.children, conversion) }];
    case 'list': {
      const items = node.children.map((item): ListItem => {
        const children = convertBlocks(item.children, conversion);
        return typeof item.checked === 'boolean' ? { checked: item.checked, children } : { children };
      });
      return [{ type: 'list', ordered: node.ordered === true, start: node.start ?? 1, items }];
    }
    case 'table':
      return [convertTable(node, conversion)];
    case 'code': {
      const language = (node.lang ?? '').toLowerCase();
      const text = restoreSource(node.value, conversion.formulas);
      if (language === 'math' || language === 'latex-math') return [{ type: 'math', latex: text.trim() }];
      return [{ type: 'code', language: restoreSource(language, conversion.formulas), text }];
    }
    case 'blockquote':
      return [{ type: 'quote', children: convertBlocks(node.children, conversion) }];
    case 'thematicBreak':
      return [{ type: 'rule' }];
    case 'definition':
    case 'footnoteDefinition':
    case 'yaml':
      return [];
    default:
      return breakAtFormulas(convertInlines([node as PhrasingContent], conversion));
  }
}

function convertTable(node: Table, conversion: Conversion): Block {
  const columns = Math.max(1, ...node.children.map((row) => row.children.length));
  const alignments = Array.from({ length: columns }, (_, index): ColumnAlignment => node.align?.[index] ?? null);
  const rows = node.children.map((row) =>
    alignments.map((_, index) => inlines(row.children[index]?.children ?? [], conversion)),
  );
  return { type: 'table', alignments, rows };
}

/** Running text as paragraphs, broken wherever a display formula stands in it. */
function breakAtFormulas(children: readonly (Inline | DisplayMark)[]): Block[] {
  const blocks: Block[] = [];
  let paragraph: Inline[] = [];
  const finish = (): void => {
    const trimmed = trimInlines(joinSoftBreaks(paragraph));
    if (trimmed.length > 0) blocks.push({ type: 'paragraph', children: trimmed });
    paragraph = [];
  };
  for (const child of children) {
    if (child.type !== 'display') {
      paragraph.push(child);
      continue;
    }
    finish();
    blocks.push({ type: 'math', latex: child.latex });
  }
  finish();
  return blocks;
}

/** Running text where no block can stand: a display formula becomes one in the line. */
function inlines(nodes: readonly PhrasingContent[], conversion: Conversion): Inline[] {
  const flat = convertInlines(nodes, conversion).map((child): Inline =>
    child.type === 'display' ? { type: 'math', latex: child.latex } : child,
  );
  return trimInlines(joinSoftBreaks(flat));
}

function convertInlines(nodes: readonly PhrasingContent[], conversion: Conversion): (Inline | DisplayMark)[] {
  const deeper = { ...conversion, depth: conversion.depth + 1 };
  return nodes.flatMap((node) => convertInline(node, deeper));
}

function convertInline(node: PhrasingContent, conversion: Conversion): (Inline | DisplayMark)[] {
  if (conversion.depth > deepest * 2) return [{ type: 'text', text: plainText(node, conversion) }];
  switch (node.type) {
    case 'text':
      return splitText(node.value, conversion);
    case 'strong':
    case 'emphasis':
      return [{ type: node.type, children: inlines(node.children, conversion) }];
    case 'delete':
      return [{ type: 'strike', children: inlines(node.children, conversion) }];
    case 'inlineCode':
      return [{ type: 'code', text: restoreSource(node.value, conversion.formulas) }];
    case 'break':
      return [{ type: 'break' }];
    case 'link':
      return convertLink(node.url, node.title, node.children, conversion);
    case 'image':
      return convertImage(node.url, node.alt, conversion);
    case 'linkReference': {
      const definition = conversion.definitions.get(node.identifier);
      return definition
        ? convertLink(definition.url, definition.title, node.children, conversion)
        : convertInlines(node.children, conversion);
    }
    case 'imageReference':
      return convertImage(conversion.definitions.get(node.identifier)?.url ?? '', node.alt, conversion);
    case 'footnoteReference':
      return convertFootnote(node.identifier, conversion);
    case 'html':
      return [{ type: 'text', text: restoreSource(node.value, conversion.formulas) }];
    default:
      return [{ type: 'text', text: plainText(node, conversion) }];
  }
}

/** Text with its formulas back in place, and `<br>` as the line break that a table cell cannot otherwise have. */
function splitText(value: string, conversion: Conversion): (Inline | DisplayMark)[] {
  return splitAtFormulas(value, conversion.formulas).flatMap((part): (Inline | DisplayMark)[] => {
    if (typeof part !== 'string') return [{ type: part.display ? 'display' : 'math', latex: part.latex }];
    return part
      .split(/[ \t]*<br[ \t]*\/?>[ \t]*/i)
      .flatMap((text, index): Inline[] => [
        ...(index > 0 ? [{ type: 'break' } as const] : []),
        ...(text === '' ? [] : [{ type: 'text', text } as const]),
      ]);
  });
}

/** A bare address ends where Chinese or Japanese begins; GitHub's rule would run on to the next space. */
const bareAddressEnd = /[\u3000-\u30FF\u3400-\u9FFF\uAC00-\uD7AF\uFF00-\uFFEF]/;

function convertLink(
  url: string,
  title: string | null | undefined,
  nodes: readonly PhrasingContent[],
  conversion: Conversion,
): (Inline | DisplayMark)[] {
  const only = nodes.length === 1 && nodes[0]?.type === 'text' ? nodes[0].value : undefined;
  if (only !== undefined && (url === only || url === `http://${only}` || url === `mailto:${only}`)) {
    const end = only.search(bareAddressEnd);
    if (end > 0) {
      const shortened = url.slice(0, url.length - (only.length - end));
      const rest: PhrasingContent = { type: 'text', value: only.slice(end) };
      const link = convertLink(shortened, title, [{ type: 'text', value: only.slice(0, end) }], conversion);
      return [...link, ...convertInlines([rest], conversion)];
    }
  }
  const children = inlines(nodes, conversion);
  const safe = safeLinkUrl(restoreSource(url, conversion.formulas));
  if (safe === undefined) return [...children, ...defused(url)];
  const text: Inline[] = children.length > 0 ? children : [{ type: 'text', text: safe }];
  return [{ type: 'link', url: safe, ...(title ? { title } : {}), children: text }];
}

function convertImage(url: string, alt: string | null | undefined, conversion: Conversion): Inline[] {
  const text = restoreSource(alt ?? '', conversion.formulas);
  const safe = safeImageUrl(restoreSource(url, conversion.formulas));
  if (safe !== undefined) return [{ type: 'image', url: safe, alt: text }];
  return [...(text === '' ? [] : [{ type: 'text' as const, text }]), ...defused(url)];
}

/** An address that was made plain text because it may carry text out: it is shown, so that the person sees what was tried. */
function defused(url: string): Inline[] {
  return /^hxxps?:\/\//i.test(url) ? [{ type: 'text', text: ` (${url})` }] : [];
}

function convertFootnote(identifier: string, conversion: Conversion): Inline[] {
  const definition = conversion.footnotes.get(identifier);
  if (!definition || conversion.within.has(identifier)) return [];
  const within = new Set(conversion.within).add(identifier);
  return [{ type: 'footnote', children: convertBlocks(definition.children, { ...conversion, within }) }];
}

function plainText(node: Nodes, conversion: Conversion): string {
  const pieces: string[] = [];
  const pending: Nodes[] = [node];
  for (let next = pending.pop(); next; next = pending.pop()) {
    if ('value' in next) pieces.push(restoreSource(next.value, conversion.formulas));
    if ('children' in next) pending.push(...[...next.children].reverse());
  }
  return pieces.join('');
}
