/**
 * The events of a streamed answer as bytes. Everything here costs a search or less where nothing is to be done: most chunks
 * are whole events of which nobody wants to know anything.
 */

const none = Buffer.alloc(0);
const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const quote = 0x22;
/** Without its first quote, of which an event has dozens: a search stops at each sign that the key begins with. */
const usageKey = Buffer.from('usage"');

/**
 * Gives bytes on by whole events, however they are cut. A class, as is all that a request makes and that has a getter: for a getter
 * in an object literal V8 makes a hidden class of the object's own among its old objects, by which everything that the
 * getter can see stays until the next full collection.
 */
export class EventCutter {
  /** Joined only when an event has ended, so that a long one in many pieces is copied once alone. */
  #parts: Buffer[] = [];
  #held = 0;
  /** The last signs of what is held: the blank line may have begun there. */
  #tail: Buffer = none;

  /** The events that are whole with `chunk`: the very chunk, uncopied, when it begins and ends with an event. */
  push(chunk: Buffer): Buffer {
    if (this.#held === 0 && endsEvent(chunk)) return chunk;
    const hasEnd = chunk.includes(lineFeed) && (lastEventEnd(chunk) > 0 || lastEventEnd(this.#seamWith(chunk)) > 0);
    this.#parts.push(chunk);
    this.#held += chunk.length;
    this.#tail = chunk.length < 3 ? this.#seamWith(chunk).subarray(-3) : chunk.subarray(-3);
    if (!hasEnd) return none;
    const bytes = this.#joined();
    const end = lastEventEnd(bytes);
    this.#hold(bytes.subarray(end));
    return bytes.subarray(0, end);
  }

  /** What waits for the end of its event, taken out. */
  rest(): Buffer {
    const bytes = this.#joined();
    this.#hold(none);
    return bytes;
  }

  /** How many bytes wait. */
  get held(): number {
    return this.#held;
  }

  #seamWith(chunk: Buffer): Buffer {
    return Buffer.concat([this.#tail, chunk.subarray(0, 3)]);
  }

  #joined(): Buffer {
    const [first] = this.#parts;
    return first && this.#parts.length === 1 ? first : Buffer.concat(this.#parts);
  }

  #hold(rest: Buffer): void {
    this.#parts = rest.length === 0 ? [] : [rest];
    this.#held = rest.length;
    this.#tail = rest.subarray(-3);
  }
}

/** The events in `bytes`; what is behind the last whole one is the last of them. */
export function eventsIn(bytes: Buffer): Buffer[] {
  const events: Buffer[] = [];
  let start = 0;
  for (let end = eventEnd(bytes, start); end > 0; end = eventEnd(bytes, start)) {
    events.push(bytes.subarray(start, end));
    start = end;
  }
  if (start < bytes.length) events.push(bytes.subarray(start));
  return events;
}

/** The place behind the blank line that ends the event at `start`; 0 when it is not complete. */
function eventEnd(bytes: Buffer, start: number): number {
  for (let at = bytes.indexOf(lineFeed, start); at >= 0; at = bytes.indexOf(lineFeed, at + 1)) {
    if (bytes[at + 1] === lineFeed) return at + 2;
    if (bytes[at - 1] === carriageReturn && bytes[at + 1] === carriageReturn && bytes[at + 2] === lineFeed)
      return at + 3;
  }
  return 0;
}

function endsEvent(bytes: Buffer): boolean {
  const { length } = bytes;
  if (length < 2 || bytes[length - 1] !== lineFeed) return false;
  if (bytes[length - 2] === lineFeed) return true;
  return bytes[length - 2] === carriageReturn && bytes[length - 3] === lineFeed && bytes[length - 4] === carriageReturn;
}

/** The place behind the last whole event; 0 when there is none. */
function lastEventEnd(bytes: Buffer): number {
  const plain = bytes.lastIndexOf('\n\n');
  const returned = bytes.lastIndexOf('\r\n\r\n');
  return Math.max(plain < 0 ? 0 : plain + 2, returned < 0 ? 0 : returned + 4);
}

/** What was looked through last: the same bytes go by all who ask of their usage. */
let lookedAt: Buffer = none;
let isFound = false;

/** Whether an object stands under the name `usage` somewhere in `bytes`; many backends say `"usage":null` in every event. */
export function hasUsage(bytes: Buffer): boolean {
  if (bytes !== lookedAt) {
    lookedAt = bytes;
    isFound = findsUsage(bytes);
  }
  return isFound;
}

function findsUsage(bytes: Buffer): boolean {
  for (let at = bytes.indexOf(usageKey); at >= 0; at = bytes.indexOf(usageKey, at)) {
    const isKey = bytes[at - 1] === quote;
    at += usageKey.length;
    if (!isKey) continue;
    while (isSpaceOrColon(bytes[at])) at += 1;
    if (bytes[at] === 0x7b) return true;
  }
  return false;
}

function isSpaceOrColon(byte: number | undefined): boolean {
  return byte === 0x3a || byte === 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d;
}

/** The data of an event; `undefined` for a comment or an event without any. */
export function dataOf(event: Buffer): string | undefined {
  const text = event.toString('utf8').trimEnd();
  if (text.startsWith('data:') && !text.includes('\n')) return text.slice(text.startsWith(' ', 5) ? 6 : 5);
  const lines = text.split(/\r?\n/).filter((line) => line.startsWith('data:'));
  return lines.length === 0 ? undefined : lines.map((line) => line.slice(line[5] === ' ' ? 6 : 5)).join('\n');
}
