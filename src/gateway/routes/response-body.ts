import { ToldFailure } from '../../base/told-failure.ts';
import type { ChatMessage } from '../../protocol/chat.ts';
import type { OtherForm } from '../chat-stage.ts';
import { textOfMessage } from '../local/message-text.ts';
import { responseFilterOf } from '../safety/answer/response-filter.ts';
import type { PassThroughBody } from './pass-through-body.ts';
import { isObject, type Json } from '../json.ts';

/** Members with text of a person that a chat has under the same name. */
const sharedKeys = ['metadata', 'user', 'prompt', 'safety_identifier', 'prompt_cache_key'];
/** Members by which a server goes on with text that it keeps. */
const keptKeys = ['previous_response_id', 'conversation', 'prompt'];
/** Tools whose calls come to the client; all others the server runs by itself. */
const clientTools: ReadonlySet<unknown> = new Set([
  'function',
  'custom',
  'local_shell',
  'apply_patch',
  'computer',
  'computer_use_preview',
]);

/**
 * A request to `/responses`, read as a chat: its instructions are the system message, what tools answered are messages of
 * tools, and what else its items say stands under `input`. Throws for what runs on behind the answer.
 */
export function readResponseBody(body: Json, model: string): PassThroughBody {
  const { instructions, input } = body;
  if (body['background'] === true) throw behindTheAnswer();
  if (typeof instructions !== 'string' && instructions !== undefined && instructions !== null) throw noText();
  const items: readonly unknown[] = Array.isArray(input) ? input : [input];
  const turns = items.flatMap((item, index) => {
    const turn = toTurn(item);
    return turn ? [{ ...turn, index }] : [];
  });
  // Of an item what it has beside its text.
  const rest = items.map((item, index) => {
    const member = turns.find((turn) => turn.index === index)?.member;
    if (!isObject(item)) return null;
    return member === undefined ? item : { ...item, [member]: null };
  });
  const shared = sharedKeys.filter((key) => body[key] !== undefined);
  const format = isObject(body['text']) ? body['text']['format'] : undefined;
  return {
    contentType: 'application/json',
    form: formOf(body, items),
    chat: {
      model,
      messages: [
        ...(typeof instructions === 'string' ? [{ role: 'system' as const, content: instructions }] : []),
        ...turns.map(({ message }) => message),
      ],
      stream: body['stream'] === true,
      ...Object.fromEntries(shared.map((key) => [key, body[key]])),
      ...(items.some(isObject) && { input: rest }),
      // For stages alone, which know them under these names.
      max_completion_tokens: body['max_output_tokens'],
      response_format: format,
      tools: body['tools'],
    },
    render(upstreamModel, chat) {
      const before = chat.messages.slice(0, chat.messages.length - turns.length);
      const own = chat.messages.slice(before.length);
      const others = (chat['input'] ?? rest) as readonly unknown[];
      const changed = items.map((item, index) => {
        const place = turns.findIndex((turn) => turn.index === index);
        const member = turns[place]?.member;
        if (place < 0) return others[index] ?? item;
        const { content } = own[place] ?? {};
        return member === undefined ? content : { ...(others[index] as Json), [member]: content };
      });
      return Buffer.from(
        JSON.stringify({
          ...body,
          ...Object.fromEntries(shared.map((key) => [key, chat[key]])),
          ...(input === undefined ? {} : { input: Array.isArray(input) ? changed : changed[0] }),
          ...(before.length > 0 && { instructions: before.map(textOfMessage).join('\n\n') }),
          model: upstreamModel,
        }),
      );
    },
  };
}

function formOf(body: Json, items: readonly unknown[]): OtherForm {
  const tools: readonly unknown[] = Array.isArray(body['tools']) ? body['tools'] : [];
  const types = [
    ...items.filter((item) => isObject(item) && item['type'] === 'item_reference'),
    ...tools.filter((tool) => isObject(tool) && !clientTools.has(tool['type'])),
  ].map((one) => String((one as Json)['type']).slice(0, 40));
  const kept = keptKeys.filter((key) => body[key] !== undefined && body[key] !== null);
  const echoed = sharedKeys.filter((key) => body[key] !== undefined);
  return {
    unseen: [...new Set([...kept, ...types])],
    filterTexts: responseFilterOf({
      instructions: body['instructions'] ?? null,
      ...Object.fromEntries(echoed.map((key) => [key, body[key]])),
    }),
  };
}

/** What an item says, as a message, and the member that it is in; none for an item that is a text itself. */
interface Turn {
  readonly message: ChatMessage;
  readonly member?: 'content' | 'output';
}

function toTurn(item: unknown): Turn | undefined {
  if (typeof item === 'string') return { message: { role: 'user', content: item } };
  if (!isObject(item)) return undefined;
  const { type, role, content, output } = item;
  if (type === 'function_call_output' || type === 'custom_tool_call_output') {
    return isContent(output) ? { message: { role: 'tool', content: output }, member: 'output' } : undefined;
  }
  if (role !== 'user' && role !== 'assistant' && role !== 'system' && role !== 'developer') return undefined;
  return isContent(content) ? { message: { role, content }, member: 'content' } : undefined;
}

function isContent(value: unknown): value is string | { type: string }[] {
  if (typeof value === 'string') return true;
  return Array.isArray(value) && value.every((part) => isObject(part) && typeof part['type'] === 'string');
}

function behindTheAnswer(): ToldFailure {
  return new ToldFailure('capability-unavailable', {
    en: 'The gateway passes on answers as they come, and cannot fetch one later. Leave out "background".',
    zh: '网关只能即时转发回答，无法事后取回。请去掉 "background"。',
  });
}

function noText(): ToldFailure {
  return new ToldFailure('invalid-request', {
    en: 'Send "instructions" as a text.',
    zh: '"instructions" 必须是文本。',
  });
}
