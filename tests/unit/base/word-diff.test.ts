import { segmentGraphemes } from '../../../src/base/segments.ts';
import { applyChanges, diffWords, type TextChange } from '../../../src/base/word-diff.ts';

/** The changes as a reader would see them: `[old|new]` in the running text. */
function redline(before: string, after: string, changes: readonly TextChange[] = diffWords(before, after)): string {
  let shown = '';
  let at = 0;
  for (const change of changes) {
    shown += `${before.slice(at, change.start)}[${before.slice(change.start, change.end)}|${change.text}]`;
    at = change.end;
  }
  return shown + before.slice(at);
}

function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const vocabulary =
  'the a fox dog runs, jumps. “over” 1,000 don’t 我们 公司，计划 e\u0301te\u0301 👩‍👩‍👧‍👦 \u0002 \ufffc x\n y'.split(' ');

function randomText(random: () => number, length: number, space: string): string {
  return Array.from({ length }, () => vocabulary[Math.floor(random() * vocabulary.length)] ?? '').join(space);
}

function mutate(text: string, random: () => number, share: number): string {
  return segmentGraphemes(text)
    .map((grapheme) => {
      if (random() > share) return grapheme;
      const choice = random();
      if (choice < 0.3) return '';
      if (choice < 0.6) return grapheme + grapheme;
      return vocabulary[Math.floor(random() * vocabulary.length)] ?? '';
    })
    .join('');
}

function expectSound(before: string, after: string): void {
  const changes = diffWords(before, after);
  expect(applyChanges(before, changes)).toBe(after);
  let last = -1;
  for (const change of changes) {
    expect(change.start).toBeGreaterThan(last);
    expect(change.end).toBeGreaterThanOrEqual(change.start);
    expect(before.slice(change.start, change.end)).not.toBe(change.text);
    last = change.end;
  }
}

describe('diffWords', () => {
  it('finds nothing between equal texts', () => {
    expect(diffWords('The same.', 'The same.')).toEqual([]);
  });

  it('changes whole words and leaves the rest', () => {
    expect(redline('He go to school every days. It are fun.', 'He goes to school every day. It is fun.')).toBe(
      'He [go|goes] to school every [days|day]. It [are|is] fun.',
    );
  });

  it('changes Chinese by words', () => {
    expect(redline('我们公司计划在明年推出新产品。', '我们公司打算在明年发布新产品。')).toBe(
      '我们公司[计划|打算]在明年[推出|发布]新产品。',
    );
  });

  it('takes the space between two changed words into one change', () => {
    expect(redline('a big dog barks', 'a small cat barks')).toBe('a [big dog|small cat] barks');
  });

  it('takes a short word between two long changes into one change', () => {
    expect(redline('They postponed the negotiations.', 'We abandoned the conversation.')).toBe(
      '[They postponed the negotiations|We abandoned the conversation].',
    );
  });

  it('keeps a pinned piece between two changes', () => {
    const before = 'long\u0002 words stay';
    const after = 'other\u0002words stay';
    const pinned = diffWords(before, after, { isPinned: (piece) => piece === '\u0002' });
    expect(redline(before, after, pinned)).toBe('[long|other]\u0002[ |]words stay');
  });

  it('deletes a whole sentence, not the end of one and the head of the next', () => {
    expect(redline('It is so. It is not. It was.', 'It is so. It was.')).toBe('It is so. [It is not. |]It was.');
  });

  it('inserts a word with the space that follows it', () => {
    expect(redline('the dog', 'the big dog')).toBe('the [|big ]dog');
  });

  it('handles an empty side', () => {
    expect(diffWords('', 'new')).toEqual([{ start: 0, end: 0, text: 'new' }]);
    expect(diffWords('old', '')).toEqual([{ start: 0, end: 3, text: '' }]);
  });

  it('keeps accents and emoji sequences whole', () => {
    expect(redline('cafe stays 👩‍👩‍👧‍👦', 'cafe\u0301 stays 👩‍👩‍👧')).toBe('[cafe|cafe\u0301] stays [👩‍👩‍👧‍👦|👩‍👩‍👧]');
  });

  it('makes the new text of the old one whatever the two are', () => {
    const random = createRandom(42);
    for (let round = 0; round < 400; round += 1) {
      const before = randomText(random, Math.floor(random() * 60), random() < 0.5 ? ' ' : '');
      const after = random() < 0.3 ? randomText(random, 40, ' ') : mutate(before, random, random() * 0.5);
      expectSound(before, after);
    }
  });

  it('makes the new text of the old one when both are long', () => {
    const random = createRandom(7);
    for (const share of [0.01, 0.1, 0.6]) {
      const before = randomText(random, 4000, ' ');
      expectSound(before, mutate(before, random, share));
    }
    expectSound(randomText(random, 5000, ' '), randomText(random, 5000, ''));
  });

  it('compares 10,000 words that are all but wholly different', () => {
    const random = createRandom(3);
    expectSound(randomText(random, 10_000, ' '), randomText(random, 10_000, ' '));
  });
});
