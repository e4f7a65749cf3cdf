/** Characters of the symbol fonts that documents use for bullets and `w:sym`, as the Unicode that any font can draw. */

const symbolLetters = ' !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼';
const symbolUpper = '€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪⎮〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭';

const wingdings: Readonly<Record<number, string>> = {
  0x21: '✏',
  0x22: '✂',
  0x28: '☎',
  0x2a: '✉',
  0x36: '⌛',
  0x3f: '✍',
  0x41: '✌',
  0x46: '☞',
  0x47: '☝',
  0x4a: '☺',
  0x4c: '☹',
  0x4e: '☠',
  0x52: '☼',
  0x54: '❄',
  0x55: '✞',
  0x58: '✠',
  0x59: '✡',
  0x5b: '☯',
  0x6c: '●',
  0x6d: '❍',
  0x6e: '■',
  0x6f: '□',
  0x70: '◻',
  0x71: '❑',
  0x72: '❒',
  0x73: '⬧',
  0x74: '⧫',
  0x75: '◆',
  0x76: '❖',
  0x77: '⬥',
  0x78: '⌧',
  0x7a: '⌘',
  0x7b: '❀',
  0x80: '⓪',
  0x81: '①',
  0x82: '②',
  0x83: '③',
  0x84: '④',
  0x85: '⑤',
  0x86: '⑥',
  0x87: '⑦',
  0x88: '⑧',
  0x89: '⑨',
  0x8a: '⑩',
  0x9e: '·',
  0x9f: '•',
  0xa0: '▪',
  0xa1: '○',
  0xa4: '◉',
  0xa7: '▪',
  0xa8: '◻',
  0xaa: '✦',
  0xab: '★',
  0xac: '✶',
  0xad: '✴',
  0xae: '✹',
  0xb2: '⟡',
  0xd5: '⌫',
  0xd8: '➢',
  0xdf: '←',
  0xe0: '→',
  0xe1: '↑',
  0xe2: '↓',
  0xe8: '➔',
  0xef: '⇦',
  0xf0: '⇨',
  0xf1: '⇧',
  0xf2: '⇩',
  0xfb: '✗',
  0xfc: '✓',
  0xfd: '☒',
  0xfe: '☑',
};

/**
 * The Unicode character for a code of a symbol font. Codes come plain or in the private-use block U+F000–F0FF that
 * Word stores them in; what no table knows becomes a plain bullet rather than an empty box.
 */
export function symbolCharacter(font: string, code: number): string {
  const low = code >= 0xf000 && code <= 0xf0ff ? code - 0xf000 : code;
  const family = font.toLowerCase();
  if (family.startsWith('wingdings')) return wingdings[low] ?? '•';
  if (family === 'symbol') {
    if (low >= 0x20 && low <= 0x7e) return symbolLetters[low - 0x20] ?? '•';
    if (low >= 0xa0 && low <= 0xfe) return symbolUpper[low - 0xa0] ?? '•';
    return '•';
  }
  return code >= 0xf000 && code <= 0xf0ff ? (low === 0xb7 ? '•' : '▪') : String.fromCodePoint(code);
}

/** Whether text set in this font holds symbol codes instead of characters. */
export function isSymbolFont(font: string | undefined): boolean {
  return font !== undefined && /^(symbol|wingdings)/i.test(font);
}

/** A list label or text run with every symbol code replaced by the character it draws. */
export function readableSymbols(text: string, font: string | undefined): string {
  const inSymbolFont = isSymbolFont(font);
  return Array.from(text, (character) => {
    const code = character.codePointAt(0) ?? 0;
    const isPrivate = code >= 0xf000 && code <= 0xf0ff;
    return isPrivate || (inSymbolFont && code > 0x20 && code < 0x100) ? symbolCharacter(font ?? '', code) : character;
  }).join('');
}
