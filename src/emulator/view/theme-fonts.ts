import { attributeOf, childrenOf, descendantOf } from './xml.ts';

/** The fonts that a theme part names, for `w:asciiTheme`, `w:eastAsiaTheme` and the like. */
export interface ThemeFonts {
  /** The typeface behind `minorHAnsi`, `majorEastAsia` …; `undefined` when the theme leaves it open. */
  readonly resolve: (reference: string) => string | undefined;
}

const byScript: Readonly<Record<string, string>> = { zh: 'Hans', ja: 'Jpan', ko: 'Hang' };

/** @param eastAsianLanguage `w:themeFontLang/@w:eastAsia` of the settings; picks the script's font when `a:ea` is empty */
export function readThemeFonts(theme: Element | null, eastAsianLanguage: string | null): ThemeFonts {
  const scheme = descendantOf(theme, 'fontScheme');
  const language = eastAsianLanguage ?? 'zh-CN';
  const script = /^zh-(tw|hk|mo)/i.test(language) ? 'Hant' : (byScript[language.slice(0, 2)] ?? 'Hans');
  const typeface = (group: Element | null, name: string): string | undefined => {
    const face = attributeOf(descendantOf(group, name), 'typeface');
    return face && !face.startsWith('+') ? face : undefined;
  };
  return {
    resolve(reference) {
      const group = descendantOf(scheme, reference.startsWith('major') ? 'majorFont' : 'minorFont');
      if (!reference.endsWith('EastAsia')) return typeface(group, reference.endsWith('Bidi') ? 'cs' : 'latin');
      const named = childrenOf(group, 'font').find((font) => attributeOf(font, 'script') === script);
      return typeface(group, 'ea') ?? attributeOf(named, 'typeface') ?? undefined;
    },
  };
}

/** Chinese font names, and the names that other systems give the same design. */
const aliases: Readonly<Record<string, readonly string[]>> = {
  宋体: ['SimSun', 'Songti SC', 'Noto Serif CJK SC', 'Noto Serif SC', 'Noto Sans SC'],
  新宋体: ['NSimSun', 'Songti SC', 'Noto Serif CJK SC', 'Noto Sans SC'],
  黑体: ['SimHei', 'Heiti SC', 'Noto Sans CJK SC', 'Noto Sans SC'],
  楷体: ['KaiTi', 'Kaiti SC', 'Noto Serif CJK SC', 'Noto Sans SC'],
  仿宋: ['FangSong', 'STFangsong', 'Noto Serif CJK SC', 'Noto Sans SC'],
  等线: ['DengXian', 'PingFang SC', 'Noto Sans CJK SC', 'Noto Sans SC'],
  '等线 Light': ['DengXian Light', 'PingFang SC', 'Noto Sans CJK SC', 'Noto Sans SC'],
  微软雅黑: ['Microsoft YaHei', 'PingFang SC', 'Noto Sans CJK SC', 'Noto Sans SC'],
};
const otherNames: Readonly<Record<string, string>> = {
  SimSun: '宋体',
  NSimSun: '新宋体',
  SimHei: '黑体',
  KaiTi: '楷体',
  FangSong: '仿宋',
  DengXian: '等线',
  'Microsoft YaHei': '微软雅黑',
};
const serif = /times|georgia|cambria|garamond|serif|song|simsun|宋|仿|楷|ming|mincho|book antiqua|palatino|century/i;
const monospace = /courier|consolas|mono|menlo/i;

/** The families to try for Latin and East Asian text, ending in a generic one of the same kind. */
export function fontStack(latin: string | undefined, eastAsia: string | undefined): string[] {
  const names = new Set<string>();
  for (const name of [latin, eastAsia]) {
    if (!name) continue;
    names.add(name);
    for (const alias of aliases[otherNames[name] ?? name] ?? []) names.add(alias);
  }
  const kind = latin ?? eastAsia ?? '';
  const generic = monospace.test(kind) ? 'monospace' : serif.test(kind) ? 'serif' : 'sans-serif';
  return [...names, generic];
}
