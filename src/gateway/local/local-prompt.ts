import type { ChatRequest } from '../../protocol/chat.ts';
import type { LocalPrompt } from '../engine-port.ts';
import { isObject } from '../json.ts';

/** What of a chat a model in the gateway honours: its messages, limits, sampling and the form of the answer. */
export function toLocalPrompt(chat: ChatRequest): LocalPrompt {
  return {
    messages: chat.messages,
    maxTokens: toNumber(chat['max_completion_tokens'] ?? chat['max_tokens']),
    temperature: toNumber(chat['temperature']),
    topP: toNumber(chat['top_p']),
    seed: toNumber(chat['seed']),
    stop: toTexts(chat['stop']),
    schema: toSchema(chat['response_format']),
  };
}

function toNumber(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

function toTexts(value: unknown): string[] {
  const all: readonly unknown[] = Array.isArray(value) ? value : [value];
  return all.filter((text) => typeof text === 'string' && text !== '') as string[];
}

/** `json_schema`'s own, or any object for `json_object`. */
function toSchema(format: unknown): object | undefined {
  if (!isObject(format)) return undefined;
  if (format['type'] === 'json_object') return { type: 'object', additionalProperties: true };
  const described = format['type'] === 'json_schema' ? format['json_schema'] : undefined;
  return isObject(described) && isObject(described['schema']) ? described['schema'] : undefined;
}
