/** @jest-environment jsdom */
import { renderMath } from '../../../../src/emulator/view/math-view.ts';

const namespace = 'http://schemas.openxmlformats.org/officeDocument/2006/math';

function render(xml: string): string {
  const parsed = new DOMParser().parseFromString(`<m:oMath xmlns:m="${namespace}">${xml}</m:oMath>`, 'text/xml');
  return renderMath(document, parsed.documentElement).innerHTML;
}

const run = (text: string) => `<m:r><m:t>${text}</m:t></m:r>`;

describe('renderMath', () => {
  it('cuts a run into names, numbers, operators and words', () => {
    expect(render(run('2x+速度'))).toBe('<mn>2</mn><mi>x</mi><mo>+</mo><mtext>速度</mtext>');
  });

  it('draws fractions', () => {
    expect(render(`<m:f><m:num>${run('a')}</m:num><m:den>${run('b')}</m:den></m:f>`)).toBe(
      '<mfrac><mi>a</mi><mi>b</mi></mfrac>',
    );
  });

  it('draws a root without its hidden degree', () => {
    expect(render(`<m:rad><m:radPr><m:degHide m:val="1"/></m:radPr><m:deg/><m:e>${run('x')}</m:e></m:rad>`)).toBe(
      '<msqrt><mi>x</mi></msqrt>',
    );
    expect(render(`<m:rad><m:deg>${run('3')}</m:deg><m:e>${run('x')}</m:e></m:rad>`)).toBe(
      '<mroot><mi>x</mi><mn>3</mn></mroot>',
    );
  });

  it('puts the limits of a sum under and over it, those of an integral beside it', () => {
    const limits = `<m:sub>${run('1')}</m:sub><m:sup>${run('n')}</m:sup><m:e>${run('k')}</m:e>`;
    expect(
      render(`<m:nary><m:naryPr><m:chr m:val="∑"/><m:limLoc m:val="undOvr"/></m:naryPr>${limits}</m:nary>`),
    ).toMatch(/^<munderover>.*∑.*<\/munderover><mi>k<\/mi>$/);
    expect(render(`<m:nary><m:naryPr><m:limLoc m:val="subSup"/></m:naryPr>${limits}</m:nary>`)).toMatch(
      /^<msubsup>.*∫/,
    );
  });

  it('keeps the fences of delimiters, empty ones too', () => {
    const matrix = render(`<m:d><m:dPr><m:begChr m:val="{"/><m:endChr m:val=""/></m:dPr><m:e>${run('x')}</m:e></m:d>`);
    expect(matrix).toContain('>{</mo>');
    expect(matrix).toMatch(/<mo[^>]*><\/mo><\/mrow>$/);
  });
});
