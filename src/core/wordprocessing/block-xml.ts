import type { Block, ColumnAlignment, Inline, ListItem } from '../document/blocks.ts';
import { highlightCode } from './highlight-code.ts';
import { formulaXml } from './formula-xml.ts';
import { inlineXml, runXml, type InlineWriter } from './inline-xml.ts';
import type { PackageParts } from './package-parts.ts';

/** Where blocks stand: inside a list, a quote, a note. */
interface Surroundings {
  readonly quoted: boolean;
  /** Nesting of lists around, 0 outside any. */
  readonly depth: number;
  readonly style?: string;
}

const outside: Surroundings = { quoted: false, depth: 0 };
/** Word's lists have nine levels. */
const deepest = 8;

/** Blocks as WordprocessingML paragraphs and tables. */
export function blocksXml(blocks: readonly Block[], parts: PackageParts, around: Surroundings = outside): string {
  return blocks.map((block) => blockXml(block, parts, around)).join('');
}

function blockXml(block: Block, parts: PackageParts, around: Surroundings): string {
  const writer = inlineWriter(parts);
  switch (block.type) {
    case 'paragraph':
      return paragraphXml(inlineXml(block.children, writer), propertiesOf(around, parts));
    case 'heading':
      parts.styles.add(`Heading${block.level}`);
      return paragraphXml(inlineXml(block.children, writer), `<w:pStyle w:val="Heading${block.level}"/>`);
    case 'list':
      return listXml(block, parts, around);
    case 'table':
      return tableXml(block.rows, block.alignments, parts);
    case 'code':
      parts.styles.add('Code');
      return codeXml(block.text, block.language);
    case 'quote':
      return blocksXml(block.children, parts, { ...around, quoted: true });
    case 'math': {
      const formula = formulaXml(block.latex, true);
      return formula === undefined ? codeXml(block.latex, '') : paragraphXml(formula, '');
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
      return body.includes('</w:pPr>')
        ? body.replace('</w:pPr>', `</w:pPr>${mark}`)
        : body.replace('<w:p>', `<w:p>${mark}`);
    },
  };
}

function paragraphXml(content: string, properties: string): string {
  return `<w:p>${properties === '' ? '' : `<w:pPr>${properties}</w:pPr>`}${content}</w:p>`;
}

function propertiesOf({ quoted, depth, style }: Surroundings, parts: PackageParts): string {
  if (style !== undefined) return `<w:pStyle w:val="${style}"/>`;
  if (quoted) {
    parts.styles.add('Quote');
    return `<w:pStyle w:val="Quote"/>${depth > 0 ? indentXml(depth) : ''}`;
  }
  // A second paragraph of a list item: indented like the item, without a number.
  return depth > 0 ? `<w:pStyle w:val="ListParagraph"/>${indentXml(depth)}` : '';
}

function indentXml(depth: number): string {
  return `<w:ind w:left="${720 * depth}"/>`;
}

type List = Extract<Block, { type: 'list' }>;

/**
 * A list with its own numbering. Lists inside it of the same kind are its further levels; one of the other kind has a
 * numbering of its own on the same level, so that bullets under numbers stay bullets.
 */
function listXml(list: List, parts: PackageParts, around: Surroundings, shared?: number): string {
  parts.styles.add('ListParagraph');
  const number = shared ?? parts.numbering(list.ordered, list.start);
  const level = Math.min(around.depth, deepest);
  return list.items.map((item) => itemXml(item, list, number, level, parts, around)).join('');
}

function itemXml(
  item: ListItem,
  list: List,
  number: number,
  level: number,
  parts: PackageParts,
  around: Surroundings,
): string {
  const [first, ...rest] = item.children;
  const task = item.checked === undefined ? '' : runXml(item.checked ? '☑ ' : '☐ ', {});
  const properties = `<w:pStyle w:val="ListParagraph"/><w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${number}"/></w:numPr>`;
  const inline: readonly Inline[] = first?.type === 'paragraph' || first?.type === 'heading' ? first.children : [];
  const own = paragraphXml(`${task}${inlineXml(inline, inlineWriter(parts))}`, properties);
  const inner = first && first.type !== 'paragraph' && first.type !== 'heading' ? [first, ...rest] : rest;
  const deeper = { ...around, depth: around.depth + 1 };
  const children = inner.map((child) =>
    child.type === 'list'
      ? listXml(child, parts, deeper, child.ordered === list.ordered && child.start === 1 ? number : undefined)
      : blockXml(child, parts, deeper),
  );
  return own + children.join('');
}

const justification: Readonly<Record<string, string>> = { left: 'left', center: 'center', right: 'right' };
/** Width of a page's text in twentieths of a point, shared out between the columns. */
const textWidth = 9000;

function tableXml(
  rows: readonly (readonly (readonly Inline[])[])[],
  alignments: readonly ColumnAlignment[],
  parts: PackageParts,
): string {
  parts.styles.add('TableGrid');
  const width = Math.floor(textWidth / Math.max(1, alignments.length));
  const grid = alignments.map(() => `<w:gridCol w:w="${width}"/>`).join('');
  const body = rows.map((row, index) => rowXml(row, index === 0, alignments, width, parts)).join('');
  const look =
    '<w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>';
  return `<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="5000" w:type="pct"/>${look}</w:tblPr><w:tblGrid>${grid}</w:tblGrid>${body}</w:tbl>`;
}

function rowXml(
  row: readonly (readonly Inline[])[],
  isHeader: boolean,
  alignments: readonly ColumnAlignment[],
  width: number,
  parts: PackageParts,
): string {
  const cells = row.map((cell, column) => {
    const alignment = alignments[column];
    const properties = alignment ? `<w:jc w:val="${justification[alignment] ?? 'left'}"/>` : '';
    const content = inlineXml(cell, inlineWriter(parts), isHeader ? { bold: true } : {});
    const shade = isHeader ? '<w:shd w:val="clear" w:color="auto" w:fill="F2F2F2"/>' : '';
    return `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/>${shade}</w:tcPr>${paragraphXml(content, properties)}</w:tc>`;
  });
  return `<w:tr>${isHeader ? '<w:trPr><w:tblHeader/></w:trPr>' : ''}${cells.join('')}</w:tr>`;
}

function codeXml(text: string, language: string): string {
  const lines = highlightCode(text, language);
  return lines
    .map((line, index) => {
      const keep = index < lines.length - 1 ? '<w:keepNext/>' : '';
      return paragraphXml(
        line.map((piece) => runXml(piece.text, piece.color === undefined ? {} : { color: piece.color })).join(''),
        `<w:pStyle w:val="Code"/>${keep}`,
      );
    })
    .join('');
}
