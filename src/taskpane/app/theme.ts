import {
  createDarkTheme,
  createLightTheme,
  teamsHighContrastTheme,
  type BrandVariants,
  type Theme,
} from '@fluentui/react-components';

/** Ink on paper: blue-black, from the darkest stroke to a wash. */
const ink: BrandVariants = {
  10: '#05070B',
  20: '#121A26',
  30: '#1A2A41',
  40: '#203756',
  50: '#27446B',
  60: '#2E5181',
  70: '#365F97',
  80: '#416DA8',
  90: '#547CB2',
  100: '#678BBB',
  110: '#7A9AC5',
  120: '#8EAACE',
  130: '#A2BAD7',
  140: '#B7CAE0',
  150: '#CCDBEA',
  160: '#E3EBF4',
};

export type ThemeName = 'light' | 'dark' | 'contrast';

const themes: Readonly<Record<ThemeName, Theme>> = {
  light: createLightTheme(ink),
  dark: createDarkTheme(ink),
  contrast: teamsHighContrastTheme,
};

export function themeOf(name: ThemeName): Theme {
  return themes[name];
}

/** The host's theme: by the page's address where an emulated host says it there, by Office where it tells, else the system's. */
export function detectTheme(search: string, officeBackground: string | undefined): ThemeName {
  const asked = new URLSearchParams(search).get('theme');
  if (asked === 'light' || asked === 'dark' || asked === 'contrast') return asked;
  if (matchMedia('(forced-colors: active)').matches) return 'contrast';
  if (officeBackground !== undefined) return isDark(officeBackground) ? 'dark' : 'light';
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

function isDark(color: string): boolean {
  const value = Number.parseInt(color.replace('#', ''), 16);
  const [red, green, blue] = [value >> 16, (value >> 8) & 255, value & 255];
  return red * 0.299 + green * 0.587 + blue * 0.114 < 128;
}
