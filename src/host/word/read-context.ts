import { guessLanguage } from '../../base/languages.ts';
import type { DocumentContext, OutlineEntry, Passage } from '../../core/document/context.ts';
import type { CaptureScope } from '../host.ts';

/** How many paragraphs before and after the selection a capture takes along. */
const neighbourCount = 3;

/** Named properties only: loading whole paragraphs has frozen Word for seconds (office-js issue 6024). */
const passageProperties = 'text,style,styleBuiltIn,outlineLevel,isListItem,tableNestingLevel';

/** A capture, and the range that it was made of, kept so that the answer finds its way back to it. */
export interface Capture {
  readonly context: DocumentContext;
  readonly range: Word.Range;
  readonly trackingMode: string;
}

/**
 * Reads the selection and what surrounds it in one request. The paragraphs before the selection tell where it stands in
 * the document; the text from a paragraph's start to the selection tells where it stands in the paragraph.
 */
export async function captureContext(
  context: Word.RequestContext,
  scope: CaptureScope,
  facts: { readonly title: string; readonly readOnly: boolean; readonly tracksChanges: boolean },
): Promise<Capture> {
  const { document } = context;
  const range = document.getSelection();
  const { body } = document;
  const all = body.paragraphs;
  const selected = range.paragraphs;
  const before = body.getRange('Start').expandTo(range.getRange('Start')).paragraphs;
  const first = selected.getFirst().getRange('Start').expandTo(range.getRange('Start'));
  range.load('text,isEmpty');
  all.load(`items/${passageProperties.replaceAll(',', ',items/')}`);
  selected.load(`items/${passageProperties.replaceAll(',', ',items/')}`);
  before.load('items/outlineLevel');
  first.load('text');
  if (facts.tracksChanges) document.load('changeTrackingMode');
  context.trackedObjects.add(range);
  await context.sync();

  const passages = all.items.map(toPassage);
  // The selection stands in the story that `all` lists only when it is in the body; elsewhere it has no neighbours.
  const index = before.items.length - 1;
  const inBody = passages[index]?.text === selected.items[0]?.text;
  const selection = markSelected(selected.items.map(toPassage), first.text.length, range.text, range.isEmpty);
  const end = index + selected.items.length;
  const trackingMode = facts.tracksChanges ? document.changeTrackingMode : 'Off';
  const outline = outlineOf(passages);
  return {
    range,
    trackingMode,
    context: {
      host: 'word',
      title: facts.title,
      selection,
      isCaret: range.isEmpty,
      headingPath: inBody ? headingPath(passages.slice(0, index)) : [],
      before: inBody && scope !== 'selection' ? passages.slice(Math.max(0, index - neighbourCount), index) : [],
      after: inBody && scope !== 'selection' ? passages.slice(end, end + neighbourCount) : [],
      outline,
      size: {
        characters: passages.reduce((sum, { text }) => sum + text.length, 0),
        paragraphs: passages.length,
      },
      language: guessLanguage(range.isEmpty ? neighbourhood(passages, index) : range.text),
      ...(scope === 'document' ? { whole: passages } : {}),
      trackingChanges: trackingMode !== 'Off',
      readOnly: facts.readOnly,
    },
  };
}

function toPassage(paragraph: Word.Paragraph): Passage {
  const level = paragraph.outlineLevel;
  return {
    text: paragraph.text,
    style: paragraph.style,
    styleBuiltIn: paragraph.styleBuiltIn,
    outlineLevel: level >= 1 && level <= 9 ? level : 0,
    ...(paragraph.isListItem
      ? { list: { ordered: /number/i.test(paragraph.styleBuiltIn), level: 0, marker: '' } }
      : {}),
  };
}

/** Says of the first and last passage which part is selected, where that is not all of it. */
function markSelected(passages: readonly Passage[], start: number, text: string, isCaret: boolean): Passage[] {
  const lines = text.split(/\r\n?|\n/);
  return passages.map((passage, index) => {
    const from = index === 0 ? Math.min(start, passage.text.length) : 0;
    const isLast = index === passages.length - 1;
    const line = isCaret ? '' : (lines[index] ?? '');
    const to = isLast ? Math.min(from + line.length, passage.text.length) : passage.text.length;
    return from === 0 && to === passage.text.length && !isCaret
      ? passage
      : { ...passage, selected: { start: from, end: to } };
  });
}

function outlineOf(passages: readonly Passage[]): OutlineEntry[] {
  return passages
    .filter(({ outlineLevel, text }) => outlineLevel > 0 && text.trim() !== '')
    .map(({ outlineLevel, text }) => ({ level: outlineLevel, text }));
}

/** The headings that the end of the passages stands under, outermost first. */
function headingPath(passages: readonly Passage[]): string[] {
  const path: Passage[] = [];
  for (const passage of passages) {
    if (passage.outlineLevel === 0 || passage.text.trim() === '') continue;
    while (path.length > 0 && (path.at(-1)?.outlineLevel ?? 0) >= passage.outlineLevel) path.pop();
    path.push(passage);
  }
  return path.map(({ text }) => text);
}

function neighbourhood(passages: readonly Passage[], index: number): string {
  return passages
    .slice(Math.max(0, index - neighbourCount), index + neighbourCount)
    .map(({ text }) => text)
    .join('\n');
}
