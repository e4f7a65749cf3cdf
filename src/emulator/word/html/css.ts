import { parseColor } from '../parts/color-names.ts';

/** The little of CSS that text, paragraphs and cells of a document have a counterpart for. */

export type Declarations = ReadonlyMap<string, string>;

/** The declarations of a `style` attribute or of a rule, by name in lower case; the last of a name wins. */
export function readDeclarations(text: string): Map<string, string> {
  const declarations = new Map<string, string>();
  for (const piece of splitOutside(text.replace(/\/\*[^]*?\*\//g, ''), ';')) {
    const colon = piece.indexOf(':');
    if (colon <= 0) continue;
    const name = piece.slice(0, colon).trim().toLowerCase();
    const value = piece
      .slice(colon + 1)
      .replace(/!\s*important\s*$/i, '')
      .trim();
    if (value !== '') declarations.set(name, value);
  }
  return declarations;
}

/** Cuts at a character that stands in no quotes and no brackets: an address may hold any of them. */
function splitOutside(text: string, separator: string): string[] {
  const pieces: string[] = [];
  let quote = '';
  let depth = 0;
  let piece = '';
  for (const character of text) {
    if (quote !== '') {
      if (character === quote) quote = '';
    } else if (character === '"' || character === "'") quote = character;
    else if (character === '(') depth += 1;
    else if (character === ')') depth = Math.max(0, depth - 1);
    else if (character === separator && depth === 0) {
      pieces.push(piece);
      piece = '';
      continue;
    }
    piece += character;
  }
  return [...pieces, piece];
}

const pointsOf = new Map(
  Object.entries({ pt: 1, px: 0.75, pc: 12, in: 72, cm: 72 / 2.54, mm: 72 / 25.4, q: 72 / 101.6 }),
);

/** A length in points; `whole` is what 100% is. A number without a unit counts pixels, as HTML's own attributes do. */
export function readLength(
  value: string | null | undefined,
  { fontSize, whole }: { readonly fontSize: number; readonly whole?: number },
): number | undefined {
  const match = /^([+-]?(?:\d+\.?\d*|\.\d+))\s*([a-z%]*)$/i.exec(value?.trim() ?? '');
  const number = Number(match?.[1]);
  if (!match || !Number.isFinite(number)) return undefined;
  const unit = (match[2] ?? '').toLowerCase();
  if (unit === '') return number * 0.75;
  if (unit === '%') return whole === undefined ? undefined : (number / 100) * whole;
  if (unit === 'em') return number * fontSize;
  if (unit === 'ex' || unit === 'ch') return (number * fontSize) / 2;
  if (unit === 'rem') return number * 12;
  const points = pointsOf.get(unit);
  return points === undefined ? undefined : number * points;
}

/** `RRGGBB` for a colour; `null` for what is none, or not to be seen. */
export function readColor(value: string | null | undefined): string | null {
  const wanted = value?.trim().toLowerCase() ?? '';
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])[0-9a-f]?$/.exec(wanted);
  if (short)
    return short
      .slice(1, 4)
      .map((digit) => digit + digit)
      .join('')
      .toUpperCase();
  const long = /^#([0-9a-f]{6})(?:[0-9a-f]{2})?$/.exec(wanted);
  if (long) return (long[1] ?? '').toUpperCase();
  const numbers =
    /^rgba?\(([^)]*)\)$/
      .exec(wanted)?.[1]
      ?.split(/[\s,/]+/)
      .filter(Boolean) ?? [];
  if (numbers.length >= 3) return fromNumbers(numbers);
  return /^[a-z]+$/.test(wanted) ? parseColor(wanted) : null;
}

function fromNumbers([red, green, blue, alpha]: readonly string[]): string | null {
  if (alpha !== undefined && Number.parseFloat(alpha) === 0) return null;
  const digits = [red, green, blue].map((part = '0') => {
    const number = part.endsWith('%') ? (Number.parseFloat(part) * 255) / 100 : Number.parseFloat(part);
    return Math.min(255, Math.max(0, Math.round(Number.isFinite(number) ? number : 0)));
  });
  return digits
    .map((digit) => digit.toString(16).padStart(2, '0'))
    .join('')
    .toUpperCase();
}

const absoluteSizes = new Map(
  Object.entries({ 'xx-small': 7, 'x-small': 7.5, small: 10, medium: 12, large: 13.5, 'x-large': 18, 'xx-large': 24 }),
);

/** A `font-size` in points, relative ones by the size around. */
export function readFontSize(value: string | undefined, around: number): number | undefined {
  const wanted = value?.trim().toLowerCase() ?? '';
  if (wanted === 'smaller') return around / 1.2;
  if (wanted === 'larger') return around * 1.2;
  return absoluteSizes.get(wanted) ?? readLength(wanted, { fontSize: around, whole: around });
}

const genericFamilies = new Map(
  Object.entries({
    monospace: 'Courier New',
    'ui-monospace': 'Courier New',
    serif: 'Times New Roman',
    'sans-serif': 'Arial',
  }),
);
const noFamily = new Set(['inherit', 'initial', 'unset', 'revert', 'system-ui', '-apple-system', 'cursive', 'fantasy']);

/** The first face of a `font-family` that a document can name. */
export function readFamily(value: string | undefined): string | undefined {
  const faces = splitOutside(value ?? '', ',').map((face) =>
    face
      .trim()
      .replace(/^(["'])(.*)\1$/, '$2')
      .trim(),
  );
  const face = faces.find((each) => each !== '' && each.length < 64 && !noFamily.has(each.toLowerCase()));
  return face === undefined ? undefined : (genericFamilies.get(face.toLowerCase()) ?? face);
}

export type BoxSide = 'top' | 'right' | 'bottom' | 'left';

/** One side of `margin` or `padding`, by its own name or of the shorthand. */
export function boxSide(css: Declarations, box: 'margin' | 'padding', side: BoxSide): string | undefined {
  const own = css.get(`${box}-${side}`);
  if (own !== undefined) return own;
  const values = css.get(box)?.split(/\s+/);
  if (!values) return undefined;
  const [top, right = top, bottom = top, left = right] = values;
  return { top, right, bottom, left }[side];
}
