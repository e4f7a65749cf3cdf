import type { TokenUsage } from '../chat-stage.ts';

/** Reads the token counts off an answer that goes by, without holding it up. */
export interface UsageTap {
  push(chunk: Buffer): void;
  /** The counts that came last; a backend may send some with every chunk. */
  readonly usage: TokenUsage | undefined;
}

const key = '"usage"';
/** An event with usage is short; more than this of one that is not complete need not be kept. */
const longestEvent = 64 * 1024;

/** For the events of a stream, cut anywhere. */
export function createUsageTap(): UsageTap {
  let held: Buffer = Buffer.alloc(0);
  let usage: TokenUsage | undefined;
  return {
    push(chunk) {
      const bytes = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
      const lineStart = bytes.lastIndexOf('\n') + 1;
      for (let at = bytes.indexOf(key); at >= 0 && at < lineStart; at = bytes.indexOf(key, at + key.length)) {
        const from = bytes.lastIndexOf('\n', at) + 1;
        usage = usageIn(bytes.toString('utf8', from, bytes.indexOf('\n', at)).replace(/^data:\s?/, '')) ?? usage;
      }
      const rest = bytes.subarray(lineStart);
      held = rest.length > longestEvent ? Buffer.alloc(0) : rest;
    },
    get usage() {
      return usage;
    },
  };
}

/** The counts in a chunk or a whole answer in OpenAI's form. */
export function usageIn(json: string): TokenUsage | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch {
    return undefined;
  }
  if (typeof parsed !== 'object' || parsed === null || !('usage' in parsed)) return undefined;
  const { usage } = parsed;
  if (typeof usage !== 'object' || usage === null) return undefined;
  const promptTokens = 'prompt_tokens' in usage ? usage.prompt_tokens : undefined;
  const completionTokens = 'completion_tokens' in usage ? usage.completion_tokens : 0;
  if (typeof promptTokens !== 'number' || typeof completionTokens !== 'number') return undefined;
  return { promptTokens, completionTokens };
}
