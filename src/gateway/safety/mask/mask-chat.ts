import type { ChatRequest } from '../../../protocol/chat.ts';
import type { Detail, DetailKind } from './detail.ts';
import { findDetails, type DetailOptions } from './find-details.ts';
import { createPlaceholders, type Placeholders } from './placeholders.ts';

export interface MaskedChat {
  /** The very same when nothing was found. */
  readonly chat: ChatRequest;
  readonly placeholders: Placeholders;
  readonly counts: Readonly<Partial<Record<DetailKind, number>>>;
}

/** Members of a message that are names of the protocol, not text of a person. */
const protocolKeys: ReadonlySet<string> = new Set([
  'role',
  'type',
  'id',
  'tool_call_id',
  'call_id',
  'encrypted_content',
  'format',
  'detail',
  'cache_control',
]);
/** In what a person or a tool has named, any name may have text. */
const noKeys: ReadonlySet<string> = new Set();
/** Members that hold a picture, a recording or a file as bytes. */
const byteKeys = new Set(['url', 'image_url', 'data', 'file_data']);
/** Members of the request that hold text of a person. */
const spoken = [
  'messages',
  'prediction',
  'user',
  'safety_identifier',
  'prompt_cache_key',
  'metadata',
  'prompt',
  'input',
  'suffix',
  'instructions',
] as const;

/** The chat with a placeholder for each personal detail, and a word to the model about them. */
export async function maskChat(chat: ChatRequest, options: DetailOptions): Promise<MaskedChat> {
  const { inkstone_task: task } = chat;
  // Of the task only its text may go to a backend, as the output that is predicted.
  const texts = [...textsOf(chat), ...(task ? [task.text] : [])];
  const present = spoken.filter((key) => chat[key] !== undefined);
  const placeholders = createPlaceholders(texts);
  const details = await findDetails(texts, options);
  if (details.every((list) => list.length === 0)) return { chat, placeholders, counts: {} };

  let index = 0;
  const mask = (text: string): string => replaceDetails(text, details[index++] ?? [], placeholders);
  const masked = Object.fromEntries(present.map((key) => [key, mapStrings(chat[key], mask, { names: namesIn(key) })]));
  const changed: ChatRequest = {
    ...chat,
    ...masked,
    ...(task && { inkstone_task: { ...task, text: mask(task.text) } }),
  };
  return { chat: { ...changed, messages: withNote(changed.messages) }, placeholders, counts: placeholders.counts };
}

/** All that a person or a document says in a chat, in order. */
export function textsOf(chat: ChatRequest): string[] {
  const texts: string[] = [];
  for (const key of spoken) if (chat[key] !== undefined) collectStrings(chat[key], texts, { names: namesIn(key) });
  return texts;
}

/** Members of the request with text that is masked. */
export const spokenKeys: ReadonlySet<string> = new Set(spoken);

/** All strings of a value but those that are the protocol's. */
export function stringsIn(value: unknown): string[] {
  const texts: string[] = [];
  collectStrings(value, texts, { names: protocolKeys });
  return texts;
}

function namesIn(key: string): ReadonlySet<string> {
  return key === 'metadata' ? noKeys : protocolKeys;
}

/** The texts with a placeholder for each detail, for somebody who gives none back. */
export async function maskTexts(texts: readonly string[], options: DetailOptions): Promise<string[]> {
  const placeholders = createPlaceholders(texts);
  const details = await findDetails(texts, options);
  return texts.map((text, index) => replaceDetails(text, details[index] ?? [], placeholders));
}

function replaceDetails(text: string, details: readonly Detail[], placeholders: Placeholders): string {
  let masked = '';
  let from = 0;
  for (const { kind, start, end } of details) {
    masked += text.slice(from, start) + placeholders.of(kind, text.slice(start, end));
    from = end;
  }
  return masked + text.slice(from);
}

const note =
  'Signs such as {{PERSON_1}} or {{PHONE_1}} stand for details that are kept from you. Write each where the detail belongs, exactly as it is, and say nothing about it.';

/** The note goes to the end of the first system message, so that what comes before it stays the same to the byte. */
function withNote(messages: ChatRequest['messages']): ChatRequest['messages'] {
  const [first, ...rest] = messages;
  if (first && (first.role === 'system' || first.role === 'developer') && typeof first.content === 'string') {
    return [{ ...first, content: `${first.content}\n\n${note}` }, ...rest];
  }
  return [{ role: 'system', content: note }, ...messages];
}

/** Where a value stands: under which name, and which names there are the protocol's. */
interface Place {
  readonly key?: string;
  readonly names: ReadonlySet<string>;
}

/** What `mapStrings` would ask for, in its order, without a copy of the value. */
function collectStrings(value: unknown, into: string[], place: Place): void {
  if (typeof value === 'string') {
    if (isNoText(value, place)) return;
    const json = jsonIn(value, place);
    if (json) collectStrings(json.value, into, { names: noKeys });
    else into.push(value);
  } else if (typeof value === 'number') {
    if (place.names === noKeys) into.push(String(value));
  } else if (Array.isArray(value)) {
    for (const item of value) collectStrings(item, into, place);
  } else if (typeof value === 'object' && value !== null) {
    for (const key of Object.keys(value)) {
      collectStrings((value as Record<string, unknown>)[key], into, { key, names: place.names });
    }
  }
}

/** The value with each string of a person changed, always in the same order. */
function mapStrings(value: unknown, change: (text: string) => string, place: Place): unknown {
  if (typeof value === 'string') {
    if (isNoText(value, place)) return value;
    const json = jsonIn(value, place);
    return json ? JSON.stringify(mapStrings(json.value, change, { names: noKeys })) : change(value);
  }
  if (typeof value === 'number' && place.names === noKeys) {
    const text = String(value);
    const changed = change(text);
    return changed === text ? value : changed;
  }
  if (Array.isArray(value)) return value.map((item) => mapStrings(item, change, place));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, mapStrings(item, change, { key, names: place.names })]),
  );
}

function isNoText(value: string, { key = '', names }: Place): boolean {
  return names.has(key) || (byteKeys.has(key) && isBytes(value));
}

/** Nothing but Base64, which has no spaces; a short one may be a word or a number. */
function isBytes(value: string): boolean {
  const start = /^data:[\w.+/-]{1,100};base64,/.exec(value)?.[0].length;
  if (start === undefined && value.length < 256) return false;
  return /^[A-Za-z0-9+/_-]*={0,2}$/.test(start === undefined ? value : value.slice(start));
}

/** The JSON inside a string: of a tool's arguments, and of any text that has escapes, behind which a name may be. */
function jsonIn(text: string, { key }: Place): { readonly value: unknown } | undefined {
  if (key !== 'arguments' && !/^\s*[{["][^]*\\u[\da-f]{4}/i.test(text)) return undefined;
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}
