import { formulaIn } from '../../../../src/core/sheet/formula-answer.ts';

describe('the formula of an answer', () => {
  it.each([
    ['alone', '=SUM(A1:A9)', '=SUM(A1:A9)'],
    ['in a code block', 'Here it is:\n\n```excel\n=SUM(A1:A9)\n```\n', '=SUM(A1:A9)'],
    ['between backticks', 'Use `=A1*2` there.', '=A1*2'],
    ['over several lines', '```\n=IF(A1>1,\n  "yes",\n  "no")\n```', '=IF(A1>1, "yes", "no")'],
  ])('is found %s', (_where, answer, formula) => {
    expect(formulaIn(answer)).toBe(formula);
  });

  it('is absent where nothing begins with an equals sign', () => {
    expect(formulaIn('The total is A1 = 3.\n```js\nconst a = 1;\n```')).toBeUndefined();
  });
});
