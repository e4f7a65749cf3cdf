import { sentencesOf, termsOf, type Sentence } from './sentences.ts';

/** Words that announce a fact, a decision or a consequence. */
const cues =
  /\b(?:decided?|agreed|will|must|should|asked|recommend|because|therefore|however|total|grew|rose|fell|increase|decrease|budget|deadline|result|approved|plan(?:s|ned)?|risk|problem|important|first|finally|conclusion)\b|决定|同意|将|必须|建议|要求|因为|由于|因此|但|然而|总|增长|上升|下降|预算|截止|结果|批准|计划|风险|问题|重要|结论|目标/gi;
const figures =
  /[$€£¥]?\d[\d,.]*(?:\s?%|\s?percent)?|百分之[一二三四五六七八九十百零]+|[一二三四五六七八九十百千万亿]{2,}/g;

/** How alike two sentences are by BM25, which rare words weigh more in (Barrios et al. 2016, on TextRank). */
function similarities(documents: readonly (readonly string[])[]): number[][] {
  const frequency = new Map<string, number>();
  for (const terms of documents) for (const term of new Set(terms)) frequency.set(term, (frequency.get(term) ?? 0) + 1);
  const average = documents.reduce((sum, terms) => sum + terms.length, 0) / Math.max(1, documents.length);
  const weightOf = (term: string): number =>
    Math.log(1 + (documents.length - (frequency.get(term) ?? 0) + 0.5) / ((frequency.get(term) ?? 0) + 0.5));
  return documents.map((query) =>
    documents.map((terms) => {
      const length = 1.2 * (0.25 + (0.75 * terms.length) / Math.max(1, average));
      return [...new Set(query)].reduce((sum, term) => {
        const count = terms.filter((other) => other === term).length;
        return sum + (weightOf(term) * count * 2.2) / (count + length);
      }, 0);
    }),
  );
}

/** TextRank: a sentence matters as much as those that resemble it do. */
function rank(weights: readonly (readonly number[])[]): number[] {
  const count = weights.length;
  const outgoing = weights.map((row, index) =>
    row.reduce((sum, weight, other) => (other === index ? sum : sum + weight), 0),
  );
  let scores = Array.from({ length: count }, () => 1);
  for (let round = 0; round < 30; round += 1) {
    scores = scores.map((_, index) => {
      const received = weights.reduce((sum, row, other) => {
        const weight = row[index] ?? 0;
        const out = outgoing[other] ?? 0;
        return other === index || out === 0 ? sum : sum + ((scores[other] ?? 0) * weight) / out;
      }, 0);
      return 0.15 + 0.85 * received;
    });
  }
  return scores;
}

/**
 * The most telling sentences of a text, in its own order. Extractive: it can leave out, but never invents. The first
 * sentence of a text and of each paragraph, figures, and words of decision count for more; what repeats what was chosen
 * counts for less.
 */
export function chooseSentences(text: string, language: string, wanted: number): Sentence[] {
  const sentences = sentencesOf(text, language);
  if (sentences.length <= wanted) return sentences;
  const terms = sentences.map((sentence) => termsOf(sentence.text, language));
  const weights = similarities(terms);
  const central = rank(weights);
  const highest = Math.max(...central);
  const score = sentences.map((sentence, index) => {
    const facts = Math.min(3, sentence.text.match(figures)?.length ?? 0) * 0.14;
    const announced = Math.min(3, sentence.text.match(cues)?.length ?? 0) * 0.1;
    const place = (index === 0 ? 0.35 : 0) + (sentence.leads ? 0.12 : 0);
    const tooShort = (terms[index]?.length ?? 0) < 4 ? -0.4 : 0;
    return (central[index] ?? 0) / highest + facts + announced + place + tooShort;
  });
  const chosen: number[] = [];
  while (chosen.length < wanted) {
    const next = sentences
      .map((_, index) => ({
        index,
        value:
          (score[index] ?? 0) -
          0.7 * Math.max(0, ...chosen.map((other) => overlap(terms[index] ?? [], terms[other] ?? []))),
      }))
      .filter(({ index }) => !chosen.includes(index))
      .sort((a, b) => b.value - a.value)[0];
    if (!next) break;
    chosen.push(next.index);
  }
  return chosen.sort((a, b) => a - b).flatMap((index) => sentences[index] ?? []);
}

function overlap(one: readonly string[], other: readonly string[]): number {
  const shared = new Set(one.filter((term) => other.includes(term))).size;
  return shared / Math.max(1, Math.min(new Set(one).size, new Set(other).size));
}

/** A summary as a paragraph; `long` gives one paragraph for each of the text's that has something to say. */
export function summarise(text: string, language: string, length: string): string {
  const count = sentencesOf(text, language).length;
  const wanted =
    length === 'short'
      ? 2
      : length === 'long'
        ? Math.min(12, Math.max(6, Math.round(count * 0.3)))
        : Math.min(5, Math.max(3, Math.round(count * 0.25)));
  const separator = language.startsWith('zh') || language.startsWith('ja') ? '' : ' ';
  const chosen = chooseSentences(text, language, wanted);
  if (length !== 'long') return chosen.map((sentence) => sentence.text).join(separator);
  const paragraphs = new Map<number, string[]>();
  for (const { paragraph, text: sentence } of chosen)
    paragraphs.set(paragraph, [...(paragraphs.get(paragraph) ?? []), sentence]);
  return [...paragraphs.values()].map((group) => group.join(separator)).join('\n\n');
}

export function keyPoints(text: string, language: string): string {
  const count = sentencesOf(text, language).length;
  return chooseSentences(text, language, Math.min(7, Math.max(3, Math.round(count * 0.35))))
    .map((sentence) => `- ${sentence.text}`)
    .join('\n');
}
