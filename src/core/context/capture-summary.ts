import { segmentWords } from '../../base/segments.ts';
import { truncate } from '../../base/text-size.ts';
import { selectedPart, type DocumentContext } from '../document/context.ts';
import { toReadableText, withoutMarks } from '../document/protected-marks.ts';

/** What is selected, in the few facts that the pane shows above the prompt box. */
export interface CaptureSummary {
  /** `empty`: a caret in a document without text. */
  readonly kind: 'selection' | 'caret' | 'empty';
  /** As Word counts them: each Chinese or Japanese character is a word. */
  readonly words: number;
  readonly characters: number;
  readonly paragraphs: number;
  /** The selection's beginning on one line; for a caret, the paragraph that it stands in. */
  readonly excerpt: string;
  readonly place: 'text' | 'heading' | 'list' | 'table';
  readonly headingPath: readonly string[];
  readonly language: string;
}

const excerptLength = 120;

export function summariseCapture(context: DocumentContext): CaptureSummary {
  const parts = context.isCaret
    ? context.selection.map((passage) => passage.text)
    : context.selection.map(selectedPart);
  const text = toReadableTexts(parts);
  const line = text.replace(/\s+/g, ' ').trim();
  return {
    kind: context.isCaret ? (context.size.characters === 0 ? 'empty' : 'caret') : 'selection',
    words: context.isCaret ? 0 : countWords(text),
    characters: context.isCaret ? 0 : text.replaceAll('\n', '').length,
    paragraphs: context.isCaret ? 0 : parts.filter((part) => part.trim() !== '').length,
    excerpt: line.length > excerptLength ? `${truncate(line, excerptLength).trimEnd()}…` : line,
    place: placeOf(context),
    headingPath: context.headingPath,
    language: context.language,
  };
}

function toReadableTexts(parts: readonly string[]): string {
  return parts.map((part) => toReadableText(withoutMarks(part)).replaceAll('<br>', ' ')).join('\n');
}

function placeOf(context: DocumentContext): CaptureSummary['place'] {
  const first = context.selection[0];
  if (first?.table) return 'table';
  if (first?.list) return 'list';
  return (first?.outlineLevel ?? 0) > 0 ? 'heading' : 'text';
}

/** Words as Word counts them. */
export function countWords(text: string): number {
  let words = 0;
  for (const piece of segmentWords(text)) {
    const ideographs = piece.match(/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/gu)?.length ?? 0;
    if (ideographs > 0) words += ideographs;
    else if (/[\p{L}\p{N}]/u.test(piece)) words += 1;
  }
  return words;
}
