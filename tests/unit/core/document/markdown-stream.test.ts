import { parseMarkdown, parseOpenMarkdown } from '../../../../src/core/document/markdown.ts';
import type { Block } from '../../../../src/core/document/blocks.ts';
import { MarkdownStream, type MarkdownParsers } from '../../../../src/core/document/markdown-stream.ts';

const rich = `# Title *here*
Text right behind the heading, with **bold**, \`code\` and $x_1$.
- one
- two with **bold**

  second paragraph
  - inner
    \`\`\`js
    const a = 1;

    const b = 2;
    \`\`\`
- three
1. first
2. second

   \`\`\`
   code in a list
   \`\`\`

3. third

> quoted
> text

| a | b |
|---|:-:|
| 1 | **2** |
| 3 | 4 | 5 |
| 6 |

\`\`\`python
def f():

    return "# not a heading"
\`\`\`
$$
x = \\frac{1}{2}
$$

Setext
======

    indented

    code

---
* * *
第一段**注意：**内容。
第二行

[link](https://x.org) and ![p](https://x.org/p.png) end.`;

function streamed(source: string, size: number, parsers?: MarkdownParsers): MarkdownStream {
  const stream = new MarkdownStream(parsers);
  for (let at = 0; at < source.length; at += size) {
    stream.push(source.slice(at, at + size));
    stream.blocks();
  }
  return stream;
}

describe('MarkdownStream', () => {
  it.each([1, 2, 3, 7, 50, 10_000])('ends with what the whole text means, in pieces of %d', (size) => {
    expect(streamed(rich, size).finish()).toEqual(parseMarkdown(rich));
  });

  it('ends alike wherever the text is cut', () => {
    for (let end = 0; end < rich.length; end += 5) {
      const part = rich.slice(0, end);
      expect(streamed(part, 40).finish()).toEqual(parseMarkdown(part));
    }
  });

  it.each([1, 8, 10_000])('reads at each end of a line what the text so far means, in pieces of %d', (size) => {
    const afterList = '1. one\n   - inner\n2. two\n\n```python\nprint("x")\n```\n\n$$E = mc^2$$\n\n> A quote\n';
    for (let end = afterList.indexOf('\n') + 1; end > 0; end = afterList.indexOf('\n', end) + 1) {
      const part = afterList.slice(0, end);
      expect(streamed(part, size).blocks()).toEqual(parseMarkdown(part));
    }
  });

  it('resolves footnotes and link definitions that come last', () => {
    const source = 'See[^n] and [this][t].\n\nMore.\n\n[^n]: The note.\n\n[t]: https://x.org\n';
    const stream = streamed(source, 6);
    const more = stream.blocks()[1];
    expect(stream.finish()).toEqual(parseMarkdown(source));
    expect(stream.finish()[1]).toBe(more);
  });

  it('keeps finished blocks, items and rows the same objects', () => {
    const stream = new MarkdownStream();
    stream.push('First paragraph.\n\n- one\n- two\n- th');
    const before = stream.blocks();
    stream.push('ree\n- four');
    const after = stream.blocks();
    expect(after[0]).toBe(before[0]);
    const [one, two] = [before[1], after[1]].map((block) => (block?.type === 'list' ? block.items : []));
    expect(two?.[0]).toBe(one?.[0]);
    expect(two?.[1]).toBe(one?.[1]);
    expect(two).toHaveLength(4);

    const table = new MarkdownStream();
    table.push('| a |\n|---|\n| 1 |\n| 2');
    const [rows] = table.blocks().map((block) => (block.type === 'table' ? block.rows : []));
    table.push(' |\n| 3 |\n');
    const [later] = table.blocks().map((block) => (block.type === 'table' ? block.rows : []));
    expect(later?.[1]).toBe(rows?.[1]);
    expect(later).toHaveLength(4);
  });

  it('parses in proportion to the length, also one long list or table', () => {
    const shapes = [
      (count: number) => Array.from({ length: count }, (_, at) => `- item **${at}** of the list\n`).join(''),
      (count: number) =>
        `| a | b |\n|---|---|\n${Array.from({ length: count }, (_, at) => `| ${at} | x |\n`).join('')}`,
      (count: number) => Array.from({ length: count }, (_, at) => `Paragraph ${at} with *some* words.\n\n`).join(''),
    ];
    const charactersRead = (source: string): number => {
      let count = 0;
      const counting = (parse: (text: string) => readonly Block[]) => (text: string) => {
        count += text.length;
        return parse(text);
      };
      streamed(source, 12, { parse: counting(parseMarkdown), parseOpen: counting(parseOpenMarkdown) }).finish();
      return count;
    };
    for (const shape of shapes) {
      const [short, long] = [shape(60), shape(240)];
      // A reader that begins anew with each piece would read four times as much of each character of the long one.
      const perCharacter = (source: string): number => charactersRead(source) / source.length;
      expect(perCharacter(long)).toBeLessThan(1.2 * perCharacter(short));
    }
  });
});

describe('parseOpenMarkdown', () => {
  const words = (source: string) => parseOpenMarkdown(source);
  const text = (value: string) => ({ type: 'text', text: value });

  it.each([
    ['an open **bold wor', [text('an open '), { type: 'strong', children: [text('bold wor')] }]],
    ['closing **bold*', [text('closing '), { type: 'strong', children: [text('bold')] }]],
    ['both ***of', [text('both '), { type: 'emphasis', children: [{ type: 'strong', children: [text('of')] }] }]],
    ['some `code', [text('some '), { type: 'code', text: 'code' }]],
    ['nothing yet **', [text('nothing yet')]],
    ['a [link](https://x.o', [text('a link')]],
    ['a [lin', [text('a lin')]],
    ['an ![image](https://', [text('an')]],
    ['a note[^', [text('a note')]],
    ['price $5 and', [text('price $5 and')]],
  ])('shows %j as it will read', (source, children) => {
    expect(words(source)).toEqual([{ type: 'paragraph', children }]);
  });

  it('shows a table from its header row on', () => {
    for (const source of ['| a | b |', '| a | b |\n|', '| a | b |\n|--', '| a | b |\n|---|--']) {
      expect(words(source)).toEqual([{ type: 'table', alignments: [null, null], rows: [[[text('a')], [text('b')]]] }]);
    }
  });

  it('shows an open fence as code and an open formula as a formula', () => {
    expect(words('```ts\nconst a')).toEqual([{ type: 'code', language: 'ts', text: 'const a' }]);
    expect(words('so\n\n$$\n\\frac{1}{2')).toEqual([
      { type: 'paragraph', children: [text('so')] },
      { type: 'math', latex: '\\frac{1}{2' },
    ]);
  });

  it('holds back a marker that could become anything', () => {
    for (const marker of ['-', '1.', '#', '>', '``', '--', '==']) {
      expect(words(`Text\n${marker}`)).toEqual([{ type: 'paragraph', children: [text('Text')] }]);
    }
  });
});
