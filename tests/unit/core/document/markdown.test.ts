import type { Block } from '../../../../src/core/document/blocks.ts';
import { parseMarkdown } from '../../../../src/core/document/markdown.ts';

const paragraph = (...children: Extract<Block, { type: 'paragraph' }>['children']): Block => ({
  type: 'paragraph',
  children,
});
const text = (value: string) => ({ type: 'text', text: value }) as const;

describe('parseMarkdown', () => {
  it('reads headings, emphasis, strike-through, code and rules', () => {
    expect(parseMarkdown('## A *b*\n\n**c** ~~d~~ `e`\n\n---')).toEqual([
      { type: 'heading', level: 2, children: [text('A '), { type: 'emphasis', children: [text('b')] }] },
      paragraph(
        { type: 'strong', children: [text('c')] },
        text(' '),
        { type: 'strike', children: [text('d')] },
        text(' '),
        { type: 'code', text: 'e' },
      ),
      { type: 'rule' },
    ]);
  });

  it('keeps nested lists, start numbers and task boxes', () => {
    const [list] = parseMarkdown('3. a\n   - [x] b\n   - [ ] c\n4. d');
    expect(list).toEqual({
      type: 'list',
      ordered: true,
      start: 3,
      items: [
        {
          children: [
            paragraph(text('a')),
            {
              type: 'list',
              ordered: false,
              start: 1,
              items: [
                { checked: true, children: [paragraph(text('b'))] },
                { checked: false, children: [paragraph(text('c'))] },
              ],
            },
          ],
        },
        { children: [paragraph(text('d'))] },
      ],
    });
  });

  it('gives every table row as many cells as there are columns', () => {
    const [table] = parseMarkdown('| a | b |\n|:--|--:|\n| 1 |\n| 1 | 2 | 3 |');
    expect(table).toEqual({
      type: 'table',
      alignments: ['left', 'right', null],
      rows: [
        [[text('a')], [text('b')], []],
        [[text('1')], [], []],
        [[text('1')], [text('2')], [text('3')]],
      ],
    });
  });

  it('takes <br> in a table cell as a line break', () => {
    const [table] = parseMarkdown('| a |\n|---|\n| 1<br>2 |');
    expect(table).toMatchObject({ rows: [[[text('a')]], [[text('1'), { type: 'break' }, text('2')]]] });
  });

  it('takes raw HTML as text', () => {
    expect(parseMarkdown('<script>alert(1)</script>\n\n<b>x</b> **y**')).toEqual([
      paragraph(text('<script>alert(1)</script>')),
      paragraph(text('<b>x</b> '), { type: 'strong', children: [text('y')] }),
    ]);
  });

  it.each(['javascript:alert(1)', 'file:///etc/passwd', 'data:text/html,x', '/relative', '#anchor', 'vbscript:x'])(
    'leaves only the text of a link to %s',
    (url) => {
      expect(parseMarkdown(`see [this](${url})`)).toEqual([paragraph(text('see '), text('this'))]);
    },
  );

  it('keeps links to http, https and mail, and makes bare addresses links', () => {
    expect(parseMarkdown('[a](https://x.org "T") https://y.org')).toEqual([
      paragraph({ type: 'link', url: 'https://x.org', title: 'T', children: [text('a')] }, text(' '), {
        type: 'link',
        url: 'https://y.org',
        children: [text('https://y.org')],
      }),
    ]);
  });

  it('ends a bare address where Chinese begins', () => {
    expect(parseMarkdown('见https://y.org/a，谢谢')).toEqual([
      paragraph(
        text('见'),
        { type: 'link', url: 'https://y.org/a', children: [text('https://y.org/a')] },
        text('，谢谢'),
      ),
    ]);
  });

  it('keeps https and embedded pictures and turns others into their text', () => {
    const png = 'data:image/png;base64,iVBORw0KGgo=';
    expect(
      parseMarkdown(`![a](https://x.org/i.png) ![b](${png}) ![c](http://x.org/i.png) ![d](data:image/svg+xml,x)`),
    ).toEqual([
      paragraph(
        { type: 'image', url: 'https://x.org/i.png', alt: 'a' },
        text(' '),
        { type: 'image', url: png, alt: 'b' },
        text(' '),
        text('c'),
        text(' '),
        text('d'),
      ),
    ]);
  });

  it('puts a footnote where it is cited', () => {
    expect(parseMarkdown('a[^1] b\n\n[^1]: The *note*.')).toEqual([
      paragraph(
        text('a'),
        {
          type: 'footnote',
          children: [paragraph(text('The '), { type: 'emphasis', children: [text('note')] }, text('.'))],
        },
        text(' b'),
      ),
    ]);
  });

  it('ends a footnote that cites itself', () => {
    expect(parseMarkdown('a[^1]\n\n[^1]: b[^1]')).toEqual([
      paragraph(text('a'), { type: 'footnote', children: [paragraph(text('b'))] }),
    ]);
  });

  it('joins lines with a space, and with nothing between Chinese characters', () => {
    expect(parseMarkdown('one\ntwo\n\n第一行\n第二行')).toEqual([
      paragraph(text('one two')),
      paragraph(text('第一行第二行')),
    ]);
  });

  it('sees bold text next to full-width punctuation', () => {
    expect(parseMarkdown('**注意：**请看。这是**“引用”**的话。')).toEqual([
      paragraph(
        { type: 'strong', children: [text('注意：')] },
        text('请看。这是'),
        { type: 'strong', children: [text('“引用”')] },
        text('的话。'),
      ),
    ]);
  });

  it('survives nesting without end', () => {
    expect(() => parseMarkdown(`${'>'.repeat(400)} deep`)).not.toThrow();
    expect(() => parseMarkdown(`${'['.repeat(2000)}a`)).not.toThrow();
  });
});

describe('formulas', () => {
  const math = (latex: string) => ({ type: 'math', latex }) as const;

  it.each(['$a_1 * b_2$', '\\(a_1 * b_2\\)'])('reads %s in the line', (source) => {
    expect(parseMarkdown(`Let ${source} be.`)).toEqual([paragraph(text('Let '), math('a_1 * b_2'), text(' be.'))]);
  });

  it.each(['$$\nx^2\n$$', '\\[\nx^2\n\\]', '$$x^2$$', '\\[x^2\\]', '```math\nx^2\n```'])(
    'reads %j as a block',
    (source) => {
      expect(parseMarkdown(`a\n\n${source}\n\nb`)).toEqual([paragraph(text('a')), math('x^2'), paragraph(text('b'))]);
    },
  );

  it('breaks a paragraph at a display formula, and keeps it in the line in a table', () => {
    expect(parseMarkdown('so\n$$x$$\nholds')).toEqual([paragraph(text('so')), math('x'), paragraph(text('holds'))]);
    expect(parseMarkdown('| $$|x|$$ |\n|---|')).toMatchObject([{ rows: [[[math('|x|')]]] }]);
  });

  it('reads a formula over several lines of a quote', () => {
    expect(parseMarkdown('> $$\n> a\n> b\n> $$')).toEqual([{ type: 'quote', children: [math('a\nb')] }]);
  });

  it.each([
    'It costs $5 and $6.',
    'US$5,000 or HK$40,000',
    'from $5 million to $7 million',
    'set $HOME and $PATH',
    '价格为$5至$10元',
    'a $ b $ c',
    'an open $x here',
  ])('leaves %j as text', (source) => {
    expect(parseMarkdown(source)).toEqual([paragraph(text(source))]);
  });

  it('leaves escaped dollars and brackets and all code as text', () => {
    expect(parseMarkdown('\\$x\\$ `$y$` as in \\[1\\]')).toEqual([
      paragraph(text('$x$ '), { type: 'code', text: '$y$' }, text(' as in [1]')),
    ]);
    expect(parseMarkdown('```sh\necho $a $b\n```')).toEqual([{ type: 'code', language: 'sh', text: 'echo $a $b' }]);
  });

  it('keeps the dollars of an address', () => {
    expect(parseMarkdown('[a](https://x.org/$b$)')).toEqual([
      paragraph({ type: 'link', url: 'https://x.org/$b$', children: [text('a')] }),
    ]);
  });
});
