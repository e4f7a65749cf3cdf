import type { ChatMessage, ChatRequest, WritingTask } from '../../protocol/chat.ts';

/** The text of a message, its text parts joined. */
export function textOfMessage(message: ChatMessage): string {
  const { content } = message;
  if (typeof content === 'string') return content;
  return (content ?? []).map((part) => (typeof part['text'] === 'string' ? part['text'] : '')).join('\n');
}

/** What the embedded engine is asked: the task that came with the chat, else the last thing that the person said. */
export function toWritingTask(request: ChatRequest): WritingTask {
  if (request.inkstone_task) return request.inkstone_task;
  const last = request.messages.findLast((message) => message.role === 'user');
  return { command: 'custom', text: last ? textOfMessage(last) : '' };
}
