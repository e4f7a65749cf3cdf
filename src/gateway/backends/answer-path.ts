import { createEventCutter, type EventCutter } from '../answer-events.ts';
import { chainFilters, type AnswerFilter, type TokenUsage } from '../chat-stage.ts';
import { createUsageReader } from './usage-reader.ts';

/** An event that is not whole is held; one with a picture in it is long, one without an end is none. */
const longestEventBytes = 32 * 1024 * 1024;

/** What the bytes of an answer go through between a backend and the client. */
export interface AnswerPath {
  /** Before the first byte: whether the answer is a stream of events, or a body or sound, in which no event is looked for. */
  begin(hasEvents: boolean): void;
  /** What may go to the client now. */
  push(chunk: Buffer): Buffer;
  /** What was held back, when the answer is whole. */
  end(): Buffer;
  /** What was held back, when the answer broke off: an event that did not come whole says nothing. */
  breakOff(): Buffer;
  /** Whether an event has become so long that it can have no end. */
  readonly isEndless: boolean;
  /** As the events told it. */
  readonly usage: TokenUsage | undefined;
}

export interface AnswerPathOptions {
  readonly filters: readonly AnswerFilter[];
  /** Whether the client asked for the event with the usage. */
  readonly wantsUsage: boolean;
}

export function createAnswerPath({ filters, wantsUsage }: AnswerPathOptions): AnswerPath {
  const filter = chainFilters(filters);
  const reader = createUsageReader({ keeps: wantsUsage });
  const none = Buffer.alloc(0);
  let events: EventCutter | undefined;

  function through(bytes: Buffer): Buffer {
    if (bytes.length === 0) return bytes;
    const read = events ? reader.push(bytes) : bytes;
    return filter ? filter.push(read) : read;
  }

  return {
    begin(hasEvents) {
      events = hasEvents ? createEventCutter() : undefined;
    },
    push: (chunk) => through(events ? events.push(chunk) : chunk),
    end() {
      const last = events ? through(events.rest()) : none;
      return filter ? Buffer.concat([last, filter.end()]) : last;
    },
    breakOff: () => filter?.end() ?? none,
    get isEndless() {
      return events !== undefined && events.held > longestEventBytes;
    },
    get usage() {
      return reader.usage;
    },
  };
}
