import type { OutlineEntry, Passage } from '../../core/document/context.ts';

/** All paragraphs of the body as one capture read them, kept for the next captures of a long document. */
export interface DocumentScan {
  /** The body's text in one piece: while it reads so, the scan still holds. */
  readonly bodyText: string;
  readonly passages: readonly Passage[];
  /** When it was made, in milliseconds of `Date.now`. */
  readonly madeAt: number;
}

/** From so many paragraphs on a scan is kept: reading them all for each selection would hold Word up. */
const longDocument = 1500;
/** A scan tells nothing of a paragraph made a heading, or struck out, without a letter changed: so it does not live long. */
const lifetimeMs = 60_000;

/** Whether a kept scan may stand in for a new one, if the text turns out to be the same. */
export function isScanUsable(scan: DocumentScan | undefined, now: number): scan is DocumentScan {
  return scan !== undefined && scan.passages.length >= longDocument && now - scan.madeAt < lifetimeMs;
}

/** What is known of where a selection stands: its own paragraphs, those around it, and how much text is before it. */
export interface Whereabouts {
  readonly before: readonly string[];
  readonly selected: readonly string[];
  readonly after: readonly string[];
  /** Length of the body's text before the selection's first paragraph; `undefined` outside the body. */
  readonly charactersBefore: number | undefined;
}

/** The index of the first selected passage among all, or -1 for a selection outside the body (a header, a note). */
export function findSelection(passages: readonly Passage[], place: Whereabouts): number {
  if (place.charactersBefore === undefined) return -1;
  const wanted = [...place.before, ...place.selected, ...place.after];
  const [first] = wanted;
  let best = -1;
  let bestDistance = Infinity;
  let characters = 0;
  for (let index = 0; index < passages.length; index += 1) {
    if (passages[index]?.text === first && wanted.every((text, at) => passages[index + at]?.text === text)) {
      // The same lines may stand elsewhere too: the right ones have the right amount of text before them.
      const head = place.before.reduce((sum, text) => sum + text.length + 1, 0);
      const distance = Math.abs(characters + head - place.charactersBefore);
      if (distance < bestDistance) {
        best = index + place.before.length;
        bestDistance = distance;
      }
    }
    characters += (passages[index]?.text.length ?? 0) + 1;
  }
  return best;
}

export function outlineOf(passages: readonly Passage[]): OutlineEntry[] {
  return passages
    .filter(({ outlineLevel, text }) => outlineLevel > 0 && text.trim() !== '')
    .map(({ outlineLevel, text }) => ({ level: outlineLevel, text }));
}

/** The headings that the passage at an index stands under, outermost first; of a heading those of higher levels alone. */
export function headingPath(passages: readonly Passage[], index: number): string[] {
  const path: Passage[] = [];
  const leave = ({ outlineLevel }: Passage): void => {
    while (path.length > 0 && (path.at(-1)?.outlineLevel ?? 0) >= outlineLevel) path.pop();
  };
  const isHeading = ({ outlineLevel, text }: Passage): boolean => outlineLevel > 0 && text.trim() !== '';
  for (const passage of passages.slice(0, Math.max(0, index))) {
    if (!isHeading(passage)) continue;
    leave(passage);
    path.push(passage);
  }
  const at = passages[index];
  if (at && isHeading(at)) leave(at);
  return path.map(({ text }) => text);
}
