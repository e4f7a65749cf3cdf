import type { AnswerPart } from './text-transform.ts';
import { isObject, type Json } from '../../json.ts';

/** A member of an object that is text, or an object in which one is. */
interface TextMember {
  readonly field: string;
  readonly inner?: string;
  readonly part: AnswerPart;
}

const ofMessages: readonly TextMember[] = [
  { field: 'content', part: 'content' },
  { field: 'reasoning_content', part: 'reasoning' },
  { field: 'reasoning', part: 'reasoning' },
  { field: 'refusal', part: 'refusal' },
  { field: 'audio', inner: 'transcript', part: 'other' },
  // Before there were tools.
  { field: 'function_call', inner: 'arguments', part: 'arguments' },
];
const ofCalls: readonly TextMember[] = [
  { field: 'function', inner: 'arguments', part: 'arguments' },
  { field: 'custom', inner: 'input', part: 'input' },
];

/** Names under which an answer has text, wherever in it. */
export const textFields = [...ofMessages, ...ofCalls].map(({ field, inner }) => inner ?? field);

/** Where a text stands in a message or a delta. */
export interface TextPlace {
  readonly member: TextMember;
  /** Of which tool call. */
  readonly tool: number | undefined;
}

/** A delta that says `text` in this place. */
export function deltaOf({ member: { field, inner }, tool }: TextPlace, text: string): Json {
  const said = { [field]: inner === undefined ? text : { [inner]: text } };
  return tool === undefined ? said : { tool_calls: [{ index: tool, ...said }] };
}

/** The message or delta with its texts changed; the same object when none did. */
export function mapTexts(from: Json, change: (text: string, place: TextPlace) => string): Json {
  const result = mapMembers(from, ofMessages, undefined, change);
  const calls = from['tool_calls'];
  if (!Array.isArray(calls)) return result;
  const changed = calls.map((call: unknown, position): unknown => {
    if (!isObject(call)) return call;
    const index = typeof call['index'] === 'number' ? call['index'] : position;
    return mapMembers(call, ofCalls, index, change);
  });
  return changed.some((call, index) => call !== calls[index]) ? { ...result, tool_calls: changed } : result;
}

function mapMembers(
  from: Json,
  members: readonly TextMember[],
  tool: number | undefined,
  change: (text: string, place: TextPlace) => string,
): Json {
  let result = from;
  for (const member of members) {
    const { field, inner } = member;
    const value = from[field];
    const text = inner === undefined ? value : isObject(value) ? value[inner] : undefined;
    if (typeof text !== 'string' || text === '') continue;
    const changed = change(text, { member, tool });
    if (changed === text) continue;
    result = { ...result, [field]: inner === undefined ? changed : { ...(value as Json), [inner]: changed } };
  }
  return result;
}
