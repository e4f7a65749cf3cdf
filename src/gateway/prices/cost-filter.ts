import { EventCutter, dataOf, eventsIn, hasUsage } from '../answer-events.ts';
import { usageIn } from '../backends/usage-reader.ts';
import type { AnswerFilter, TokenUsage } from '../chat-stage.ts';

/**
 * Puts `"inkstone": {…}` beside the `usage` of an answer, in the chunk or the whole body that has it; clients of OpenAI's
 * API pass over keys that they do not know. `tell` makes it from the counts; without an answer nothing is added.
 */
export function createCostFilter(tell: (usage: TokenUsage) => object | undefined): AnswerFilter {
  /** A whole body is JSON and waits for its end; the lines of a stream have a name. */
  const body: Buffer[] = [];
  let events: EventCutter | undefined;

  function addToEvents(bytes: Buffer): Buffer {
    if (!hasUsage(bytes)) return bytes;
    return Buffer.concat(eventsIn(bytes).map((event) => addTo(event, tell)));
  }

  return {
    push(chunk) {
      if (!events && (body.length > 0 || chunk.length === 0 || chunk[0] === 0x7b)) {
        if (chunk.length > 0) body.push(chunk);
        return Buffer.alloc(0);
      }
      events ??= new EventCutter();
      return addToEvents(events.push(chunk));
    },
    end: () => (events ? addToEvents(events.rest()) : addTo(Buffer.concat(body.splice(0)), tell)),
  };
}

/** An event or a body as it came, or with what is told put in front of its last brace: no other byte of it changes. */
function addTo(bytes: Buffer, tell: (usage: TokenUsage) => object | undefined): Buffer {
  if (!hasUsage(bytes)) return bytes;
  const text = bytes.toString('utf8');
  const usage = usageIn(dataOf(bytes) ?? text);
  const told = usage && tell(usage);
  const brace = text.lastIndexOf('}');
  if (!told || brace < 0) return bytes;
  return Buffer.from(`${text.slice(0, brace)},"inkstone":${JSON.stringify(told)}${text.slice(brace)}`);
}
