import { EventCutter, dataOf, eventsIn } from '../../answer-events.ts';
import type { AnswerFilter } from '../../chat-stage.ts';
import { chooseFilter } from './choose-filter.ts';
import { mapResponse, mapResponseTexts } from './response-texts.ts';
import type { AnswerPart, TextFilterOf, TextTransform, TransformOf } from './text-transform.ts';
import { isObject, type Json, parseObject } from '../../json.ts';

/** The text that events `response.<name>.delta` and `response.<name>.done` are about. */
const partsOfEvents: Readonly<Record<string, AnswerPart>> = {
  output_text: 'content',
  refusal: 'refusal',
  reasoning_text: 'reasoning',
  reasoning_summary_text: 'reasoning',
  function_call_arguments: 'arguments',
  mcp_call_arguments: 'arguments',
  custom_tool_call_input: 'input',
  code_interpreter_call_code: 'input',
};
/** Sound, whose pieces are bytes. */
const soundEvent = 'response.audio.delta';
const lastEvents: ReadonlySet<unknown> = new Set([
  'response.completed',
  'response.incomplete',
  'response.failed',
  'error',
]);

/**
 * Passes the texts of OpenAI's responses through transforms, as `createTextFilter` does with those of chats. `echo` is what
 * a response repeats of its request, as the client wrote it.
 */
export function responseFilterOf(echo: Json): TextFilterOf {
  return (transformOf) => {
    const texts = new WholeTexts(transformOf);
    return chooseFilter(
      () => createBodyFilter(texts, echo),
      () => new EventFilter(transformOf, texts, echo),
    );
  };
}

/** Texts that have come to their end, and what became of them: the events of a response say each text up to four times. */
class WholeTexts {
  readonly #transformOf: TransformOf;
  readonly #said = new Map<string, string>();

  constructor(transformOf: TransformOf) {
    this.#transformOf = transformOf;
  }

  keep(part: AnswerPart, text: string, changed: string): void {
    this.#said.set(`${part}:${text}`, changed);
  }

  readonly change = (part: AnswerPart, text: string): string => {
    const known = this.#said.get(`${part}:${text}`);
    if (known !== undefined) return known;
    const transform = this.#transformOf(part);
    const changed = transform.push(text) + transform.end();
    this.keep(part, text, changed);
    return changed;
  };
}

function createBodyFilter(texts: WholeTexts, echo: Json): AnswerFilter {
  const parts: Buffer[] = [];
  return {
    push(chunk) {
      parts.push(chunk);
      return Buffer.alloc(0);
    },
    end() {
      const body = Buffer.concat(parts.splice(0));
      const json = parseObject(body.toString('utf8'));
      const changed = json && mapResponse(json, texts.change, echo);
      return changed === json ? body : Buffer.from(JSON.stringify(changed));
    },
  };
}

/** A text that is being said. */
interface OpenText {
  readonly part: AnswerPart;
  readonly transform: TextTransform;
  /** Its last event without the piece: where the text stands. */
  place: Json;
  text: string;
  changed: string;
}

class EventFilter implements AnswerFilter {
  readonly #transformOf: TransformOf;
  readonly #texts: WholeTexts;
  readonly #echo: Json;
  readonly #cutter = new EventCutter();
  #open: OpenText[] = [];
  /** The number that the next event of the server has. */
  #next: number | undefined;
  /** Events that came in addition: those behind them count on from there. */
  #added = 0;

  constructor(transformOf: TransformOf, texts: WholeTexts, echo: Json) {
    this.#transformOf = transformOf;
    this.#texts = texts;
    this.#echo = echo;
  }

  push(chunk: Buffer): Buffer {
    return this.#through(this.#cutter.push(chunk));
  }

  end(): Buffer {
    return Buffer.concat([this.#through(this.#cutter.rest()), Buffer.from(this.#close(() => true))]);
  }

  #through(bytes: Buffer): Buffer {
    return bytes.length === 0 ? bytes : Buffer.concat(eventsIn(bytes).map((event) => this.#filter(event)));
  }

  #filter(event: Buffer): Buffer {
    const json = parseObject(dataOf(event) ?? '');
    if (!json) return event;
    const { type } = json;
    let before = '';
    let changed = json;
    if (typeof json['delta'] === 'string' && type !== soundEvent) {
      changed = this.#say(json, json['delta']);
    } else {
      if (lastEvents.has(type)) before = this.#close(() => true);
      else if (String(type).endsWith('.done')) before = this.#close(({ place }) => isWithin(place, json));
      changed = this.#change(json);
    }
    const number = json['sequence_number'];
    if (typeof number === 'number') {
      this.#next = number + 1;
      if (this.#added > 0) changed = { ...changed, sequence_number: number + this.#added };
    }
    return changed === json && before === '' ? event : Buffer.from(before + render(changed, hasName(event)));
  }

  #say(json: Json, delta: string): Json {
    const { delta: _delta, logprobs: _logprobs, obfuscation: _obfuscation, ...place } = json;
    let open = this.#open.find((one) => one.place['type'] === place['type'] && isWithin(one.place, place));
    if (!open) {
      const part = partsOfEvents[nameOf(place)] ?? 'other';
      open = { part, transform: this.#transformOf(part), place, text: '', changed: '' };
      this.#open.push(open);
    }
    open.place = place;
    const said = open.transform.push(delta);
    open.text += delta;
    open.changed += said;
    if (said === delta) return json;
    return { ...json, delta: said, ...('logprobs' in json && { logprobs: [] }) };
  }

  #change(json: Json): Json {
    const { response } = json;
    const part = partsOfEvents[nameOf(json)];
    let result = json;
    if (isObject(response)) {
      const changed = mapResponse(response, this.#texts.change, this.#echo);
      if (changed !== response) result = { ...json, response: changed };
    } else {
      // A text at the top of its own event has no type beside it.
      result = mapResponseTexts(json, (at, text) =>
        this.#texts.change(at === 'other' ? (part ?? at) : at, text),
      ) as Json;
    }
    return result;
  }

  /** Ends the texts that `isOver` chooses; events with what was held back of them. */
  #close(isOver: (open: OpenText) => boolean): string {
    let events = '';
    for (const open of this.#open.filter(isOver)) {
      const rest = open.transform.end();
      this.#texts.keep(open.part, open.text, open.changed + rest);
      if (rest === '') continue;
      const counted = this.#next === undefined ? {} : { sequence_number: this.#next + this.#added };
      this.#added += 1;
      events += render({ ...open.place, ...counted, delta: rest }, true);
    }
    this.#open = this.#open.filter((open) => !isOver(open));
    return events;
  }
}

/** Whether a text stands where an event is about: in the same output, and the same part of it where the event says which. */
function isWithin(text: Json, event: Json): boolean {
  return ['output_index', 'item_id', 'content_index', 'summary_index'].every(
    (key) => event[key] === undefined || text[key] === undefined || text[key] === event[key],
  );
}

/** `output_text` of `response.output_text.delta`. */
function nameOf({ type }: Json): string {
  return /^response\.(\w+)\.(?:delta|done)$/.exec(String(type))?.[1] ?? '';
}

function hasName(event: Buffer): boolean {
  return event.toString('utf8', 0, 6) === 'event:';
}

function render(json: Json, isNamed: boolean): string {
  return `${isNamed ? `event: ${String(json['type'])}\n` : ''}data: ${JSON.stringify(json)}\n\n`;
}
