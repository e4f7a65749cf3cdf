import { convertCopilot, hasCopilot } from '../../../../src/core/cells/copilot-formula.ts';

describe('convertCopilot', () => {
  it.each([
    ['=COPILOT("Summarise", A1:A5)', '=INKSTONE.ASK("Summarise", A1:A5)'],
    ['=copilot("List three colours")', '=INKSTONE.ASK("List three colours")'],
    ['=_xlfn.COPILOT(D2,A1:A5)', '=INKSTONE.ASK(D2, A1:A5)'],
    [
      '=COPILOT("Classify",B4:B18,"into one of these categories",A2:A6)',
      '=INKSTONE.ASK("Classify [Input 1] into one of these categories [Input 2] ", B4:B18, A2:A6)',
    ],
    ['=COPILOT("Say ""hi"" to",A1,"politely")', '=INKSTONE.ASK("Say ""hi"" to [Input 1] politely", A1)'],
    ['=COPILOT(A1&"x",B1,C1)', '=INKSTONE.ASK((A1&"x")&" [Input 1] "&C1, B1)'],
    ['=IFERROR(COPILOT("a, (b",SORT(A1:A9,1)),"no")', '=IFERROR(INKSTONE.ASK("a, (b", SORT(A1:A9,1)),"no")'],
    ['=COPILOT("outer",COPILOT("inner",A1))', '=INKSTONE.ASK("outer", INKSTONE.ASK("inner", A1))'],
    ['=COPILOT("one")&COPILOT("two",,"three")', '=INKSTONE.ASK("one")&INKSTONE.ASK("two three")'],
  ])('makes of %s', (formula, converted) => {
    expect(convertCopilot(formula)).toBe(converted);
  });

  it.each(['="COPILOT(1)"', '=MYCOPILOT(1)', "='COPILOT(x)'!A1", '=COPILOT', '=SUM(A1)'])(
    'leaves %s alone',
    (formula) => {
      expect(hasCopilot(formula)).toBe(false);
      expect(convertCopilot(formula)).toBe(formula);
    },
  );

  it('keeps texts apart that would be longer together than Excel takes', () => {
    const long = `"${'x'.repeat(200)}"`;
    expect(convertCopilot(`=COPILOT(${long},A1,${long})`)).toBe(
      `=INKSTONE.ASK("${'x'.repeat(200)} [Input 1] "&${long}, A1)`,
    );
  });
});
