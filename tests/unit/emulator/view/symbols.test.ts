import { readableSymbols, symbolCharacter } from '../../../../src/emulator/view/symbols.ts';

describe('symbolCharacter', () => {
  it.each([
    ['Symbol', 0xf0b7, '•'],
    ['Symbol', 0x61, 'α'],
    ['Symbol', 0xf0e5, '∑'],
    ['Wingdings', 0xf0a7, '▪'],
    ['Wingdings', 0xfc, '✓'],
    ['Wingdings', 0xf0d8, '➢'],
  ])('draws code %s %i as %s', (font, code, character) => {
    expect(symbolCharacter(font, code)).toBe(character);
  });

  it('gives a bullet for a code that no table knows', () => {
    expect(symbolCharacter('Wingdings', 0xf001)).toBe('•');
    expect(symbolCharacter('Unknown Font', 0xf041)).toBe('▪');
  });
});

describe('readableSymbols', () => {
  it('leaves ordinary text alone', () => {
    expect(readableSymbols('1.2.', 'Calibri')).toBe('1.2.');
    expect(readableSymbols('第一章', undefined)).toBe('第一章');
  });

  it('keeps the length, so that offsets in the text still hold', () => {
    const text = 'a\uf0b7b\uf0a7';
    expect(readableSymbols(text, 'Symbol')).toHaveLength(text.length);
  });
});
