import { cssColor, declarationsOf } from './class-registry.ts';
import { present, shadingOf } from './run-format.ts';
import { eighthPoints, twips } from './units.ts';
import { attributeOf, childOf, childrenOf, numberOf, toggleOf, valueOf } from './xml.ts';

/** One border line as CSS (`1px solid #000`), or `none`. */
export type Border = string;

export interface TabStop {
  /** Twips from the text's left edge. */
  readonly position: number;
  readonly alignment: string;
  readonly leader: string;
}

/** What a `w:pPr` says about the look of a paragraph; lengths in twips. */
export interface ParagraphFormat {
  readonly alignment?: string;
  readonly left?: number;
  readonly right?: number;
  /** Negative for a hanging indent. */
  readonly firstLine?: number;
  /** Hundredths of a character; goes before {@link firstLine}. */
  readonly firstLineCharacters?: number;
  readonly before?: number;
  readonly after?: number;
  readonly beforeAuto?: boolean;
  readonly afterAuto?: boolean;
  readonly line?: number;
  readonly lineRule?: string;
  readonly contextualSpacing?: boolean;
  readonly pageBreakBefore?: boolean;
  readonly rightToLeft?: boolean;
  readonly shading?: string;
  readonly borderTop?: Border;
  readonly borderBottom?: Border;
  readonly borderLeft?: Border;
  readonly borderRight?: Border;
  /** Pixels between text and border: top, right, bottom, left. */
  readonly borderSpace?: readonly number[];
  readonly outlineLevel?: number;
  readonly tabs?: readonly TabStop[];
}

/** Reads a `w:pPr`; `null` gives an empty format. */
export function parseParagraphFormat(properties: Element | null): ParagraphFormat {
  if (!properties?.firstElementChild) return {};
  const indent = childOf(properties, 'ind');
  const spacing = childOf(properties, 'spacing');
  const borders = childOf(properties, 'pBdr');
  const hanging = numberOf(indent, 'hanging');
  const hangingCharacters = numberOf(indent, 'hangingChars');
  const isOn = (element: Element | null, name: string): boolean | undefined => {
    const value = attributeOf(element, name);
    return value === null ? undefined : value === '1' || value === 'true' || value === 'on';
  };
  return present({
    alignment: valueOf(properties, 'jc') ?? undefined,
    left: numberOf(indent, 'start') ?? numberOf(indent, 'left'),
    right: numberOf(indent, 'end') ?? numberOf(indent, 'right'),
    firstLine: hanging === undefined ? numberOf(indent, 'firstLine') : -hanging,
    firstLineCharacters: hangingCharacters ? -hangingCharacters : numberOf(indent, 'firstLineChars'),
    before: numberOf(spacing, 'before'),
    after: numberOf(spacing, 'after'),
    beforeAuto: isOn(spacing, 'beforeAutospacing'),
    afterAuto: isOn(spacing, 'afterAutospacing'),
    line: numberOf(spacing, 'line'),
    lineRule:
      attributeOf(spacing, 'lineRule') ?? (spacing && numberOf(spacing, 'line') !== undefined ? 'auto' : undefined),
    contextualSpacing: toggleOf(properties, 'contextualSpacing'),
    pageBreakBefore: toggleOf(properties, 'pageBreakBefore'),
    rightToLeft: toggleOf(properties, 'bidi'),
    shading: shadingOf(properties),
    borderTop: parseBorder(childOf(borders, 'top')),
    borderBottom: parseBorder(childOf(borders, 'bottom')),
    borderLeft: parseBorder(childOf(borders, 'left')),
    borderRight: parseBorder(childOf(borders, 'right')),
    borderSpace: borders
      ? ['top', 'right', 'bottom', 'left'].map((side) =>
          Math.round(((numberOf(childOf(borders, side), 'space') ?? 0) * 4) / 3),
        )
      : undefined,
    outlineLevel: numberOf(childOf(properties, 'outlineLvl'), 'val'),
    tabs: parseTabs(properties),
  });
}

const borderStyles: Readonly<Record<string, string>> = {
  double: 'double',
  triple: 'double',
  dotted: 'dotted',
  dashed: 'dashed',
  dashSmallGap: 'dashed',
  dotDash: 'dashed',
  dotDotDash: 'dashed',
  inset: 'inset',
  outset: 'outset',
  threeDEmboss: 'ridge',
  threeDEngrave: 'groove',
  wave: 'solid',
};

/** A border element (`w:top`, `w:insideH` …) as CSS; `undefined` when there is none to read. */
export function parseBorder(element: Element | null): Border | undefined {
  if (!element) return undefined;
  const kind = attributeOf(element, 'val') ?? 'nil';
  if (kind === 'nil' || kind === 'none') return 'none';
  const width = eighthPoints(numberOf(element, 'sz') ?? 4);
  const color = cssColor(attributeOf(element, 'color')) ?? 'var(--page-ink)';
  return `${kind === 'double' ? Math.max(3, width * 3) : width}px ${borderStyles[kind] ?? 'solid'} ${color}`;
}

function parseTabs(properties: Element): TabStop[] | undefined {
  const tabs = childOf(properties, 'tabs');
  if (!tabs) return undefined;
  return childrenOf(tabs, 'tab').map((tab) => ({
    position: numberOf(tab, 'pos') ?? 0,
    alignment: attributeOf(tab, 'val') ?? 'left',
    leader: attributeOf(tab, 'leader') ?? 'none',
  }));
}

/** Later formats over earlier ones; tab stops add up, and `clear` removes one. */
export function mergeParagraphFormats(...formats: readonly ParagraphFormat[]): ParagraphFormat {
  const stops = new Map<number, TabStop>();
  for (const stop of formats.flatMap((format) => format.tabs ?? [])) {
    if (stop.alignment === 'clear') stops.delete(stop.position);
    else stops.set(stop.position, stop);
  }
  const merged: ParagraphFormat = Object.assign({}, ...formats) as ParagraphFormat;
  const tabs = [...stops.values()].sort((a, b) => a.position - b.position);
  return { ...merged, tabs };
}

const alignments: Readonly<Record<string, string>> = {
  left: 'left',
  start: 'start',
  center: 'center',
  right: 'right',
  end: 'end',
  both: 'justify',
  distribute: 'justify',
  thaiDistribute: 'justify',
};

/** Single spacing of the fonts that documents mostly use, as a multiple of the size. */
const singleLine = 1.22;

/**
 * CSS declarations of a paragraph. Space before is padding and space after margin, since Word adds the two and CSS would
 * collapse margins; a paragraph with fill or border takes margins, so that neither covers the space.
 */
export function paragraphDeclarations(format: ParagraphFormat): string {
  const boxed = format.shading ?? format.borderTop ?? format.borderBottom ?? format.borderLeft ?? format.borderRight;
  const before = `${format.beforeAuto ? 19 : twips(format.before ?? 0)}px`;
  const after = `${format.afterAuto ? 19 : twips(format.after ?? 0)}px`;
  const firstLine = format.firstLineCharacters
    ? `${format.firstLineCharacters / 100}em`
    : `${twips(format.firstLine ?? 0)}px`;
  return declarationsOf({
    'text-align': format.alignment && alignments[format.alignment],
    direction: format.rightToLeft ? 'rtl' : undefined,
    'margin-inline-start': format.left ? `${twips(format.left)}px` : undefined,
    '--indent': format.left ? `${twips(format.left)}px` : undefined,
    'margin-inline-end': format.right ? `${twips(format.right)}px` : undefined,
    'text-indent': firstLine === '0px' ? undefined : firstLine,
    'padding-top': boxed || before === '0px' ? undefined : before,
    'margin-top': boxed && before !== '0px' ? before : undefined,
    'margin-bottom': after === '0px' ? undefined : after,
    'line-height': lineHeight(format),
    'background-color': format.shading,
    'border-top': format.borderTop,
    'border-bottom': format.borderBottom,
    'border-left': format.borderLeft,
    'border-right': format.borderRight,
    padding:
      format.borderSpace && format.borderSpace.some(Boolean)
        ? format.borderSpace.map((space) => `${space}px`).join(' ')
        : undefined,
  });
}

function lineHeight(format: ParagraphFormat): string | undefined {
  if (format.line === undefined) return undefined;
  if (format.lineRule === 'exact' || format.lineRule === 'atLeast') {
    const height = `${twips(format.line)}px`;
    return format.lineRule === 'exact' ? height : `max(${height}, ${singleLine}em)`;
  }
  return String(Math.round((format.line / 240) * singleLine * 1000) / 1000);
}
