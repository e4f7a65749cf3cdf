/** What the page's address asks for. */
export interface PageQuery {
  readonly host: 'word' | 'excel' | 'teams';
  /** Address of the document to open; `null` for the sample in the page's language. */
  readonly documentUrl: string | null;
  readonly manifestUrl: string;
  /** BCP 47, of the page and the pane. */
  readonly locale: string;
  readonly theme: 'light' | 'dark' | 'system';
  readonly readOnly: boolean;
  readonly fault: string | null;
  readonly paneOpen: boolean;
}

/** Reads the query of the page; what it does not say, or says wrongly, takes its default. */
export function readQuery(search: string, browserLanguage: string): PageQuery {
  const parameters = new URLSearchParams(search);
  const theme = parameters.get('theme');
  return {
    host: hostOf(parameters.get('host'), parameters.get('doc')),
    documentUrl: parameters.get('doc'),
    manifestUrl: parameters.get('manifest') ?? '/manifest.xml',
    locale: validLocale(parameters.get('locale')) ?? validLocale(browserLanguage) ?? 'en-US',
    theme: theme === 'light' || theme === 'dark' ? theme : 'system',
    readOnly: ['1', 'true', ''].includes(parameters.get('readonly') ?? '0'),
    fault: parameters.get('fault') || null,
    paneOpen: parameters.get('pane') !== 'closed',
  };
}

/** The application that is emulated: as it is named, or as the document wants. */
function hostOf(name: string | null, documentUrl: string | null): PageQuery['host'] {
  if (name === 'word' || name === 'excel' || name === 'teams') return name;
  return /\.xls[xm](?:[?#]|$)/i.test(documentUrl ?? '') ? 'excel' : 'word';
}

/** The name in its usual form, such as `zh-CN`; a bare language takes the region that Office's strings are filed under. */
function validLocale(name: string | null): string | null {
  if (!name) return null;
  try {
    const locale = new Intl.Locale(name);
    if (locale.region) return `${locale.language}-${locale.region}`;
    const { language, region } = locale.maximize();
    return region ? `${language}-${region}` : language;
  } catch {
    return null;
  }
}
