import type { ClassRegistry } from './class-registry.ts';
import type { DocumentStyles } from './document-styles.ts';
import type { ParagraphFormat } from './paragraph-format.ts';
import type { RunFormat } from './run-format.ts';
import { combineRunFormats } from './document-styles.ts';
import { parseRunFormat, runDeclarations } from './run-format.ts';

/** The number or bullet in front of a paragraph, as the list computes it. */
export interface ListLabel {
  readonly text: string;
  readonly suffix: 'tab' | 'space' | 'nothing';
  /** The level's `w:rPr` and `w:pPr`. */
  readonly runProperties: Element | null;
  readonly paragraphProperties: Element | null;
}

/** What rendering needs to know beyond the element it renders. */
export interface RenderSource {
  readonly styles: DocumentStyles;
  labelOf(paragraph: Element): ListLabel | null;
  /** Address of the picture behind a relationship of the part, or `null` when there is none that a browser shows. */
  pictureUrl(relationshipId: string, part: string): string | null;
  linkTarget(relationshipId: string, part: string): string | null;
  /** What stands for a footnote or endnote in the text. */
  noteMark(kind: 'footnote' | 'endnote', id: string): string;
  /** A small number for the author of a tracked change, the same for every change of one author. */
  authorIndex(author: string): number;
}

/** Text that comes from a cell starts from the cell's formats. */
export interface CellText {
  readonly run: RunFormat;
  readonly paragraph: ParagraphFormat;
}

/** What holds while one block is rendered. */
export interface RenderContext {
  readonly source: RenderSource;
  readonly registry: ClassRegistry;
  /** The page's document, which everything is made in. */
  readonly document: Document;
  /** Name of the part that relationships are looked up in, such as `word/document.xml`. */
  readonly part: string;
  readonly cell: CellText | null;
  /** Ties what was made to the XML it stands for, both ways. */
  readonly link: (node: Node, source: Element) => void;
  readonly renderBlocks: (blocks: readonly Element[], context: RenderContext) => HTMLElement[];
}

/** An HTML element with classes; empty names are left out. */
export function make<Tag extends keyof HTMLElementTagNameMap>(
  context: { readonly document: Document },
  tag: Tag,
  ...classes: string[]
): HTMLElementTagNameMap[Tag] {
  const element = context.document.createElement(tag);
  const names = classes.filter(Boolean).join(' ');
  if (names) element.className = names;
  return element;
}

const runClasses = new WeakMap<ClassRegistry, Map<string, string>>();

/**
 * The class of a run inside a paragraph of this style. The paragraph's element already carries the formats of its style,
 * so a run without properties of its own needs none.
 */
export function runClassOf(context: RenderContext, properties: Element | null, paragraphStyle: string | null): string {
  if (!properties?.firstElementChild) return '';
  const { source, registry, cell } = context;
  const cache = runClasses.get(registry) ?? new Map<string, string>();
  runClasses.set(registry, cache);
  const cellKey = cell ? JSON.stringify(cell.run) : '';
  const key = `${paragraphStyle ?? ''}\n${cellKey}\n${fingerprint(properties)}`;
  const known = cache.get(key);
  if (known !== undefined) return known;
  const styleId = [...properties.children].find((child) => child.localName === 'rStyle');
  const characterStyle = styleId ? source.styles.resolve(valueAttribute(styleId), 'character').run : {};
  const paragraph = source.styles.resolve(paragraphStyle, 'paragraph').run;
  const direct = parseRunFormat(properties, source.styles.theme);
  const whole = combineRunFormats([source.styles.defaultRun, cell?.run ?? {}, paragraph, characterStyle], direct);
  const touched = { ...characterStyle, ...direct };
  // Only what the run itself changes: the rest is inherited from the paragraph's element.
  const own = Object.fromEntries(
    Object.entries(whole).filter(([name]) => name in touched || (whole.vertical && name === 'size')),
  ) as RunFormat;
  const name = registry.classFor(runDeclarations(withBothFonts(own, whole)));
  cache.set(key, name);
  return name;
}

/** One `font-family` holds Latin and East Asian faces: changing one repeats the other. */
function withBothFonts(own: RunFormat, whole: RunFormat): RunFormat {
  if (own.latin === undefined && own.eastAsia === undefined) return own;
  return {
    ...own,
    ...(whole.latin !== undefined && { latin: whole.latin }),
    ...(whole.eastAsia !== undefined && { eastAsia: whole.eastAsia }),
  };
}

function valueAttribute(element: Element): string | null {
  return [...element.attributes].find((attribute) => attribute.localName === 'val')?.value ?? null;
}

/** The properties' names and values; cheaper than serialising them. */
function fingerprint(properties: Element): string {
  let text = '';
  for (const child of properties.children) {
    if (child.localName === 'rPrChange' || child.localName === 'ins' || child.localName === 'del') continue;
    text += child.localName;
    for (const attribute of child.attributes) text += `,${attribute.localName}=${attribute.value}`;
    text += ';';
  }
  return text;
}
