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
const protocolKeys = new Set(['role', 'type', 'id', 'tool_call_id', 'format', 'detail', 'cache_control']);
/** Members of the request that hold text of a person. */
const spoken = ['messages', 'prediction', 'user', 'metadata', 'prompt', 'input', 'suffix'] as const;

/**
 * The chat with a placeholder for each personal detail, and a word to the model about them. `inkstone_task` is left as it
 * is: it never goes to a backend.
 */
export async function maskChat(chat: ChatRequest, options: DetailOptions): Promise<MaskedChat> {
  const texts = textsOf(chat);
  const present = spoken.filter((key) => chat[key] !== undefined);
  const placeholders = createPlaceholders(texts);
  const details = await findDetails(texts, options);
  if (details.every((list) => list.length === 0)) return { chat, placeholders, counts: {} };

  let index = 0;
  const mask = (text: string): string => replaceDetails(text, details[index++] ?? [], placeholders);
  const masked = Object.fromEntries(present.map((key) => [key, mapStrings(chat[key], mask)]));
  const changed: ChatRequest = { ...chat, ...masked };
  return { chat: { ...changed, messages: withNote(changed.messages) }, placeholders, counts: placeholders.counts };
}

/** All that a person or a document says in a chat, in order. */
export function textsOf(chat: ChatRequest): string[] {
  const texts: string[] = [];
  for (const key of spoken) if (chat[key] !== undefined) collectStrings(chat[key], texts);
  return texts;
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

/** What `mapStrings` would ask for, in its order, without a copy of the value. */
function collectStrings(value: unknown, into: string[], key = ''): void {
  if (typeof value === 'string') {
    if (protocolKeys.has(key) || value.startsWith('data:')) return;
    if (key === 'arguments') collectJson(value, into);
    else into.push(value);
  } else if (Array.isArray(value)) {
    for (const item of value) collectStrings(item, into, key);
  } else if (typeof value === 'object' && value !== null) {
    for (const name of Object.keys(value)) collectStrings((value as Record<string, unknown>)[name], into, name);
  }
}

/** The value with each string of a person changed, always in the same order. */
function mapStrings(value: unknown, change: (text: string) => string, key = ''): unknown {
  if (typeof value === 'string') {
    if (protocolKeys.has(key) || value.startsWith('data:')) return value;
    return key === 'arguments' ? mapJson(value, change) : change(value);
  }
  if (Array.isArray(value)) return value.map((item) => mapStrings(item, change, key));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, mapStrings(item, change, name)]));
}

/** Arguments of a tool call are JSON inside a string: what looks harmless there may be an escaped name. */
function mapJson(text: string, change: (text: string) => string): string {
  const json = parseJson(text);
  return json ? JSON.stringify(mapStrings(json.value, change)) : change(text);
}

function collectJson(text: string, into: string[]): void {
  const json = parseJson(text);
  if (json) collectStrings(json.value, into);
  else into.push(text);
}

function parseJson(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}
