/** Choices of the person that outlive the tab. */
export interface PageSettings {
  readonly theme: 'light' | 'dark' | 'system';
  /** Per cent; `null` makes the page as large as there is room for, up to its true size. */
  readonly zoom: number | null;
  readonly showComments: boolean;
}

const key = 'playground-settings';
const defaults: PageSettings = { theme: 'system', zoom: null, showComments: true };

export function loadSettings(): PageSettings {
  try {
    const saved = JSON.parse(localStorage.getItem(key) ?? '{}') as Partial<PageSettings>;
    const theme = saved.theme === 'light' || saved.theme === 'dark' ? saved.theme : 'system';
    const zoom = typeof saved.zoom === 'number' && saved.zoom >= 30 && saved.zoom <= 250 ? saved.zoom : null;
    return { theme, zoom, showComments: saved.showComments !== false };
  } catch {
    // Storage that is blocked or holds something else is as good as empty.
    return defaults;
  }
}

export function saveSettings(settings: PageSettings): void {
  localStorage.setItem(key, JSON.stringify(settings));
}

/** The theme in use now. */
export function effectiveTheme(theme: PageSettings['theme']): 'light' | 'dark' {
  if (theme !== 'system') return theme;
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}
