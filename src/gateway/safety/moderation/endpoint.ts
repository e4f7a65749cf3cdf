import { request, type Dispatcher } from 'undici';
import { z } from 'zod';
import { ToldFailure } from '../../../base/told-failure.ts';
import type { Backend } from '../../backends/backend.ts';

/** Asks somebody else about texts; resolves with the category that is refused, if any. */
export type AskModeration = (texts: readonly string[]) => Promise<string | undefined>;

export interface ModerationEndpoint {
  readonly backend: Backend;
  readonly dispatcher: Dispatcher;
  readonly model: string | undefined;
  readonly timeoutMs: number;
  readonly onFailure: 'refuse' | 'allow';
}

const answerSchema = z.looseObject({
  results: z.array(z.looseObject({ flagged: z.boolean(), categories: z.record(z.string(), z.boolean()).optional() })),
});

/** Endpoints take so many characters in one input, and so many inputs. Inputs overlap: what is refused may stand where one ends. */
const longestInput = 8000;
const overlap = 400;
const inputsAtOnce = 32;

/** `POST <baseUrl>/moderations` in OpenAI's form. */
export function createModerationEndpoint(endpoint: ModerationEndpoint): AskModeration {
  return async (texts) => {
    const inputs = texts.flatMap(cut);
    try {
      for (let from = 0; from < inputs.length; from += inputsAtOnce) {
        const category = await ask(endpoint, inputs.slice(from, from + inputsAtOnce));
        if (category !== undefined) return category;
      }
      return undefined;
    } catch (cause) {
      if (endpoint.onFailure === 'allow') return undefined;
      const words = {
        en: `The moderation at "${endpoint.backend.name}" does not answer, and nothing passes without it.`,
        zh: `“${endpoint.backend.name}”的内容审核没有响应，没有它任何内容都不能通过。`,
      };
      throw new ToldFailure('backend-unreachable', words, { retryable: true, cause });
    }
  };
}

async function ask(
  { backend, dispatcher, model, timeoutMs }: ModerationEndpoint,
  input: string[],
): Promise<string | undefined> {
  const { statusCode, body } = await request(`${backend.baseUrl}/moderations`, {
    dispatcher,
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(backend.apiKey === undefined ? {} : { authorization: `Bearer ${backend.apiKey}` }),
    },
    body: JSON.stringify({ input, ...(model === undefined ? {} : { model }) }),
    signal: AbortSignal.timeout(timeoutMs),
  });
  const text = await body.text();
  if (statusCode !== 200) throw new Error(`moderation answered ${statusCode}`);
  const flagged = answerSchema.parse(JSON.parse(text)).results.find((result) => result.flagged);
  if (!flagged) return undefined;
  return Object.entries(flagged.categories ?? {}).find(([, applies]) => applies)?.[0] ?? 'policy';
}

function cut(text: string): string[] {
  const pieces: string[] = [];
  const step = longestInput - overlap;
  for (let at = 0; at < text.length && (at === 0 || at + overlap < text.length); at += step) {
    pieces.push(text.slice(at, at + longestInput));
  }
  return pieces;
}
