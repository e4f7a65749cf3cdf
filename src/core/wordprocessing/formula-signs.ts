/** Big operators, whose limits and operand Word keeps in one structure. */
export const bigOperators: ReadonlySet<string> = new Set('∑∏∐∫∬∭⨌∮∯∰⋃⋂⋁⋀⨁⨂⨀⨄⨆'.split(''));

/** Marks above a letter, as MathML writes them, and the combining characters that Word knows them by. */
export const accents: Readonly<Record<string, string>> = {
  '^': '\u0302',
  ˆ: '\u0302',
  '~': '\u0303',
  '˜': '\u0303',
  '˙': '\u0307',
  '.': '\u0307',
  '¨': '\u0308',
  '⃛': '\u20DB',
  '...': '\u20DB',
  '→': '\u20D7',
  '⃗': '\u20D7',
  '←': '\u20D6',
  '↔': '\u20E1',
  ˇ: '\u030C',
  '´': '\u0301',
  ˊ: '\u0301',
  '`': '\u0300',
  ˋ: '\u0300',
  '˘': '\u0306',
  '˚': '\u030A',
};

/** Lines over or under a whole expression. */
export const lines: ReadonlySet<string> = new Set('‾¯―─_ˉ'.split(''));
/** Braces and brackets that stretch along an expression. */
export const braces: ReadonlySet<string> = new Set('⏞⏟⏜⏝⎴⎵'.split(''));

export const openingFences: ReadonlySet<string> = new Set('([{⟨⌊⌈⟦⟮'.split(''));
export const closingFences: ReadonlySet<string> = new Set(')]}⟩⌋⌉⟧⟯'.split(''));
export const bars: ReadonlySet<string> = new Set('|‖∣∥'.split(''));

/** Ends the operand of a sum or a function: what relates, adds, lists or implies. */
export const separators = /^[=<>≤≥≦≧≠≈≡≅∼≃∝≪≫∈∉⊂⊆⊃⊇+\-−±∓,;:→⇒⟹⇔⟺←↦⟶∣]$/;

/** Characters of no width that MathML writes between a function and its argument, or factors. */
export const invisible = /[\u2061-\u2064\u200B]/g;

/** The space that is about as wide as a length in `em`; nothing for what is hardly a space or pulls together. */
export function spaceOfWidth(width: string | undefined): string {
  const em = Number.parseFloat(width ?? '0') * (width?.endsWith('pt') ? 0.1 : 1);
  if (!(em >= 0.1)) return '';
  if (em < 0.2) return '\u2009';
  if (em < 0.25) return '\u205F';
  if (em < 0.4) return '\u2005';
  if (em < 0.9) return '\u2002';
  return '\u2003'.repeat(Math.min(4, Math.round(em)));
}
