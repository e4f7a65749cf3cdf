import { EventCutter, dataOf, eventsIn, hasUsage } from '../answer-events.ts';
import { usageIn } from '../backends/usage-reader.ts';
import type { AnswerFilter, TokenUsage } from '../chat-stage.ts';

/**
 * Puts `"inkstone": {…}` beside the `usage` of an answer, in the chunk or the whole body that has it; clients of OpenAI's
 * API pass over keys that they do not know. `tell` makes it from the counts; without an answer nothing is added.
 */
export function createCostFilter(tell: (usage: TokenUsage) => object | undefined): AnswerFilter {
  return new CostFilter(tell);
}

class CostFilter implements AnswerFilter {
  readonly #tell: (usage: TokenUsage) => object | undefined;
  /** A whole body is JSON and waits for its end; the lines of a stream have a name. */
  #body: Buffer = none;
  #events: EventCutter | undefined;

  constructor(tell: (usage: TokenUsage) => object | undefined) {
    this.#tell = tell;
  }

  push(chunk: Buffer): Buffer {
    if (!this.#events && (this.#body.length > 0 || chunk.length === 0 || chunk[0] === 0x7b)) {
      if (chunk.length > 0) this.#body = this.#body.length > 0 ? Buffer.concat([this.#body, chunk]) : chunk;
      return none;
    }
    this.#events ??= new EventCutter();
    return this.#addToEvents(this.#events.push(chunk));
  }

  end(): Buffer {
    if (this.#events) return this.#addToEvents(this.#events.rest());
    const body = this.#body;
    this.#body = none;
    return addTo(body, this.#tell);
  }

  #addToEvents(bytes: Buffer): Buffer {
    if (!hasUsage(bytes)) return bytes;
    return Buffer.concat(eventsIn(bytes).map((event) => addTo(event, this.#tell)));
  }
}

const none: Buffer = Buffer.alloc(0);

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
