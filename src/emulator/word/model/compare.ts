import { comparePositions, isEmpty, storyOf, type Span } from './story.ts';

/** `Word.LocationRelation`: how the first span lies to the second. */
export type LocationRelation =
  | 'Unrelated'
  | 'Equal'
  | 'ContainsStart'
  | 'ContainsEnd'
  | 'Contains'
  | 'InsideStart'
  | 'InsideEnd'
  | 'Inside'
  | 'AdjacentBefore'
  | 'OverlapsBefore'
  | 'Before'
  | 'AdjacentAfter'
  | 'OverlapsAfter'
  | 'After';

/** The relation that `Range.compareLocationWith` gives (Microsoft's `Word.LocationRelation`). */
export function compareSpans(one: Span, other: Span): LocationRelation {
  if (storyOf(one.start.paragraph) !== storyOf(other.start.paragraph)) return 'Unrelated';
  const starts = Math.sign(comparePositions(one.start, other.start));
  const ends = Math.sign(comparePositions(one.end, other.end));
  if (starts === 0 && ends === 0) return 'Equal';
  const gapBefore = comparePositions(one.end, other.start);
  const gapAfter = comparePositions(one.start, other.end);
  if (gapBefore < 0) return 'Before';
  if (gapAfter > 0) return 'After';
  const touchesOnly = !isEmpty(one) && !isEmpty(other);
  if (gapBefore === 0 && touchesOnly) return 'AdjacentBefore';
  if (gapAfter === 0 && touchesOnly) return 'AdjacentAfter';
  if (starts === 0) return ends > 0 ? 'ContainsStart' : 'InsideStart';
  if (ends === 0) return starts < 0 ? 'ContainsEnd' : 'InsideEnd';
  if (starts < 0 && ends > 0) return 'Contains';
  if (starts > 0 && ends < 0) return 'Inside';
  return starts < 0 ? 'OverlapsBefore' : 'OverlapsAfter';
}

/** The smallest span around both. */
export function unite(one: Span, other: Span): Span {
  return {
    start: comparePositions(one.start, other.start) <= 0 ? one.start : other.start,
    end: comparePositions(one.end, other.end) >= 0 ? one.end : other.end,
  };
}

/** What two spans share, or `null` when they do not even touch. */
export function intersect(one: Span, other: Span): Span | null {
  if (storyOf(one.start.paragraph) !== storyOf(other.start.paragraph)) return null;
  const start = comparePositions(one.start, other.start) >= 0 ? one.start : other.start;
  const end = comparePositions(one.end, other.end) <= 0 ? one.end : other.end;
  return comparePositions(start, end) <= 0 ? { start, end } : null;
}
