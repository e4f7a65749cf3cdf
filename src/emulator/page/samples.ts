/** A document that the server offers to try. */
export interface Sample {
  /** File name below `/samples/`. */
  readonly file: string;
  /** Title by language, such as `en` and `zh`. */
  readonly title: Readonly<Record<string, string>>;
  /** BCP 47, of its text. */
  readonly language: string;
}

/** Where the sample is that a newcomer sees first: one in the page's language, else the first; `null` when there is none. */
export function sampleAddress(all: readonly Sample[], locale: string, host: 'word' | 'excel' = 'word'): string | null {
  const language = new Intl.Locale(locale).language;
  const samples = all.filter(({ file }) => /\.xlsx$/i.test(file) === (host === 'excel'));
  const sample = samples.find((each) => new Intl.Locale(each.language).language === language) ?? samples[0];
  return sample ? `/samples/${sample.file}` : null;
}

/** The server's list of samples; empty when it has none. */
export async function loadSamples(): Promise<readonly Sample[]> {
  try {
    const response = await fetch('/samples/index.json');
    if (!response.ok) return [];
    const list: unknown = await response.json();
    return Array.isArray(list) ? list.filter(isSample) : [];
  } catch {
    // No list, or something else in its place: the menu goes without.
    return [];
  }
}

function isSample(value: unknown): value is Sample {
  return (
    typeof value === 'object' &&
    value !== null &&
    'file' in value &&
    'title' in value &&
    'language' in value &&
    typeof value.language === 'string' &&
    typeof value.file === 'string' &&
    typeof value.title === 'object'
  );
}
