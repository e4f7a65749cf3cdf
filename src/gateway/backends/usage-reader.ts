import { dataOf, eventsIn, hasUsage } from '../answer-events.ts';
import type { TokenUsage } from '../chat-stage.ts';
import { isObject, parseObject, type Json } from '../json.ts';

/** Reads the token counts off a stream that goes by in whole events. */
export class UsageReader {
  readonly #keeps: boolean;
  #usage: TokenUsage | undefined;

  constructor({ keeps }: { readonly keeps: boolean }) {
    this.#keeps = keeps;
  }

  /**
   * The events as they came; for a client that did not ask for the usage without the event that holds nothing else. OpenAI
   * does not send it unasked, and clients that read `choices[0]` of every chunk break on it.
   */
  push(events: Buffer): Buffer {
    if (!hasUsage(events)) return events;
    const all = eventsIn(events);
    const kept = all.filter((event) => this.#read(event));
    return kept.length === all.length ? events : Buffer.concat(kept);
  }

  /** The counts that came last; a backend may send some with every chunk. */
  get usage(): TokenUsage | undefined {
    return this.#usage;
  }

  /** Whether the event goes on. */
  #read(event: Buffer): boolean {
    const json = hasUsage(event) ? parseObject(dataOf(event) ?? '') : undefined;
    if (!json) return true;
    this.#usage = countsIn(json) ?? this.#usage;
    return this.#keeps || !isUsageOnly(json);
  }
}

/** The counts in a chunk or a whole answer in OpenAI's form. */
export function usageIn(json: string): TokenUsage | undefined {
  const parsed = parseObject(json);
  return parsed && countsIn(parsed);
}

function isUsageOnly({ choices }: Json): boolean {
  return Array.isArray(choices) && choices.length === 0;
}

/** Beside its name, or inside the response that an event of `/responses` has. */
function countsIn({ usage, response }: Json): TokenUsage | undefined {
  if (!isObject(usage)) return isObject(response) ? countsIn({ usage: response['usage'] }) : undefined;
  const promptTokens = usage['prompt_tokens'] ?? usage['input_tokens'];
  const completionTokens = usage['completion_tokens'] ?? usage['output_tokens'] ?? 0;
  if (typeof promptTokens !== 'number' || typeof completionTokens !== 'number') return undefined;
  return { promptTokens, completionTokens };
}
