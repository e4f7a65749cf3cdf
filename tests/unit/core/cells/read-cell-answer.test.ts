import { readCellAnswer } from '../../../../src/core/cells/read-cell-answer.ts';
import type { CellQuestion } from '../../../../src/core/cells/cell-question.ts';

const ask: CellQuestion = { function: 'ask', instruction: 'x', inputs: [] };
const classify: CellQuestion = {
  function: 'classify',
  instruction: '',
  inputs: [[['x']]],
  labels: ['Praise', 'Not praise'],
};

describe('what of an answer goes into cells', () => {
  it.each(['=1+1', '+49 30 1', '-5', '@you', '42', 'TRUE'])('is text, %s too', (answer) => {
    expect(readCellAnswer(ask, answer)).toEqual([[answer]]);
  });

  it('is rows where the whole answer is a list of rows, each as wide as the widest', () => {
    expect(readCellAnswer(ask, '```json\n[["a", 1], ["=b"]]\n```')).toEqual([
      ['a', '1'],
      ['=b', ''],
    ]);
    expect(readCellAnswer(ask, '["a", "b"]')).toEqual([['a'], ['b']]);
    expect(readCellAnswer(ask, '[sic] is Latin')).toEqual([['[sic] is Latin']]);
    expect(readCellAnswer(ask, '[]')).toEqual([['[]']]);
  });

  it('is one of the labels in the person’s spelling, or no answer at all', () => {
    expect(readCellAnswer(classify, '“praise”.')).toEqual([['Praise']]);
    expect(readCellAnswer(classify, 'not  praise')).toEqual([['Not praise']]);
    for (const answer of ['It is praise, or not praise', 'neutral']) {
      expect(() => readCellAnswer(classify, answer)).toThrow(expect.objectContaining({ reason: 'unusable-answer' }));
    }
  });

  it('is the label that a sentence names as a word, the longer one where it holds another', () => {
    const yesOrNo: CellQuestion = { ...classify, labels: ['Yes', 'No', 'Follow-up (later)'] };
    expect(() => readCellAnswer(yesOrNo, 'I do not know.')).toThrow();
    expect(readCellAnswer(yesOrNo, 'The answer is **no**.')).toEqual([['No']]);
    expect(readCellAnswer(yesOrNo, 'It needs a follow-up (later).')).toEqual([['Follow-up (later)']]);
    expect(readCellAnswer(classify, 'This is not praise.')).toEqual([['Not praise']]);
    const chinese: CellQuestion = { ...classify, labels: ['满意', '不满意', 'VIP'] };
    expect(readCellAnswer(chinese, '客户不满意。')).toEqual([['不满意']]);
    expect(readCellAnswer(chinese, '他是VIP客户')).toEqual([['VIP']]);
  });

  it('has no marks of Markdown, which a cell would show, unless the cells have them too', () => {
    expect(readCellAnswer(ask, '## Result\n\n**North** leads with `120`.')).toEqual([
      ['Result\n\nNorth leads with 120.'],
    ]);
    expect(readCellAnswer(ask, '```text\nNorth\n```')).toEqual([['North']]);
    expect(readCellAnswer(ask, '2 ** 3 ** 2 and #1, `x')).toEqual([['2 ** 3 ** 2 and #1, `x']]);
    const marked: CellQuestion = { function: 'translate', instruction: '', inputs: [[['**Hallo**']]] };
    expect(readCellAnswer(marked, '**Hello**')).toEqual([['**Hello**']]);
  });

  it('is empty where nothing was found, and the formula alone where one was asked for', () => {
    expect(readCellAnswer({ ...ask, function: 'extract' }, 'NONE.')).toEqual([['']]);
    const formula: CellQuestion = { ...ask, function: 'formula' };
    expect(readCellAnswer(formula, 'Use this:\n```\n=SUM(A1:A3)\n```')).toEqual([['=SUM(A1:A3)']]);
    expect(() => readCellAnswer(formula, 'I cannot.')).toThrow(expect.objectContaining({ reason: 'unusable-answer' }));
  });

  it('fits into a cell', () => {
    expect(readCellAnswer(ask, 'x'.repeat(40_000))[0]![0]).toHaveLength(32_767);
  });
});
