import type { OoxmlPackage } from '../../package/ooxml-package.ts';
import { ns } from '../package/namespaces.ts';
import { ancestorW, attributeW, childW, createW, ensureProperties, isW, setW, toggleW } from '../model/xml.ts';
import { placeChild } from './schema-order.ts';
import { paragraphStyle, runStyle, styleChain, stylesRoot, tableStyle } from './styles.ts';
import { themeColor, themeFont } from './theme.ts';

/** How a run looks once everything above it is taken together (ECMA-376 part 1 §17.7.2). */
export interface RunFormat {
  /** The Latin typeface. */
  readonly name: string;
  readonly eastAsiaName: string;
  /** In points. */
  readonly size: number;
  readonly bold: boolean;
  readonly italic: boolean;
  readonly strikeThrough: boolean;
  readonly doubleStrikeThrough: boolean;
  readonly allCaps: boolean;
  readonly smallCaps: boolean;
  readonly hidden: boolean;
  readonly subscript: boolean;
  readonly superscript: boolean;
  /** `w:u/@w:val`: `none`, `single`, `double` … */
  readonly underline: string;
  /** `RRGGBB`, or `auto`. */
  readonly color: string;
  /** `RRGGBB` of the highlighter or the shading behind the text; `null` for none. */
  readonly highlight: string | null;
  /** Language of the text, `en-US`; `null` when nothing says. */
  readonly language: string | null;
}

/** The colours that `w:highlight` names (§17.18.40). */
export const highlightColors: Readonly<Record<string, string>> = {
  black: '000000',
  blue: '0000FF',
  cyan: '00FFFF',
  green: '00FF00',
  magenta: 'FF00FF',
  red: 'FF0000',
  yellow: 'FFFF00',
  white: 'FFFFFF',
  darkBlue: '000080',
  darkCyan: '008080',
  darkGreen: '008000',
  darkMagenta: '800080',
  darkRed: '800000',
  darkYellow: '808000',
  darkGray: '808080',
  lightGray: 'C0C0C0',
};

/** Properties that a style turns over rather than sets when another style of the hierarchy sets them too (§17.7.3). */
type Toggle = 'b' | 'i' | 'caps' | 'smallCaps' | 'strike' | 'dstrike' | 'vanish';

/** The format of a run (`w:r`), or of a paragraph's mark when `run` is null and the paragraph is given. */
export function runFormat(pkg: OoxmlPackage, run: Element): RunFormat {
  const paragraph = isW(run, 'p') ? run : ancestorW(run, 'p');
  const direct = isW(run, 'p') ? markProperties(run) : childW(run, 'rPr');
  const characterStyle = isW(run, 'p') ? null : runStyle(pkg, run);
  return combine(pkg, {
    table: paragraph ? tableStyleProperties(pkg, paragraph) : [],
    paragraph: paragraph ? propertiesOf(styleChain(pkg, paragraphStyle(pkg, paragraph))) : [],
    character: propertiesOf(styleChain(pkg, characterStyle)),
    direct: direct ? [direct] : [],
  });
}

interface Levels {
  readonly table: readonly Element[];
  readonly paragraph: readonly Element[];
  readonly character: readonly Element[];
  readonly direct: readonly Element[];
}

function combine(pkg: OoxmlPackage, levels: Levels): RunFormat {
  const defaults = defaultRunProperties(pkg);
  const all = [
    ...(defaults ? [defaults] : []),
    ...levels.table,
    ...levels.paragraph,
    ...levels.character,
    ...levels.direct,
  ];
  const last = (name: string): Element | null => findLast(all, (properties) => childW(properties, name));
  const on = (name: Toggle): boolean => toggled(name, levels, defaults);
  const size = Number(attributeW(last('sz')) ?? 20) / 2;
  const position = attributeW(last('vertAlign'));
  return {
    name: fontName(pkg, all, 'ascii', 'asciiTheme') ?? 'Times New Roman',
    eastAsiaName: fontName(pkg, all, 'eastAsia', 'eastAsiaTheme') ?? 'Times New Roman',
    size: Number.isFinite(size) ? size : 10,
    bold: on('b'),
    italic: on('i'),
    strikeThrough: on('strike'),
    doubleStrikeThrough: on('dstrike'),
    allCaps: on('caps'),
    smallCaps: on('smallCaps'),
    hidden: on('vanish'),
    subscript: position === 'subscript',
    superscript: position === 'superscript',
    underline: attributeW(last('u')) ?? 'none',
    color: colorOf(pkg, last('color')),
    highlight: highlightOf(pkg, all),
    language: attributeW(last('lang')),
  };
}

/**
 * A toggle set directly is as it says. Otherwise the levels of styles (table, paragraph, character) are exclusive to each
 * other: set in an odd number of them it is on; and the document's defaults count when no style says anything.
 */
function toggled(name: Toggle, levels: Levels, defaults: Element | null): boolean {
  const direct = toggleW(levels.direct.at(-1) ?? null, name);
  if (direct !== undefined) return direct;
  const said = [levels.table, levels.paragraph, levels.character].map((level) =>
    level.reduce<boolean | undefined>((value, properties) => toggleW(properties, name) ?? value, undefined),
  );
  if (said.every((value) => value === undefined)) return toggleW(defaults, name) ?? false;
  const byDefault = toggleW(defaults, name) ?? false;
  return byDefault || said.filter((value) => value === true).length % 2 === 1;
}

function propertiesOf(chain: readonly Element[]): Element[] {
  return chain.flatMap((style) => childW(style, 'rPr') ?? []);
}

function markProperties(paragraph: Element): Element | null {
  const properties = childW(paragraph, 'pPr');
  return properties && childW(properties, 'rPr');
}

/** The run properties of the table style around a paragraph, those of all its cells. */
function tableStyleProperties(pkg: OoxmlPackage, paragraph: Element): Element[] {
  const table = ancestorW(paragraph, 'tbl');
  return table ? propertiesOf(styleChain(pkg, tableStyle(pkg, table))) : [];
}

function defaultRunProperties(pkg: OoxmlPackage): Element | null {
  const root = stylesRoot(pkg);
  const defaults = root && childW(root, 'docDefaults');
  const container = defaults && childW(defaults, 'rPrDefault');
  return container && childW(container, 'rPr');
}

function findLast<T>(list: readonly Element[], pick: (element: Element) => T | null): T | null {
  for (let index = list.length - 1; index >= 0; index -= 1) {
    const element = list[index];
    const found = element && pick(element);
    if (found !== null && found !== undefined) return found;
  }
  return null;
}

/** A theme reference beats the plain name beside it on the same element (§17.3.2.26). */
function fontName(pkg: OoxmlPackage, all: readonly Element[], plain: string, themed: string): string | undefined {
  const found = findLast(all, (properties) => {
    const fonts = childW(properties, 'rFonts');
    const theme = attributeW(fonts, themed);
    return (theme !== null ? themeFont(pkg, theme) : undefined) ?? attributeW(fonts, plain);
  });
  return found ?? undefined;
}

/**
 * A theme colour beats the value beside it; but Word keeps that value in step with the theme, exact to the last bit of its
 * own rounding, so it is taken where it is there.
 */
function colorOf(pkg: OoxmlPackage, color: Element | null): string {
  const value = attributeW(color);
  if (value !== null && value !== 'auto') return value.toUpperCase();
  const theme = attributeW(color, 'themeColor');
  const tone = {
    shade: attributeW(color, 'themeShade') ?? undefined,
    tint: attributeW(color, 'themeTint') ?? undefined,
  };
  return (theme === null ? undefined : themeColor(pkg, theme, tone)) ?? 'auto';
}

function highlightOf(pkg: OoxmlPackage, all: readonly Element[]): string | null {
  const named = attributeW(findLast(all, (properties) => childW(properties, 'highlight')));
  if (named !== null) return highlightColors[named] ?? null;
  const shading = findLast(all, (properties) => childW(properties, 'shd'));
  const fill = attributeW(shading, 'fill');
  if (fill !== null && fill !== 'auto') return fill.toUpperCase();
  const theme = attributeW(shading, 'themeFill');
  return (theme === null ? undefined : themeColor(pkg, theme)) ?? null;
}

/** What {@link formatRun} can change; a value left out stays. */
export interface RunFormatChange {
  readonly name?: string;
  readonly size?: number;
  readonly bold?: boolean;
  readonly italic?: boolean;
  readonly strikeThrough?: boolean;
  readonly doubleStrikeThrough?: boolean;
  readonly allCaps?: boolean;
  readonly smallCaps?: boolean;
  readonly hidden?: boolean;
  readonly subscript?: boolean;
  readonly superscript?: boolean;
  /** `none`, `single` … */
  readonly underline?: string;
  /** `RRGGBB` or `auto`. */
  readonly color?: string;
  /** `RRGGBB`; `null` takes it away. One of the highlighter's colours becomes `w:highlight`, another shading. */
  readonly highlight?: string | null;
}

const toggleOf: Readonly<Record<string, string>> = {
  bold: 'b',
  italic: 'i',
  strikeThrough: 'strike',
  doubleStrikeThrough: 'dstrike',
  allCaps: 'caps',
  smallCaps: 'smallCaps',
  hidden: 'vanish',
};

/** Formats a run directly (or a paragraph's mark, when given the paragraph). */
export function formatRun(run: Element, change: RunFormatChange): void {
  const properties = isW(run, 'p') ? ensureMark(run) : ensureProperties(run);
  const document = run.ownerDocument;
  const put = (name: string, attributes: Readonly<Record<string, string>>): void => {
    childW(properties, name)?.remove();
    placeChild(properties, createW(document, name, attributes));
  };
  for (const [key, name] of Object.entries(toggleOf)) {
    const value = change[key as keyof RunFormatChange];
    if (value === undefined) continue;
    put(name, value ? {} : { val: '0' });
    // Complex scripts have their own switch; Word's user interface sets both.
    if (name === 'b' || name === 'i') put(`${name}Cs`, value ? {} : { val: '0' });
  }
  if (change.name !== undefined) setFonts(properties, change.name);
  if (change.size !== undefined) {
    const halfPoints = String(Math.max(1, Math.round(change.size * 2)));
    put('sz', { val: halfPoints });
    put('szCs', { val: halfPoints });
  }
  if (change.underline !== undefined) put('u', { val: change.underline });
  if (change.color !== undefined) put('color', { val: change.color === '' ? 'auto' : change.color });
  if (change.highlight !== undefined) setHighlight(properties, change.highlight);
  setPosition(properties, change);
}

function ensureMark(paragraph: Element): Element {
  const properties = ensureProperties(paragraph);
  return childW(properties, 'rPr') ?? placeChild(properties, createW(paragraph.ownerDocument, 'rPr'));
}

function setFonts(properties: Element, name: string): void {
  const fonts = childW(properties, 'rFonts') ?? placeChild(properties, createW(properties.ownerDocument, 'rFonts'));
  for (const themed of ['asciiTheme', 'hAnsiTheme', 'eastAsiaTheme', 'cstheme']) fonts.removeAttributeNS(ns.w, themed);
  for (const script of ['ascii', 'hAnsi', 'eastAsia', 'cs']) setW(fonts, script, name);
}

function setHighlight(properties: Element, color: string | null): void {
  childW(properties, 'highlight')?.remove();
  childW(properties, 'shd')?.remove();
  if (color === null) {
    placeChild(properties, createW(properties.ownerDocument, 'highlight', { val: 'none' }));
    return;
  }
  const named = Object.entries(highlightColors).find(([, value]) => value === color.toUpperCase())?.[0];
  placeChild(
    properties,
    named === undefined
      ? createW(properties.ownerDocument, 'shd', { val: 'clear', color: 'auto', fill: color.toUpperCase() })
      : createW(properties.ownerDocument, 'highlight', { val: named }),
  );
}

function setPosition(properties: Element, { subscript, superscript }: RunFormatChange): void {
  if (subscript === undefined && superscript === undefined) return;
  const known = childW(properties, 'vertAlign');
  const before = attributeW(known);
  known?.remove();
  const value = superscript
    ? 'superscript'
    : subscript
      ? 'subscript'
      : (superscript === false && before === 'superscript') || (subscript === false && before === 'subscript')
        ? 'baseline'
        : before;
  if (value !== null) placeChild(properties, createW(properties.ownerDocument, 'vertAlign', { val: value }));
}
