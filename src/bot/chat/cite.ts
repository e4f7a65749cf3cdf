import { segmentSentences } from '../../base/segments.ts';
import { truncate } from '../../base/text-size.ts';
import type { Passage } from '../../core/document/context.ts';

/** A place of the file that a sentence of the answer rests on. */
export interface Citation {
  /** As it stands in the answer: `[1]`. */
  readonly position: number;
  /** From 1. */
  readonly paragraph: number;
  /** Its beginning. */
  readonly abstract: string;
}

const mostCitations = 10;
const leastTerms = 3;
const leastShare = 0.6;

/**
 * The answer with the places that its sentences rest on. A place is given where its own words carry most of the sentence and
 * all of its numbers; a sentence that no passage bears out gets none, which tells the reader something too.
 */
export function cite(
  answer: string,
  passages: readonly Passage[],
): { readonly text: string; readonly citations: readonly Citation[] } {
  const sources = passages.map(({ text }) => ({ text, terms: termsOf(text) }));
  const citations: Citation[] = [];
  const text = answer
    .split('\n')
    .map((line) => {
      if (/^#{1,6} /.test(line)) return line;
      return segmentSentences(line)
        .map((sentence) => {
          const at = sourceOf(sentence, sources);
          if (at === undefined) return sentence;
          const position = positionOf(at + 1, passages[at]?.text ?? '', citations);
          return position === undefined
            ? sentence
            : sentence.replace(/([.。!！?？;；]?["”’)）]*)(\s*)$/, ` [${position}]$1$2`);
        })
        .join('');
    })
    .join('\n');
  return { text, citations };
}

function positionOf(paragraph: number, text: string, citations: Citation[]): number | undefined {
  const known = citations.find((citation) => citation.paragraph === paragraph);
  if (known) return known.position;
  if (citations.length >= mostCitations) return undefined;
  const position = citations.length + 1;
  citations.push({ position, paragraph, abstract: truncate(text, 157) + (text.length > 157 ? '…' : '') });
  return position;
}

function sourceOf(sentence: string, sources: readonly { readonly terms: ReadonlySet<string> }[]): number | undefined {
  const terms = [...termsOf(sentence)];
  if (terms.length < leastTerms) return undefined;
  const numbers = terms.filter((term) => /\d/.test(term));
  let best: number | undefined;
  let most = leastShare;
  sources.forEach((source, at) => {
    if (!numbers.every((number) => source.terms.has(number))) return;
    const share = terms.filter((term) => source.terms.has(term)).length / terms.length;
    if (share > most || (best === undefined && share >= most)) {
      best = at;
      most = share;
    }
  });
  return best;
}

/** Words of four letters and more, numbers, and pairs of Chinese characters, which have no spaces between words. */
function termsOf(text: string): ReadonlySet<string> {
  const lower = text.toLowerCase();
  const words = lower.match(/\d[\d.,]*\d|\d|\p{L}{4,}/gu) ?? [];
  const han = lower.match(/\p{Script=Han}{2,}/gu) ?? [];
  const pairs = han.flatMap((run) => Array.from({ length: run.length - 1 }, (_, at) => run.slice(at, at + 2)));
  return new Set([...words.filter((word) => !/\p{Script=Han}/u.test(word)), ...pairs]);
}
