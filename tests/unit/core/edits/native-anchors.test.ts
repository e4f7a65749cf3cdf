import { findAnchor, searchPieces, type NativeAnchor } from '../../../../src/core/edits/native-anchors.ts';

const unescape = (text: string): string => text.replaceAll('^^', '^');

/** Where the anchor leads: the range that a host would find, searching as the contract says. */
function follow(text: string, anchor: NativeAnchor): { start: number; end: number } {
  const only = (whole: string, part: string): number => {
    const first = whole.indexOf(part);
    expect(first).toBeGreaterThanOrEqual(0);
    expect(whole.indexOf(part, first + 1)).toBe(-1);
    return first;
  };
  const outer = unescape(anchor.outer);
  const inner = unescape(anchor.inner);
  const start = only(text, outer) + only(outer, inner);
  const end = start + inner.length;
  if (anchor.location === 'before') return { start, end: start };
  return anchor.location === 'after' ? { start: end, end } : { start, end };
}

describe('findAnchor', () => {
  it('searches for a word that stands once directly', () => {
    expect(findAnchor('The quick fox', { start: 4, end: 9 })).toEqual({
      outer: 'quick',
      inner: 'quick',
      location: 'replace',
    });
  });

  it('takes in as much around a repeated word as tells it from the others', () => {
    const text = 'the cat and the dog and the fox';
    const start = text.lastIndexOf('the');
    const anchor = findAnchor(text, { start, end: start + 3 })!;
    expect(anchor.inner).toBe('the');
    expect(follow(text, anchor)).toEqual({ start, end: start + 3 });
  });

  it.each([
    ['我们公司和我们的客户在我们的城市。', '我们', 6],
    ['a a a b a a', 'a', 4],
    ['cafe\u0301 café 👩‍👩‍👧‍👦 x 👩‍👩‍👧 x', 'x', 17],
    ['one, two, one, two, three', 'two', 15],
  ])('finds the right one in %j', (text, word, from) => {
    const start = text.indexOf(word, from);
    const anchor = findAnchor(text, { start, end: start + word.length })!;
    expect(follow(text, anchor)).toEqual({ start, end: start + word.length });
  });

  it('leads to every place of an insertion, or says that it cannot', () => {
    for (const text of ['the cat and the cat', '好好学习，天天向上。', 'ab ab ab', 'x\u0002y x\u0002z']) {
      for (let at = 0; at <= text.length; at += 1) {
        const anchor = findAnchor(text, { start: at, end: at });
        if (anchor) expect(follow(text, anchor)).toEqual({ start: at, end: at });
      }
    }
    expect(findAnchor('the cat', { start: 0, end: 0 })).toMatchObject({ location: 'before' });
    expect(findAnchor('the cat', { start: 7, end: 7 })).toMatchObject({ location: 'after' });
  });

  it('doubles the sign that begins a special character', () => {
    expect(findAnchor('x^2 and y', { start: 0, end: 3 })).toMatchObject({ outer: 'x^^2' });
  });

  it('never searches across an object or a control character', () => {
    const text = 'see\u0002 here\ufffc and see there';
    const start = text.lastIndexOf('see');
    const anchor = findAnchor(text, { start, end: start + 3 })!;
    expect(anchor.outer).not.toContain('\u0002');
    expect(anchor.outer).not.toContain('\ufffc');
    expect(follow(text, anchor)).toEqual({ start, end: start + 3 });
    expect(findAnchor('a\u0002b', { start: 0, end: 3 })).toBeNull();
  });

  it('gives up on what cannot be told apart', () => {
    expect(findAnchor('\u0002see\u0002see\u0002', { start: 1, end: 4 })).toBeNull();
    expect(findAnchor('', { start: 0, end: 0 })).toBeNull();
  });

  it('gives up on what is too long for a search', () => {
    expect(findAnchor('x'.repeat(300), { start: 0, end: 300 })).toBeNull();
    expect(findAnchor('^'.repeat(130), { start: 0, end: 130 })).toBeNull();
    expect(findAnchor('x'.repeat(600), { start: 300, end: 301 })).toBeNull();
  });

  it('counts straight and curly quotation marks as the same, as Word does', () => {
    const text = "it's so, it’s not";
    const anchor = findAnchor(text, { start: 9, end: 13 })!;
    expect(anchor.outer).not.toBe('it’s');
    expect(follow(text, anchor)).toEqual({ start: 9, end: 13 });
  });
});

describe('the pieces of a text', () => {
  it('are the text itself where a search takes it', () => {
    expect(searchPieces('Two^ words')).toEqual(['Two^^ words']);
    expect(searchPieces('')).toEqual([]);
  });

  it('share a character at their borders, so that an insertion there is seen', () => {
    const text = Array.from({ length: 400 }, (_, at) => String.fromCharCode(97 + (at % 26))).join('');
    const [first, second, ...rest] = searchPieces(text) as [string, string];
    expect(rest).toEqual([]);
    expect(first.length).toBe(255);
    expect(first + second.slice(1)).toBe(text);
  });

  it('leave out objects, control characters and what is only space', () => {
    expect(searchPieces('one\u0002two\ufffc \u0002three')).toEqual(['one', 'two', 'three']);
  });
});
