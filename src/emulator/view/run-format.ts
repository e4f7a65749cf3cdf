import { cssColor, cssFontName, declarationsOf } from './class-registry.ts';
import { fontStack, type ThemeFonts } from './theme-fonts.ts';
import { halfPoints, twips } from './units.ts';
import { attributeOf, childOf, numberOf, toggleOf, valueOf } from './xml.ts';

/** What a `w:rPr` says about the look of text; absent fields say nothing. */
export interface RunFormat {
  readonly bold?: boolean;
  readonly italic?: boolean;
  readonly strike?: boolean;
  readonly doubleStrike?: boolean;
  readonly caps?: boolean;
  readonly smallCaps?: boolean;
  readonly hidden?: boolean;
  readonly rightToLeft?: boolean;
  readonly underline?: string;
  readonly underlineColor?: string;
  /** CSS colour, or `auto`. */
  readonly color?: string;
  /** Half points. */
  readonly size?: number;
  readonly latin?: string;
  readonly eastAsia?: string;
  readonly highlight?: string;
  readonly shading?: string;
  readonly vertical?: string;
  /** Twips between characters. */
  readonly spacing?: number;
  /** Half points above the base line. */
  readonly raise?: number;
  readonly framed?: boolean;
  readonly emphasis?: string;
  readonly language?: string;
}

/** Properties that a second style level turns off again instead of repeating (ISO 29500-1 §17.7.3). */
export const toggles = ['bold', 'italic', 'strike', 'doubleStrike', 'caps', 'smallCaps', 'hidden'] as const;

/** Reads a `w:rPr`; `null` gives an empty format. */
export function parseRunFormat(properties: Element | null, theme: ThemeFonts): RunFormat {
  if (!properties?.firstElementChild) return {};
  const fonts = childOf(properties, 'rFonts');
  const themed = (name: string): string | undefined => {
    const reference = attributeOf(fonts, name);
    return reference ? theme.resolve(reference) : undefined;
  };
  const underline = childOf(properties, 'u');
  const color = valueOf(properties, 'color');
  const values: { -readonly [Key in keyof RunFormat]: RunFormat[Key] | undefined } = {
    bold: toggleOf(properties, 'b'),
    italic: toggleOf(properties, 'i'),
    strike: toggleOf(properties, 'strike'),
    doubleStrike: toggleOf(properties, 'dstrike'),
    caps: toggleOf(properties, 'caps'),
    smallCaps: toggleOf(properties, 'smallCaps'),
    hidden: toggleOf(properties, 'vanish'),
    rightToLeft: toggleOf(properties, 'rtl'),
    underline: underline ? (attributeOf(underline, 'val') ?? 'single') : undefined,
    underlineColor: cssColor(attributeOf(underline, 'color')),
    color: color === 'auto' ? 'auto' : cssColor(color),
    size: numberOf(childOf(properties, 'sz'), 'val'),
    latin:
      themed('asciiTheme') ??
      attributeOf(fonts, 'ascii') ??
      themed('hAnsiTheme') ??
      attributeOf(fonts, 'hAnsi') ??
      undefined,
    eastAsia: themed('eastAsiaTheme') ?? attributeOf(fonts, 'eastAsia') ?? undefined,
    highlight: valueOf(properties, 'highlight') ?? undefined,
    shading: shadingOf(properties),
    vertical: valueOf(properties, 'vertAlign') ?? undefined,
    spacing: numberOf(childOf(properties, 'spacing'), 'val'),
    raise: numberOf(childOf(properties, 'position'), 'val'),
    framed: childOf(properties, 'bdr') ? valueOf(properties, 'bdr') !== 'none' : undefined,
    emphasis: valueOf(properties, 'em') ?? undefined,
    language: attributeOf(childOf(properties, 'lang'), 'val') ?? undefined,
  };
  return present(values);
}

/** The fill of a `w:shd`, mixed with its pattern colour when a percentage pattern lies over it. */
export function shadingOf(properties: Element | null): string | undefined {
  const shading = childOf(properties, 'shd');
  if (!shading) return undefined;
  const pattern = /^pct(\d+)$/.exec(attributeOf(shading, 'val') ?? '');
  const fill = cssColor(attributeOf(shading, 'fill'));
  if (attributeOf(shading, 'val') === 'solid') return cssColor(attributeOf(shading, 'color')) ?? '#000000';
  if (!pattern) return fill;
  const ink = cssColor(attributeOf(shading, 'color')) ?? '#000000';
  return `color-mix(in srgb, ${ink} ${pattern[1] ?? '0'}%, ${fill ?? '#ffffff'})`;
}

const highlights: Readonly<Record<string, string>> = {
  yellow: '#ffff00',
  green: '#00ff00',
  cyan: '#00ffff',
  magenta: '#ff00ff',
  blue: '#0000ff',
  red: '#ff0000',
  darkBlue: '#000080',
  darkCyan: '#008080',
  darkGreen: '#008000',
  darkMagenta: '#800080',
  darkRed: '#800000',
  darkYellow: '#808000',
  darkGray: '#808080',
  lightGray: '#c0c0c0',
  black: '#000000',
  white: '#ffffff',
};

const underlineStyles: Readonly<Record<string, string>> = {
  double: 'double',
  wavyDouble: 'wavy',
  wave: 'wavy',
  wavyHeavy: 'wavy',
  dotted: 'dotted',
  dottedHeavy: 'dotted',
  dash: 'dashed',
  dashedHeavy: 'dashed',
  dashLong: 'dashed',
  dashLongHeavy: 'dashed',
  dotDash: 'dashed',
  dotDotDash: 'dashed',
};

/** CSS declarations of a format. */
export function runDeclarations(format: RunFormat): string {
  const underline = format.underline && format.underline !== 'none' ? format.underline : undefined;
  const lines = [underline && 'underline', (format.strike ?? format.doubleStrike) && 'line-through'].filter(Boolean);
  const saysLines = format.underline ?? format.strike ?? format.doubleStrike;
  const families = format.latin || format.eastAsia ? fontStack(format.latin, format.eastAsia) : [];
  return declarationsOf({
    'font-family': families
      .map((name) => (/^(serif|sans-serif|monospace)$/.test(name) ? name : cssFontName(name)))
      .join(','),
    'font-size': scaledSize(format),
    'font-weight': format.bold === undefined ? undefined : format.bold ? '700' : '400',
    'font-style': format.italic === undefined ? undefined : format.italic ? 'italic' : 'normal',
    'font-variant-caps': format.smallCaps === undefined ? undefined : format.smallCaps ? 'small-caps' : 'normal',
    'text-transform': format.caps === undefined ? undefined : format.caps ? 'uppercase' : 'none',
    'text-decoration-line': saysLines === undefined ? undefined : lines.join(' ') || 'none',
    'text-decoration-style': format.doubleStrike ? 'double' : underline ? underlineStyles[underline] : undefined,
    'text-decoration-thickness': underline && /thick|heavy/i.test(underline) ? '2px' : undefined,
    'text-decoration-color': underline ? format.underlineColor : undefined,
    color: format.color === 'auto' ? 'var(--page-ink)' : format.color,
    'background-color': (format.highlight && highlights[format.highlight]) ?? format.shading,
    'vertical-align': verticalAlign(format),
    'line-height': format.vertical === 'superscript' || format.vertical === 'subscript' ? '1' : undefined,
    'letter-spacing': format.spacing === undefined ? undefined : `${twips(format.spacing)}px`,
    direction: format.rightToLeft ? 'rtl' : undefined,
    border: format.framed ? '1px solid currentColor' : undefined,
    'text-emphasis': format.emphasis && format.emphasis !== 'none' ? 'dot' : undefined,
  });
}

function scaledSize(format: RunFormat): string | undefined {
  const isRaised = format.vertical === 'superscript' || format.vertical === 'subscript';
  if (format.size === undefined) return isRaised ? '0.65em' : undefined;
  return `${isRaised ? Math.round(halfPoints(format.size) * 65) / 100 : halfPoints(format.size)}px`;
}

function verticalAlign(format: RunFormat): string | undefined {
  if (format.vertical === 'superscript') return 'super';
  if (format.vertical === 'subscript') return 'sub';
  return format.raise ? `${halfPoints(format.raise)}px` : undefined;
}

/** Drops the fields that say nothing, so that spreading one format over another keeps what lies below. */
export function present<T extends object>(values: T): { [Key in keyof T]?: Exclude<T[Key], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [Key in keyof T]?: Exclude<T[Key], undefined>;
  };
}
