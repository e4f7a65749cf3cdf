import { EventCutter } from '../answer-events.ts';
import { chainFilters, type AnswerFilter, type TokenUsage } from '../chat-stage.ts';
import { UsageReader } from './usage-reader.ts';

/** An event that is not whole is held; one with a picture in it is long, one without an end is none. */
const longestEventBytes = 32 * 1024 * 1024;

const none = Buffer.alloc(0);

export interface AnswerPathOptions {
  readonly filters: readonly AnswerFilter[];
  /** Whether the client asked for the event with the usage. */
  readonly wantsUsage: boolean;
}

/** What the bytes of an answer go through between a backend and the client. */
export class AnswerPath {
  readonly #filter: AnswerFilter | undefined;
  readonly #reader: UsageReader;
  #events: EventCutter | undefined;

  constructor({ filters, wantsUsage }: AnswerPathOptions) {
    this.#filter = chainFilters(filters);
    this.#reader = new UsageReader({ keeps: wantsUsage });
  }

  /** Before the first byte: whether the answer is a stream of events, or a body or sound, in which no event is looked for. */
  begin(hasEvents: boolean): void {
    this.#events = hasEvents ? new EventCutter() : undefined;
  }

  /** What may go to the client now. */
  push(chunk: Buffer): Buffer {
    return this.#through(this.#events ? this.#events.push(chunk) : chunk);
  }

  /** What was held back, when the answer is whole. */
  end(): Buffer {
    const last = this.#events ? this.#through(this.#events.rest()) : none;
    return this.#filter ? Buffer.concat([last, this.#filter.end()]) : last;
  }

  /** What was held back, when the answer broke off: an event that did not come whole says nothing. */
  breakOff(): Buffer {
    return this.#filter?.end() ?? none;
  }

  /** Whether an event has become so long that it can have no end. */
  get isEndless(): boolean {
    return this.#events !== undefined && this.#events.held > longestEventBytes;
  }

  /** As the events told it. */
  get usage(): TokenUsage | undefined {
    return this.#reader.usage;
  }

  #through(bytes: Buffer): Buffer {
    if (bytes.length === 0) return bytes;
    const read = this.#events ? this.#reader.push(bytes) : bytes;
    return this.#filter ? this.#filter.push(read) : read;
  }
}
