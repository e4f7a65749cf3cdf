import { AssistantError } from '../../../base/errors.ts';
import { createEventCutter } from '../../answer-events.ts';
import type { AnswerFilter } from '../../chat-stage.ts';
import type { AnswerCut } from '../cut-answer.ts';
import { textFields } from './text-filter.ts';
import type { TextTransform } from './text-transform.ts';

/** Counts the signs of an answer. One counter serves all texts of an answer. */
export interface LengthLimit extends TextTransform {
  /** So many signs more have come. */
  count(characters: number): void;
}

/** Cuts an answer that never ends. */
export function createLengthLimit(characters: number, cut: AnswerCut): LengthLimit {
  let passed = 0;
  function count(more: number): void {
    passed += more;
    if (passed <= characters) return;
    const message = `The answer is longer than this gateway passes on: ${characters} characters.`;
    cut.cut(new AssistantError('stream-interrupted', message));
  }
  return {
    count,
    push(text) {
      count(text.length);
      return text;
    },
    end: () => '',
  };
}

/** Counts the texts of a stream whose texts nobody else looks at: its events are not taken apart for that. */
export function createLengthFilter(limit: LengthLimit): AnswerFilter {
  const events = createEventCutter();
  function counted(bytes: Buffer): Buffer {
    if (bytes.length > 0) limit.count(textLengthIn(bytes.toString('utf8')));
    return bytes;
  }
  return { push: (chunk) => counted(events.push(chunk)), end: () => counted(events.rest()) };
}

const textStart = new RegExp(`"(?:${textFields.join('|')})"\\s*:\\s*"`, 'g');
const escapes = /\\(?:u[\da-fA-F]{4}|.)/g;

/** The signs in all texts of some events. */
function textLengthIn(events: string): number {
  let length = 0;
  textStart.lastIndex = 0;
  while (textStart.test(events)) {
    const start = textStart.lastIndex;
    const end = stringEnd(events, start);
    const text = events.slice(start, end);
    length += text.includes('\\') ? text.replace(escapes, '_').length : text.length;
    textStart.lastIndex = end;
  }
  return length;
}

/** The place of the quote that ends the JSON string which begins at `start`. */
function stringEnd(json: string, start: number): number {
  for (let at = json.indexOf('"', start); at >= 0; at = json.indexOf('"', at + 1)) {
    let slashes = 0;
    while (at - slashes > start && json[at - slashes - 1] === '\\') slashes += 1;
    if (slashes % 2 === 0) return at;
  }
  return json.length;
}

/** Lets nothing through once the answer was cut. */
export function createStop(cut: AnswerCut): AnswerFilter {
  const none = Buffer.alloc(0);
  return { push: (chunk) => (cut.error ? none : chunk), end: () => none };
}
