/** An element of MathML as a plain value; text is in `text` of the leaves. */
export interface MathNode {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly MathNode[];
  readonly text: string;
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Reads the MathML that temml writes: elements, attributes, text, the five entities of XML and character numbers. */
export function parseMathml(source: string): MathNode | null {
  interface Open {
    readonly name: string;
    readonly attributes: Record<string, string>;
    readonly children: MathNode[];
    text: string;
  }
  const stack: Open[] = [{ name: '', attributes: {}, children: [], text: '' }];
  const pattern = /<(\/?)([\w:-]+)((?:\s+[\w:-]+(?:\s*=\s*"[^"]*")?)*)\s*(\/?)>|([^<]+)/g;
  for (const [, closing, name = '', attributes = '', selfClosing, text] of source.matchAll(pattern)) {
    const top = stack.at(-1);
    if (!top) return null;
    if (text !== undefined) top.text += unescape(text);
    else if (closing) {
      const done = stack.pop();
      stack.at(-1)?.children.push({
        ...done,
        name: done?.name ?? '',
        attributes: done?.attributes ?? {},
        children: done?.children ?? [],
        text: done?.text ?? '',
      });
    } else {
      const node: Open = { name, attributes: readAttributes(attributes), children: [], text: '' };
      if (selfClosing) top.children.push(node);
      else stack.push(node);
    }
  }
  return stack.length === 1 ? (stack[0]?.children[0] ?? null) : null;
}

function readAttributes(source: string): Record<string, string> {
  return Object.fromEntries(
    [...source.matchAll(/([\w:-]+)\s*=\s*"([^"]*)"/g)].map(([, name = '', value = '']) => [name, unescape(value)]),
  );
}

function unescape(text: string): string {
  return text.replace(/&(#x?[\da-f]+|\w+);/gi, (whole, code: string) => {
    if (code.startsWith('#')) {
      const number =
        code[1]?.toLowerCase() === 'x' ? Number.parseInt(code.slice(2), 16) : Number.parseInt(code.slice(1), 10);
      return String.fromCodePoint(number);
    }
    return entities[code] ?? whole;
  });
}
