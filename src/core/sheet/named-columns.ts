import type { ColumnProfile, Profile } from '../figures/profile/profile.ts';

/**
 * The columns that a person's words name, in the order in which they do: "revenue by region" names two. A name inside a longer one
 * that is named as well ("Order" in "Order date") does not count.
 */
export function namedColumns(words: string, { columns }: Pick<Profile, 'columns'>): ColumnProfile[] {
  const text = words.toLowerCase();
  const taken: { readonly column: ColumnProfile; readonly start: number; readonly end: number }[] = [];
  const byLength = columns.toSorted((one, other) => other.name.length - one.name.length);
  for (const column of byLength) {
    const place = placeOf(text, column.name.trim().toLowerCase());
    if (!place) continue;
    const [start, end] = place;
    if (taken.every((other) => end <= other.start || start >= other.end)) taken.push({ column, start, end });
  }
  return taken.sort((one, other) => one.start - other.start).map(({ column }) => column);
}

/** Where a name stands as a word of its own, in the plural too ("regions"); Chinese has no spaces between words. */
function placeOf(text: string, name: string): readonly [number, number] | undefined {
  if (name === '') return undefined;
  const isHan = /\p{sc=Han}/u.test(name);
  for (let start = text.indexOf(name); start >= 0; start = text.indexOf(name, start + 1)) {
    const end = start + name.length;
    if (isHan) return [start, end];
    const before = text[start - 1] ?? ' ';
    const after = /^(?:e?s)?(?![\p{L}\p{N}])/u.test(text.slice(end));
    if (!/[\p{L}\p{N}]/u.test(before) && after) return [start, end];
  }
  return undefined;
}
