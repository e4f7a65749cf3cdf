import type { AnswerFilter } from '../chat-stage.ts';

/**
 * Takes the chunk that holds nothing but `usage` out of a stream, for a client that did not ask for it: OpenAI does not
 * send it unasked, and clients that read `choices[0]` of every chunk break on it.
 */
export function createUsageFilter(): AnswerFilter {
  let held: Buffer = Buffer.alloc(0);
  return {
    push(chunk) {
      const bytes = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
      const kept: Buffer[] = [];
      let start = 0;
      for (let end = eventEnd(bytes, start); end > 0; end = eventEnd(bytes, start)) {
        const event = bytes.subarray(start, end);
        if (!isUsageOnly(event)) kept.push(event);
        start = end;
      }
      held = bytes.subarray(start);
      return kept.length === 1 ? (kept[0] as Buffer) : Buffer.concat(kept);
    },
    end() {
      const rest = held;
      held = Buffer.alloc(0);
      return isUsageOnly(rest) ? Buffer.alloc(0) : rest;
    },
  };
}

/** The place behind the blank line that ends the event at `start`; 0 when it is not complete. */
export function eventEnd(bytes: Buffer, start: number): number {
  const plain = bytes.indexOf('\n\n', start);
  const returned = bytes.indexOf('\r\n\r\n', start);
  if (returned >= 0 && (plain < 0 || returned < plain)) return returned + 4;
  return plain < 0 ? 0 : plain + 2;
}

function isUsageOnly(event: Buffer): boolean {
  // A cheap look first: few events have an empty list of choices.
  if (!event.includes('"usage"') || !/"choices"\s*:\s*\[\s*\]/.test(event.toString('latin1'))) return false;
  try {
    const json: unknown = JSON.parse(event.toString('utf8').replace(/^data:\s?/, ''));
    return typeof json === 'object' && json !== null && 'usage' in json && json.usage !== null;
  } catch {
    return false;
  }
}
