import { joinAnswer, lastWords } from '../../../../src/core/generation/join-answer.ts';

/** The whole of a part and of what came when its model went on, sign by sign. */
function joined(part: string, answer: string): string {
  const joint = joinAnswer(part);
  return part + Array.from(answer, (sign) => joint.push(sign)).join('') + joint.end();
}

describe('an answer that goes on', () => {
  it.each([
    [
      'repeats the last words',
      'The committee has decided',
      'committee has decided to wait.',
      'The committee has decided to wait.',
    ],
    [
      'ends the word that was broken',
      'The committee has dec',
      'has decided to wait.',
      'The committee has decided to wait.',
    ],
    ['writes the broken word alone', 'The committee has dec', 'decided to wait.', 'The committee has decided to wait.'],
    [
      'begins all over again',
      'The committee has',
      'The committee has decided to wait.',
      'The committee has decided to wait.',
    ],
    ['begins with three dots', 'The committee has', '… committee has decided.', 'The committee has decided.'],
    ['just goes on', 'The committee has', 'decided to wait.', 'The committee has decided to wait.'],
    ['goes on with a space of its own', 'The committee has', ' decided.', 'The committee has decided.'],
    ['goes on behind a space', 'The committee has ', 'decided.', 'The committee has decided.'],
    ['goes on with a sign', 'The committee has decided', ', after all.', 'The committee has decided, after all.'],
    [
      'tells first that it goes on',
      'The committee has',
      'Sure, here is the rest:\n\ncommittee has decided.',
      'The committee has decided.',
    ],
    ['begins a paragraph', 'It is late.', 'It is late.\n\nThe vote comes.', 'It is late.\n\nThe vote comes.'],
    [
      'begins a paragraph behind its break',
      'It is late.\n\n',
      'It is late.\n\nThe vote comes.',
      'It is late.\n\nThe vote comes.',
    ],
    ['has a further item', '- one\n- two', '- three', '- one\n- two\n- three'],
    ['has a word that only begins alike', 'It was a', 'all in vain.', 'It was a all in vain.'],
    ['is Chinese', '委员会决定推迟', '委员会决定推迟表决。', '委员会决定推迟表决。'],
    ['is Chinese and just goes on', '委员会决定推迟', '表决，以便讨论。', '委员会决定推迟表决，以便讨论。'],
    ['begins with the same sign by chance', '这是我们的', '的确，时间很紧。', '这是我们的的确，时间很紧。'],
    [
      'is code',
      '```vba\nSub A()\n  x = 1',
      '```vba\n  y = 2\nEnd Sub\n```',
      '```vba\nSub A()\n  x = 1\n  y = 2\nEnd Sub\n```',
    ],
    ['has nothing more to say', 'The vote is off.', 'The vote is off.', 'The vote is off.'],
  ])('stands behind its first part once where it %s', (_, part, answer, whole) => {
    expect(joined(part, answer)).toBe(whole);
  });

  it('is told where to go on by the last words of its last line', () => {
    expect(lastWords('# Title\n\nOne two three four five six seven eight nine ten ')).toBe(
      'three four five six seven eight nine ten',
    );
    expect(lastWords('委员会在周二的会议上经过长时间讨论之后决定推迟到下一次会议再表决')).toBe(
      '定推迟到下一次会议再表决',
    );
  });
});
