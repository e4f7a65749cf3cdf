import { toAssistantError, type AssistantError } from '../../base/errors.ts';
import type { FinishReason, GenerationEvent, TokenUsage } from './generation-event.ts';

/** What has been said so far, kept in every state but `idle`. */
interface Said {
  readonly text: string;
  readonly reasoning: string;
  /** How many personal details were kept from the model; absent for none. */
  readonly masked?: number;
}

/** A place in the gateway's line; `seconds` is `null` while nobody can tell. */
export interface QueuePlace {
  readonly position: number;
  readonly seconds: number | null;
}

/**
 * A generation as it stands. `starting`: asked, nothing came yet. `stopped`: the person stopped it. `failed` and
 * `stopped` keep what came. `text` is what the model said, chatter and all; see `stripChatter`.
 */
export type GenerationState =
  | { readonly status: 'idle' }
  | ({ readonly status: 'starting'; readonly queue?: QueuePlace } & Said)
  | ({ readonly status: 'streaming'; readonly model: string; readonly requestId: string | undefined } & Said)
  | ({
      readonly status: 'done';
      readonly finishReason: Exclude<FinishReason, 'stopped-by-user'>;
      readonly usage: TokenUsage | undefined;
    } & Said)
  | ({ readonly status: 'stopped'; readonly usage: TokenUsage | undefined } & Said)
  | ({ readonly status: 'failed'; readonly error: AssistantError } & Said);

export const idleGeneration: GenerationState = { status: 'idle' };

/** The state between asking and the first event. */
export const startingGeneration: GenerationState = {
  status: 'starting',
  text: '',
  reasoning: '',
};

/** A generation that is over, with an answer that was there as a whole. */
export function wholeGeneration(text: string): GenerationState {
  return { status: 'done', finishReason: 'stop', usage: undefined, text, reasoning: '' };
}

/** A generation that failed; `before` is what was said until then, if anything. */
export function failedGeneration(error: unknown, before: GenerationState = startingGeneration): GenerationState {
  return reduceGeneration(resumedGeneration(before), { type: 'error', error: toAssistantError(error) });
}

/** A generation that starts behind what was said before. */
export function resumedGeneration(before: GenerationState): Extract<GenerationState, { status: 'starting' }> {
  return { status: 'starting', ...saidIn(before) };
}

/**
 * The state after one more event. Nothing moves a generation that is over: an event that comes late, from a stream that
 * was stopped, changes nothing. Except that `generation-start` begins anew from `idle`.
 */
export function reduceGeneration(state: GenerationState, event: GenerationEvent): GenerationState {
  if (state.status === 'done' || state.status === 'stopped' || state.status === 'failed') return state;
  const said = saidIn(state);
  switch (event.type) {
    case 'queued':
      // A line is only before the answer.
      if (state.status === 'streaming') return state;
      return event.position === 0
        ? { status: 'starting', ...said }
        : { status: 'starting', ...said, queue: { position: event.position, seconds: event.seconds } };
    case 'generation-start':
      return { status: 'streaming', model: event.model, requestId: event.requestId, ...said, ...maskedIn(event) };
    case 'text-delta':
      return { ...streaming(state), ...said, text: said.text + event.text };
    case 'reasoning-delta':
      return { ...streaming(state), ...said, reasoning: said.reasoning + event.text };
    case 'generation-end':
      return event.finishReason === 'stopped-by-user'
        ? { status: 'stopped', usage: event.usage, ...said }
        : { status: 'done', finishReason: event.finishReason, usage: event.usage, ...said };
    case 'error':
      return event.error.code === 'aborted'
        ? { status: 'stopped', usage: undefined, ...said }
        : { status: 'failed', error: event.error, ...said };
  }
}

function saidIn(state: GenerationState): Said {
  return state.status === 'idle'
    ? { text: '', reasoning: '' }
    : { text: state.text, reasoning: state.reasoning, ...maskedIn(state) };
}

function maskedIn({ masked }: { readonly masked?: number }): { readonly masked?: number } {
  return masked === undefined ? {} : { masked };
}

/** A delta before any start still shows: the model's name is what is unknown then. */
function streaming(state: GenerationState): {
  readonly status: 'streaming';
  readonly model: string;
  readonly requestId: string | undefined;
} {
  return state.status === 'streaming'
    ? { status: 'streaming', model: state.model, requestId: state.requestId }
    : { status: 'streaming', model: '', requestId: undefined };
}

/** What was said so far; empty before anything was. */
export function saidText(state: GenerationState): string {
  return state.status === 'idle' ? '' : state.text;
}

/** Whether what was said is only a part of an answer: broken off, stopped, or ended by its limit or by a filter. */
export function isPartial(state: GenerationState): boolean {
  if (state.status === 'done') return state.finishReason !== 'stop';
  return state.status === 'failed' || state.status === 'stopped';
}

/** Whether the generation is still going on. */
export function isRunning(state: GenerationState): boolean {
  return state.status === 'starting' || state.status === 'streaming';
}
