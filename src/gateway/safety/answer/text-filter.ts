import { EventCutter, dataOf, eventsIn } from '../../answer-events.ts';
import type { AnswerFilter } from '../../chat-stage.ts';
import { chooseFilter } from './choose-filter.ts';
import { deltaOf, mapTexts, type TextPlace } from './message-texts.ts';
import type { AnswerPart, TextFilterOf, TextTransform, TransformOf } from './text-transform.ts';
import { isObject, type Json, parseObject } from '../../json.ts';

/**
 * Passes the texts of a chat's answer through transforms, whether it comes as events or whole. Bytes of events whose text stays
 * the same go on as they came; text that was held back comes out before the answer's end, in an event of its own.
 */
export const createTextFilter: TextFilterOf = (transformOf) =>
  chooseFilter(
    () => createWholeFilter(transformOf),
    () => createStreamFilter(transformOf),
  );

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
        const { text, message } = choice;
        const changed = {
          // Completions of the old kind have their text here.
          ...(typeof text === 'string' && { text: transform(text, 'content') }),
          ...(isObject(message) && {
            message: mapTexts(message, (piece, { member }) => transform(piece, member.part)),
          }),
        };
        return Object.entries(changed).every(([name, value]) => value === choice[name])
          ? choice
          : changedTo(choice, changed);
      });
      return Buffer.from(JSON.stringify({ ...json, choices }));
    },
  };
}

/** A text that is being said: of which choice, and where in it. */
interface OpenText {
  readonly transform: TextTransform;
  readonly choice: number;
  readonly place: TextPlace;
}

function createStreamFilter(transformOf: TransformOf): AnswerFilter {
  const events = new EventCutter();
  /** Few at a time: a search through them is quicker than a name for each. */
  const open: OpenText[] = [];
  /** The last event with choices. What it has beside them, every chunk of the answer has. */
  let last: Json = {};

  function transformDelta(delta: Json, choice: number): Json {
    return mapTexts(delta, (piece, place) => {
      const { member, tool } = place;
      let text = open.find((one) => one.place.member === member && one.choice === choice && one.place.tool === tool);
      if (!text) {
        text = { transform: transformOf(member.part), choice, place };
        open.push(text);
      }
      return text.transform.push(piece);
    });
  }

  function eventWith(choice: number, delta: Json): string {
    const { choices: _choices, usage: _usage, ...common } = last;
    return `data: ${JSON.stringify({ ...common, choices: [{ index: choice, delta, finish_reason: null }] })}\n\n`;
  }

  /** Events with what was held back, of one choice or of all. */
  function flush(choice?: number): string {
    let said = '';
    for (const text of open.filter((one) => choice === undefined || one.choice === choice)) {
      open.splice(open.indexOf(text), 1);
      const rest = text.transform.end();
      if (rest !== '') said += eventWith(text.choice, deltaOf(text.place, rest));
    }
    return said;
  }

  function filterEvent(event: Buffer): Buffer[] {
    const data = dataOf(event);
    if (data === undefined) return [event];
    if (data.trim() === '[DONE]') return [Buffer.from(flush()), event];
    const json = parseObject(data);
    if (!json) return [event];
    if (!Array.isArray(json['choices'])) return 'error' in json ? [Buffer.from(flush()), event] : [event];
    last = json;
    let before = '';
    const given: readonly unknown[] = json['choices'];
    const choices = given.map((choice): unknown => {
      if (!isObject(choice) || !isObject(choice['delta'])) return choice;
      const index = typeof choice['index'] === 'number' ? choice['index'] : 0;
      const delta = transformDelta(choice['delta'], index);
      if (typeof choice['finish_reason'] === 'string') {
        // The end of a choice comes alone: what was held back, and this event's own text, go before it.
        const spoken = delta === choice['delta'] ? '' : eventWith(index, delta);
        const rest = flush(index);
        if (rest !== '') {
          before += spoken + rest;
          return changedTo(choice, { delta: spoken === '' ? delta : {} });
        }
      }
      return delta === choice['delta'] ? choice : changedTo(choice, { delta });
    });
    if (choices.every((choice, index) => choice === given[index])) return [event];
    return [Buffer.from(`${before}data: ${JSON.stringify({ ...json, choices })}\n\n`)];
  }

  /** The very bytes when no event changed. */
  function filterEvents(bytes: Buffer): Buffer {
    const given = eventsIn(bytes);
    const out = given.flatMap(filterEvent);
    return out.length === given.length && out.every((event, index) => event === given[index])
      ? bytes
      : Buffer.concat(out);
  }

  return {
    push: (chunk) => filterEvents(events.push(chunk)),
    end: () => Buffer.concat([filterEvents(events.rest()), Buffer.from(flush())]),
  };
}

/** The probabilities of its tokens say the text again, as it was. */
function changedTo(choice: Json, changed: Json): Json {
  return { ...choice, ...changed, ...('logprobs' in choice && { logprobs: null }) };
}
