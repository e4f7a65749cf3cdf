/**
 * Turns declarations into class names, one class for each distinct set, so that ten thousand runs of the same look share
 * one rule. The rules go to a constructed style sheet: a strict content security policy refuses inline ones.
 */
export class ClassRegistry {
  readonly #names = new Map<string, string>();
  readonly #addRule: (rule: string) => void;

  /** @param addRule receives each complete CSS rule once */
  constructor(addRule: (rule: string) => void) {
    this.#addRule = addRule;
  }

  /** The class that carries `declarations`; `''` for none. `pseudo` puts them on a pseudo-element such as `::before`. */
  classFor(declarations: string, pseudo = ''): string {
    if (!declarations) return '';
    const key = pseudo + declarations;
    const known = this.#names.get(key);
    if (known) return known;
    const name = `f${this.#names.size.toString(36)}`;
    this.#names.set(key, name);
    this.#addRule(`.document .${name}${pseudo}{${declarations}}`);
    return name;
  }
}

/** `{ 'font-weight': '700' }` as declarations; entries without a value are left out. */
export function declarationsOf(properties: Readonly<Record<string, string | undefined>>): string {
  return Object.entries(properties)
    .filter((entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== '')
    .map(([name, value]) => `${name}:${value}`)
    .join(';');
}

/** A colour of OOXML (`FF0000`) as CSS; `auto` and anything else that is no colour is `undefined`. */
export function cssColor(value: string | null | undefined): string | undefined {
  return value && /^[0-9a-f]{6}$/i.test(value) ? `#${value.toLowerCase()}` : undefined;
}

/** A font name quoted for CSS: names come from documents, so what could end the string is removed. */
export function cssFontName(name: string): string {
  return `"${name.replace(/["\\\n\r{};<>]/g, '')}"`;
}
