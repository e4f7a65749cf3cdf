import type { Inline } from '../document/blocks.ts';
import { safeLinkUrl } from '../document/safe-url.ts';
import { pictureXml } from './picture-xml.ts';
import { formulaXml } from './formula-xml.ts';
import type { PackageParts } from './package-parts.ts';
import { xmlText } from './xml-text.ts';

/** Formats that nest: what is inside `**bold *and italic***` is both. */
export interface RunLook {
  readonly bold?: boolean;
  readonly italic?: boolean;
  readonly strike?: boolean;
  readonly code?: boolean;
  readonly link?: boolean;
  /** `RRGGBB`, for highlighted code. */
  readonly color?: string;
}

export interface InlineWriter {
  readonly parts: PackageParts;
  /** Writes the paragraphs of a footnote. */
  readonly footnote: (children: Extract<Inline, { type: 'footnote' }>['children']) => string;
}

/** Running text as runs, links, pictures and equations. */
export function inlineXml(inlines: readonly Inline[], writer: InlineWriter, look: RunLook = {}): string {
  return inlines.map((inline) => oneInline(inline, writer, look)).join('');
}

function oneInline(inline: Inline, writer: InlineWriter, look: RunLook): string {
  const { parts } = writer;
  switch (inline.type) {
    case 'text':
      return runXml(inline.text, look);
    case 'code':
      parts.styles.add('InlineCode');
      return runXml(inline.text, { ...look, code: true });
    case 'strong':
      return inlineXml(inline.children, writer, { ...look, bold: true });
    case 'emphasis':
      return inlineXml(inline.children, writer, { ...look, italic: true });
    case 'strike':
      return inlineXml(inline.children, writer, { ...look, strike: true });
    case 'break':
      return '<w:r><w:br/></w:r>';
    case 'link':
      return linkXml(inline.url, inline.children, writer, look);
    case 'image': {
      const picture = pictureXml(inline.url, inline.alt, parts);
      return picture ?? linkXml(inline.url, [{ type: 'text', text: inline.alt || 'image' }], writer, look);
    }
    case 'math':
      return formulaXml(inline.latex, false) ?? runXml(inline.latex, { ...look, code: true });
    case 'footnote': {
      parts.styles.add('FootnoteText').add('FootnoteReference');
      const id = parts.footnote(writer.footnote(inline.children));
      return `<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteReference w:id="${id}"/></w:r>`;
    }
  }
}

/** A link to the web or to mail; what has another address shows its text alone. */
function linkXml(url: string, children: readonly Inline[], writer: InlineWriter, look: RunLook): string {
  const safe = safeLinkUrl(url);
  if (safe === undefined) return inlineXml(children, writer, look);
  writer.parts.styles.add('Hyperlink');
  const content = inlineXml(children, writer, { ...look, link: true });
  return `<w:hyperlink r:id="${writer.parts.link(safe)}" w:history="1">${content}</w:hyperlink>`;
}

/** A run of text; tabs and line feeds as their elements. */
export function runXml(text: string, look: RunLook): string {
  if (text === '') return '';
  const content = text
    .split(/(\t|\n|\v)/)
    .map((piece) => {
      if (piece === '') return '';
      if (piece === '\t') return '<w:tab/>';
      if (piece === '\n' || piece === '\v') return '<w:br/>';
      return `<w:t xml:space="preserve">${xmlText(piece)}</w:t>`;
    })
    .join('');
  return `<w:r>${lookXml(look)}${content}</w:r>`;
}

/** Run properties in the schema's order. */
function lookXml({ bold, italic, strike, code, link, color }: RunLook): string {
  const properties = [
    code ? '<w:rStyle w:val="InlineCode"/>' : link ? '<w:rStyle w:val="Hyperlink"/>' : '',
    bold ? '<w:b/><w:bCs/>' : '',
    italic ? '<w:i/><w:iCs/>' : '',
    strike ? '<w:strike/>' : '',
    code ? '<w:noProof/>' : '',
    color ? `<w:color w:val="${color}"/>` : '',
  ].join('');
  return properties === '' ? '' : `<w:rPr>${properties}</w:rPr>`;
}
