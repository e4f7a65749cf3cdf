/**
 * Server-sent events from bytes. Field and line rules: WHATWG HTML, "Server-sent events", interpreting an event stream.
 */

export interface SseMessage {
  /** The `event` field; `message` when there is none. */
  readonly event: string;
  /** The `data` fields joined by line feeds; for a comment its text. */
  readonly data: string;
  /** A comment line, which is no message; given only where it was asked for. */
  readonly isComment?: true;
}

export interface SseDecoder {
  /** The messages that are complete with this chunk; a chunk may end anywhere, inside a character too. */
  push(chunk: Uint8Array): SseMessage[];
  /** The last message of a stream that ended without its blank line. The decoder is spent. */
  end(): SseMessage[];
}

const lineFeed = 0x0a;
const carriageReturn = 0x0d;

export function createSseDecoder({ withComments = false } = {}): SseDecoder {
  const text = new TextDecoder('utf-8', { ignoreBOM: true });
  let rest = new Uint8Array(0);
  /** A carriage return ended the last line: a line feed right after it belongs to the same line end. */
  let afterReturn = false;
  let firstLine = true;
  let event = '';
  let data: string[] = [];

  function takeLine(line: string, messages: SseMessage[]): void {
    if (line === '') {
      if (data.length > 0) messages.push({ event: event === '' ? 'message' : event, data: data.join('\n') });
      event = '';
      data = [];
      return;
    }
    const colon = line.indexOf(':');
    if (colon === 0) {
      if (withComments) messages.push({ event: '', data: line.slice(1).trim(), isComment: true });
      return;
    }
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(line.charAt(colon + 1) === ' ' ? colon + 2 : colon + 1);
    if (field === 'data') data.push(value);
    else if (field === 'event') event = value;
  }

  function decodeLine(bytes: Uint8Array): string {
    const line = text.decode(bytes);
    const clean = firstLine && line.startsWith('\ufeff') ? line.slice(1) : line;
    firstLine = false;
    return clean;
  }

  return {
    push(chunk) {
      const messages: SseMessage[] = [];
      let start = 0;
      for (let at = 0; at < chunk.length; at += 1) {
        const byte = chunk[at];
        if (byte !== lineFeed && byte !== carriageReturn) {
          afterReturn = false;
          continue;
        }
        if (byte === lineFeed && afterReturn) {
          afterReturn = false;
          start = at + 1;
          continue;
        }
        takeLine(decodeLine(joined(rest, chunk.subarray(start, at))), messages);
        rest = new Uint8Array(0);
        start = at + 1;
        afterReturn = byte === carriageReturn;
      }
      // Copied: the caller may use its buffer again.
      if (start < chunk.length) rest = joined(rest, chunk.slice(start));
      return messages;
    },
    end() {
      const messages: SseMessage[] = [];
      if (rest.length > 0) takeLine(decodeLine(rest), messages);
      rest = new Uint8Array(0);
      takeLine('', messages);
      return messages;
    },
  };
}

function joined(head: Uint8Array<ArrayBuffer>, tail: Uint8Array): Uint8Array<ArrayBuffer> {
  if (head.length === 0) return tail as Uint8Array<ArrayBuffer>;
  const whole = new Uint8Array(head.length + tail.length);
  whole.set(head);
  whole.set(tail, head.length);
  return whole;
}
