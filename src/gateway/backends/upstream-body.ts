import type { ChatMessage, ChatRequest, WritingTask } from '../../protocol/chat.ts';
import type { Backend, BackendModel } from './backend.ts';
import { presetOf, type Preset } from './presets.ts';

/** Commands whose answer is mostly their text again: what is unchanged need not be made anew. */
const smallEdits = ['fix-grammar', 'change-case', 'change-tone', 'rewrite'];

/** A chat as a row's server is to get it: under its own model's name, without what is ours or what it refuses. */
export function renderUpstreamBody(chat: ChatRequest, backend: Backend, model: BackendModel): Buffer {
  const preset = presetOf(backend.kind);
  let body = fieldsFor(preset, chat);
  body['model'] = model.upstreamId;
  body['messages'] = withReasoningWhereWanted(chat.messages, preset);
  if (chat.stream === true && preset.asksForUsage !== false) {
    body['stream_options'] = { ...chat.stream_options, include_usage: true };
  }
  const highest = preset.highestTemperature;
  if (highest !== undefined && typeof body['temperature'] === 'number') {
    body['temperature'] = Math.min(body['temperature'], highest);
  }
  if (preset.limitField !== undefined) body = renameLimit(body, preset.limitField);
  return Buffer.from(JSON.stringify(withPrediction(body, model, chat.inkstone_task)));
}

/** A copy key by key: one by spread and rest costs several times as much. */
function fieldsFor({ defaults, refuses, asksForUsage }: Preset, chat: ChatRequest): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const name in defaults) fields[name] = defaults[name];
  for (const name in chat) {
    if (name === 'inkstone_task' || (name === 'stream_options' && asksForUsage === false)) continue;
    if (refuses?.includes(name) !== true) fields[name] = chat[name];
  }
  return fields;
}

function renameLimit(body: Record<string, unknown>, field: string): Record<string, unknown> {
  const { max_tokens: limit, ...rest } = body;
  return limit === undefined || limit === null || field in rest ? rest : { ...rest, [field]: limit };
}

/** Predicted output, where the row says that its model has it; a limit and tools do not go with it. */
function withPrediction(
  body: Record<string, unknown>,
  model: BackendModel,
  task: WritingTask | undefined,
): Record<string, unknown> {
  const isSmallEdit = task !== undefined && smallEdits.includes(task.command) && task.replyLanguage === undefined;
  if (!model.predictsOutput || !isSmallEdit || 'prediction' in body || 'tools' in body) return body;
  const { max_completion_tokens: _limit, ...rest } = body;
  return { ...rest, prediction: { type: 'content', content: task.text } };
}

/**
 * Reasoning is no part of a conversation: it is taken off what goes out. Some models that reason between tool calls need it
 * back until the turn is over, which is the part after the last message of the person.
 */
function withReasoningWhereWanted(messages: ChatRequest['messages'], preset: Preset): ChatRequest['messages'] {
  if (!messages.some(hasReasoning)) return messages;
  const turn = messages.findLastIndex(({ role }) => role === 'user');
  return messages.map((message, index) => {
    if (!hasReasoning(message)) return message;
    if (preset.wantsReasoning === true && index > turn && 'tool_calls' in message) return message;
    const { reasoning_content: _content, reasoning: _reasoning, ...rest } = message;
    return rest;
  });
}

function hasReasoning(message: ChatMessage): boolean {
  return 'reasoning_content' in message || 'reasoning' in message;
}
