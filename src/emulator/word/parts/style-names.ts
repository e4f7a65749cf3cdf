/**
 * Names of Word's built-in styles: the value of `Word.BuiltInStyleName` (Microsoft's documentation of that enumeration),
 * the name that a file bears (`w:style/w:name`, the same in every language), the usual `w:styleId`, and what people see.
 */
export interface BuiltInStyle {
  /** `Heading1`, `GridTable4_Accent1` … */
  readonly builtIn: string;
  /** `heading 1`, `Grid Table 4 Accent 1` … */
  readonly name: string;
  /** The id that English Word gives; a Chinese file has `1` or `a3` instead. */
  readonly styleId: string;
  readonly displayName: string;
}

const fixed: readonly (readonly [builtIn: string, name: string, displayName?: string])[] = [
  ['Normal', 'Normal'],
  ['FootnoteText', 'footnote text', 'Footnote Text'],
  ['Header', 'header', 'Header'],
  ['Footer', 'footer', 'Footer'],
  ['Caption', 'caption', 'Caption'],
  ['FootnoteReference', 'footnote reference', 'Footnote Reference'],
  ['EndnoteReference', 'endnote reference', 'Endnote Reference'],
  ['EndnoteText', 'endnote text', 'Endnote Text'],
  ['Title', 'Title'],
  ['Subtitle', 'Subtitle'],
  ['Hyperlink', 'Hyperlink'],
  ['Strong', 'Strong'],
  ['Emphasis', 'Emphasis'],
  ['NoSpacing', 'No Spacing'],
  ['ListParagraph', 'List Paragraph'],
  ['Quote', 'Quote'],
  ['IntenseQuote', 'Intense Quote'],
  ['SubtleEmphasis', 'Subtle Emphasis'],
  ['IntenseEmphasis', 'Intense Emphasis'],
  ['SubtleReference', 'Subtle Reference'],
  ['IntenseReference', 'Intense Reference'],
  ['BookTitle', 'Book Title'],
  ['Bibliography', 'Bibliography'],
  ['TocHeading', 'TOC Heading'],
  ['TableGrid', 'Table Grid'],
  ['TableGridLight', 'Grid Table Light', 'Table Grid Light'],
];

/** Built-in styles that the enumeration does not have. */
const unlisted: readonly (readonly [name: string, displayName: string])[] = [
  ['Default Paragraph Font', 'Default Paragraph Font'],
  ['Normal Table', 'Table Normal'],
  ['annotation text', 'Comment Text'],
  ['annotation reference', 'Comment Reference'],
  ['annotation subject', 'Comment Subject'],
  ['Balloon Text', 'Balloon Text'],
  ['List Bullet', 'List Bullet'],
  ['List Number', 'List Number'],
  ...[2, 3, 4, 5].flatMap((level): [string, string][] => [
    [`List Bullet ${level}`, `List Bullet ${level}`],
    [`List Number ${level}`, `List Number ${level}`],
  ]),
  ['HTML Code', 'HTML Code'],
  ['HTML Preformatted', 'HTML Preformatted'],
  ['Normal (Web)', 'Normal (Web)'],
];

const gridKinds = ['1 Light', '2', '3', '4', '5 Dark', '6 Colorful', '7 Colorful'];

export const builtInStyles: readonly BuiltInStyle[] = [
  ...fixed.map(([builtIn, name, displayName]) => ({
    builtIn,
    name,
    displayName: displayName ?? name,
    styleId: builtIn,
  })),
  ...numbered(9, (n) => ({
    builtIn: `Heading${n}`,
    name: `heading ${n}`,
    displayName: `Heading ${n}`,
    styleId: `Heading${n}`,
  })),
  ...numbered(9, (n) => ({ builtIn: `Toc${n}`, name: `toc ${n}`, displayName: `TOC ${n}`, styleId: `TOC${n}` })),
  ...numbered(5, (n) => ({
    builtIn: `PlainTable${n}`,
    name: `Plain Table ${n}`,
    displayName: `Plain Table ${n}`,
    styleId: `PlainTable${n}`,
  })),
  ...['Grid', 'List'].flatMap((family) =>
    gridKinds.flatMap((kind) =>
      [0, 1, 2, 3, 4, 5, 6].map((accent) => {
        const base = `${family}Table${kind.replace(' ', '')}`;
        const name = `${family} Table ${kind}`;
        return accent === 0
          ? { builtIn: base, name, displayName: name, styleId: base }
          : {
              builtIn: `${base}_Accent${accent}`,
              name: `${name} Accent ${accent}`,
              displayName: `${name} - Accent ${accent}`,
              styleId: `${base}-Accent${accent}`,
            };
      }),
    ),
  ),
  ...unlisted.map(([name, displayName]) => ({
    builtIn: 'Other',
    name,
    displayName,
    styleId: displayName.replace(/[^A-Za-z0-9]/g, ''),
  })),
];

function numbered(count: number, make: (n: number) => BuiltInStyle): BuiltInStyle[] {
  return Array.from({ length: count }, (_, index) => make(index + 1));
}

const byName = new Map(builtInStyles.map((style) => [style.name.toLowerCase(), style]));
const byBuiltIn = new Map(
  builtInStyles.filter(({ builtIn }) => builtIn !== 'Other').map((style) => [style.builtIn, style]),
);

/** A built-in style by the name in the file, in any case. */
export function builtInByName(name: string): BuiltInStyle | undefined {
  return byName.get(name.toLowerCase());
}

/** A built-in style by its value of `Word.BuiltInStyleName`. */
export function builtInByValue(builtIn: string): BuiltInStyle | undefined {
  return byBuiltIn.get(builtIn);
}

/** Names that Word's Chinese user interface shows. */
const chinese: Readonly<Record<string, string>> = {
  Normal: '正文',
  Title: '标题',
  Subtitle: '副标题',
  Quote: '引用',
  'Intense Quote': '明显引用',
  'List Paragraph': '列表段落',
  'No Spacing': '无间隔',
  caption: '题注',
  header: '页眉',
  footer: '页脚',
  Hyperlink: '超链接',
  'footnote text': '脚注文本',
  'footnote reference': '脚注引用',
  'endnote text': '尾注文本',
  'endnote reference': '尾注引用',
  'annotation text': '批注文字',
  'annotation reference': '批注引用',
  'Table Grid': '网格型',
  'Normal Table': '普通表格',
  'Default Paragraph Font': '默认段落字体',
  'List Bullet': '列表项目符号',
  'List Number': '列表编号',
  Emphasis: '强调',
  Strong: '要点',
  'TOC Heading': 'TOC 标题',
};

/** What people see for a style's name in the file: `Heading 1` for `heading 1`, `标题 1` where the locale is Chinese. */
export function displayNameOf(name: string, locale = 'en-US'): string {
  if (/^zh/i.test(locale)) {
    const heading = /^heading ([1-9])$/i.exec(name);
    if (heading) return `标题 ${heading[1]}`;
    const toc = /^toc ([1-9])$/i.exec(name);
    if (toc) return `目录 ${toc[1]}`;
    const translated = chinese[builtInByName(name)?.name ?? name];
    if (translated !== undefined) return translated;
  }
  return builtInByName(name)?.displayName ?? name;
}

/** The name in the file for what a person, an add-in or a Chinese Word calls a style; the name itself when it is not built in. */
export function fileNameOf(name: string): string {
  const wanted = name.trim().toLowerCase();
  const known =
    byName.get(wanted) ??
    builtInStyles.find(
      (style) => style.displayName.toLowerCase() === wanted || displayNameOf(style.name, 'zh') === name.trim(),
    );
  return known?.name ?? name.trim();
}
