import { tableStyleXml } from './table-style-definitions.ts';

/** Colours and fonts that a definition takes from the document it is made for. */
export interface StyleSurroundings {
  /** Attributes of `w:rFonts` for headings: the theme's major fonts, or none when there is no theme. */
  readonly headingFonts: string;
  /** `w:color` of a theme colour with its fallback value. */
  color(name: string, shadeOrTint?: { readonly shade?: string; readonly tint?: string }): string;
  /** A theme colour's own value, for attributes that take no theme. */
  hex(name: string, shadeOrTint?: { readonly shade?: string; readonly tint?: string }): string;
  /** The list that List Bullet 2, List Number … belong to. */
  numbering(kind: 'bullet' | 'number', level: number): string;
}

interface Definition {
  readonly type: 'paragraph' | 'character' | 'table';
  readonly basedOn?: string;
  readonly next?: string;
  readonly priority: number;
  readonly quick?: boolean;
  readonly hidden?: boolean;
  readonly pPr?: string;
  readonly rPr?: string;
  readonly rest?: string;
}

const headingSizes = [32, 26, 24, 22, 22, 22, 22, 21, 21];

function heading(level: number, around: StyleSurroundings): Definition {
  const spacing = level === 1 ? 240 : 40;
  const tone = [3, 6].includes(level) ? { shade: '7F' } : { shade: 'BF' };
  const color = level < 7 ? around.color('accent1', tone) : around.color('text1', { tint: level === 7 ? 'BF' : 'D8' });
  const slant = [4, 7, 9].includes(level) ? '<w:i/><w:iCs/>' : '';
  const size = headingSizes[level - 1] ?? 22;
  return {
    type: 'paragraph',
    basedOn: 'Normal',
    next: 'Normal',
    priority: 9,
    quick: true,
    pPr: `<w:keepNext/><w:keepLines/><w:spacing w:before="${spacing}" w:after="0"/><w:outlineLvl w:val="${level - 1}"/>`,
    rPr: `<w:rFonts${around.headingFonts}/>${slant}${color}<w:sz w:val="${size}"/><w:szCs w:val="${size}"/>`,
  };
}

function listStyle(kind: 'bullet' | 'number', level: number, around: StyleSurroundings): Definition {
  return {
    type: 'paragraph',
    basedOn: 'Normal',
    priority: 99,
    pPr: `${around.numbering(kind, level)}<w:contextualSpacing/>`,
  };
}

const note = (pPr: string): Definition => ({
  type: 'paragraph',
  basedOn: 'Normal',
  priority: 99,
  hidden: true,
  pPr,
  rPr: '<w:sz w:val="20"/><w:szCs w:val="20"/>',
});

const superscript: Definition = {
  type: 'character',
  priority: 99,
  hidden: true,
  rPr: '<w:vertAlign w:val="superscript"/>',
};

const runningText: Definition = {
  type: 'paragraph',
  basedOn: 'Normal',
  priority: 99,
  pPr: '<w:tabs><w:tab w:val="center" w:pos="4680"/><w:tab w:val="right" w:pos="9360"/></w:tabs><w:spacing w:after="0" w:line="240" w:lineRule="auto"/>',
};

const code = '<w:rFonts w:ascii="Consolas" w:hAnsi="Consolas" w:eastAsia="DengXian" w:cs="Consolas"/>';

function definitionOf(name: string, around: StyleSurroundings): Definition | undefined {
  const numbered = /^(heading|toc|List Bullet|List Number) ?([1-9])?$/.exec(name);
  const level = Number(numbered?.[2] ?? 1);
  switch (numbered?.[1]) {
    case 'heading':
      return heading(level, around);
    case 'toc':
      return {
        type: 'paragraph',
        basedOn: 'Normal',
        next: 'Normal',
        priority: 39,
        pPr: `<w:spacing w:after="100"/>${level > 1 ? `<w:ind w:left="${(level - 1) * 220}"/>` : ''}`,
      };
    case 'List Bullet':
      return listStyle('bullet', level, around);
    case 'List Number':
      return listStyle('number', level, around);
  }
  switch (name) {
    case 'Normal':
      return { type: 'paragraph', priority: 0, quick: true };
    case 'Title':
      return {
        type: 'paragraph',
        basedOn: 'Normal',
        next: 'Normal',
        priority: 10,
        quick: true,
        pPr: '<w:spacing w:after="0" w:line="240" w:lineRule="auto"/><w:contextualSpacing/>',
        rPr: `<w:rFonts${around.headingFonts}/><w:spacing w:val="-10"/><w:kern w:val="28"/><w:sz w:val="56"/><w:szCs w:val="56"/>`,
      };
    case 'Subtitle':
      return {
        type: 'paragraph',
        basedOn: 'Normal',
        next: 'Normal',
        priority: 11,
        quick: true,
        rPr: `${around.color('text1', { tint: 'A5' })}<w:spacing w:val="15"/>`,
      };
    case 'List Paragraph':
      return {
        type: 'paragraph',
        basedOn: 'Normal',
        priority: 34,
        quick: true,
        pPr: '<w:ind w:left="720"/><w:contextualSpacing/>',
      };
    case 'No Spacing':
      return {
        type: 'paragraph',
        priority: 1,
        quick: true,
        pPr: '<w:spacing w:after="0" w:line="240" w:lineRule="auto"/>',
      };
    case 'Quote':
      return {
        type: 'paragraph',
        basedOn: 'Normal',
        next: 'Normal',
        priority: 29,
        quick: true,
        pPr: '<w:spacing w:before="200" w:after="160"/><w:ind w:left="864" w:right="864"/><w:jc w:val="center"/>',
        rPr: `<w:i/><w:iCs/>${around.color('text1', { tint: 'BF' })}`,
      };
    case 'Intense Quote': {
      const line = `w:val="single" w:sz="4" w:space="10" w:color="${around.hex('accent1')}" w:themeColor="accent1"`;
      return {
        type: 'paragraph',
        basedOn: 'Normal',
        next: 'Normal',
        priority: 30,
        quick: true,
        pPr: `<w:pBdr><w:top ${line}/><w:bottom ${line}/></w:pBdr><w:spacing w:before="360" w:after="360"/><w:ind w:left="864" w:right="864"/><w:jc w:val="center"/>`,
        rPr: `<w:i/><w:iCs/>${around.color('accent1')}`,
      };
    }
    case 'caption':
      return {
        type: 'paragraph',
        basedOn: 'Normal',
        next: 'Normal',
        priority: 35,
        quick: true,
        pPr: '<w:spacing w:after="200" w:line="240" w:lineRule="auto"/>',
        rPr: `<w:i/><w:iCs/>${around.color('text2')}<w:sz w:val="18"/><w:szCs w:val="18"/>`,
      };
    case 'TOC Heading':
      return {
        type: 'paragraph',
        basedOn: 'heading 1',
        next: 'Normal',
        priority: 39,
        quick: true,
        pPr: '<w:outlineLvl w:val="9"/>',
      };
    case 'Bibliography':
      return { type: 'paragraph', basedOn: 'Normal', next: 'Normal', priority: 37 };
    case 'header':
    case 'footer':
      return runningText;
    case 'footnote text':
    case 'endnote text':
      return note('<w:spacing w:after="0" w:line="240" w:lineRule="auto"/>');
    case 'annotation text':
      return note('<w:spacing w:line="240" w:lineRule="auto"/>');
    case 'annotation subject':
      return {
        type: 'paragraph',
        basedOn: 'annotation text',
        next: 'annotation text',
        priority: 99,
        hidden: true,
        rPr: '<w:b/><w:bCs/>',
      };
    case 'Balloon Text':
      return note('<w:spacing w:after="0" w:line="240" w:lineRule="auto"/>');
    case 'footnote reference':
    case 'endnote reference':
      return superscript;
    case 'annotation reference':
      return { type: 'character', priority: 99, hidden: true, rPr: '<w:sz w:val="16"/><w:szCs w:val="16"/>' };
    case 'Hyperlink':
      return { type: 'character', priority: 99, rPr: `${around.color('hyperlink')}<w:u w:val="single"/>` };
    case 'Strong':
      return { type: 'character', priority: 22, quick: true, rPr: '<w:b/><w:bCs/>' };
    case 'Emphasis':
      return { type: 'character', priority: 20, quick: true, rPr: '<w:i/><w:iCs/>' };
    case 'Subtle Emphasis':
      return {
        type: 'character',
        priority: 19,
        quick: true,
        rPr: `<w:i/><w:iCs/>${around.color('text1', { tint: 'BF' })}`,
      };
    case 'Intense Emphasis':
      return { type: 'character', priority: 21, quick: true, rPr: `<w:i/><w:iCs/>${around.color('accent1')}` };
    case 'Subtle Reference':
      return {
        type: 'character',
        priority: 31,
        quick: true,
        rPr: `<w:smallCaps/>${around.color('text1', { tint: 'A5' })}`,
      };
    case 'Intense Reference':
      return {
        type: 'character',
        priority: 32,
        quick: true,
        rPr: `<w:b/><w:bCs/><w:smallCaps/>${around.color('accent1')}<w:spacing w:val="5"/>`,
      };
    case 'Book Title':
      return {
        type: 'character',
        priority: 33,
        quick: true,
        rPr: '<w:b/><w:bCs/><w:i/><w:iCs/><w:spacing w:val="5"/>',
      };
    case 'HTML Code':
      return { type: 'character', priority: 99, hidden: true, rPr: `${code}<w:sz w:val="20"/><w:szCs w:val="20"/>` };
    case 'HTML Preformatted':
      return {
        type: 'paragraph',
        basedOn: 'Normal',
        priority: 99,
        hidden: true,
        pPr: '<w:spacing w:after="0" w:line="240" w:lineRule="auto"/>',
        rPr: `${code}<w:sz w:val="20"/><w:szCs w:val="20"/>`,
      };
    case 'Normal (Web)':
      return {
        type: 'paragraph',
        basedOn: 'Normal',
        priority: 99,
        hidden: true,
        pPr: '<w:spacing w:before="100" w:beforeAutospacing="1" w:after="100" w:afterAutospacing="1" w:line="240" w:lineRule="auto"/>',
      };
    case 'Default Paragraph Font':
      return { type: 'character', priority: 1, hidden: true };
    default: {
      const table = tableStyleXml(name, around);
      return table
        ? {
            type: 'table',
            basedOn: name === 'Normal Table' ? '' : 'Normal Table',
            priority: table.priority,
            rest: table.xml,
          }
        : undefined;
    }
  }
}

/** A style that a definition is based on or followed by, as its id in the document; made there when it is missing. */
export type StyleIdOf = (name: string) => string;

/**
 * The `w:style` element of a built-in style as Word would write it on first use; `undefined` for a name that is no built-in
 * style we know.
 */
export function builtInStyleXml(
  name: string,
  styleId: string,
  around: StyleSurroundings,
  idOf: StyleIdOf,
): string | undefined {
  const definition = definitionOf(name, around);
  if (!definition) return undefined;
  const { type, basedOn, next, priority, quick, hidden, pPr, rPr, rest } = definition;
  const isDefault = ['Normal', 'Default Paragraph Font', 'Normal Table'].includes(name) ? ' w:default="1"' : '';
  const base = basedOn ?? (type === 'character' && !isDefault ? 'Default Paragraph Font' : '');
  return [
    `<w:style w:type="${type}"${isDefault} w:styleId="${styleId}"><w:name w:val="${name}"/>`,
    base ? `<w:basedOn w:val="${idOf(base)}"/>` : '',
    next ? `<w:next w:val="${idOf(next)}"/>` : '',
    priority > 0 ? `<w:uiPriority w:val="${priority}"/>` : '',
    hidden ? '<w:semiHidden/>' : '',
    hidden || priority === 99 || (type === 'paragraph' && priority === 9) ? '<w:unhideWhenUsed/>' : '',
    quick ? '<w:qFormat/>' : '',
    pPr ? `<w:pPr>${pPr}</w:pPr>` : '',
    rPr ? `<w:rPr>${rPr}</w:rPr>` : '',
    rest ?? '',
    '</w:style>',
  ].join('');
}
