import type { Inline } from '../document/blocks.ts';
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
      parts.styles.add('Hyperlink');
      return `<w:hyperlink r:id="${parts.link(inline.url)}" w:history="1">${inlineXml(inline.children, writer, { ...look, link: true })}</w:hyperlink>`;
    case 'image':
      return (
        pictureXml(inline.url, inline.alt, parts) ??
        oneInline(
          { type: 'link', url: inline.url, children: [{ type: 'text', text: inline.alt || inline.url }] },
          writer,
          look,
        )
      );
    case 'math':
      return formulaXml(inline.latex, false) ?? runXml(inline.latex, { ...look, code: true });
    case 'footnote': {
      parts.styles.add('FootnoteText').add('FootnoteReference');
      const id = parts.footnote(writer.footnote(inline.children));
      return `<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteReference w:id="${id}"/></w:r>`;
    }
  }
}

/** A run of text; tabs and line feeds as their elements. */
export function runXml(text: string, look: RunLook): string {
  if (text === '') return '';
  const content = text
    .split(/(\t|\n|\u000b)/)
    .map((piece) => {
      if (piece === '') return '';
      if (piece === '\t') return '<w:tab/>';
      if (piece === '\n' || piece === '\u000b') return '<w:br/>';
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
