import type { ChatMessage, ChatRequest } from '../../../protocol/chat.ts';
import type { ChatExchange } from '../../chat-stage.ts';
import { spokenKeys, stringsIn, textsOf } from '../mask/mask-chat.ts';

/** Members of a request in which a client tells a model nothing. */
const toldNobody: ReadonlySet<string> = new Set(['model', 'stream', 'stream_options', 'inkstone_task']);

/**
 * All that a client says in a request, wherever it stands: messages of every role, descriptions of tools, schemas of answers,
 * and what a server may know that the gateway does not. `ownPrompts`, which panes and the bot begin with, are left out.
 */
export function textsAsked({ asked, answerer }: ChatExchange, ownPrompts: readonly string[]): string[] {
  const messages = asked.messages.map((message) => {
    const { role, content } = message;
    const isOurs = typeof content === 'string' && (role === 'system' || role === 'developer');
    return isOurs ? { ...message, content: without(content, ownPrompts) } : message;
  });
  // Parts of a message are read as one text.
  const texts = [...textsOf({ ...asked, messages }), ...messages.flatMap(joinedParts)];
  const beside = Object.entries(asked).flatMap(([key, value]) =>
    spokenKeys.has(key) || toldNobody.has(key) ? [] : stringsIn(value),
  );
  // Many and short: one text is one question to a moderation.
  if (beside.length > 0) texts.push(beside.join('\n'));
  // Of the task its text may be all that is read, or go out as the output that is predicted.
  const targets = answerer.kind === 'backend' ? [answerer, ...answerer.others] : [];
  if (answerer.kind === 'engine' || targets.some(({ model }) => model.predictsOutput === true)) {
    texts.push(...unsaid(asked, texts));
  }
  return texts;
}

function joinedParts({ content }: ChatMessage): string[] {
  if (!Array.isArray(content)) return [];
  const texts = content.flatMap(({ text }) => (typeof text === 'string' ? [text] : []));
  return texts.length > 1 ? [texts.join('')] : [];
}

/** What only the task says: most of it stands in the messages too. */
function unsaid({ inkstone_task: task }: ChatRequest, said: readonly string[]): string[] {
  return stringsIn(task ?? {}).filter((text) => !said.some((other) => other.includes(text)));
}

function without(text: string, passages: readonly string[]): string {
  return passages.reduce((rest, passage) => rest.replaceAll(passage, '\n'), text);
}
