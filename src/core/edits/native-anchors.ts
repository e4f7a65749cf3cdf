import { segmentGraphemes } from '../../base/segments.ts';
import { isMark } from '../document/protected-marks.ts';
import type { TextEdit } from './edit-plan.ts';

/** Word refuses to search for more (Office.js `search`, `SearchStringInvalidOrTooLong`). */
const longestSearch = 255;

/**
 * How a host that can only search finds the place of a text edit inside its passage. All strings are written for Word's
 * search (`^` stands doubled) and match once only, case counted, when searched in order: `outer` in the passage, `inner`
 * in what `outer` found.
 */
export interface NativeAnchor {
  /** Occurs once in the passage. */
  readonly outer: string;
  /**
   * Occurs once in `outer`: the words to replace, or for an insertion the words beside it. Equal to `outer` where that is
   * itself the place.
   */
  readonly inner: string;
  /** What to do with the found words: put the text in their place, or before or after them. */
  readonly location: 'replace' | 'before' | 'after';
}

/**
 * The anchor for an edit of `text` (the passage's own), or `null` when no search finds it for certain: the words repeat
 * with the same words around them, or there are objects in the way. Then the passage has to be written by other means.
 */
export function findAnchor(text: string, edit: Pick<TextEdit, 'start' | 'end'>): NativeAnchor | null {
  return edit.start < edit.end ? anchorOf(text, edit.start, edit.end, 'replace') : insertionAnchor(text, edit.start);
}

function insertionAnchor(text: string, at: number): NativeAnchor | null {
  const borders = graphemeBorders(text);
  const index = borders.indexOf(at);
  if (index < 0) return null;
  // One character beside the place is enough; `outer` makes it certain which one.
  const before = index > 0 ? anchorOf(text, borders[index - 1] ?? 0, at, 'after') : null;
  if (before) return before;
  return index + 1 < borders.length ? anchorOf(text, at, borders[index + 1] ?? at, 'before') : null;
}

function anchorOf(text: string, start: number, end: number, location: NativeAnchor['location']): NativeAnchor | null {
  const target = text.slice(start, end);
  if (!isSearchable(target)) return null;
  if (occursOnce(text, target)) return { outer: toSearch(target), inner: toSearch(target), location };
  const outer = widen(text, start, end, target);
  return outer === null ? null : { outer: toSearch(outer), inner: toSearch(target), location };
}

/**
 * The text in pieces that Word can search for, in order. Together they say that the text still reads so: neighbours share
 * their border character, so that nothing can have come between them unseen. Objects and what no search finds are left out.
 */
export function searchPieces(text: string): string[] {
  const pieces: string[] = [];
  let piece = '';
  let last = '';
  const flush = (): void => {
    if (piece.trim() !== '') pieces.push(toSearch(piece));
  };
  for (const grapheme of segmentGraphemes(text)) {
    if (!isSearchable(grapheme)) {
      flush();
      piece = '';
    } else {
      if (toSearch(piece + grapheme).length > longestSearch) {
        flush();
        piece = last;
      }
      piece += grapheme;
      last = grapheme;
    }
  }
  flush();
  return pieces;
}

/**
 * The shortest stretch around the target that occurs once in the text and holds the target once, of whole characters as a
 * reader sees them. A longer stretch is never less certain to be the only one, but may hold the target twice: so for each
 * reach to the left the least reach to the right is looked at.
 */
function widen(text: string, start: number, end: number, target: string): string | null {
  const borders = graphemeBorders(text);
  const [first, last] = [borders.indexOf(start), borders.indexOf(end)];
  if (first < 0 || last < 0) return null;
  const stretch = (left: number, right: number): string => text.slice(borders[first - left], borders[last + right]);
  const mostLeft = reach(text, borders, first, -1);
  const mostRight = reach(text, borders, last, 1);
  let right = mostRight;
  let best: string | null = null;
  for (let left = 0; left <= mostLeft; left += 1) {
    if (!occursOnce(text, stretch(left, right))) continue;
    while (right > 0 && occursOnce(text, stretch(left, right - 1))) right -= 1;
    const outer = stretch(left, right);
    const isBetter = best === null || outer.length < best.length;
    if (isBetter && isSearchable(outer) && occursOnce(outer, target)) best = outer;
  }
  return best;
}

/** How many characters from a border on can be searched for, at most as many as a search may have. */
function reach(text: string, borders: readonly number[], from: number, step: 1 | -1): number {
  let count = 0;
  while (count < longestSearch) {
    const [one, other] = [borders[from + step * count], borders[from + step * (count + 1)]];
    if (
      one === undefined ||
      other === undefined ||
      !isSearchable(text.slice(Math.min(one, other), Math.max(one, other)))
    )
      break;
    count += 1;
  }
  return count;
}

function graphemeBorders(text: string): number[] {
  const borders = [0];
  let at = 0;
  for (const grapheme of segmentGraphemes(text)) borders.push((at += grapheme.length));
  return borders;
}

/**
 * Whether Word's search takes such a string and finds it literally: no objects or control characters, not only spaces
 * (Word trims none, but hosts differ), not too long once written for the search.
 */
function isSearchable(text: string): boolean {
  return (
    toSearch(text).length <= longestSearch &&
    !Array.from(text).some((character) => isMark(character) || character < ' ')
  );
}

/** Word's search folds nothing with case counted, but takes straight and curly quotation marks for the same. */
function occursOnce(text: string, part: string): boolean {
  const [whole, wanted] = [sameQuotes(text), sameQuotes(part)];
  const first = whole.indexOf(wanted);
  return first >= 0 && !whole.includes(wanted, first + 1);
}

function sameQuotes(text: string): string {
  return text.replace(/[\u2018\u2019]/g, "'").replace(/[\u201c\u201d]/g, '"');
}

/** `^` begins a special character in Word's search, and doubled stands for itself. */
function toSearch(text: string): string {
  return text.replaceAll('^', '^^');
}
