import { segmentSentences } from '../../base/segments.ts';
import { estimateTokens } from '../../base/text-size.ts';
import type { Passage } from '../document/context.ts';
import { tableCells, tableEnd } from '../document/render-passages.ts';

/** A stretch of a document that fits one prompt. */
export interface DocumentChunk {
  /** The headings above its first passage, outermost first. */
  readonly headingPath: readonly string[];
  readonly passages: readonly Passage[];
  readonly tokens: number;
}

/**
 * Cuts a document into stretches of at most `budget` tokens, at its headings where it can: a new section begins a new
 * chunk once the present one is more than half full. Nothing is lost: a paragraph that is too long by itself is cut at its
 * sentences, and a sentence at its characters. A table stays in one piece where it fits, and its rows do otherwise.
 */
export function chunkByHeading(passages: readonly Passage[], budget: number): DocumentChunk[] {
  const chunks: DocumentChunk[] = [];
  const path: string[] = [];
  let current: Passage[] = [];
  let currentPath: readonly string[] = [];
  let tokens = 0;
  const close = (): void => {
    if (current.length > 0) chunks.push({ headingPath: currentPath, passages: current, tokens });
    current = [];
    tokens = 0;
  };
  for (const piece of cutIntoPieces(passages, budget)) {
    const cost = tokensOf(piece);
    const level = piece[0]?.outlineLevel ?? 0;
    if (tokens + cost > budget || (level > 0 && tokens > budget / 2)) close();
    if (current.length === 0) currentPath = path.slice(0, level > 0 ? level - 1 : undefined);
    if (level > 0) {
      path.length = Math.min(path.length, level - 1);
      path.push(piece[0]?.text ?? '');
    }
    current.push(...piece);
    tokens += cost;
  }
  close();
  return chunks;
}

function tokensOf(passages: readonly Passage[]): number {
  return passages.reduce((sum, passage) => sum + estimateTokens(passage.text) + 1, 0);
}

/** What must not be parted: a paragraph, a table, a row of a table that is too long. */
function cutIntoPieces(passages: readonly Passage[], budget: number): (readonly Passage[])[] {
  const pieces: (readonly Passage[])[] = [];
  let at = 0;
  while (at < passages.length) {
    const end = passages[at]?.table ? tableEnd(passages, at) : at + 1;
    const whole = passages.slice(at, end);
    const rows =
      tokensOf(whole) <= budget ? [whole] : tableCells(whole).map((row) => row.flat().map((index) => whole[index]));
    for (const row of rows) {
      const piece = row.filter((passage) => passage !== undefined);
      if (tokensOf(piece) <= budget) pieces.push(piece);
      else pieces.push(...piece.flatMap((passage) => cutToFit(passage, budget)).map((passage) => [passage]));
    }
    at = end;
  }
  return pieces;
}

function cutToFit(passage: Passage, budget: number): Passage[] {
  if (estimateTokens(passage.text) + 1 <= budget) return [passage];
  const parts: string[] = [];
  for (const sentence of segmentSentences(passage.text).flatMap((text) => cutSentence(text, budget))) {
    const last = parts.at(-1);
    if (last !== undefined && estimateTokens(last + sentence) + 1 <= budget) parts[parts.length - 1] = last + sentence;
    else parts.push(sentence);
  }
  return parts.map((text) => ({ ...passage, text }));
}

function cutSentence(sentence: string, budget: number): string[] {
  if (estimateTokens(sentence) + 1 <= budget) return [sentence];
  // No character is more than one token and a bit, so this many fit for certain.
  const length = Math.max(1, Math.floor(budget / 1.2) - 1);
  const characters = Array.from(sentence);
  const parts: string[] = [];
  for (let at = 0; at < characters.length; at += length) parts.push(characters.slice(at, at + length).join(''));
  return parts;
}
