import { ToldFailure } from '../../../base/told-failure.ts';
import { EventCutter } from '../../answer-events.ts';
import type { AnswerFilter } from '../../chat-stage.ts';
import type { AnswerCut } from '../../answer-cut.ts';
import { textFields } from './message-texts.ts';
import type { TextTransform } from './text-transform.ts';

const none = Buffer.alloc(0);

/** Counts the signs of an answer. One counter serves all texts of an answer. */
export interface LengthLimit extends TextTransform {
  readonly characters: number;
  /** So many signs more have come. */
  count(characters: number): void;
}

/** Cuts an answer that never ends. */
export function createLengthLimit(characters: number, cut: AnswerCut): LengthLimit {
  let passed = 0;
  function count(more: number): void {
    passed += more;
    if (passed <= characters) return;
    const words = {
      en: `The answer is longer than this gateway passes on: ${characters} characters.`,
      zh: `回答超过此网关允许的长度：${characters} 个字符。`,
    };
    cut.cut(new ToldFailure('stream-interrupted', words));
  }
  return {
    characters,
    count,
    push(text) {
      count(text.length);
      return text;
    },
    end: () => '',
  };
}

/**
 * Holds an answer to its limit whose texts nobody else looks at, so that its events are not taken apart for that. Signs are
 * counted from where the bytes of the answer, never fewer than its signs, are more than the limit: what is cut is longer than
 * the limit by what came before, which with events of the usual length is a few in a hundred.
 */
export function createLengthFilter(limit: LengthLimit): AnswerFilter {
  return new LengthFilter(limit);
}

class LengthFilter implements AnswerFilter {
  readonly #limit: LengthLimit;
  readonly #events = new EventCutter();
  #length = 0;

  constructor(limit: LengthLimit) {
    this.#limit = limit;
  }

  push(chunk: Buffer): Buffer {
    return this.#counted(this.#events.push(chunk));
  }

  end(): Buffer {
    return this.#counted(this.#events.rest());
  }

  #counted(bytes: Buffer): Buffer {
    this.#length += bytes.length;
    if (this.#length > this.#limit.characters) this.#limit.count(textLengthIn(bytes.toString('utf8')));
    return bytes;
  }
}

/** Completions of the old kind have theirs under `text`. */
const textStart = new RegExp(`"(?:${[...textFields, 'text'].join('|')})"\\s*:\\s*"`, 'g');
const escapes = /\\(?:u[\da-fA-F]{4}|.)/g;

/** The signs in all texts of some events, or of a body. */
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
  return new Stop(cut);
}

class Stop implements AnswerFilter {
  readonly #cut: AnswerCut;

  constructor(cut: AnswerCut) {
    this.#cut = cut;
  }

  push(chunk: Buffer): Buffer {
    return this.#cut.error ? none : chunk;
  }

  end(): Buffer {
    return none;
  }
}
