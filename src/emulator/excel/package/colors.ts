import { childNamed, numberAttribute } from './xml.ts';

/** The colours of the theme, in the order in which cells count them: light, dark, light, dark, accents, links. */
export type ThemeColors = readonly string[];

const officeTheme: ThemeColors = [
  '#FFFFFF',
  '#000000',
  '#E7E6E6',
  '#44546A',
  '#4472C4',
  '#ED7D31',
  '#A5A5A5',
  '#FFC000',
  '#5B9BD5',
  '#70AD47',
  '#0563C1',
  '#954F72',
];
const themeOrder = [
  'lt1',
  'dk1',
  'lt2',
  'dk2',
  'accent1',
  'accent2',
  'accent3',
  'accent4',
  'accent5',
  'accent6',
  'hlink',
  'folHlink',
];

/** The legacy palette (ECMA-376 part 1 §18.8.27). */
// oxfmt-ignore
const indexed = '000000 FFFFFF FF0000 00FF00 0000FF FFFF00 FF00FF 00FFFF 000000 FFFFFF FF0000 00FF00 0000FF FFFF00 FF00FF 00FFFF 800000 008000 000080 808000 800080 008080 C0C0C0 808080 9999FF 993366 FFFFCC CCFFFF 660066 FF8080 0066CC CCCCFF 000080 FF00FF FFFF00 00FFFF 800080 800000 008080 0000FF 00CCFF CCFFFF CCFFCC FFFF99 99CCFF FF99CC CC99FF FFCC99 3366FF 33CCCC 99CC00 FFCC00 FF9900 FF6600 666699 969696 003366 339966 003300 333300 993300 993366 333399 333333'.split(' ');

export function readThemeColors(theme: XMLDocument | null): ThemeColors {
  const scheme = theme?.getElementsByTagNameNS('*', 'clrScheme')[0];
  if (!scheme) return officeTheme;
  return themeOrder.map((name, index) => {
    const color = childNamed(scheme, name)?.firstElementChild;
    const value = color?.getAttribute('lastClr') ?? color?.getAttribute('val');
    return value && /^[0-9a-f]{6}$/i.test(value) ? `#${value.toUpperCase()}` : (officeTheme[index] ?? '#000000');
  });
}

/** `#RRGGBB` of a colour element (`rgb`, `theme` with `tint`, `indexed`); `null` for the automatic colour. */
export function readColor(element: Element | undefined, theme: ThemeColors): string | null {
  if (!element) return null;
  const rgb = element.getAttribute('rgb');
  const themed = numberAttribute(element, 'theme');
  const index = numberAttribute(element, 'indexed');
  let color: string | null = null;
  if (rgb) color = `#${rgb.slice(-6).toUpperCase()}`;
  else if (themed !== undefined) color = theme[themed] ?? null;
  else if (index !== undefined && index < indexed.length) color = `#${indexed[index] ?? '000000'}`;
  const tint = numberAttribute(element, 'tint') ?? 0;
  return color && tint !== 0 ? tinted(color, tint) : color;
}

/** Lighter for a positive tint, darker for a negative one: the luminance moves, hue and saturation stay (§18.8.19). */
function tinted(color: string, tint: number): string {
  return withLuminance(color, (light) => (tint < 0 ? light * (1 + tint) : light * (1 - tint) + tint));
}

/** A colour whose luminance, from 0 to 1, is another, and whose hue and saturation are the same. */
export function withLuminance(color: string, change: (light: number) => number): string {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => parseInt(color.slice(at, at + 2), 16) / 255);
  const max = Math.max(red, green, blue);
  const min = Math.min(red, green, blue);
  const light = (max + min) / 2;
  const range = max - min;
  const saturation = range === 0 ? 0 : range / (1 - Math.abs(2 * light - 1));
  let hue = 0;
  if (range > 0) {
    if (max === red) hue = ((green - blue) / range + 6) % 6;
    else hue = max === green ? (blue - red) / range + 2 : (red - green) / range + 4;
  }
  const moved = Math.max(0, Math.min(1, change(light)));
  const chroma = (1 - Math.abs(2 * moved - 1)) * saturation;
  const second = chroma * (1 - Math.abs((hue % 2) - 1));
  const base = moved - chroma / 2;
  const sectors = [
    [chroma, second, 0],
    [second, chroma, 0],
    [0, chroma, second],
    [0, second, chroma],
    [second, 0, chroma],
    [chroma, 0, second],
  ];
  const parts = sectors[Math.floor(hue)] ?? [0, 0, 0];
  return `#${parts
    .map((part) =>
      Math.round((part + base) * 255)
        .toString(16)
        .toUpperCase()
        .padStart(2, '0'),
    )
    .join('')}`;
}
