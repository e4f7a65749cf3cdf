import { readSharedStrings } from './shared-strings.ts';
import { escapeXml } from './xml.ts';

/** Adds texts to the shared strings as cells need them. A text that is there, formatted or not, is used again. */
export class StringWriter {
  readonly strings: readonly string[];
  readonly #xml: string;
  readonly #added: string[] = [];
  readonly #numbers = new Map<string, number>();

  constructor(xml: string) {
    this.#xml = xml;
    this.strings = readSharedStrings(xml);
    for (const [number, text] of this.strings.entries()) if (!this.#numbers.has(text)) this.#numbers.set(text, number);
  }

  numberOf(text: string): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    const number = this.strings.length + this.#added.length;
    this.#added.push(text);
    this.#numbers.set(text, number);
    return number;
  }

  /** The part with the added texts; `null` when none was added. */
  finish(): string | null {
    if (this.#added.length === 0) return null;
    const prefix = /<(\w+:)?sst[\s>/]/.exec(this.#xml)?.[1] ?? '';
    const items = this.#added.map((text) => {
      const space = /^\s|\s$|\n|\s\s/.test(text) ? ' xml:space="preserve"' : '';
      return `<${prefix}si><${prefix}t${space}>${escapeXml(text)}</${prefix}t></${prefix}si>`;
    });
    const count = this.strings.length + this.#added.length;
    // The number of uses is not counted anew; it may be absent.
    const opened = this.#xml
      .replace(/(<(?:\w+:)?sst\b[^>]*?)\s+count="[^"]*"/, '$1')
      .replace(/(<(?:\w+:)?sst\b[^>]*?)\s+uniqueCount="[^"]*"/, `$1 uniqueCount="${count}"`)
      .replace(/(<(?:\w+:)?sst\b[^>]*?)\/>/, `$1></${prefix}sst>`);
    const end = opened.lastIndexOf(`</${prefix}sst>`);
    return opened.slice(0, end) + items.join('') + opened.slice(end);
  }
}
