import { alignUnits } from '../../../../src/core/edits/align-units.ts';

const align = (elements: string[], units: string[]): string[] =>
  alignUnits(elements, units.length, (_element, unit) => units[unit]).map(({ element, unit }) => `${element}-${unit}`);

describe('alignUnits', () => {
  it('pairs what is alike although something came in between', () => {
    expect(
      align(
        ['red apples are sweet', 'blue plums are sour'],
        ['new line', 'red apples are very sweet', 'blue plums were sour'],
      ),
    ).toEqual(['0-1', '1-2']);
  });

  it('pairs by position when nothing is alike', () => {
    expect(align(['one two', 'three four'], ['eins zwei', 'drei vier'])).toEqual(['0-0', '1-1']);
  });

  it('pairs nothing that may not be paired', () => {
    expect(alignUnits(['a', 'b'], 2, () => undefined)).toEqual([]);
    expect(align([], ['a'])).toEqual([]);
    expect(align(['a'], [])).toEqual([]);
  });

  it('pairs hundreds of changed paragraphs around those that stayed', () => {
    const elements = Array.from({ length: 600 }, (_, at) => `paragraph number ${at} of the text`);
    const units = elements.map((text, at) => (at % 4 === 0 ? `${text} changed` : text));
    units.splice(10, 0, 'something new');
    const pairs = align(elements, units);
    expect(pairs).toHaveLength(600);
    expect(pairs[599]).toBe('599-600');
    expect(pairs[5]).toBe('5-5');
  });
});
