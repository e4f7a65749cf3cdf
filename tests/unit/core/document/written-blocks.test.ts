import { parseMarkdown } from '../../../../src/core/document/markdown.ts';
import { toHtml } from '../../../../src/core/document/to-html.ts';
import { toMarkdown } from '../../../../src/core/document/to-markdown.ts';

const samples = [
  '# Title *a*\n\nText **b** ~~c~~ `d`\\\nnew line.',
  '- a\n  - b\n    1. c\n- d\n\n* other list\n\n7. seven\n8. eight',
  '- [x] done\n- [ ] open',
  '- a\n\n  second\n\n- b',
  '| a | b |\n|:--|--:|\n| 1\\|2 | **x**<br>y |',
  '> quote\n>\n> - list\n\n---\n\n```js\nconst a = `x`;\n```',
  'A $x_1$ and\n\n$$\n\\frac{1}{2}\n$$',
  '[link](https://x.org "T") ![p](https://x.org/p.png) note[^1] and[^2].\n\n[^1]: One.\n\n[^2]: Two.\n\n    More.',
  '1\\. not a list\n\n\\# not a heading\n\n\\* stars \\_ and \\[brackets\\] \\$5 snake_case \\<b>',
  '``a ` b``',
];

describe('toMarkdown', () => {
  it.each(samples)('writes what reads the same: %j', (source) => {
    const blocks = parseMarkdown(source);
    expect(parseMarkdown(toMarkdown(blocks))).toEqual(blocks);
  });
});

describe('toHtml', () => {
  it('writes semantic elements', () => {
    expect(toHtml(parseMarkdown('## A\n\n1. **b**\n2. c\n\n| x |\n|--:|\n| 1 |'))).toBe(
      '<h2>A</h2>\n<ol><li><strong>b</strong></li><li>c</li></ol>\n' +
        '<table><thead><tr><th align="right">x</th></tr></thead><tbody><tr><td align="right">1</td></tr></tbody></table>',
    );
  });

  it('lets nothing of the text become markup', () => {
    const html = toHtml([
      {
        type: 'paragraph',
        children: [
          { type: 'text', text: '<img src=x onerror=alert(1)>' },
          { type: 'link', url: 'javascript:alert(1)', children: [{ type: 'text', text: 'a' }] },
          { type: 'link', url: 'https://x.org/"><script>', children: [{ type: 'text', text: 'b' }] },
          { type: 'image', url: 'data:text/html,x', alt: '"c"' },
        ],
      },
      { type: 'code', language: '', text: '</code>' },
    ]);
    expect(html).not.toMatch(/<img|<script|javascript:|<\/code><\/code>/);
    expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;');
  });
});
