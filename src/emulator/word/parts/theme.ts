import type { OoxmlPackage } from '../../package/ooxml-package.ts';
import { ns, relationshipTypes } from '../package/namespaces.ts';
import { attributeW } from '../model/xml.ts';

/** `a:ea` is empty in most themes; the face of the script then stands in `a:font` (ECMA-376 part 1 §20.1.4.1.16). */
const scripts: Readonly<Record<string, string>> = {
  zh: 'Hans',
  ja: 'Jpan',
  ko: 'Hang',
  ar: 'Arab',
  he: 'Hebr',
  th: 'Thai',
};

function themeRoot(pkg: OoxmlPackage): Element | null {
  const part = pkg.related(pkg.documentPart, relationshipTypes.theme);
  return part !== undefined && pkg.has(part) ? pkg.xml(part).documentElement : null;
}

/** The typeface behind `minorHAnsi`, `majorEastAsia` and the like; `undefined` when the theme does not say. */
export function themeFont(pkg: OoxmlPackage, reference: string): string | undefined {
  const group = themeRoot(pkg)?.getElementsByTagNameNS(
    ns.a,
    reference.startsWith('major') ? 'majorFont' : 'minorFont',
  )[0];
  if (!group) return undefined;
  const face = (name: string): string | undefined =>
    [...group.children].find((child) => child.localName === name)?.getAttribute('typeface') || undefined;
  const byScript = (language: string | undefined): string | undefined => {
    const script = language && (/^zh-(tw|hk|mo)/i.test(language) ? 'Hant' : scripts[language.slice(0, 2)]);
    return (
      [...group.children].find((child) => child.getAttribute('script') === script)?.getAttribute('typeface') ||
      undefined
    );
  };
  if (/EastAsia$/i.test(reference)) return face('ea') ?? byScript(themeLanguage(pkg, 'eastAsia') ?? 'zh-CN');
  if (/(Bidi|CS)$/i.test(reference)) return face('cs') ?? byScript(themeLanguage(pkg, 'bidi'));
  return face('latin');
}

function themeLanguage(pkg: OoxmlPackage, attribute: 'eastAsia' | 'bidi'): string | undefined {
  const part = pkg.related(pkg.documentPart, relationshipTypes.settings);
  if (part === undefined || !pkg.has(part)) return undefined;
  const element = pkg.xml(part).getElementsByTagNameNS(ns.w, 'themeFontLang')[0];
  return attributeW(element, attribute) ?? undefined;
}

/** Names of `w:themeColor` that go through another slot of the colour scheme (the usual `w:clrSchemeMapping`). */
const mapped: Readonly<Record<string, string>> = {
  text1: 'dk1',
  dark1: 'dk1',
  text2: 'dk2',
  dark2: 'dk2',
  background1: 'lt1',
  light1: 'lt1',
  background2: 'lt2',
  light2: 'lt2',
  hyperlink: 'hlink',
  followedHyperlink: 'folHlink',
};

/** A theme colour as `RRGGBB`, darkened by `shade` or lightened by `tint` (hexadecimal, as `w:themeShade` has them). */
export function themeColor(
  pkg: OoxmlPackage,
  name: string,
  { shade, tint }: { readonly shade?: string | undefined; readonly tint?: string | undefined } = {},
): string | undefined {
  const scheme = themeRoot(pkg)?.getElementsByTagNameNS(ns.a, 'clrScheme')[0];
  const slot = scheme && [...scheme.children].find((child) => child.localName === (mapped[name] ?? name));
  const color = slot?.firstElementChild;
  const value = color?.getAttribute('lastClr') ?? color?.getAttribute('val');
  if (!value || !/^[0-9a-f]{6}$/i.test(value)) return undefined;
  const toned =
    shade !== undefined
      ? withLightness(value, (lightness) => lightness * (parseInt(shade, 16) / 255))
      : tint !== undefined
        ? withLightness(value, (lightness) => 1 - (1 - lightness) * (parseInt(tint, 16) / 255))
        : value;
  return toned.toUpperCase();
}

/** Word darkens and lightens in hue, saturation and lightness (ECMA-376 part 1 §17.18.97, whose examples this meets). */
export function withLightness(color: string, change: (lightness: number) => number): string {
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) => parseInt(color.slice(at, at + 2), 16) / 255);
  const max = Math.max(red, green, blue);
  const min = Math.min(red, green, blue);
  const lightness = (max + min) / 2;
  const spread = max - min;
  const saturation = spread === 0 ? 0 : spread / (1 - Math.abs(2 * lightness - 1));
  const sector =
    spread === 0
      ? 0
      : max === red
        ? ((green - blue) / spread + 6) % 6
        : max === green
          ? (blue - red) / spread + 2
          : (red - green) / spread + 4;
  const target = Math.min(1, Math.max(0, change(lightness)));
  const reach = saturation * Math.min(target, 1 - target);
  return [0, 8, 4]
    .map((offset) => {
      const place = (offset + sector * 2) % 12;
      return target - reach * Math.max(-1, Math.min(place - 3, 9 - place, 1));
    })
    .map((channel) =>
      Math.round(channel * 255)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')
    .toUpperCase();
}
