import { loadOnDemand } from '../../base/load-on-demand.ts';
import { guessLanguage } from '../../base/languages.ts';
import type { DocumentContext, Passage } from '../../core/document/context.ts';
import { withoutParagraphEnds } from '../../core/document/struck-text.ts';
import type { CaptureScope } from '../host.ts';
import { findSelection, headingPath, isScanUsable, outlineOf, type DocumentScan } from './document-scan.ts';
import { collectionProperties, paragraphProperties, toPassage, type PassageDetail } from './passages.ts';

/** How many paragraphs before and after the selection a capture takes along. */
const neighbourCount = 3;

/** A capture, and the range that it was made of, kept so that the answer finds its way back to it. */
export interface Capture {
  readonly context: DocumentContext;
  readonly range: Word.Range;
  readonly trackingMode: Word.Document['changeTrackingMode'];
  readonly scan: DocumentScan;
}

export interface CaptureFacts {
  readonly title: string;
  readonly readOnly: boolean;
  /** Whether the host knows tracked changes. */
  readonly tracksChanges: boolean;
  /** What an earlier capture read of the whole document. */
  readonly scan: DocumentScan | undefined;
}

/**
 * Reads the selection and what surrounds it in one request. In a long document (some hundred pages) the headings and
 * counts come from the capture before while its text is the same; only when it is not, a second request reads them anew.
 */
export async function captureContext(
  context: Word.RequestContext,
  scope: CaptureScope,
  facts: CaptureFacts,
): Promise<Capture> {
  const { document } = context;
  const { body } = document;
  const range = document.getSelection();
  // A path to the collection; what it holds is loaded below.
  // eslint-disable-next-line office-addins/load-object-before-read, office-addins/call-sync-before-read
  const selected = range.paragraphs;
  const [first, last] = [selected.getFirst(), selected.getLast()];
  const lead = first.getRange('Start').expandTo(range.getRange('Start'));
  const tail = last.getRange('Start').expandTo(range.getRange('End'));
  const preceding = body.getRange('Start').expandToOrNullObject(first.getRange('Start'));
  const before = neighbours(first, 'before');
  const after = neighbours(last, 'after');
  const known = scope !== 'document' && isScanUsable(facts.scan, Date.now()) ? facts.scan : undefined;
  const detail: PassageDetail = scope === 'document' ? 'plain' : 'light';
  const all = body.paragraphs;
  const currentText = (): OfficeExtension.ClientResult<string> | undefined =>
    facts.tracksChanges ? body.getReviewedText(Word.ChangeTrackingVersion.current) : undefined;
  let current = known ? undefined : currentText();

  // eslint-disable-next-line office-addins/no-navigational-load -- isEmpty is a plain property; the rule takes it for another
  range.load('text,isEmpty');
  selected.load(collectionProperties('plain'));
  for (const each of [lead, tail, preceding, body]) each.load('text');
  if (!known) all.load(collectionProperties(detail));
  if (facts.tracksChanges) document.load('changeTrackingMode');
  context.trackedObjects.add(range);
  await context.sync();

  let scan = known;
  if (scan?.bodyText !== body.text) {
    if (scan) {
      all.load(collectionProperties(detail));
      current = currentText();
      await context.sync();
    }
    const passages = all.items.map((paragraph) => toPassage(paragraph, detail));
    scan = { bodyText: body.text, passages: await markedBy(current, passages), madeAt: Date.now() };
  }
  const near = { before: loaded(before).reverse(), after: loaded(after) };
  const touched = selected.items.map((paragraph) => toPassage(paragraph, 'plain'));
  const index = findSelection(scan.passages, {
    before: near.before.map(({ text }) => text),
    selected: touched.map(({ text }) => text),
    after: near.after.map(({ text }) => text),
    charactersBefore: preceding.isNullObject ? undefined : preceding.text.length,
  });
  const around = {
    before: markedAs(near.before, scan.passages, index - near.before.length),
    after: markedAs(near.after, scan.passages, index + touched.length),
  };
  const selection = markSelected(
    markedAs(touched, scan.passages, index),
    lead.text.length,
    tail.text.length,
    range.isEmpty,
  );
  const trackingMode = facts.tracksChanges ? document.changeTrackingMode : Word.ChangeTrackingMode.off;
  return {
    range,
    trackingMode,
    scan,
    context: {
      host: 'word',
      title: facts.title,
      selection,
      isCaret: range.isEmpty,
      headingPath: headingPath(scan.passages, index),
      ...(scope === 'selection' ? { before: [], after: [] } : around),
      outline: outlineOf(scan.passages),
      size: {
        characters: scan.passages.reduce((sum, { text }) => sum + text.length, 0),
        paragraphs: scan.passages.length,
      },
      language: guessLanguage(range.isEmpty ? textAround(around, selection) : range.text),
      ...(scope === 'document' ? { whole: scan.passages } : {}),
      trackingChanges: trackingMode !== Word.ChangeTrackingMode.off,
      readOnly: facts.readOnly,
    },
  };
}

/** Passages with what tracked changes have struck out of them, where the host has told their text without that. */
async function markedBy(
  current: OfficeExtension.ClientResult<string> | undefined,
  passages: readonly Passage[],
): Promise<readonly Passage[]> {
  if (!current || passages.map(({ text }) => text).join('') === withoutParagraphEnds(current.value)) return passages;
  const { markStruck } = await loadOnDemand(() => import('../../core/document/mark-struck.ts'));
  return markStruck(passages, current.value);
}

/** Passages with the marks that the same ones, from a place among all, have. */
function markedAs(passages: readonly Passage[], all: readonly Passage[], from: number): Passage[] {
  return passages.map((passage, at) => {
    const { text, struck } = all[from + at] ?? {};
    return struck && text === passage.text ? { ...passage, struck } : passage;
  });
}

/** The paragraphs next to one, nearest first; those past the story's end come out as null objects. */
function neighbours(paragraph: Word.Paragraph, side: 'before' | 'after'): Word.Paragraph[] {
  const chain: Word.Paragraph[] = [];
  let current = paragraph;
  for (let count = 0; count < neighbourCount; count += 1) {
    current = side === 'before' ? current.getPreviousOrNullObject() : current.getNextOrNullObject();
    current.load(paragraphProperties('plain'));
    chain.push(current);
  }
  return chain;
}

function loaded(paragraphs: readonly Word.Paragraph[]): Passage[] {
  return paragraphs.filter(({ isNullObject }) => !isNullObject).map((paragraph) => toPassage(paragraph, 'plain'));
}

/** Says of the first and last passage which part is selected, where that is not all of it. */
function markSelected(passages: readonly Passage[], start: number, end: number, isCaret: boolean): Passage[] {
  return passages.map((passage, index) => {
    const { length } = passage.text;
    const from = index === 0 ? Math.min(start, length) : 0;
    // The end may lie behind the paragraph's mark, which is no part of its text.
    const to = isCaret ? from : index === passages.length - 1 ? Math.max(from, Math.min(end, length)) : length;
    return from === 0 && to === length && !isCaret ? passage : { ...passage, selected: { start: from, end: to } };
  });
}

function textAround(
  { before, after }: { readonly before: readonly Passage[]; readonly after: readonly Passage[] },
  selection: readonly Passage[],
): string {
  return [...before, ...selection, ...after].map(({ text }) => text).join('\n');
}
