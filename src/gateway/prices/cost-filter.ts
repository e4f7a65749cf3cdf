import { eventEnd } from '../backends/usage-filter.ts';
import { usageIn } from '../backends/usage-tap.ts';
import type { AnswerFilter, TokenUsage } from '../chat-stage.ts';

/**
 * Puts `"inkstone": {…}` beside the `usage` of an answer, in the chunk or the whole body that has it; clients of OpenAI's
 * API pass over keys that they do not know. `tell` makes it from the counts; without an answer nothing is added.
 */
export function createCostFilter(tell: (usage: TokenUsage) => object | undefined): AnswerFilter {
  let held: Buffer = Buffer.alloc(0);
  let isStream: boolean | undefined;
  return {
    push(chunk) {
      const bytes = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
      // A whole body is JSON; the lines of a stream have a name.
      isStream ??= bytes.length === 0 ? undefined : bytes[0] !== 0x7b;
      if (isStream !== true) {
        held = bytes;
        return Buffer.alloc(0);
      }
      const parts: Buffer[] = [];
      let start = 0;
      for (let end = eventEnd(bytes, start); end > 0; end = eventEnd(bytes, start)) {
        parts.push(addTo(bytes.subarray(start, end), tell));
        start = end;
      }
      held = bytes.subarray(start);
      return parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts);
    },
    end() {
      const rest = held;
      held = Buffer.alloc(0);
      return addTo(rest, tell);
    },
  };
}

/** An event or a body as it came, or with what is told put in front of its last brace: no other byte of it changes. */
function addTo(bytes: Buffer, tell: (usage: TokenUsage) => object | undefined): Buffer {
  if (!bytes.includes('"usage"')) return bytes;
  const text = bytes.toString('utf8');
  const usage = usageIn(text.replace(/^data:\s?/, ''));
  const told = usage && tell(usage);
  const brace = text.lastIndexOf('}');
  if (!told || brace < 0) return bytes;
  return Buffer.from(`${text.slice(0, brace)},"inkstone":${JSON.stringify(told)}${text.slice(brace)}`);
}
