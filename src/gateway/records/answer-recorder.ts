import { createSseDecoder } from '../../base/sse.ts';
import type { AnswerFilter } from '../chat-stage.ts';

/** More of an answer than this is not kept. */
const longestAnswer = 1024 * 1024;

/** Keeps what an answer says while it goes by, for an audit whose policy asks for it. */
export function createAnswerRecorder(): { readonly filter: AnswerFilter; text(): string } {
  const chunks: Buffer[] = [];
  let bytes = 0;
  return {
    filter: {
      push(chunk) {
        bytes += chunk.length;
        if (bytes <= longestAnswer) chunks.push(Buffer.from(chunk));
        return chunk;
      },
      end: () => Buffer.alloc(0),
    },
    text: () => textOf(Buffer.concat(chunks)),
  };
}

function textOf(answer: Buffer): string {
  if (answer[0] === 0x7b) return contentOf(answer.toString('utf8'), 'message');
  const decoder = createSseDecoder();
  const messages = [...decoder.push(answer), ...decoder.end()];
  return messages.map(({ data }) => contentOf(data, 'delta')).join('');
}

function contentOf(json: string, part: 'message' | 'delta'): string {
  try {
    const parsed = JSON.parse(json) as { choices?: readonly Record<string, { content?: unknown } | undefined>[] };
    const content = parsed.choices?.[0]?.[part]?.content;
    return typeof content === 'string' ? content : '';
  } catch {
    return '';
  }
}
