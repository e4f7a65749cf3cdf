import type { ErrorCode } from '../base/errors.ts';
import { isPartial, resumedGeneration, saidText } from '../core/generation/reduce-generation.ts';
import { runContinuation } from '../core/generation/run-continuation.ts';
import { end, follow, meteredModel, type AnswerSources, type TurnOnScreen } from './answer-turn.ts';
import type { Turn } from './turn.ts';

/** Failures that the rest of the answer would meet as well. */
const meetsAgain: ReadonlySet<ErrorCode> = new Set([
  'model-refused',
  'policy-forbids',
  'context-too-long',
  'invalid-request',
]);

/** Whether a model can be asked to go on with the answer: it ended half way, and nothing stands against the rest. */
export function isContinuable({ generation, request }: Turn): boolean {
  if (request === null || !isPartial(generation) || saidText(generation).trim() === '') return false;
  return generation.status === 'failed'
    ? !meetsAgain.has(generation.error.code)
    : generation.status !== 'done' || generation.finishReason !== 'content-filter';
}

/** Has a model go on where the answer of a turn ended half way. Never rejects: what came until then stays, whatever happens. */
export async function continueAnswer(
  turn: TurnOnScreen,
  model: string,
  sources: AnswerSources,
  signal: AbortSignal,
): Promise<void> {
  const begun = turn.read();
  if (!begun?.request || !isContinuable(begun)) return;
  const from = resumedGeneration(begun.generation);
  // The numbers of the rest are unknown yet.
  turn.change({ generation: from, acceptsUnverified: false });
  const rest = runContinuation(await meteredModel(turn, model, sources), begun.request, from.text, signal);
  await end(turn, await follow(turn, rest, sources.nextFrame, from), sources);
}
