import type { OoxmlPackage } from '../../package/ooxml-package.ts';
import { ns } from '../package/namespaces.ts';
import { attributeW, childrenW, childW, createW, ensureProperties, setW, toggleW } from '../model/xml.ts';
import { editPart, partRoot } from './ensure-part.ts';
import { elementOf } from './fragments.ts';
import { addNumbering } from './numbering-definitions.ts';
import { placeChild } from './schema-order.ts';
import { builtInStyleXml, type StyleSurroundings } from './style-definitions.ts';
import { builtInByName, builtInByValue, displayNameOf, fileNameOf } from './style-names.ts';
import { themeColor, themeFont, withLightness } from './theme.ts';

/** Styles: finding them by any of their names, and making the built-in ones that the file does not hold yet. */

export type StyleType = 'paragraph' | 'character' | 'table' | 'numbering';

/** The root of styles.xml; `null` when the document has none. */
export function stylesRoot(pkg: OoxmlPackage): Element | null {
  return partRoot(pkg, 'styles');
}

/** The same for changing, made when it is missing. */
export function editStyles(pkg: OoxmlPackage): Element {
  return editPart(pkg, 'styles');
}

interface StyleIndex {
  readonly last: Element | null;
  readonly count: number;
  readonly byId: ReadonlyMap<string, Element>;
  readonly byName: ReadonlyMap<string, Element>;
  readonly defaults: ReadonlyMap<string, Element>;
}

const indexes = new WeakMap<Element, StyleIndex>();

/** Styles by id and name. The part's last child and their number tell whether it is current. */
function indexOf(root: Element): StyleIndex {
  const known = indexes.get(root);
  if (known && known.last === root.lastElementChild && known.count === root.childElementCount) return known;
  const byId = new Map<string, Element>();
  const byName = new Map<string, Element>();
  const defaults = new Map<string, Element>();
  for (const style of childrenW(root, 'style')) {
    const id = attributeW(style, 'styleId');
    if (id !== null && !byId.has(id)) byId.set(id, style);
    for (const name of [
      attributeW(childW(style, 'name')),
      ...(attributeW(childW(style, 'aliases'))?.split(',') ?? []),
    ]) {
      const key = name?.trim().toLowerCase();
      if (key && !byName.has(key)) byName.set(key, style);
    }
    const type = attributeW(style, 'type') ?? 'paragraph';
    // The last of several defaults wins (ECMA-376 part 1 §17.7.4.17).
    if (['1', 'true', 'on'].includes(attributeW(style, 'default') ?? '')) defaults.set(type, style);
  }
  const made = { last: root.lastElementChild, count: root.childElementCount, byId, byName, defaults };
  indexes.set(root, made);
  return made;
}

export function styleById(pkg: OoxmlPackage, styleId: string): Element | null {
  const root = stylesRoot(pkg);
  return (root && indexOf(root).byId.get(styleId)) ?? null;
}

/** A style that the file holds, by its name there, an alias, or the name that people see in English or Chinese. */
export function styleByName(pkg: OoxmlPackage, name: string): Element | null {
  const root = stylesRoot(pkg);
  if (!root) return null;
  const { byName } = indexOf(root);
  return byName.get(name.trim().toLowerCase()) ?? byName.get(fileNameOf(name).toLowerCase()) ?? null;
}

/** The style of what names none. */
export function defaultStyle(pkg: OoxmlPackage, type: StyleType): Element | null {
  const root = stylesRoot(pkg);
  return (root && indexOf(root).defaults.get(type)) ?? null;
}

export function stylesOfType(pkg: OoxmlPackage, type: StyleType): Element[] {
  const root = stylesRoot(pkg);
  return root ? childrenW(root, 'style').filter((style) => attributeW(style, 'type') === type) : [];
}

export function styleIdOf(style: Element): string {
  return attributeW(style, 'styleId') ?? '';
}

/** `heading 1`: the name in the file. */
export function styleName(style: Element): string {
  return attributeW(childW(style, 'name')) ?? styleIdOf(style);
}

/** `Heading 1`, or `标题 1` where the user interface is Chinese. */
export function styleDisplayName(style: Element, locale?: string): string {
  return displayNameOf(styleName(style), locale);
}

/** The style's value of `Word.BuiltInStyleName`, `Other` when it has none. */
export function styleBuiltIn(style: Element): string {
  return builtInByName(styleName(style))?.builtIn ?? 'Other';
}

/** From the style that all others are based on to the style itself. A circle in the file ends the chain. */
export function styleChain(pkg: OoxmlPackage, style: Element | null): Element[] {
  const chain: Element[] = [];
  for (let at = style; at && !chain.includes(at);) {
    chain.unshift(at);
    const base = attributeW(childW(at, 'basedOn'));
    at = base === null ? null : styleById(pkg, base);
  }
  return chain;
}

/** The paragraph's style; the default one when it names none, or one that is not there. */
export function paragraphStyle(pkg: OoxmlPackage, paragraph: Element): Element | null {
  return ownStyle(pkg, paragraph, 'pPr', 'pStyle') ?? defaultStyle(pkg, 'paragraph');
}

/** The run's character style; `null` when it has none of its own. */
export function runStyle(pkg: OoxmlPackage, run: Element): Element | null {
  return ownStyle(pkg, run, 'rPr', 'rStyle');
}

export function tableStyle(pkg: OoxmlPackage, table: Element): Element | null {
  return ownStyle(pkg, table, 'tblPr', 'tblStyle') ?? defaultStyle(pkg, 'table');
}

function ownStyle(pkg: OoxmlPackage, element: Element, properties: string, name: string): Element | null {
  const own = childW(element, properties);
  const id = own && attributeW(childW(own, name));
  return id === null ? null : styleById(pkg, id);
}

/**
 * The id of a style by name, built-in value (`Heading1`) or what people see; a built-in style that is only latent in the
 * file is made as Word makes it on first use. `null` for a name that is neither in the file nor built in.
 */
export function ensureStyle(pkg: OoxmlPackage, nameOrBuiltIn: string): string | null {
  const name = builtInByValue(nameOrBuiltIn)?.name ?? fileNameOf(nameOrBuiltIn);
  const known = styleByName(pkg, name);
  if (known) return styleIdOf(known);
  const builtIn = builtInByName(name);
  if (!builtIn) return null;
  const root = editStyles(pkg);
  const styleId = freshStyleId(pkg, builtIn.styleId);
  const idOf = (other: string): string =>
    // What a style is followed by may be itself; that id is already decided.
    other === name ? styleId : (ensureStyle(pkg, other) ?? '');
  const xml = builtInStyleXml(name, styleId, surroundingsOf(pkg, styleId), idOf);
  if (xml === undefined) return null;
  const style = elementOf(root.ownerDocument, xml);
  wakeLatent(root, name);
  root.append(style);
  return styleId;
}

const defaultBases: Readonly<Record<StyleType, string | null>> = {
  paragraph: 'Normal',
  character: 'Default Paragraph Font',
  table: 'Normal Table',
  numbering: null,
};

/** Makes a style that is not built in; it looks like the default one of its type until it is formatted. */
export function addCustomStyle(pkg: OoxmlPackage, name: string, type: StyleType): Element {
  const base = defaultBases[type];
  const basedOn = base === null ? null : ensureStyle(pkg, base);
  const root = editStyles(pkg);
  const styleId = freshStyleId(pkg, name.replace(/[^\p{L}\p{N}]/gu, '') || 'Style');
  const style = createW(root.ownerDocument, 'style', { type, customStyle: '1', styleId });
  style.append(createW(root.ownerDocument, 'name', { val: name }));
  if (basedOn !== null) style.append(createW(root.ownerDocument, 'basedOn', { val: basedOn }));
  root.append(style);
  return style;
}

/** Takes a style out: what was based on it is based on its own base, and what bore it bears the default style. */
export function removeStyle(pkg: OoxmlPackage, style: Element): void {
  const id = styleIdOf(style);
  const base = attributeW(childW(style, 'basedOn'));
  for (const other of childrenW(editStyles(pkg), 'style')) {
    for (const name of ['basedOn', 'next', 'link']) {
      const reference = childW(other, name);
      if (attributeW(reference) !== id) continue;
      if (name === 'basedOn' && base !== null && reference) setW(reference, 'val', base);
      else reference?.remove();
    }
  }
  const root = pkg.edit(pkg.documentPart).documentElement;
  for (const name of ['pStyle', 'rStyle', 'tblStyle']) {
    for (const reference of [...root.getElementsByTagNameNS(ns.w, name)]) {
      if (attributeW(reference) === id) reference.remove();
    }
  }
  style.remove();
}

/** An id that no style has yet, like `wanted`. */
export function freshStyleId(pkg: OoxmlPackage, wanted: string): string {
  for (let number = 0; ; number += 1) {
    const id = number === 0 ? wanted : `${wanted}${number}`;
    if (!styleById(pkg, id)) return id;
  }
}

/** A style that the file lists as latent and hidden is hidden no longer once it is there. */
function wakeLatent(root: Element, name: string): void {
  const latent = childW(root, 'latentStyles');
  const exception = latent && childrenW(latent, 'lsdException').find((each) => attributeW(each, 'name') === name);
  for (const attribute of ['semiHidden', 'unhideWhenUsed']) exception?.removeAttributeNS(ns.w, attribute);
}

function surroundingsOf(pkg: OoxmlPackage, styleId: string): StyleSurroundings {
  const hasTheme = themeFont(pkg, 'majorHAnsi') !== undefined;
  // Office's own colours of 2013 to 2022, for a document without a theme.
  const office: Readonly<Record<string, string>> = {
    accent1: '4472C4',
    accent2: 'ED7D31',
    accent3: 'A5A5A5',
    accent4: 'FFC000',
    accent5: '5B9BD5',
    accent6: '70AD47',
    text1: '000000',
    text2: '44546A',
    background1: 'FFFFFF',
    background2: 'E7E6E6',
    hyperlink: '0563C1',
  };
  const hex: StyleSurroundings['hex'] = (name, tone = {}) =>
    themeColor(pkg, name, tone) ?? scaled(office[name] ?? '000000', tone);
  return {
    headingFonts: hasTheme
      ? ' w:asciiTheme="majorHAnsi" w:eastAsiaTheme="majorEastAsia" w:hAnsiTheme="majorHAnsi" w:cstheme="majorBidi"'
      : '',
    hex,
    color: (name, tone = {}) =>
      `<w:color w:val="${hex(name, tone)}" w:themeColor="${name}"${tone.tint ? ` w:themeTint="${tone.tint}"` : ''}${tone.shade ? ` w:themeShade="${tone.shade}"` : ''}/>`,
    numbering(kind, level) {
      const left = 360 * level;
      const numId = addNumbering(pkg, [
        kind === 'bullet'
          ? { format: 'bullet', text: '\uf0b7', font: 'Symbol', left, hanging: 360, styleId }
          : { format: 'decimal', text: '%1.', left, hanging: 360, styleId },
      ]);
      return `<w:numPr><w:numId w:val="${numId}"/></w:numPr>`;
    },
  };
}

function scaled(color: string, { shade, tint }: { readonly shade?: string; readonly tint?: string }): string {
  if (shade !== undefined) return withLightness(color, (lightness) => lightness * (parseInt(shade, 16) / 255));
  return tint === undefined
    ? color
    : withLightness(color, (lightness) => 1 - (1 - lightness) * (parseInt(tint, 16) / 255));
}

/** Names the paragraph's style; the default style is named by naming none. */
export function setParagraphStyle(pkg: OoxmlPackage, paragraph: Element, styleId: string): void {
  const properties = ensureProperties(paragraph);
  childW(properties, 'pStyle')?.remove();
  const style = styleById(pkg, styleId);
  if (style && style === defaultStyle(pkg, 'paragraph')) return;
  placeChild(properties, createW(paragraph.ownerDocument, 'pStyle', { val: styleId }));
}

/** Whether a style is kept out of sight until it is used. */
export function isHiddenStyle(style: Element): boolean {
  return toggleW(style, 'semiHidden') === true;
}
