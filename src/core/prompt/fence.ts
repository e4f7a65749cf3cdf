/**
 * Document text goes to the model between fences, so that nothing in it can pass for an instruction or for the end of
 * the text: the fence's name is chosen after the text is known and does not occur in it.
 */
export interface Fence {
  /** The text between two lines such as `<<<SELECTION` and `SELECTION>>>`. */
  enclose(name: string, text: string): string;
}

/** A fence for all of `texts`, which is everything that will be enclosed. The same texts get the same fence. */
export function createFence(texts: readonly string[]): Fence {
  // Spaces, invisible signs, full-width forms and letter case make no difference to a model's eye, and so make none here.
  const known = texts
    .join('\n')
    .normalize('NFKC')
    .replace(/[\s\p{Cf}\p{DI}]+/gu, '')
    .toUpperCase();
  const free = (suffix: string): boolean => !fenceNames.some((name) => isIn(known, name + suffix));
  let suffix = '';
  // Whoever counts along in a text is not counted after for long.
  for (let number = 2; !free(suffix); number += 1) suffix = `-${number < 10 ? number : mixed(known, number)}`;
  return { enclose: (name, text) => `<<<${name}${suffix}\n${text}\n${name}${suffix}>>>` };
}

/** A number that a text would have to contain to have it: FNV-1a, from `seed` on. */
function mixed(text: string, seed: number): number {
  let hash = seed;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

/** What the fences are called: the names that the instructions use. */
export const fenceNames = [
  'TITLE',
  'HEADINGS',
  'OUTLINE',
  'DOCUMENT',
  'BEFORE',
  'SELECTION',
  'AFTER',
  'PART',
  'NOTES',
  'TABLE',
  'FIGURES',
  'SAMPLE',
  'FORMULA',
  'INPUT',
  'LABELS',
];

function isIn(text: string, label: string): boolean {
  return text.includes(`<<<${label}`) || text.includes(`${label}>>>`);
}
