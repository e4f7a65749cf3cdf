/** @jest-environment jsdom */
import { parseMarkdown } from '../../../../src/core/document/markdown.ts';
import { writeFlatOpc } from '../../../../src/core/wordprocessing/flat-opc.ts';

const w = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const pkg = 'http://schemas.microsoft.com/office/2006/xmlPackage';

function packageOf(markdown: string): Document {
  const root = new DOMParser().parseFromString(writeFlatOpc(parseMarkdown(markdown)), 'text/xml');
  expect(root.getElementsByTagName('parsererror')).toHaveLength(0);
  return root;
}

function partOf(root: Document, name: string): Element {
  const part = [...root.getElementsByTagNameNS(pkg, 'part')].find((each) => each.getAttributeNS(pkg, 'name') === name);
  if (!part) throw new Error(`The package has no ${name}.`);
  return part;
}

const elements = (parent: Document | Element, name: string): Element[] => [...parent.getElementsByTagNameNS(w, name)];
const value = (element: Element | undefined): string | null => element?.getAttributeNS(w, 'val') ?? null;

interface Shown {
  readonly text: string;
  readonly style: string | null;
  readonly level: string | null;
  /** Number format and text of the level's label. */
  readonly label: string | null;
  readonly left: string | null;
}

/** The body's paragraphs with what their numbering resolves to. */
function shown(markdown: string): Shown[] {
  const root = packageOf(markdown);
  return elements(partOf(root, '/word/document.xml'), 'p').map((paragraph) => {
    const [numId] = elements(paragraph, 'numId');
    const level = value(elements(paragraph, 'ilvl')[0]);
    return {
      text: elements(paragraph, 't')
        .map((each) => each.textContent)
        .join(''),
      style: value(elements(paragraph, 'pStyle')[0]),
      level,
      label: numId ? labelOf(root, value(numId), level) : null,
      left: elements(paragraph, 'ind')[0]?.getAttributeNS(w, 'left') ?? null,
    };
  });
}

function labelOf(root: Document, numId: string | null, level: string | null): string {
  const numbering = partOf(root, '/word/numbering.xml');
  const num = elements(numbering, 'num').find((each) => each.getAttributeNS(w, 'numId') === numId)!;
  const abstractId = value(elements(num, 'abstractNumId')[0]);
  const abstract = elements(numbering, 'abstractNum').find(
    (each) => each.getAttributeNS(w, 'abstractNumId') === abstractId,
  )!;
  const definition = elements(abstract, 'lvl').find((each) => each.getAttributeNS(w, 'ilvl') === level)!;
  const override = elements(num, 'lvlOverride').find((each) => each.getAttributeNS(w, 'ilvl') === level);
  const start = override ? `@${value(elements(override, 'startOverride')[0])}` : '';
  return `${value(elements(definition, 'numFmt')[0])} ${value(elements(definition, 'lvlText')[0])}${start}`;
}

describe('lists', () => {
  it('are real multi-level lists: numbers and bullets keep their kind on every level', () => {
    expect(
      shown('3. a\n   - b\n     1. c\n        1. d\n4. e\n   1. f').map(({ text, level, label }) => [
        text,
        level,
        label,
      ]),
    ).toEqual([
      ['a', '0', 'decimal %1.@3'],
      ['b', '1', 'bullet ◦'],
      ['c', '2', 'lowerLetter %3.@1'],
      ['d', '3', 'lowerRoman %4.'],
      ['e', '0', 'decimal %1.@3'],
      ['f', '1', 'lowerLetter %2.'],
    ]);
  });

  it('begin with plain numbers under bullets', () => {
    expect(shown('- a\n  1. b').map(({ label }) => label)).toEqual(['bullet •', 'decimal %2.@1']);
  });

  it('show tasks by their boxes instead of bullets', () => {
    expect(shown('- [x] a\n- [ ] b\n- c').map(({ text, label }) => [text, label])).toEqual([
      ['a', 'bullet ☑'],
      ['b', 'bullet ☐'],
      ['c', 'bullet •'],
    ]);
  });

  it('indent what belongs to an item like the item', () => {
    const paragraphs = shown('- a\n\n  b\n\n  ```\n  code\n  ```\n\n  > quote\n  - c\n\n    d');
    expect(paragraphs.map(({ text, style, left }) => [text, style, left])).toEqual([
      ['a', 'ListParagraph', null],
      ['b', 'ListParagraph', null],
      ['code', 'Code', '720'],
      ['quote', 'Quote', '1440'],
      ['c', 'ListParagraph', null],
      ['d', 'ListParagraph', '1440'],
    ]);
  });

  it('stay within the nine levels that Word has', () => {
    const deep = Array.from({ length: 12 }, (_, depth) => `${'  '.repeat(depth)}- ${depth}`).join('\n');
    expect(shown(deep).at(-1)).toMatchObject({ text: '11', level: '8' });
  });
});

describe('tables', () => {
  it('repeat their header row, align their columns and share the width by what stands in them', () => {
    const root = packageOf('| a | A long description of something |\n|--:|:-:|\n| 1 | x |');
    const [first, second] = elements(root, 'tr');
    expect(elements(first!, 'tblHeader')).toHaveLength(1);
    expect(elements(second!, 'tblHeader')).toHaveLength(0);
    expect(elements(root, 'jc').map(value)).toEqual(expect.arrayContaining(['right', 'center']));
    const [narrow, wide] = elements(root, 'gridCol').map((column) => Number(column.getAttributeNS(w, 'w')));
    expect(wide! / narrow!).toBeGreaterThan(2);
    expect(narrow! + wide!).toBeLessThanOrEqual(9000);
  });

  it('stay two where two stand one behind the other', () => {
    const body = partOf(packageOf('| a |\n|---|\n\n| b |\n|---|'), '/word/document.xml').getElementsByTagNameNS(
      w,
      'body',
    )[0]!;
    expect([...body.children].map(({ localName }) => localName)).toEqual(['tbl', 'p', 'tbl', 'sectPr']);
  });
});

describe('code', () => {
  it('keeps its lines, spaces and colours, and shows formulas that are none in it', () => {
    const root = packageOf('```js\nif (a) {\n  // b\n\n}\n```\n\n$$\\frac{$$');
    const paragraphs = elements(partOf(root, '/word/document.xml'), 'p');
    expect(paragraphs.map((paragraph) => paragraph.textContent)).toEqual(['if (a) {', '  // b', '', '}', '\\frac{']);
    expect(paragraphs.map((paragraph) => value(elements(paragraph, 'pStyle')[0]))).toEqual(Array(5).fill('Code'));
    expect(elements(paragraphs[0]!, 'color')).not.toHaveLength(0);
    expect(
      elements(partOf(root, '/word/styles.xml'), 'style').map((style) => style.getAttributeNS(w, 'styleId')),
    ).toContain('Code');
  });

  it('is legible: every colour has a contrast of 4.5 to 1 on the ground', () => {
    const source =
      '```ts\n/** c */ @d class A extends B { x: number = 1; y = `a${b}` + /r/g; f(p) { return true } }\n```';
    const colors = new Set(
      elements(packageOf(source), 'color')
        .map(value)
        .filter((color) => color !== null),
    );
    const luminance = (hex: string): number => {
      const [r, g, b] = [0, 2, 4]
        .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
        .map((part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
      return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
    };
    expect(colors.size).toBeGreaterThan(3);
    for (const color of colors) {
      expect([color, (luminance('F5F5F5') + 0.05) / (luminance(color) + 0.05)]).toEqual([color, expect.any(Number)]);
      expect((luminance('F5F5F5') + 0.05) / (luminance(color) + 0.05)).toBeGreaterThanOrEqual(4.5);
    }
  });
});

describe('running text', () => {
  it('links by relationship, in notes too, and writes notes as a part', () => {
    const root = packageOf('[a](https://x.org/?b=1&c=2) note[^1]\n\n[^1]: see [d](https://y.org)');
    const relationships = (name: string): (string | null)[] =>
      [...partOf(root, name).getElementsByTagName('Relationship')]
        .filter((each) => each.getAttribute('TargetMode') === 'External')
        .map((each) => each.getAttribute('Target'));
    expect(relationships('/word/_rels/document.xml.rels')).toContain('https://x.org/?b=1&c=2');
    expect(relationships('/word/_rels/footnotes.xml.rels')).toContain('https://y.org');
    expect(partOf(root, '/word/footnotes.xml').textContent).toContain('see d');
  });

  it('scales a picture to the page and keeps its proportions', () => {
    const bytes = new Uint8Array(33);
    bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]);
    new DataView(bytes.buffer).setUint32(16, 1200);
    new DataView(bytes.buffer).setUint32(20, 300);
    const root = packageOf(`![wide](data:image/png;base64,${Buffer.from(bytes).toString('base64')})`);
    const extent = root.getElementsByTagName('wp:extent')[0]!;
    expect([extent.getAttribute('cx'), extent.getAttribute('cy')]).toEqual([String(600 * 9525), String(150 * 9525)]);
  });

  it('shows the words of a picture that cannot be read, and links one that is elsewhere', () => {
    const root = packageOf('![broken](data:image/png;base64,AAAA) ![far](https://x.org/p.png)');
    expect(partOf(root, '/word/document.xml').textContent).toBe('broken far');
    expect(root.getElementsByTagName('Relationship')).not.toHaveLength(0);
    expect(writeFlatOpc(parseMarkdown('![broken](data:image/png;base64,AAAA)'))).not.toContain('Target="data:');
  });

  it('leaves out the characters that XML cannot hold', () => {
    const flat = writeFlatOpc([{ type: 'paragraph', children: [{ type: 'text', text: 'a\u0001\uD800b\uFFFFc' }] }]);
    expect(flat).toContain('>abc<');
  });
});
