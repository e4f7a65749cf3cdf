import { isAborted } from '../../base/abort.ts';
import { toAssistantError } from '../../base/errors.ts';
import { mapConcurrently } from '../../base/map-concurrently.ts';
import type { RewritePart } from '../context/plan-long-rewrite.ts';
import type { PartAnswer } from '../edits/plan-rewrite.ts';
import type { LanguageModel } from '../model/language-model.ts';
import { askPatiently, type PatienceOptions } from './ask-patiently.ts';

export interface LongRewriteOptions extends PatienceOptions {
  /** Requests at once; 4 by default: each answer is as long as its part. */
  readonly concurrency?: number;
  /** Called for each part that is done, in no order. */
  readonly onPart?: (part: PartAnswer, done: number, total: number) => void;
}

const defaultConcurrency = 4;

/**
 * Rewrites the parts of a long selection, several at once. Rejects with an `AssistantError` when one fails for good or the
 * signal fires; the parts that were done by then have gone to `onPart`, and can be applied by themselves.
 */
export async function runLongRewrite(
  model: LanguageModel,
  parts: readonly RewritePart[],
  options: LongRewriteOptions = {},
  signal?: AbortSignal,
): Promise<PartAnswer[]> {
  let done = 0;
  try {
    return await mapConcurrently(
      parts,
      options.concurrency ?? defaultConcurrency,
      async ({ from, to, prompt }, _index, stopping) => {
        const part = { from, to, answer: await askPatiently(model, prompt, options, stopping) };
        done += 1;
        options.onPart?.(part, done, parts.length);
        return part;
      },
      signal,
    );
  } catch (error) {
    if (isAborted(error)) throw error;
    throw toAssistantError(error);
  }
}
