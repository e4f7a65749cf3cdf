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

interface Said {
  readonly choices?: readonly Record<string, { content?: unknown } | undefined>[];
  /** Of an event of `/responses`. */
  readonly type?: unknown;
  readonly delta?: unknown;
  /** Of a whole response. */
  readonly output?: readonly { readonly content?: readonly { readonly type?: unknown; readonly text?: unknown }[] }[];
}

function contentOf(json: string, part: 'message' | 'delta'): string {
  try {
    const parsed = JSON.parse(json) as Said;
    if (parsed.output) {
      const texts = parsed.output.flatMap(({ content }) => content ?? []).filter(({ type }) => type === 'output_text');
      return texts.map(({ text }) => asText(text)).join('');
    }
    if (parsed.type === 'response.output_text.delta') return asText(parsed.delta);
    return asText(parsed.choices?.[0]?.[part]?.content);
  } catch {
    return '';
  }
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
