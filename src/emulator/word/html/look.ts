import type { ParagraphFormatChange } from '../parts/paragraph-format.ts';
import type { RunFormatChange } from '../parts/run-format.ts';
import { boxSide, readColor, readFamily, readFontSize, readLength, type Declarations } from './css.ts';

/** The list item that content is in: its first paragraph bears the bullet or number, what follows stands beneath it. */
export interface ListPlace {
  readonly numId: string;
  readonly level: number;
  readonly item: { isBegun: boolean };
}

/** How content looks by the elements around it. */
export interface Look {
  readonly run: RunFormatChange;
  /** In points: what relative sizes are relative to. */
  readonly fontSize: number;
  /** Names of built-in styles; `null` for none. */
  readonly characterStyle: string | null;
  readonly paragraphStyle: string | null;
  /** Where the text leads; empty for nowhere. */
  readonly address: string;
  readonly keepsSpaces: boolean;
  readonly isRightToLeft: boolean;
  readonly paragraph: ParagraphFormatChange;
  /** The fill behind paragraphs, `RRGGBB`. */
  readonly fill: string | null;
  readonly list: ListPlace | null;
}

export const plainLook: Look = {
  run: {},
  fontSize: 11,
  characterStyle: null,
  paragraphStyle: null,
  address: '',
  keepsSpaces: false,
  isRightToLeft: false,
  paragraph: {},
  fill: null,
  list: null,
};

const runOfTag = new Map<string, RunFormatChange>(
  Object.entries({
    b: { bold: true },
    strong: { bold: true },
    th: { bold: true },
    i: { italic: true },
    em: { italic: true },
    cite: { italic: true },
    var: { italic: true },
    dfn: { italic: true },
    address: { italic: true },
    u: { underline: 'single' },
    ins: { underline: 'single' },
    s: { strikeThrough: true },
    strike: { strikeThrough: true },
    del: { strikeThrough: true },
    sub: { subscript: true, superscript: false },
    sup: { superscript: true, subscript: false },
    mark: { highlight: 'FFFF00' },
  }),
);

const styleOfBlock = new Map(
  Object.entries({
    h1: 'heading 1',
    h2: 'heading 2',
    h3: 'heading 3',
    h4: 'heading 4',
    h5: 'heading 5',
    h6: 'heading 6',
    pre: 'HTML Preformatted',
    listing: 'HTML Preformatted',
    blockquote: 'Quote',
    figcaption: 'caption',
    caption: 'caption',
  }),
);

const codeTags = new Set(['code', 'kbd', 'samp', 'tt']);

/** The look inside an element, by its name, its attributes and its style. */
export function lookInside(element: Element, css: Declarations, around: Look): Look {
  const tag = element.localName;
  const byTag = withTag(element, tag, around);
  const fontSize = sizeInside(element, tag, css, byTag);
  const size = fontSize === byTag.fontSize ? {} : { size: Math.round(fontSize * 2) / 2 };
  const whiteSpace = css.get('white-space');
  const direction = (css.get('direction') ?? element.getAttribute('dir'))?.toLowerCase();
  return {
    ...byTag,
    fontSize,
    run: { ...byTag.run, ...fontAttributes(element, tag), ...size, ...runOf(css) },
    keepsSpaces: whiteSpace === undefined ? byTag.keepsSpaces : /^(pre|pre-wrap|break-spaces)$/.test(whiteSpace),
    isRightToLeft: direction === 'rtl' || (direction !== 'ltr' && byTag.isRightToLeft),
  };
}

function withTag(element: Element, tag: string, around: Look): Look {
  const style = styleOfBlock.get(tag);
  // In a preformatted block its style says all; beside a link, the font does.
  const isCode = codeTags.has(tag) && around.paragraphStyle !== 'HTML Preformatted';
  return {
    ...around,
    run: { ...around.run, ...runOfTag.get(tag) },
    ...(isCode ? { characterStyle: 'HTML Code' } : {}),
    ...(style === undefined ? {} : { paragraphStyle: style }),
    ...(tag === 'pre' || tag === 'listing' ? { keepsSpaces: true } : {}),
    ...(tag === 'a' ? { address: safeAddress(element.getAttribute('href')) } : {}),
  };
}

/** An address that a document may lead to, written as an address must be; empty for any other. */
function safeAddress(href: string | null): string {
  const wanted = href?.trim() ?? '';
  if (wanted.startsWith('#')) return /^#[\p{L}_][\p{L}\p{N}_]{0,39}$/u.test(wanted) ? wanted : '';
  if (!/^(https?:\/\/|mailto:)/i.test(wanted)) return '';
  try {
    return new URL(wanted).href;
  } catch {
    return '';
  }
}

function sizeInside(element: Element, tag: string, css: Declarations, { fontSize }: Look): number {
  const wanted = readFontSize(css.get('font-size'), fontSize) ?? sizeOfTag(element, tag, fontSize);
  return wanted === undefined ? fontSize : Math.min(1638, Math.max(1, wanted));
}

const fontSizes = [7.5, 10, 12, 13.5, 18, 24, 36];

function sizeOfTag(element: Element, tag: string, around: number): number | undefined {
  if (tag === 'small') return around / 1.2;
  if (tag === 'big') return around * 1.2;
  if (tag !== 'font') return undefined;
  const [, sign, digits] = /^([+-]?)(\d)$/.exec(element.getAttribute('size')?.trim() ?? '') ?? [];
  if (digits === undefined) return undefined;
  const step = sign === '' ? Number(digits) : 3 + Number(`${sign ?? ''}${digits}`);
  return fontSizes[Math.min(7, Math.max(1, step)) - 1];
}

function fontAttributes(element: Element, tag: string): RunFormatChange {
  if (tag !== 'font') return {};
  const color = readColor(element.getAttribute('color'));
  const name = readFamily(element.getAttribute('face') ?? undefined);
  return { ...(color === null ? {} : { color }), ...(name === undefined ? {} : { name }) };
}

function runOf(css: Declarations): RunFormatChange {
  const weight = css.get('font-weight')?.toLowerCase();
  const style = css.get('font-style')?.toLowerCase();
  const lines = (css.get('text-decoration-line') ?? css.get('text-decoration'))?.toLowerCase();
  const position = css.get('vertical-align')?.toLowerCase();
  const color = readColor(css.get('color'));
  const name = readFamily(css.get('font-family'));
  const transform = css.get('text-transform')?.toLowerCase();
  const variant = css.get('font-variant-caps') ?? css.get('font-variant');
  const isBold = weight === undefined ? undefined : weight.startsWith('bold') || Number(weight) >= 600;
  return {
    ...(isBold === undefined ? {} : { bold: isBold }),
    ...(style === undefined ? {} : { italic: /italic|oblique/.test(style) }),
    ...(lines === undefined ? {} : linesOf(lines)),
    ...(position === 'super' || position === 'sub'
      ? { superscript: position === 'super', subscript: position === 'sub' }
      : {}),
    ...(position === 'baseline' ? { superscript: false, subscript: false } : {}),
    ...(color === null ? {} : { color }),
    ...(name === undefined ? {} : { name }),
    ...(transform === undefined ? {} : { allCaps: transform === 'uppercase' }),
    ...(variant === undefined ? {} : { smallCaps: variant.includes('small-caps') }),
  };
}

function linesOf(lines: string): RunFormatChange {
  if (lines.includes('none')) return { underline: 'none', strikeThrough: false };
  const underline = /double/.test(lines)
    ? 'double'
    : /wavy/.test(lines)
      ? 'wave'
      : /dotted/.test(lines)
        ? 'dotted'
        : 'single';
  return {
    ...(lines.includes('underline') ? { underline } : {}),
    ...(lines.includes('line-through') ? { strikeThrough: true } : {}),
  };
}

/** The fill of an element, which a run shows as a highlight and a cell as its shading. */
export function fillOf(element: Element, css: Declarations): string | null {
  const shorthand = css.get('background')?.split(/\s+(?![^(]*\))/) ?? [];
  const named = [css.get('background-color'), ...shorthand, element.getAttribute('bgcolor')];
  return named.map(readColor).find((color) => color !== null) ?? null;
}

const alignments = new Map(
  Object.entries({ left: 'left', start: 'left', center: 'center', right: 'right', end: 'right', justify: 'both' }),
);

/** The paragraph format inside a block: its alignment and indents are handed down, its spacing and page break are its own. */
export function paragraphInside(element: Element, css: Declarations, look: Look): ParagraphFormatChange {
  const { alignment, firstLineIndent, leftIndent = 0, rightIndent = 0 } = look.paragraph;
  const length = (value: string | undefined): number | undefined => readLength(value, { fontSize: look.fontSize });
  const side = (name: 'left' | 'right'): number =>
    (length(boxSide(css, 'margin', name)) ?? 0) + (length(boxSide(css, 'padding', name)) ?? 0);
  const isList = look.list !== null || /^(ul|ol|li|menu|dir)$/.test(element.localName);
  const left = (isList ? 0 : side('left')) + (element.localName === 'dd' ? 36 : 0);
  const right = isList ? 0 : side('right');
  const align =
    alignments.get((css.get('text-align') ?? element.getAttribute('align') ?? '').trim().toLowerCase()) ??
    (element.localName === 'center' ? 'center' : alignment);
  const indent = length(css.get('text-indent')) ?? firstLineIndent;
  const before = length(boxSide(css, 'margin', 'top'));
  const after = length(boxSide(css, 'margin', 'bottom'));
  const lineSpacing = spacingOf(css.get('line-height'), look.fontSize) ?? look.paragraph.lineSpacing;
  const breaks = css.get('break-before') ?? css.get('page-break-before');
  return {
    ...(align === undefined ? {} : { alignment: align }),
    ...(indent === undefined ? {} : { firstLineIndent: clamp(indent) }),
    ...(leftIndent + left === 0 ? {} : { leftIndent: clamp(leftIndent + left) }),
    ...(rightIndent + right === 0 ? {} : { rightIndent: clamp(rightIndent + right) }),
    ...(before === undefined ? {} : { spaceBefore: Math.max(0, clamp(before)) }),
    ...(after === undefined ? {} : { spaceAfter: Math.max(0, clamp(after)) }),
    ...(lineSpacing === undefined ? {} : { lineSpacing }),
    ...(breaks === 'always' || breaks === 'page' ? { pageBreakBefore: true } : {}),
  };
}

/** Word's own limit on indents and spacing: 22 inches. */
function clamp(points: number): number {
  return Math.round(Math.min(1584, Math.max(-1584, points)) * 20) / 20;
}

/** Lines of text are told in twelfths, as Word's API counts them. */
function spacingOf(value: string | undefined, fontSize: number): number | undefined {
  if (value === undefined || value === 'normal') return undefined;
  const lines = /^[\d.]+$/.test(value)
    ? Number(value)
    : (readLength(value, { fontSize, whole: fontSize }) ?? Number.NaN) / fontSize;
  return Number.isFinite(lines) && lines > 0.2 && lines < 20 ? Math.round(lines * 240) / 20 : undefined;
}
