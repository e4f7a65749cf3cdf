import { countWords } from '../../../../src/emulator/page/document-facts.ts';

describe('countWords', () => {
  it.each([
    ['', 0],
    ['One, two — three.', 3],
    ['don’t stop', 2],
    ['港口处理', 4],
    ['港口 port 2026 年', 5],
    ['— … !', 0],
  ])('counts %j as %i words', (text, words) => {
    expect(countWords(text)).toBe(words);
  });
});
