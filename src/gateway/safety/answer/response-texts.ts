import type { AnswerPart } from './text-transform.ts';
import type { Json } from '../../json.ts';

/** What becomes of a whole text. */
export type ChangeText = (part: AnswerPart, text: string) => string;

/** Members that are names, states and bytes: nothing that a model or a tool says. */
const passedOver: ReadonlySet<string> = new Set([
  'type',
  'id',
  'item_id',
  'call_id',
  'object',
  'model',
  'name',
  'namespace',
  'role',
  'status',
  'phase',
  'code_id',
  'container_id',
  'file_id',
  'server_label',
  'encrypted_content',
  'obfuscation',
  'delta',
  'result',
  'partial_image_b64',
]);
/** Nothing in a response is nearly that deep. */
const deepest = 64;

interface Place {
  readonly key: string;
  /** Of the object that the member stands in. */
  readonly type: unknown;
  readonly depth: number;
}

/**
 * A part of OpenAI's responses with each of its texts changed, whatever kind of item it is; the very same when none is. The
 * probabilities of a text's tokens say the text again, and go with it.
 */
export function mapResponseTexts(value: unknown, change: ChangeText, place: Partial<Place> = {}): unknown {
  const { key = '', type, depth = 0 } = place;
  if (typeof value === 'string') return passedOver.has(key) || value === '' ? value : change(partAt(key, type), value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth > deepest) return null;
  if (Array.isArray(value)) {
    const items = value.map((item) => mapResponseTexts(item, change, { key, type, depth: depth + 1 }));
    return items.some((item, index) => item !== value[index]) ? items : value;
  }
  const object = value as Json;
  let result = object;
  for (const [name, member] of Object.entries(object)) {
    if (name === 'logprobs') continue;
    const changed = mapResponseTexts(member, change, { key: name, type: object['type'], depth: depth + 1 });
    if (changed !== member) result = { ...result, [name]: changed };
  }
  return result !== object && Array.isArray(object['logprobs']) ? { ...result, logprobs: [] } : result;
}

/** A whole response with its texts changed, and what it repeats of its request as the client wrote that. */
export function mapResponse(response: Json, change: ChangeText, echo: Json): Json {
  let result = response;
  for (const name of ['output', 'output_text', 'error']) {
    const changed = mapResponseTexts(response[name], change, { key: name });
    if (changed !== response[name]) result = { ...result, [name]: changed };
  }
  for (const [name, own] of Object.entries(echo)) {
    if (!(name in response) || JSON.stringify(response[name]) === JSON.stringify(own)) continue;
    result = { ...result, [name]: own };
  }
  return result;
}

function partAt(key: string, type: unknown): AnswerPart {
  if (key === 'arguments') return 'arguments';
  if (key === 'input' || key === 'code') return 'input';
  if (key === 'refusal') return 'refusal';
  if (type === 'summary_text' || type === 'reasoning_text') return 'reasoning';
  return key === 'output_text' || (key === 'text' && type === 'output_text') ? 'content' : 'other';
}
