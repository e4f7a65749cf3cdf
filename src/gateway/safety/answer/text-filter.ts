import type { AnswerFilter } from '../../chat-stage.ts';
import type { TextTransform } from './text-transform.ts';

/** The texts of an answer: what is said, what is thought aloud, a refusal, and the arguments of a tool call (JSON). */
export type AnswerPart = 'content' | 'reasoning' | 'refusal' | 'arguments';

/** A transform for one text of the answer, asked for once when its first piece comes. */
export type TransformOf = (part: AnswerPart) => TextTransform;

type Json = Readonly<Record<string, unknown>>;

const partOfField: Readonly<Record<string, AnswerPart>> = {
  content: 'content',
  reasoning_content: 'reasoning',
  reasoning: 'reasoning',
  refusal: 'refusal',
};

/**
 * Passes the texts of an answer through transforms, whether it comes as events or whole. Bytes of events whose text stays
 * the same go on as they came; text that was held back comes out before the answer's end, in an event of its own.
 */
export function createTextFilter(isStream: boolean, transformOf: TransformOf): AnswerFilter {
  return isStream ? createStreamFilter(transformOf) : createWholeFilter(transformOf);
}

function createWholeFilter(transformOf: TransformOf): AnswerFilter {
  const parts: Buffer[] = [];
  const transform = (text: string, part: AnswerPart): string => {
    const one = transformOf(part);
    return one.push(text) + one.end();
  };
  return {
    push(chunk) {
      parts.push(chunk);
      return Buffer.alloc(0);
    },
    end() {
      const body = Buffer.concat(parts.splice(0));
      const json = parseObject(body.toString('utf8'));
      if (!json || !Array.isArray(json['choices'])) return body;
      const choices = json['choices'].map((choice: unknown) => {
        if (!isObject(choice)) return choice;
        // Completions of the old kind have their text here.
        const text = typeof choice['text'] === 'string' ? { text: transform(choice['text'], 'content') } : {};
        const { message } = choice;
        return isObject(message)
          ? { ...choice, ...text, message: mapTexts(message, (part, _field, piece) => transform(piece, part)) }
          : { ...choice, ...text };
      });
      return Buffer.from(JSON.stringify({ ...json, choices }));
    },
  };
}

interface OpenText {
  readonly transform: TextTransform;
  /** A delta that says `text` in this place. */
  readonly render: (text: string) => Json;
  readonly choice: number;
}

function createStreamFilter(transformOf: TransformOf): AnswerFilter {
  const open = new Map<string, OpenText>();
  let held: Buffer = Buffer.alloc(0);
  /** What every chunk of this answer has beside its choices. */
  let common: Json = {};

  function transformDelta(delta: Json, choice: number): Json {
    return mapTexts(delta, (part, field, piece, tool) => {
      const key = `${choice}/${field}/${tool ?? ''}`;
      let text = open.get(key);
      if (!text) {
        const render = (rest: string): Json =>
          tool === undefined ? { [field]: rest } : { tool_calls: [{ index: tool, function: { arguments: rest } }] };
        text = { transform: transformOf(part), render, choice };
        open.set(key, text);
      }
      return text.transform.push(piece);
    });
  }

  /** Events with what was held back, of one choice or of all. */
  function flush(choice?: number): string {
    let events = '';
    for (const [key, text] of open) {
      if (choice !== undefined && text.choice !== choice) continue;
      open.delete(key);
      const rest = text.transform.end();
      if (rest === '') continue;
      const choices = [{ index: text.choice, delta: text.render(rest), finish_reason: null }];
      events += `data: ${JSON.stringify({ ...common, choices })}\n\n`;
    }
    return events;
  }

  function filterEvent(event: Buffer): Buffer[] {
    const data = dataOf(event);
    if (data === undefined) return [event];
    if (data.trim() === '[DONE]') return [Buffer.from(flush()), event];
    const json = parseObject(data);
    if (!json) return [event];
    if (!Array.isArray(json['choices'])) return 'error' in json ? [Buffer.from(flush()), event] : [event];
    const { choices: _choices, usage: _usage, ...fields } = json;
    common = fields;
    let before = '';
    const given: readonly unknown[] = json['choices'];
    const choices = given.map((choice): unknown => {
      if (!isObject(choice) || !isObject(choice['delta'])) return choice;
      const index = typeof choice['index'] === 'number' ? choice['index'] : 0;
      const delta = transformDelta(choice['delta'], index);
      if (typeof choice['finish_reason'] === 'string') {
        // The end of a choice comes alone: what was held back, and this event's own text, go before it.
        const spoken = delta === choice['delta'] ? '' : renderDelta(common, index, delta);
        const rest = flush(index);
        if (rest !== '') {
          before += spoken + rest;
          return { ...choice, delta: spoken === '' ? delta : {} };
        }
      }
      return delta === choice['delta'] ? choice : { ...choice, delta };
    });
    if (choices.every((choice, index) => choice === given[index])) return [event];
    return [Buffer.from(`${before}data: ${JSON.stringify({ ...json, choices })}\n\n`)];
  }

  return {
    push(chunk) {
      const bytes = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
      const out: Buffer[] = [];
      let start = 0;
      for (let end = eventEnd(bytes, start); end > 0; end = eventEnd(bytes, start)) {
        out.push(...filterEvent(bytes.subarray(start, end)));
        start = end;
      }
      held = bytes.subarray(start);
      return out.length === 1 ? (out[0] as Buffer) : Buffer.concat(out);
    },
    end() {
      const rest = held;
      held = Buffer.alloc(0);
      const last = rest.length === 0 ? [] : filterEvent(rest);
      return Buffer.concat([...last, Buffer.from(flush())]);
    },
  };
}

function renderDelta(common: Json, index: number, delta: Json): string {
  return `data: ${JSON.stringify({ ...common, choices: [{ index, delta, finish_reason: null }] })}\n\n`;
}

/** The same object when no text changed. */
function mapTexts(
  from: Json,
  change: (part: AnswerPart, field: string, text: string, tool: number | undefined) => string,
): Json {
  let result = from;
  for (const [field, part] of Object.entries(partOfField)) {
    const text = from[field];
    if (typeof text !== 'string' || text === '') continue;
    const changed = change(part, field, text, undefined);
    if (changed !== text) result = { ...result, [field]: changed };
  }
  const calls = from['tool_calls'];
  if (!Array.isArray(calls)) return result;
  const changedCalls = calls.map((call: unknown, position): unknown => {
    if (!isObject(call) || !isObject(call['function'])) return call;
    const text = call['function']['arguments'];
    if (typeof text !== 'string' || text === '') return call;
    const index = typeof call['index'] === 'number' ? call['index'] : position;
    const changed = change('arguments', 'tool_calls', text, index);
    return changed === text ? call : { ...call, function: { ...call['function'], arguments: changed } };
  });
  return changedCalls.some((call, index) => call !== calls[index]) ? { ...result, tool_calls: changedCalls } : result;
}

/** The place behind the blank line that ends the event at `start`; 0 when it is not complete. */
function eventEnd(bytes: Buffer, start: number): number {
  const plain = bytes.indexOf('\n\n', start);
  const returned = bytes.indexOf('\r\n\r\n', start);
  if (returned >= 0 && (plain < 0 || returned < plain)) return returned + 4;
  return plain < 0 ? 0 : plain + 2;
}

/** The event's data; `undefined` for a comment or an event of another kind. */
function dataOf(event: Buffer): string | undefined {
  const lines = event
    .toString('utf8')
    .split(/\r?\n/)
    .filter((line) => line.startsWith('data:'));
  return lines.length === 0 ? undefined : lines.map((line) => line.slice(line[5] === ' ' ? 6 : 5)).join('\n');
}

function parseObject(text: string): Json | undefined {
  try {
    const json: unknown = JSON.parse(text);
    return isObject(json) ? json : undefined;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
