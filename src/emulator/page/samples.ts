/** A document that the server offers to try. */
export interface Sample {
  /** File name below `/samples/`. */
  readonly file: string;
  /** Title by language, such as `en` and `zh`. */
  readonly title: Readonly<Record<string, string>>;
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
    typeof value.file === 'string' &&
    typeof value.title === 'object'
  );
}
