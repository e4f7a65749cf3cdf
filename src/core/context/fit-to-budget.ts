import { estimateTokens } from '../../base/text-size.ts';
import type { Passage } from '../document/context.ts';

export interface FittedContext {
  /** Neighbours in reading order, contiguous with the selection. */
  readonly before: readonly Passage[];
  readonly after: readonly Passage[];
  /** Neighbours that did not fit. */
  readonly leftOut: number;
  /** Tokens of what is in, the selection counted. */
  readonly tokens: number;
  /** True when the selection alone is more than the budget. */
  readonly overflow: boolean;
}

/**
 * Chooses the neighbours that go into the prompt beside the selection.
 *
 * The selection is always kept whole, even when it alone exceeds the budget: half a sentence rewritten well is still
 * wrong, so the caller decides what to do with `overflow`. Neighbours are added nearest first, before and after in turn,
 * and the first one that does not fit closes its side, so the result is always contiguous.
 *
 * @param budget tokens left for document text once instructions are counted
 */
export function fitToBudget(
  parts: { readonly before: readonly Passage[]; readonly selected: string; readonly after: readonly Passage[] },
  budget: number,
): FittedContext {
  let tokens = estimateTokens(parts.selected);
  const overflow = tokens > budget;
  let beforeCount = 0;
  let afterCount = 0;
  let beforeOpen = !overflow;
  let afterOpen = !overflow;
  const takes = (passage: Passage | undefined): boolean => {
    if (!passage) return false;
    // The line feed that parts it from its neighbour is about one token.
    const cost = estimateTokens(passage.text) + 1;
    if (tokens + cost > budget) return false;
    tokens += cost;
    return true;
  };
  while (beforeOpen || afterOpen) {
    if (beforeOpen) {
      beforeOpen = takes(parts.before.at(-1 - beforeCount));
      if (beforeOpen) beforeCount += 1;
    }
    if (afterOpen) {
      afterOpen = takes(parts.after[afterCount]);
      if (afterOpen) afterCount += 1;
    }
  }
  return {
    before: beforeCount === 0 ? [] : parts.before.slice(-beforeCount),
    after: parts.after.slice(0, afterCount),
    leftOut: parts.before.length - beforeCount + parts.after.length - afterCount,
    tokens,
    overflow,
  };
}

/** The passages from the first on that fit the budget; those after the first that does not are left out. */
export function fitFromStart(
  passages: readonly Passage[],
  budget: number,
): { readonly fitted: readonly Passage[]; readonly leftOut: number } {
  let tokens = 0;
  let count = 0;
  for (const passage of passages) {
    tokens += estimateTokens(passage.text) + 1;
    if (tokens > budget) break;
    count += 1;
  }
  return { fitted: passages.slice(0, count), leftOut: passages.length - count };
}
