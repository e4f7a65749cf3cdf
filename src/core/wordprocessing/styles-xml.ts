const w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';

interface StyleDefinition {
  readonly type: 'paragraph' | 'character' | 'table';
  /** The name by which a host finds its own style. */
  readonly name: string;
  readonly basedOn?: string;
  readonly next?: string;
  readonly properties: string;
}

const heading = (level: number, size: number): StyleDefinition => ({
  type: 'paragraph',
  name: `heading ${level}`,
  basedOn: 'Normal',
  next: 'Normal',
  properties: `<w:pPr><w:keepNext/><w:keepLines/><w:spacing w:before="${level === 1 ? 360 : 200}" w:after="80"/><w:outlineLvl w:val="${level - 1}"/></w:pPr><w:rPr><w:b/><w:color w:val="1F3864"/><w:sz w:val="${size}"/><w:szCs w:val="${size}"/></w:rPr>`,
});

const border = (side: string): string => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>`;
const tableBorders = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV'].map(border).join('');

/** The styles that a draft may use. All but the two for code are Word's own, so a document that has them keeps its look. */
const definitions: Readonly<Record<string, StyleDefinition>> = {
  Heading1: heading(1, 36),
  Heading2: heading(2, 30),
  Heading3: heading(3, 26),
  Heading4: heading(4, 24),
  Heading5: heading(5, 22),
  Heading6: heading(6, 22),
  ListParagraph: {
    type: 'paragraph',
    name: 'List Paragraph',
    basedOn: 'Normal',
    properties: '<w:pPr><w:ind w:left="720"/><w:contextualSpacing/></w:pPr>',
  },
  Quote: {
    type: 'paragraph',
    name: 'Quote',
    basedOn: 'Normal',
    next: 'Normal',
    properties:
      '<w:pPr><w:spacing w:before="160"/><w:ind w:left="720" w:right="720"/></w:pPr><w:rPr><w:i/><w:iCs/><w:color w:val="404040"/></w:rPr>',
  },
  TableGrid: {
    type: 'table',
    name: 'Table Grid',
    basedOn: 'TableNormal',
    properties: `<w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr><w:tblPr><w:tblBorders>${tableBorders}</w:tblBorders></w:tblPr>`,
  },
  Hyperlink: {
    type: 'character',
    name: 'Hyperlink',
    properties: '<w:rPr><w:color w:val="0563C1"/><w:u w:val="single"/></w:rPr>',
  },
  FootnoteText: {
    type: 'paragraph',
    name: 'footnote text',
    basedOn: 'Normal',
    properties:
      '<w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr><w:rPr><w:sz w:val="20"/><w:szCs w:val="20"/></w:rPr>',
  },
  FootnoteReference: {
    type: 'character',
    name: 'footnote reference',
    properties: '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>',
  },
  Code: {
    type: 'paragraph',
    name: 'Code',
    basedOn: 'Normal',
    properties:
      '<w:pPr><w:keepLines/><w:shd w:val="clear" w:color="auto" w:fill="F5F5F5"/><w:spacing w:before="120" w:after="120" w:line="240" w:lineRule="auto"/><w:contextualSpacing/></w:pPr><w:rPr><w:rFonts w:ascii="Consolas" w:hAnsi="Consolas" w:cs="Consolas"/><w:noProof/><w:color w:val="24292F"/><w:sz w:val="19"/><w:szCs w:val="19"/></w:rPr>',
  },
  InlineCode: {
    type: 'character',
    name: 'Inline Code',
    properties:
      '<w:rPr><w:rFonts w:ascii="Consolas" w:hAnsi="Consolas" w:cs="Consolas"/><w:noProof/><w:shd w:val="clear" w:color="auto" w:fill="F0F0F0"/></w:rPr>',
  },
};

const always =
  '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>' +
  '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/></w:style>' +
  '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>';

/** A styles part with the defaults and the styles that are used. */
export function stylesXml(used: ReadonlySet<string>): string {
  const styles = [...used].flatMap((id) => {
    const definition = definitions[id];
    return definition ? [styleXml(id, definition)] : [];
  });
  return `<w:styles ${w}>${always}${styles.join('')}</w:styles>`;
}

function styleXml(id: string, { type, name, basedOn, next, properties }: StyleDefinition): string {
  const custom = id === 'Code' || id === 'InlineCode' ? ' w:customStyle="1"' : '';
  const base = basedOn === undefined ? '' : `<w:basedOn w:val="${basedOn}"/>`;
  const following = next === undefined ? '' : `<w:next w:val="${next}"/>`;
  return `<w:style w:type="${type}"${custom} w:styleId="${id}"><w:name w:val="${name}"/>${base}${following}<w:qFormat/>${properties}</w:style>`;
}
