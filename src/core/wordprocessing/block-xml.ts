import type { Block, Inline, ListItem } from '../document/blocks.ts';
import { formulaXml } from './formula-xml.ts';
import { highlightCode } from './highlight-code.ts';
import { inlineXml, runXml, type InlineWriter } from './inline-xml.ts';
import type { ListKind } from './numbering-xml.ts';
import type { PackageParts } from './package-parts.ts';
import { tableXml } from './table-xml.ts';

/** Where blocks stand: inside lists, quotes, a note. */
interface Surroundings {
  /** Lists around, 0 outside any. */
  readonly depth: number;
  /** How many of them are numbered. */
  readonly numbered: number;
  /** Quotes around. */
  readonly quotes: number;
  /** A style that takes the place of the body text's. */
  readonly style?: string;
}

const outside: Surroundings = { depth: 0, numbered: 0, quotes: 0 };
/** Word's lists have nine levels. */
const deepest = 8;
const indentStep = 720;
/** Code up to so many lines is kept on one page. */
const keptLines = 24;

/** Blocks as WordprocessingML paragraphs and tables. */
export function blocksXml(blocks: readonly Block[], parts: PackageParts, around: Surroundings = outside): string {
  return blocks
    .map((block, index) => {
      // Word would make one table of two that touch.
      const touches = block.type === 'table' && blocks[index - 1]?.type === 'table';
      return (touches ? '<w:p/>' : '') + blockXml(block, parts, around);
    })
    .join('');
}

function blockXml(block: Block, parts: PackageParts, around: Surroundings): string {
  const writer = inlineWriter(parts);
  switch (block.type) {
    case 'paragraph':
      return paragraphXml(inlineXml(block.children, writer), bodyProperties(around, parts));
    case 'heading':
      parts.styles.add(`Heading${block.level}`);
      return paragraphXml(inlineXml(block.children, writer), styleXml(`Heading${block.level}`));
    case 'list':
      return listXml(block, parts, around);
    case 'table':
      parts.styles.add('TableGrid');
      return tableXml({
        rows: block.rows,
        alignments: block.alignments,
        indent: indentOf(around),
        writeCell: (cell, isHeader) => inlineXml(cell, writer, isHeader ? { bold: true } : {}),
      });
    case 'code':
      return codeXml(block.text, block.language, parts, around);
    case 'quote':
      return blocksXml(block.children, parts, { ...around, quotes: around.quotes + 1 });
    case 'math': {
      const formula = formulaXml(block.latex, true);
      return formula === undefined ? codeXml(block.latex, '', parts, around) : paragraphXml(formula, '');
    }
    case 'rule':
      return paragraphXml('', '<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="1" w:color="auto"/></w:pBdr>');
  }
}

function inlineWriter(parts: PackageParts): InlineWriter {
  return {
    parts,
    footnote: (children) => {
      const body = blocksXml(children, parts, { ...outside, style: 'FootnoteText' });
      const mark =
        '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> </w:t></w:r>';
      const first = /^<w:p><w:pPr>.*?<\/w:pPr>/.exec(body)?.[0];
      return first === undefined
        ? paragraphXml(mark, styleXml('FootnoteText')) + body
        : first + mark + body.slice(first.length);
    },
  };
}

function paragraphXml(content: string, properties: string): string {
  return `<w:p>${properties === '' ? '' : `<w:pPr>${properties}</w:pPr>`}${content}</w:p>`;
}

function styleXml(style: string): string {
  return `<w:pStyle w:val="${style}"/>`;
}

function indentOf({ depth, quotes }: Surroundings): number {
  return indentStep * Math.min(depth + quotes, deepest);
}

function indentXml(left: number): string {
  return left === 0 ? '' : `<w:ind w:left="${left}"/>`;
}

/** Body text; in a list, a further paragraph of its item: indented like it, without a number. */
function bodyProperties(around: Surroundings, parts: PackageParts): string {
  const { style, quotes, depth } = around;
  if (style !== undefined) return styleXml(style);
  const name = quotes > 0 ? 'Quote' : depth > 0 ? 'ListParagraph' : undefined;
  if (name === undefined) return '';
  parts.styles.add(name);
  return styleXml(name) + (depth + quotes > 1 ? indentXml(indentOf(around)) : '');
}

type List = Extract<Block, { type: 'list' }>;

/**
 * A list with numbers of its own. A list inside it of the same kind is its next level; one of the other kind counts for
 * itself on that level, so that bullets under numbers stay bullets.
 */
function listXml(list: List, parts: PackageParts, around: Surroundings, shared?: number): string {
  parts.styles.add('ListParagraph');
  const level = Math.min(around.depth, deepest);
  const numbers = new Map<ListKind, number>();
  const numberOf = (kind: ListKind): number => {
    const known =
      numbers.get(kind) ?? parts.numbering({ kind, start: list.start, level, numberedAround: around.numbered });
    numbers.set(kind, known);
    return known;
  };
  const own: ListKind = list.ordered ? 'number' : 'bullet';
  if (shared !== undefined) numbers.set(own, shared);
  return list.items
    .map((item) => {
      const kind = list.ordered || item.checked === undefined ? own : item.checked ? 'done-task' : 'open-task';
      return itemXml(item, list, { kind, number: numberOf(kind), level }, parts, around);
    })
    .join('');
}

interface ItemMark {
  readonly kind: ListKind;
  readonly number: number;
  readonly level: number;
}

function itemXml(item: ListItem, list: List, mark: ItemMark, parts: PackageParts, around: Surroundings): string {
  const [first, ...rest] = item.children;
  const hasText = first?.type === 'paragraph' || first?.type === 'heading';
  const inline: readonly Inline[] = hasText ? first.children : [];
  const box = list.ordered && item.checked !== undefined ? runXml(item.checked ? '☑ ' : '☐ ', {}) : '';
  const quoted = around.quotes > 0 ? `<w:ind w:left="${indentOf(around) + indentStep}" w:hanging="360"/>` : '';
  const numbering = `<w:numPr><w:ilvl w:val="${mark.level}"/><w:numId w:val="${mark.number}"/></w:numPr>`;
  const own = paragraphXml(
    box + inlineXml(inline, inlineWriter(parts)),
    styleXml(around.style ?? 'ListParagraph') + numbering + quoted,
  );
  const deeper: Surroundings = {
    ...around,
    depth: around.depth + 1,
    numbered: around.numbered + (list.ordered ? 1 : 0),
  };
  const children = (hasText ? rest : item.children).map((child) => {
    if (child.type !== 'list') return blockXml(child, parts, deeper);
    const isNextLevel = child.ordered === list.ordered && (child.start === 1 || !child.ordered);
    const shared = mark.kind === 'number' || mark.kind === 'bullet' ? mark.number : undefined;
    return listXml(child, parts, deeper, isNextLevel && around.depth < deepest ? shared : undefined);
  });
  return own + children.join('');
}

function codeXml(text: string, language: string, parts: PackageParts, around: Surroundings): string {
  parts.styles.add('Code');
  const lines = highlightCode(text, language);
  return lines
    .map((line, index) => {
      const keep = index < lines.length - 1 && lines.length <= keptLines ? '<w:keepNext/>' : '';
      const runs = line.map(({ text: piece, color }) => runXml(piece, color === undefined ? {} : { color }));
      return paragraphXml(runs.join(''), `${styleXml('Code')}${keep}${indentXml(indentOf(around))}`);
    })
    .join('');
}
