/** Markup as text: sheets can be too large for a tree, so they are read and written as the text that they are. */

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Text content or an attribute's value as it was meant, with Excel's `_x000D_` for control characters. */
export function unescapeXml(text: string): string {
  const plain = text.includes('&')
    ? text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex?: string, decimal?: string, name?: string) => {
        if (hex !== undefined) return String.fromCodePoint(parseInt(hex, 16));
        if (decimal !== undefined) return String.fromCodePoint(Number(decimal));
        return entities[name ?? ''] ?? whole;
      })
    : text;
  if (!plain.includes('_x')) return plain;
  return plain.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}

/** What {@link escapeXml} has something to do with; most texts hold none of it. */
const needsEscape = /[&<>"\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|_x/;

export function escapeXml(text: string): string {
  if (!needsEscape.test(text)) return text;
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replace(
      /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g,
      (letter) => `_x${letter.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`,
    );
}

/** Ways to write an attribute that are rarer than ` name="value"`: in single quotes, or with other space around it. */
const rareAttribute = /['\t\r\n]|\s=|=\s/;

/** An attribute in the text of a start tag. */
export function attribute(tag: string, name: string): string | undefined {
  const at = tag.indexOf(` ${name}="`);
  if (at >= 0) return unescapeXml(tag.slice(at + name.length + 3, tag.indexOf('"', at + name.length + 3)));
  if (!rareAttribute.test(tag)) return undefined;
  const match = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(tag);
  const value = match?.[1] ?? match?.[2];
  return value === undefined ? undefined : unescapeXml(value);
}

export function isOn(value: string | null | undefined): boolean {
  return value === '1' || value === 'true';
}

/** Child elements by local name, whatever the prefix. */
export function childrenNamed(parent: Element | null | undefined, name: string): Element[] {
  return [...(parent?.children ?? [])].filter(({ localName }) => localName === name);
}

export function childNamed(parent: Element | null | undefined, name: string): Element | undefined {
  return childrenNamed(parent, name)[0];
}

export function numberAttribute(element: Element | undefined, name: string): number | undefined {
  const value = element?.getAttribute(name);
  const number = value === null || value === undefined ? Number.NaN : Number(value);
  return Number.isFinite(number) ? number : undefined;
}
