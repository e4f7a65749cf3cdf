/** @jest-environment jsdom */
import { formulaXml } from '../../../../src/core/wordprocessing/formula-xml.ts';

const m = 'http://schemas.openxmlformats.org/officeDocument/2006/math';

/** The equation as nested names, text in quotes: short enough to read in a test. */
function outline(latex: string): string {
  const xml = formulaXml(latex, true)?.replace(/<\/?m:oMathPara>/g, '');
  if (xml === undefined) return 'not understood';
  const root = new DOMParser().parseFromString(xml.replace('<m:oMath>', `<m:oMath xmlns:m="${m}">`), 'text/xml');
  return [...root.documentElement.children].map(describe_).join(' ');
}

function describe_(element: Element): string {
  if (element.localName === 'r') return `'${element.textContent.replaceAll('\u200B', '∅')}'`;
  const children = [...element.children].filter((child) => !child.localName.endsWith('Pr'));
  if (element.localName === 'e') return children.map(describe_).join(' ');
  return `${element.localName}(${children.map((child) => [...child.children].map(describe_).join(' ')).join(', ')})`;
}

function valuesOf(latex: string, name: string): (string | null)[] {
  const xml = formulaXml(latex, true)?.replace(/<\/?m:oMathPara>/g, '') ?? '';
  const root = new DOMParser().parseFromString(xml.replace('<m:oMath>', `<m:oMath xmlns:m="${m}">`), 'text/xml');
  return [...root.getElementsByTagNameNS(m, name)].map((element) => element.getAttributeNS(m, 'val'));
}

describe('formulaXml', () => {
  it.each([
    ['a + 12', "'a+12'"],
    ['\\frac{a}{b}', "f('a', 'b')"],
    ['\\sqrt[3]{x}', "rad('3', 'x')"],
    ['x_i^2', "sSubSup('x', 'i', '2')"],
    ['\\sum_{i=1}^{n} a_i + 1', "nary('i=1', 'n', sSub('a', 'i')) '+1'"],
    ['\\int_0^1 f(x)\\,dx = 2', "nary('0', '1', 'f' d('x') '\u2009dx') '=2'"],
    ['\\sum_i', "nary('i', , '∅')"],
    ['\\lim_{x \\to 0} \\frac{1}{x}', "func(limLow('lim', 'x→0'), f('1', 'x'))"],
    ['\\sin 2x + \\log_2 n', "func('sin', '2x') '+' func(sSub('log', '2'), 'n')"],
    ['\\sin(x)^2', "func('sin', sSup(d('x'), '2'))"],
    ['(a+b)^2', "sSup(d('a+b'), '2')"],
    ['|x| + P(A|B)', "d('x') '+P' d('A∣B')"],
    ['\\left\\{ x \\middle| y \\right\\}', "d('x', 'y')"],
    ['\\hat{x} \\vec{v}', "acc('x') acc('v')"],
    ['\\overline{AB}', "bar('AB')"],
    ['\\underbrace{a+b}_{n}', "limLow(groupChr('a+b'), 'n')"],
    ['\\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}', "d(m('1' '2', '3' '4'))"],
    ['\\binom{n}{k}', "d(f('n', 'k'))"],
    ['H_2', "sSub('H', '2')"],
    ['{}^{14}_{6} C', "sPre('6', '14', 'C')"],
    ['\\boxed{x}', "borderBox('x')"],
    ["f'", "sSup('f', '′')"],
    ['a < b \\& c', "'a<b' '&' 'c'"],
    ['\\text{若 } x', "'若\u00A0' 'x'"],
  ])('writes %s as %s', (latex, expected) => {
    expect(outline(latex)).toBe(expected);
  });

  it('says where limits stand and which sign is meant', () => {
    expect(valuesOf('\\sum_{i}^{n} a', 'chr')).toEqual(['∑']);
    expect(valuesOf('\\sum_{i}^{n} a', 'limLoc')).toEqual(['undOvr']);
    expect(valuesOf('\\int_0^1 a', 'limLoc')).toEqual(['subSup']);
    expect(valuesOf('\\oint a', 'subHide')).toEqual(['1']);
    expect(valuesOf('\\left[ a \\right)', 'begChr')).toEqual(['[']);
    expect(valuesOf('\\begin{cases} a & b \\end{cases}', 'endChr')).toEqual(['']);
    expect(valuesOf('\\begin{aligned} a &= b \\end{aligned}', 'mcJc')).toEqual(['right', 'left']);
  });

  it.each(['\\frac{x', '\\nosuchcommand', '}{', '\\left(', '', '   ', '\\href{javascript:x}{y}'])(
    'understands not %j and says so',
    (latex) => {
      expect(formulaXml(latex, true)).toBeUndefined();
    },
  );

  it('is well-formed and leaves no slot empty for whatever it understands', () => {
    const signs = [
      '\\alpha',
      'x',
      '\\sum',
      '\\int_a',
      '{}',
      '^2',
      '_i',
      '\\frac{a}{b}',
      '(',
      ')',
      '|',
      '\\sqrt{}',
      '\\hat{}',
      '<',
      '&',
      '\\,',
      '\\lim',
      '\\sin',
      '1',
      '=',
      '+',
      '\\text{<&">}',
    ];
    let seed = 7;
    const next = (): number => (seed = (seed * 48271) % 2147483647);
    for (let round = 0; round < 400; round += 1) {
      const latex = Array.from({ length: 1 + (next() % 7) }, () => signs[next() % signs.length]).join(' ');
      const xml = formulaXml(latex, false);
      if (xml === undefined) continue;
      const root = new DOMParser().parseFromString(xml.replace('<m:oMath>', `<m:oMath xmlns:m="${m}">`), 'text/xml');
      expect([latex, root.getElementsByTagName('parsererror').length]).toEqual([latex, 0]);
      const empty = [...root.getElementsByTagNameNS(m, 'e')].filter(({ children }) => children.length === 0);
      expect([latex, empty.length]).toEqual([latex, 0]);
    }
  });
});
