import { diffWords } from '../../base/word-diff.ts';
import type { Passage, TextStretch } from './context.ts';
import { withoutParagraphEnds } from './struck-text.ts';

/**
 * The passages with the stretches marked that their text has and `current`, the text of all as it is when every tracked
 * change is accepted, has not. What differs otherwise is left unmarked.
 */
export function markStruck(passages: readonly Passage[], current: string): readonly Passage[] {
  const text = passages.map((passage) => passage.text).join('');
  const stretches = diffWords(text, withoutParagraphEnds(current)).flatMap(({ start, end, text: rest }) =>
    struckIn(text.slice(start, end), rest).map((stretch) => shifted(stretch, start)),
  );
  if (stretches.length === 0) return passages;
  let from = 0;
  return passages.map((passage) => {
    const to = from + passage.text.length;
    const struck = stretches.flatMap(({ start, end }) => {
      const own = { start: Math.max(start, from), end: Math.min(end, to) };
      return own.start < own.end ? [shifted(own, -from)] : [];
    });
    from = to;
    return struck.length > 0 ? { ...passage, struck } : passage;
  });
}

/** Where `piece` was struck out so that `rest` is left of it; nothing where it was not merely shortened in one place. */
function struckIn(piece: string, rest: string): TextStretch[] {
  let start = 0;
  while (start < rest.length && piece[start] === rest[start]) start += 1;
  let kept = start;
  let end = piece.length;
  while (kept < rest.length && piece[end - 1] === rest[rest.length - 1 - (piece.length - end)]) {
    end -= 1;
    kept += 1;
  }
  if (kept < rest.length || start >= end) return [];
  // The same is left of “mainly” whichever of the two “m” goes: the stretch begins as early as it can.
  while (start > 0 && piece[start - 1] === piece[end - 1]) {
    start -= 1;
    end -= 1;
  }
  return [{ start, end }];
}

function shifted({ start, end }: TextStretch, by: number): TextStretch {
  return { start: start + by, end: end + by };
}
