import type { OoxmlPackage } from '../../package/ooxml-package.ts';
import { attributeW, childrenW, childW, createW, ensureProperties, setW } from '../model/xml.ts';
import {
  abstractOf,
  addNum,
  addNumbering,
  bulletLevels,
  editNumbering,
  levelXml,
  numberingRoot,
  numberLevels,
  numOf,
  type LevelDefinition,
} from './numbering-definitions.ts';
import { elementOf } from './fragments.ts';
import { placeChild } from './schema-order.ts';
import {
  defaultStyle,
  ensureStyle,
  paragraphStyle,
  setParagraphStyle,
  styleById,
  styleChain,
  styleIdOf,
} from './styles.ts';

/** Lists: which one a paragraph belongs to, and making, joining and leaving them. */

export interface Numbering {
  /** The list's id in the file, `w:numId`. */
  readonly numId: string;
  /** 0 to 8. */
  readonly levelIndex: number;
  readonly num: Element;
  /** `w:abstractNum` that says how the list looks; lists of one definition count on together. */
  readonly abstract: Element;
  /** `w:lvl` in force, an override of the list's own included. */
  readonly level: Element;
  /** The style that puts the paragraph into the list, `null` when the paragraph does so itself. */
  readonly fromStyle: Element | null;
}

/** The list that a paragraph is an item of; `null` when it is none. */
export function numberingOf(pkg: OoxmlPackage, paragraph: Element): Numbering | null {
  return numberingReader(pkg)(paragraph);
}

/**
 * {@link numberingOf} for many paragraphs: what styles and lists say is looked up once. Valid while styles and lists stay as
 * they are.
 */
export function numberingReader(pkg: OoxmlPackage): (paragraph: Element) => Numbering | null {
  const root = numberingRoot(pkg);
  if (!root) return () => null;
  const lists = new Map<string, Numbering | null>();
  const styles = new Map<Element, StyleNumbering | null>();
  const list = (numId: string, level: number, style: Element | null): Numbering | null => {
    const key = `${numId} ${level} ${style ? styleIdOf(style) : ''}`;
    let known = lists.get(key);
    if (known === undefined) lists.set(key, (known = resolve(pkg, root, numId, level, style)));
    return known;
  };
  return (paragraph) => {
    const own = numPrOf(paragraph);
    const ownId = own && attributeW(childW(own, 'numId'));
    if (ownId === '0') return null;
    const ownLevel = own && attributeW(childW(own, 'ilvl'));
    if (ownId !== null) return list(ownId, Number(ownLevel ?? 0), null);
    const style = paragraphStyle(pkg, paragraph);
    if (!style) return null;
    let known = styles.get(style);
    if (known === undefined) styles.set(style, (known = styleNumbering(pkg, root, style)));
    return known && list(known.numId, Number(ownLevel ?? known.level), known.style);
  };
}

interface StyleNumbering {
  readonly numId: string;
  readonly level: number;
  /** The style of the chain that names the list. */
  readonly style: Element;
}

function styleNumbering(pkg: OoxmlPackage, root: Element, of: Element): StyleNumbering | null {
  for (const style of styleChain(pkg, of).reverse()) {
    const numPr = numPrOf(style);
    const numId = numPr && attributeW(childW(numPr, 'numId'));
    if (!numPr || numId === null) continue;
    if (numId === '0') return null;
    return { numId, level: Number(levelOfStyle(root, numId, style) ?? attributeW(childW(numPr, 'ilvl')) ?? 0), style };
  }
  return null;
}

function numPrOf(element: Element): Element | null {
  const properties = childW(element, 'pPr');
  return properties && childW(properties, 'numPr');
}

/** A style's level is the one that names the style (ECMA-376 part 1 §17.9.23), whatever `w:ilvl` it has. */
function levelOfStyle(root: Element, numId: string, style: Element): string | null {
  const num = numOf(root, numId);
  const abstract = num && abstractOf(root, num);
  const id = styleIdOf(style);
  const level = abstract && childrenW(abstract, 'lvl').find((each) => attributeW(childW(each, 'pStyle')) === id);
  return level ? attributeW(level, 'ilvl') : null;
}

function resolve(
  pkg: OoxmlPackage,
  root: Element,
  numId: string,
  wantedLevel: number,
  fromStyle: Element | null,
): Numbering | null {
  const num = numOf(root, numId);
  const abstract = num && definitionOf(pkg, root, num);
  if (!num || !abstract) return null;
  const levelIndex = Math.min(8, Math.max(0, wantedLevel || 0));
  const level = levelIn(num, abstract, levelIndex);
  return level ? { numId, levelIndex, num, abstract, level, fromStyle } : null;
}

/** The definition, through a numbering style when it only names one (`w:numStyleLink`). */
function definitionOf(pkg: OoxmlPackage, root: Element, num: Element): Element | null {
  const abstract = abstractOf(root, num);
  const link = abstract && attributeW(childW(abstract, 'numStyleLink'));
  const style = link === null ? null : styleById(pkg, link);
  const linkedId = style && attributeW(childW(numPrOf(style) ?? style, 'numId'));
  const linked = linkedId === null ? null : numOf(root, linkedId);
  return (linked && linked !== num ? abstractOf(root, linked) : null) ?? abstract;
}

/** `w:lvl` of a list at a level: the list's own override of it, or the definition's. */
export function levelIn(num: Element, abstract: Element, levelIndex: number): Element | null {
  const override = overrideOf(num, levelIndex);
  const own = override && childW(override, 'lvl');
  return own ?? childrenW(abstract, 'lvl').find((each) => attributeW(each, 'ilvl') === String(levelIndex)) ?? null;
}

export function overrideOf(num: Element, levelIndex: number): Element | null {
  return childrenW(num, 'lvlOverride').find((each) => attributeW(each, 'ilvl') === String(levelIndex)) ?? null;
}

/** The list with this id, as one of its items would have it. */
export function listById(pkg: OoxmlPackage, numId: string, levelIndex = 0): Numbering | null {
  const root = numberingRoot(pkg);
  return root && resolve(pkg, root, numId, levelIndex, null);
}

/** Makes a list in the look of Word's own default bullets or numbers; gives its `w:numId`. */
export function createList(pkg: OoxmlPackage, kind: 'bullet' | 'number', levels?: readonly LevelDefinition[]): string {
  return addNumbering(pkg, levels ?? (kind === 'bullet' ? bulletLevels() : numberLevels()));
}

/** Another list that looks the same and counts from its start. */
export function createSameList(pkg: OoxmlPackage, numId: string): string {
  const root = editNumbering(pkg);
  const known = listById(pkg, numId);
  if (!known) throw new Error(`The document has no list ${numId}.`);
  const abstractId = attributeW(known.abstract, 'abstractNumId') ?? '0';
  const starts = childrenW(known.abstract, 'lvl').map((level) => Number(attributeW(childW(level, 'start')) ?? 1));
  return addNum(root, abstractId, starts);
}

/** Makes a paragraph an item of a list. One in the default style becomes a List Paragraph, as in Word. */
export function attachToList(pkg: OoxmlPackage, paragraph: Element, numId: string, levelIndex: number): void {
  const isPlain = paragraphStyle(pkg, paragraph) === defaultStyle(pkg, 'paragraph');
  const styleId = isPlain ? ensureStyle(pkg, 'List Paragraph') : null;
  if (styleId !== null) setParagraphStyle(pkg, paragraph, styleId);
  setNumPr(paragraph, numId, levelIndex);
}

/** Takes a paragraph out of its list; a list that its style gives is switched off with the id 0. */
export function detachFromList(pkg: OoxmlPackage, paragraph: Element): void {
  const properties = ensureProperties(paragraph);
  childW(properties, 'numPr')?.remove();
  const style = numberingOf(pkg, paragraph)?.fromStyle;
  if (style) setNumPr(paragraph, '0', 0);
}

export function setListLevel(pkg: OoxmlPackage, paragraph: Element, levelIndex: number): void {
  const numbering = numberingOf(pkg, paragraph);
  if (!numbering) return;
  setNumPr(paragraph, numbering.numId, Math.min(8, Math.max(0, levelIndex)));
}

function setNumPr(paragraph: Element, numId: string, levelIndex: number): void {
  const properties = ensureProperties(paragraph);
  const document = paragraph.ownerDocument;
  const numPr = childW(properties, 'numPr') ?? placeChild(properties, createW(document, 'numPr'));
  childW(numPr, 'ilvl')?.remove();
  childW(numPr, 'numId')?.remove();
  // ilvl comes first, numId second; a revision mark of the numbering stays last.
  numPr.prepend(createW(document, 'ilvl', { val: String(levelIndex) }), createW(document, 'numId', { val: numId }));
}

/**
 * Restarts a list at a paragraph: it and the items of its list after it, `following` in order, become a list of their own
 * that begins at `start`. Gives the new list's id; `null` when the paragraph is in no list.
 */
export function restartList(
  pkg: OoxmlPackage,
  paragraph: Element,
  following: readonly Element[],
  start = 1,
): string | null {
  const numbering = numberingOf(pkg, paragraph);
  if (!numbering) return null;
  const root = editNumbering(pkg);
  const abstractId = attributeW(numbering.abstract, 'abstractNumId') ?? '0';
  const numId = addNum(root, abstractId);
  const num = numOf(root, numId);
  if (num) setStart(num, numbering.levelIndex, start);
  for (const each of [paragraph, ...following]) {
    const own = numberingOf(pkg, each);
    if (own?.numId === numbering.numId) setNumPr(each, numId, own.levelIndex);
  }
  return numId;
}

/** Lets a level of a list begin at a number. */
export function setStart(num: Element, levelIndex: number, start: number): void {
  const document = num.ownerDocument;
  const override = overrideOf(num, levelIndex) ?? createW(document, 'lvlOverride', { ilvl: String(levelIndex) });
  if (!override.parentNode) {
    const next = childrenW(num, 'lvlOverride').find((each) => Number(attributeW(each, 'ilvl')) > levelIndex);
    num.insertBefore(override, next ?? null);
  }
  const known = childW(override, 'startOverride');
  if (known) setW(known, 'val', String(start));
  else override.prepend(createW(document, 'startOverride', { val: String(start) }));
}

/** Changes how a level of one list looks, without touching other lists of the same definition. */
export function setLevel(
  pkg: OoxmlPackage,
  numId: string,
  levelIndex: number,
  change: Partial<LevelDefinition> & { readonly alignment?: string },
): void {
  const known = listById(pkg, numId, levelIndex);
  if (!known) return;
  editNumbering(pkg);
  const document = known.num.ownerDocument;
  let override = overrideOf(known.num, levelIndex);
  if (!override) {
    override = createW(document, 'lvlOverride', { ilvl: String(levelIndex) });
    const next = childrenW(known.num, 'lvlOverride').find((each) => Number(attributeW(each, 'ilvl')) > levelIndex);
    known.num.insertBefore(override, next ?? null);
  }
  const before = definitionFrom(known.level);
  const level = elementOf(document, levelXml({ ...before, ...change }, levelIndex));
  if (change.alignment !== undefined) setW(childW(level, 'lvlJc') ?? level, 'val', change.alignment);
  childW(override, 'lvl')?.remove();
  override.append(level);
}

function definitionFrom(level: Element): LevelDefinition {
  const properties = childW(level, 'pPr');
  const indent = properties && childW(properties, 'ind');
  const runProperties = childW(level, 'rPr');
  const font = attributeW(runProperties && childW(runProperties, 'rFonts'), 'ascii');
  return {
    format: attributeW(childW(level, 'numFmt')) ?? 'decimal',
    text: attributeW(childW(level, 'lvlText')) ?? '',
    start: Number(attributeW(childW(level, 'start')) ?? 1),
    left: Number(attributeW(indent, 'left') ?? 0),
    hanging: Number(attributeW(indent, 'hanging') ?? 0) - Number(attributeW(indent, 'firstLine') ?? 0),
    ...(font === null ? {} : { font }),
  };
}

/** Whether a level shows bullets, numbers or a picture. */
export function levelType(level: Element): 'Bullet' | 'Number' | 'Picture' {
  if (childW(level, 'lvlPicBulletId')) return 'Picture';
  return attributeW(childW(level, 'numFmt')) === 'bullet' ? 'Bullet' : 'Number';
}
