import { createReasoningSplitter, dropOrphanReasoning } from '../../../../src/core/model/split-reasoning.ts';

function split(...deltas: string[]): { text: string; reasoning: string } {
  const splitter = createReasoningSplitter();
  const pieces = [...deltas.flatMap((delta) => splitter.push(delta)), ...splitter.end()];
  const of = (type: string): string =>
    pieces
      .filter((piece) => piece.type === type)
      .map((piece) => piece.text)
      .join('');
  return { text: of('text'), reasoning: of('reasoning') };
}

const answers: [string, { text: string; reasoning: string }][] = [
  ['<think>\nHm, 好。\n</think>\n\nThe answer.', { text: 'The answer.', reasoning: '\nHm, 好。\n' }],
  ['  <Thinking>a</Thinking>b', { text: '  b', reasoning: 'a' }],
  ['One.\n<think>a</think>\nTwo.', { text: 'One.\nTwo.', reasoning: 'a' }],
  ['<think>never closed', { text: '', reasoning: 'never closed' }],
  ['The `<think>` tag and a < b, <b>bold</b>.', { text: 'The `<think>` tag and a < b, <b>bold</b>.', reasoning: '' }],
  ['<thin ice> is <thi', { text: '<thin ice> is <thi', reasoning: '' }],
  ['<thi', { text: '<thi', reasoning: '' }],
  ['<reasoning>x < y </b></reasoning>z', { text: 'z', reasoning: 'x < y </b>' }],
];

describe('createReasoningSplitter', () => {
  it.each(answers)('splits %j', (answer, expected) => {
    expect(split(answer)).toEqual(expected);
  });

  it.each(answers)('splits %j the same cut in three anywhere', (answer, expected) => {
    for (let first = 0; first <= answer.length; first += 1) {
      for (let second = first; second <= answer.length; second += 2) {
        expect(split(answer.slice(0, first), answer.slice(first, second), answer.slice(second))).toEqual(expected);
      }
    }
  });

  it('gives text on at once', () => {
    expect(createReasoningSplitter().push('Plain text')).toEqual([{ type: 'text', text: 'Plain text' }]);
  });
});

describe('dropOrphanReasoning', () => {
  it('drops what stands before a closing tag whose opening one was in the prompt', () => {
    expect(dropOrphanReasoning('Let me see.\n</think>\n\nThe answer.')).toBe('The answer.');
  });

  it('leaves a text about tags alone', () => {
    expect(dropOrphanReasoning('Close it with </think> and go on.')).toBe('Close it with </think> and go on.');
  });
});
