import { z } from 'zod';
import type { FinishReason, TokenUsage } from '../generation/generation-event.ts';

/**
 * One `chat.completion.chunk` as backends send it: OpenAI's, with `reasoning_content` (vLLM, llama.cpp, DeepSeek) or
 * `reasoning` (Ollama, OpenRouter, newer vLLM) beside the content.
 */
const chunkSchema = z.looseObject({
  model: z.string().optional(),
  choices: z
    .array(
      z.looseObject({
        delta: z
          .looseObject({
            content: z.string().nullish(),
            reasoning_content: z.string().nullish(),
            reasoning: z.string().nullish(),
            refusal: z.string().nullish(),
          })
          .nullish(),
        finish_reason: z.string().nullish(),
      }),
    )
    .optional(),
  usage: z.looseObject({ prompt_tokens: z.number(), completion_tokens: z.number() }).nullish(),
});

export interface Chunk {
  readonly model: string | undefined;
  readonly text: string;
  readonly reasoning: string;
  readonly refusal: string;
  readonly finishReason: FinishReason | undefined;
  readonly usage: TokenUsage | undefined;
}

/** The chunk's parts, or `undefined` for JSON that is no chunk. */
export function readChunk(json: unknown): Chunk | undefined {
  const parsed = chunkSchema.safeParse(json);
  if (!parsed.success) return undefined;
  const { choices, usage, model } = parsed.data;
  const choice = choices?.[0];
  const delta = choice?.delta;
  return {
    model,
    text: delta?.content ?? '',
    reasoning: delta?.reasoning_content ?? delta?.reasoning ?? '',
    refusal: delta?.refusal ?? '',
    finishReason: choice?.finish_reason ? toFinishReason(choice.finish_reason) : undefined,
    usage: usage ? { promptTokens: usage.prompt_tokens, completionTokens: usage.completion_tokens } : undefined,
  };
}

/** OpenAI's reasons and those of its kin; an unknown one counts as a plain end. */
function toFinishReason(reason: string): FinishReason {
  if (reason === 'length' || reason === 'max_tokens') return 'length';
  if (reason === 'content_filter' || reason === 'safety') return 'content-filter';
  return 'stop';
}
