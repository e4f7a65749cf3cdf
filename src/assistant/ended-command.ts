import * as z from 'zod/mini';
import { AssistantError, toAssistantError, type ErrorCode } from '../base/errors.ts';
import { failedGeneration, wholeGeneration, type GenerationState } from '../core/generation/reduce-generation.ts';
import type { AssistantState } from './assistant-state.ts';
import { entryOf, entrySchema, type HistoryEntry } from './history.ts';
import type { TextStorage } from './settings.ts';

/** How a command ended that was run where there is no window: what came of its answer, and what failed. */
export interface EndedCommand {
  readonly entry: HistoryEntry;
  readonly turn: { readonly generation: GenerationState };
  /** Why the answer could not be written, where that is what failed. */
  readonly writeError: AssistantError | null;
}

const errorSchema = z.object({
  code: z.string(),
  message: z.string(),
  retryable: z.boolean(),
  requestId: z.optional(z.string()),
  retryAfterSeconds: z.optional(z.number()),
  reason: z.optional(z.string()),
});

const keptSchema = z.object({
  document: z.string(),
  entry: entrySchema,
  finishReason: z.enum(['stop', 'length', 'content-filter']),
  error: z.nullable(errorSchema),
  writeError: z.nullable(errorSchema),
});

/** Where the pane finds it; it goes from there when the pane takes it. */
export const endedCommandKey = 'inkstone.ended-command';

/** What is older is no answer to what the person does now. */
const maxAgeMs = 10 * 60_000;

/** Leaves a command that failed for the pane to show. `thrown`: what ended it before the assistant could tell. */
export function leaveEnded(
  storage: TextStorage,
  command: { readonly id: string; readonly document: string; readonly at: Date },
  state: AssistantState | undefined,
  thrown?: unknown,
): void {
  const { turn = null, contextError = null, writeError = null, conflict = null } = state ?? {};
  const at = command.at.toISOString();
  const none = { id: at, command: command.id, instruction: '', answer: '', model: '', at, rating: null };
  const generation = turn?.generation;
  const error =
    generation?.status === 'failed' ? generation.error : turn ? null : (contextError ?? toAssistantError(thrown));
  const moved = new AssistantError('selection-changed', 'The text that was asked about was left or changed.');
  const kept: z.infer<typeof keptSchema> = {
    document: command.document,
    entry: turn ? entryOf(turn, command.at) : none,
    finishReason: generation?.status === 'done' ? generation.finishReason : 'stop',
    error: error && plain(error),
    writeError: conflict ? plain(moved) : writeError && plain(writeError),
  };
  storage.write(endedCommandKey, JSON.stringify(kept));
}

/** Takes what a command over this document left, if it did so just now. */
export function takeEnded(storage: TextStorage, document: string, now: Date): EndedCommand | undefined {
  try {
    const kept = keptSchema.parse(JSON.parse(storage.read(endedCommandKey) ?? 'null'));
    if (kept.document !== document) return undefined;
    storage.write(endedCommandKey, '');
    const { entry, finishReason, error, writeError } = kept;
    if (now.getTime() - Date.parse(entry.at) > maxAgeMs) return undefined;
    const whole = { ...wholeGeneration(entry.answer), finishReason } as GenerationState;
    return {
      entry,
      turn: { generation: error ? failedGeneration(errorOf(error), whole) : whole },
      writeError: writeError && errorOf(writeError),
    };
  } catch {
    // None was left, or by another version.
    return undefined;
  }
}

/** Without its cause, which is for whoever debugs the page that it happened in. */
function plain(error: AssistantError): z.infer<typeof errorSchema> {
  const { code, message, retryable, requestId, retryAfterSeconds, reason } = error;
  return { code, message, retryable, requestId, retryAfterSeconds, reason };
}

function errorOf({ code, message, retryable, requestId, retryAfterSeconds, reason }: z.infer<typeof errorSchema>) {
  return new AssistantError(code as ErrorCode, message, {
    retryable,
    ...(requestId !== undefined && { requestId }),
    ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
    ...(reason !== undefined && { reason }),
  });
}
