import type { OoxmlPackage } from '../../package/ooxml-package.ts';
import { ns } from '../package/namespaces.ts';
import { attributeW, childW, createW, ensureProperties, setW, toggleW } from '../model/xml.ts';
import { numberingOf } from './numbering.ts';
import { placeChild } from './schema-order.ts';
import { paragraphStyle, styleChain, stylesRoot } from './styles.ts';

/** A paragraph's look once defaults, styles, list and its own properties are taken together. Lengths are in points. */
export interface ParagraphFormat {
  /** `w:jc`: `left`, `center`, `right`, `both`, `distribute` … */
  readonly alignment: string;
  /** Negative for a hanging indent. */
  readonly firstLineIndent: number;
  readonly leftIndent: number;
  readonly rightIndent: number;
  /** 12 for single spacing, as Word's API counts it. */
  readonly lineSpacing: number;
  readonly lineRule: 'auto' | 'exact' | 'atLeast';
  readonly spaceBefore: number;
  readonly spaceAfter: number;
  /** In lines of text; 0 when spacing is not given so. */
  readonly lineUnitBefore: number;
  readonly lineUnitAfter: number;
  /** 1 to 9, or 10 for body text. */
  readonly outlineLevel: number;
  readonly keepWithNext: boolean;
  readonly keepTogether: boolean;
  readonly pageBreakBefore: boolean;
  readonly mirrorIndents: boolean;
  readonly widowControl: boolean;
}

export function paragraphFormat(pkg: OoxmlPackage, paragraph: Element): ParagraphFormat {
  const levels = [
    ...styleLevels(pkg, paragraphStyle(pkg, paragraph)),
    ...[numberingProperties(pkg, paragraph)].filter((each) => each !== null),
    ...[childW(paragraph, 'pPr')].filter((each) => each !== null),
  ];
  return formatOf(levels);
}

/** The format that a paragraph style gives by itself. */
export function styleParagraphFormat(pkg: OoxmlPackage, style: Element): ParagraphFormat {
  return formatOf(styleLevels(pkg, style));
}

function styleLevels(pkg: OoxmlPackage, style: Element | null): Element[] {
  const defaults = defaultProperties(pkg);
  return [...(defaults ? [defaults] : []), ...styleChain(pkg, style).flatMap((each) => childW(each, 'pPr') ?? [])];
}

function formatOf(levels: readonly Element[]): ParagraphFormat {
  const value = (name: string, attribute = 'val'): string | null => {
    for (let index = levels.length - 1; index >= 0; index -= 1) {
      const found = attributeW(childW(levels[index] as Element, name), attribute);
      if (found !== null) return found;
    }
    return null;
  };
  const length = (name: string, ...attributes: readonly string[]): number => {
    for (const attribute of attributes) {
      const found = value(name, attribute);
      if (found !== null) return toPoints(found);
    }
    return 0;
  };
  const on = (name: string): boolean => levels.reduce((before, level) => toggleW(level, name) ?? before, false);
  const rule = value('spacing', 'lineRule');
  const level = value('outlineLvl');
  return {
    alignment: value('jc') ?? 'left',
    firstLineIndent: firstLine(levels),
    leftIndent: length('ind', 'left', 'start'),
    rightIndent: length('ind', 'right', 'end'),
    lineSpacing: length('spacing', 'line') || 12,
    lineRule: rule === 'exact' || rule === 'atLeast' ? rule : 'auto',
    spaceBefore: length('spacing', 'before'),
    spaceAfter: length('spacing', 'after'),
    lineUnitBefore: Number(value('spacing', 'beforeLines') ?? 0) / 100,
    lineUnitAfter: Number(value('spacing', 'afterLines') ?? 0) / 100,
    outlineLevel: level === null ? 10 : Math.min(10, Math.max(1, Number(level) + 1)),
    keepWithNext: on('keepNext'),
    keepTogether: on('keepLines'),
    pageBreakBefore: on('pageBreakBefore'),
    mirrorIndents: on('mirrorIndents'),
    widowControl: levels.reduce((before, each) => toggleW(each, 'widowControl') ?? before, true),
  };
}

/** `hanging` beats `firstLine` on one element (ECMA-376 part 1 §17.3.1.12); the last element that has either wins. */
function firstLine(levels: readonly Element[]): number {
  for (let index = levels.length - 1; index >= 0; index -= 1) {
    const indent = childW(levels[index] as Element, 'ind');
    const hanging = attributeW(indent, 'hanging');
    if (hanging !== null) return -toPoints(hanging) || 0;
    const first = attributeW(indent, 'firstLine');
    if (first !== null) return toPoints(first);
  }
  return 0;
}

/** Twentieths of a point, or a length with its unit (§22.9.2.14). */
function toPoints(length: string): number {
  const match = /^(-?[\d.]+)(mm|cm|in|pt|pc|pi)?$/.exec(length.trim());
  if (!match) return 0;
  const units: Readonly<Record<string, number>> = { mm: 72 / 25.4, cm: 72 / 2.54, in: 72, pt: 1, pc: 12, pi: 12 };
  return match[2] === undefined ? Number(match[1]) / 20 : Number(match[1]) * (units[match[2]] ?? 1);
}

function defaultProperties(pkg: OoxmlPackage): Element | null {
  const root = stylesRoot(pkg);
  const defaults = root && childW(root, 'docDefaults');
  const container = defaults && childW(defaults, 'pPrDefault');
  return container && childW(container, 'pPr');
}

/**
 * The indents of the list level. A list that the paragraph names itself goes over its style; one that the style names gives
 * way to the style's own indents (§17.9.23).
 */
function numberingProperties(pkg: OoxmlPackage, paragraph: Element): Element | null {
  const numbering = numberingOf(pkg, paragraph);
  const level = numbering && childW(numbering.level, 'pPr');
  if (!numbering || !level) return null;
  if (numbering.fromStyle === null) return level;
  const chain = styleChain(pkg, numbering.fromStyle);
  return chain.some((style) => {
    const properties = childW(style, 'pPr');
    return properties && style === numbering.fromStyle && childW(properties, 'ind');
  })
    ? null
    : level;
}

/** What {@link formatParagraph} can change. Lengths are in points. */
export interface ParagraphFormatChange {
  readonly alignment?: string;
  readonly firstLineIndent?: number;
  readonly leftIndent?: number;
  readonly rightIndent?: number;
  readonly lineSpacing?: number;
  readonly spaceBefore?: number;
  readonly spaceAfter?: number;
  readonly lineUnitBefore?: number;
  readonly lineUnitAfter?: number;
  /** 1 to 9, or 10 for body text. */
  readonly outlineLevel?: number;
  readonly keepWithNext?: boolean;
  readonly keepTogether?: boolean;
  readonly pageBreakBefore?: boolean;
  readonly mirrorIndents?: boolean;
  readonly widowControl?: boolean;
}

/** Formats a paragraph directly. */
export function formatParagraph(paragraph: Element, change: ParagraphFormatChange): void {
  formatProperties(ensureProperties(paragraph), change);
}

/** The same for all paragraphs of a style. */
export function formatStyleParagraphs(style: Element, change: ParagraphFormatChange): void {
  formatProperties(childW(style, 'pPr') ?? placeChild(style, createW(style.ownerDocument, 'pPr')), change);
}

function formatProperties(properties: Element, change: ParagraphFormatChange): void {
  const document = properties.ownerDocument;
  const child = (name: string): Element => childW(properties, name) ?? placeChild(properties, createW(document, name));
  const twips = (points: number): string => String(Math.round(points * 20));
  if (change.alignment !== undefined) setW(child('jc'), 'val', change.alignment);
  if (change.leftIndent !== undefined) setOne(child('ind'), 'left', twips(change.leftIndent), ['start', 'leftChars']);
  if (change.rightIndent !== undefined) setOne(child('ind'), 'right', twips(change.rightIndent), ['end', 'rightChars']);
  if (change.firstLineIndent !== undefined) {
    const indent = child('ind');
    for (const name of ['firstLine', 'hanging', 'firstLineChars', 'hangingChars']) indent.removeAttributeNS(ns.w, name);
    const name = change.firstLineIndent < 0 ? 'hanging' : 'firstLine';
    setW(indent, name, twips(Math.abs(change.firstLineIndent)));
  }
  if (change.lineSpacing !== undefined) {
    const spacing = child('spacing');
    setW(spacing, 'line', twips(change.lineSpacing));
    if (attributeW(spacing, 'lineRule') === null) setW(spacing, 'lineRule', 'auto');
  }
  if (change.spaceBefore !== undefined)
    setOne(child('spacing'), 'before', twips(change.spaceBefore), ['beforeLines', 'beforeAutospacing']);
  if (change.spaceAfter !== undefined)
    setOne(child('spacing'), 'after', twips(change.spaceAfter), ['afterLines', 'afterAutospacing']);
  if (change.lineUnitBefore !== undefined)
    setW(child('spacing'), 'beforeLines', String(Math.round(change.lineUnitBefore * 100)));
  if (change.lineUnitAfter !== undefined)
    setW(child('spacing'), 'afterLines', String(Math.round(change.lineUnitAfter * 100)));
  if (change.outlineLevel !== undefined)
    setW(child('outlineLvl'), 'val', String(Math.min(9, Math.max(0, change.outlineLevel - 1))));
  const switches = [
    ['keepNext', change.keepWithNext],
    ['keepLines', change.keepTogether],
    ['pageBreakBefore', change.pageBreakBefore],
    ['mirrorIndents', change.mirrorIndents],
    ['widowControl', change.widowControl],
  ] as const;
  for (const [name, value] of switches) {
    if (value === undefined) continue;
    childW(properties, name)?.remove();
    placeChild(properties, createW(document, name, value ? {} : { val: '0' }));
  }
}

function setOne(element: Element, name: string, value: string, replaced: readonly string[]): void {
  for (const other of replaced) element.removeAttributeNS(ns.w, other);
  setW(element, name, value);
}
