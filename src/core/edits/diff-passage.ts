import { diffWords } from '../../base/word-diff.ts';
import { fromPlaceholders, isMark, type ProtectedMark } from '../document/protected-marks.ts';
import { plainLine } from './inline-markdown.ts';
import { adoptQuotes, foldsQuotesOf, foldTypography } from './typography.ts';

/** A replacement inside one text, UTF-16 offsets. */
export interface PassageChange {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Stands for the mark of that index while texts are compared: one character each, and different ones. */
const firstStandIn = 0x100000;
const standIn = (index: number): string => String.fromCodePoint(firstStandIn + index);
const standInPattern = /[\u{100000}-\u{10ffff}]/u;

/**
 * The smallest changes that turn `original` into the answer's lines (several lines: the passage is split). Marks of
 * objects are never taken away, and never made: one that the answer lost stays where it was, one that moved stays too.
 *
 * @param marks the marks of the whole selection, as their placeholders are numbered
 * @param firstMark how many of them stand in earlier passages
 */
export function diffPassage(
  original: string,
  lines: readonly string[],
  marks: readonly ProtectedMark[],
  firstMark: number,
): PassageChange[] {
  const before = withStandIns(original, firstMark);
  const after = toDocumentText(original, lines, marks);
  const foldsQuotes = foldsQuotesOf(original);
  const foldedBefore = foldTypography(before.text, foldsQuotes);
  const foldedAfter = foldTypography(after, foldsQuotes);
  const changes = diffWords(foldedBefore.text, foldedAfter.text, { isPinned: (piece) => standInPattern.test(piece) });
  return changes.flatMap(({ start, end, text }) =>
    keepMarks(
      original,
      before.offsets[foldedBefore.offsets[start] ?? 0] ?? 0,
      before.offsets[foldedBefore.offsets[end] ?? 0] ?? original.length,
      adoptQuotes(text.replace(new RegExp(standInPattern, 'gu'), ''), original),
    ),
  );
}

/** The text with a stand-in for each mark, and for each of its units the offset in the original; one more for the end. */
function withStandIns(
  original: string,
  firstMark: number,
): { readonly text: string; readonly offsets: readonly number[] } {
  let text = '';
  let index = firstMark;
  const offsets: number[] = [];
  for (let at = 0; at < original.length; at += 1) {
    const character = original.charAt(at);
    const shown = isMark(character) ? standIn(index++) : character;
    text += shown;
    for (let unit = 0; unit < shown.length; unit += 1) offsets.push(at);
  }
  offsets.push(original.length);
  return { text, offsets };
}

/** The answer as the document would have it: no Markdown signs, marks as stand-ins, the original's outer spaces. */
function toDocumentText(original: string, lines: readonly string[], marks: readonly ProtectedMark[]): string {
  const head = /^\s*/.exec(original)?.[0] ?? '';
  const tail = original.trim() === '' ? '' : (/\s*$/.exec(original)?.[0] ?? '');
  const plain = lines.map((line) => plainLine(line.trim(), original)).join('\n');
  const broken = original.includes('<br>') ? plain : plain.replace(/[ \t]*<br[ \t]*\/?>[ \t]*/gi, '\u000b');
  const unmarked = broken.replace(new RegExp(standInPattern, 'gu'), '');
  const isOwn = marks.length === 0 && original.includes('⟦');
  return head + (isOwn ? unmarked : fromPlaceholders(unmarked, marks, standIn)) + tail;
}

/** One change as several that leave the marks inside its range alone; the new words come before the first of them. */
function keepMarks(original: string, start: number, end: number, text: string): PassageChange[] {
  const changes: PassageChange[] = [];
  let from = start;
  let put = text;
  for (let at = start; at <= end; at += 1) {
    if (at < end && !isMark(original.charAt(at))) continue;
    if (at > from || put !== '') changes.push({ start: from, end: at, text: put });
    put = '';
    from = at + 1;
  }
  return changes.filter((change) => original.slice(change.start, change.end) !== change.text);
}
