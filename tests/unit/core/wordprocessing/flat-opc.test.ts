import { parseMarkdown } from '../../../../src/core/document/markdown.ts';
import { formulaXml } from '../../../../src/core/wordprocessing/formula-xml.ts';
import { writeFlatOpc } from '../../../../src/core/wordprocessing/flat-opc.ts';
import { flatOpcToDocx } from '../../../support/flat-opc-to-docx.ts';
import { validateDocx } from '../../../support/validate-docx.ts';

const rich = `# Report 报告

A paragraph with **bold**, *italic*, ~~struck~~, \`code\`, a [link](https://example.com/?a=1&b=2) and a note.[^1]

1. first
2. second
   - bullet
   - another
     1. deep
3. third

Text between.

4. four
5. five

- [x] done
- [ ] open

| Name | Amount | 备注 |
|:-----|-------:|:---:|
| A & B | **12** | 好 |
| <C> | 3 | \`x\` |

> A quote with
>
> two paragraphs.

\`\`\`ts
const answer: number = 42; // <why>
if (a && b) return "yes";
\`\`\`

Inline $E = mc^2$ and

$$\\sum_{i=1}^{n} i = \\frac{n(n+1)}{2}$$

---

![dot](data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==)

[^1]: The note, with *emphasis*.
`;

const formulas = [
  'a^2 + b^2 = c^2',
  '\\frac{a}{b}',
  '\\sqrt{x}',
  '\\sqrt[3]{x+1}',
  'x_1',
  'x^{2n}',
  'x_i^2',
  '\\int_0^1 f(x)\\,dx',
  '\\prod_{k=1}^n k',
  '\\lim_{x \\to 0} \\frac{\\sin x}{x}',
  '\\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}',
  '\\begin{cases} x & x > 0 \\\\ -x & x \\le 0 \\end{cases}',
  '\\left( \\frac{a}{b} \\right)',
  '\\vec{v} \\cdot \\hat{n}',
  '\\overline{AB}',
  '\\alpha + \\beta \\neq \\gamma',
  '\\mathbb{R}^n',
  '\\mathcal{L}',
  '\\mathbf{x}',
  '\\text{if } x > 0',
  '\\begin{aligned} a &= b \\\\ c &= d \\end{aligned}',
  '\\binom{n}{k}',
  '\\partial_t u',
  '\\nabla \\times E',
  'f: A \\to B',
  '\\forall x \\in S',
  'a < b',
  'a \\& b',
  '\\underbrace{a+b}_{n}',
  '\\oint_C F \\cdot dr',
  '\\iint_D f',
  '\\dot{x}',
  '\\ddot{x}',
  '\\tilde{x}',
  '\\lfloor x \\rfloor',
  '\\|v\\|',
  '\\boxed{x}',
  '面积 = \\pi r^2',
  '\\frac{x',
  'e^{i\\pi} + 1 = 0',
];

describe('writeFlatOpc', () => {
  it('writes a rich draft as a document in which Microsoft’s validator finds no error', async () => {
    const errors = await validateDocx(flatOpcToDocx(writeFlatOpc(parseMarkdown(rich))));
    expect(errors).toEqual([]);
  });

  it('writes forty formulas as equations without an error, and what it cannot read as text', async () => {
    const written = formulas.map((latex) => formulaXml(latex, true));
    expect(written.filter((each) => each === undefined)).toHaveLength(1);
    const text = formulas.map((latex) => `$$\n${latex}\n$$`).join('\n\n');
    expect(await validateDocx(flatOpcToDocx(writeFlatOpc(parseMarkdown(text))))).toEqual([]);
  });

  it('gives each list its own number, so that it counts from its own start', () => {
    const flat = writeFlatOpc(parseMarkdown('1. a\n2. b\n\ntext\n\n7. c\n8. d'));
    expect(flat).toContain('<w:startOverride w:val="7"/>');
    expect([...flat.matchAll(/<w:numId w:val="(\d)"\/>/g)].map(([, id]) => id)).toEqual(['1', '1', '2', '2']);
  });

  it('escapes what a model writes, and takes no address but web and mail', () => {
    const flat = writeFlatOpc(parseMarkdown('a </w:t><evil/> [x](javascript:alert(1)) & "q"'));
    expect(flat).not.toContain('<evil');
    expect(flat).not.toContain('javascript:');
  });
});
