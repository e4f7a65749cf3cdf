import type { OoxmlPackage } from '../../package/ooxml-package.ts';
import { attributeW, childrenW, childW, createW } from '../model/xml.ts';
import { editPart, partRoot } from './ensure-part.ts';
import { elementOf, escapeXml } from './fragments.ts';
import { placeChild } from './schema-order.ts';

/** One level of a list that {@link addNumbering} makes. */
export interface LevelDefinition {
  /** `bullet`, `decimal`, `lowerLetter`, `lowerRoman` … (ECMA-376 part 1 §17.18.59). */
  readonly format: string;
  /** `%1.%2.` or the bullet itself. */
  readonly text: string;
  readonly start?: number;
  /** Indents in twentieths of a point. */
  readonly left: number;
  readonly hanging: number;
  readonly font?: string;
  /** Id of the paragraph style that this level is the list of. */
  readonly styleId?: string;
}

/** The root of numbering.xml; `null` when the document has none. */
export function numberingRoot(pkg: OoxmlPackage): Element | null {
  return partRoot(pkg, 'numbering');
}

/** The same for changing, made when it is missing. */
export function editNumbering(pkg: OoxmlPackage): Element {
  return editPart(pkg, 'numbering');
}

export function numOf(root: Element | null, numId: string): Element | null {
  return root ? (childrenW(root, 'num').find((num) => attributeW(num, 'numId') === numId) ?? null) : null;
}

export function abstractOf(root: Element, num: Element): Element | null {
  const id = attributeW(childW(num, 'abstractNumId'));
  return childrenW(root, 'abstractNum').find((each) => attributeW(each, 'abstractNumId') === id) ?? null;
}

/** An unused `w:numId` or `w:abstractNumId`. */
export function freshId(root: Element, name: 'num' | 'abstractNum'): string {
  const attribute = name === 'num' ? 'numId' : 'abstractNumId';
  const taken = childrenW(root, name).map((each) => Number(attributeW(each, attribute)) || 0);
  return String(Math.max(0, ...taken) + 1);
}

/** Adds a list definition and a list that uses it; gives the list's `w:numId`. */
export function addNumbering(pkg: OoxmlPackage, levels: readonly LevelDefinition[]): string {
  const root = editNumbering(pkg);
  const abstractId = freshId(root, 'abstractNum');
  const kind = levels.length === 1 ? 'singleLevel' : 'hybridMultilevel';
  const xml = levels.map((level, index) => levelXml(level, index)).join('');
  const abstract = elementOf(
    root.ownerDocument,
    `<w:abstractNum w:abstractNumId="${abstractId}"><w:nsid w:val="${longHex(root, abstractId)}"/><w:multiLevelType w:val="${kind}"/>${xml}</w:abstractNum>`,
  );
  placeChild(root, abstract);
  return addNum(root, abstractId);
}

/** Another list of a definition: it counts for itself, from the start when `restart` is given. */
export function addNum(root: Element, abstractId: string, restart: readonly number[] = []): string {
  const numId = freshId(root, 'num');
  const num = createW(root.ownerDocument, 'num', { numId }, [
    createW(root.ownerDocument, 'abstractNumId', { val: abstractId }),
    ...restart.map((start, level) =>
      createW(root.ownerDocument, 'lvlOverride', { ilvl: String(level) }, [
        createW(root.ownerDocument, 'startOverride', { val: String(start) }),
      ]),
    ),
  ]);
  placeChild(root, num);
  return numId;
}

export function levelXml(level: LevelDefinition, index: number): string {
  const face = escapeXml(level.font ?? '');
  const font =
    level.font === undefined
      ? ''
      : `<w:rPr><w:rFonts w:ascii="${face}" w:hAnsi="${face}"${level.font === 'Courier New' ? ' w:cs="Courier New"' : ''} w:hint="default"/></w:rPr>`;
  return `<w:lvl w:ilvl="${index}"><w:start w:val="${level.start ?? 1}"/><w:numFmt w:val="${level.format}"/>${level.styleId === undefined ? '' : `<w:pStyle w:val="${level.styleId}"/>`}<w:lvlText w:val="${escapeXml(level.text)}"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="${level.left}" ${level.hanging < 0 ? `w:firstLine="${-level.hanging}"` : `w:hanging="${level.hanging}"`}/></w:pPr>${font}</w:lvl>`;
}

/** A list definition's signature, which Word uses to tell lists apart when documents are put together; unique here. */
function longHex(root: Element, seed: string): string {
  const taken = new Set(
    childrenW(root, 'abstractNum').map((each) => attributeW(childW(each, 'nsid'))?.toUpperCase() ?? ''),
  );
  for (let value = 0x10000000 + Number(seed) * 0x1357; ; value += 0x101) {
    const text = value.toString(16).toUpperCase().padStart(8, '0');
    if (!taken.has(text)) return text;
  }
}

const bulletKinds = [
  { text: '\uf0b7', font: 'Symbol' },
  { text: 'o', font: 'Courier New' },
  { text: '\uf0a7', font: 'Wingdings' },
] as const;

/** Nine levels of bullets as Word's own default list has them. */
export function bulletLevels(): LevelDefinition[] {
  return Array.from({ length: 9 }, (_, level) => ({
    format: 'bullet',
    ...(bulletKinds[level % 3] ?? bulletKinds[0]),
    left: 720 * (level + 1),
    hanging: 360,
  }));
}

/** Nine levels 1. a. i. as Word's own default list has them. */
export function numberLevels(): LevelDefinition[] {
  return Array.from({ length: 9 }, (_, level) => ({
    format: ['decimal', 'lowerLetter', 'lowerRoman'][level % 3] ?? 'decimal',
    text: `%${level + 1}.`,
    left: 720 * (level + 1),
    hanging: level % 3 === 2 ? 180 : 360,
  }));
}
