import * as z from 'zod/mini';
import { answerCostSchema } from '../../protocol/records.ts';
import type { FinishReason, TokenUsage } from '../generation/generation-event.ts';

/**
 * One `chat.completion.chunk` as backends send it: OpenAI's, with `reasoning_content` (vLLM, llama.cpp, DeepSeek) or
 * `reasoning` (Ollama, OpenRouter, newer vLLM) beside the content.
 */
const chunkSchema = z.looseObject({
  model: z.optional(z.string()),
  choices: z.optional(
    z.array(
      z.looseObject({
        delta: z.nullish(
          z.looseObject({
            content: z.nullish(z.string()),
            reasoning_content: z.nullish(z.string()),
            reasoning: z.nullish(z.string()),
            refusal: z.nullish(z.string()),
          }),
        ),
        finish_reason: z.nullish(z.string()),
      }),
    ),
  ),
  usage: z.nullish(z.looseObject({ prompt_tokens: z.number(), completion_tokens: z.number() })),
  /** The gateway's own. */
  inkstone: z.optional(z.unknown()),
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
  const cost = answerCostSchema.safeParse(parsed.data.inkstone);
  const choice = choices?.[0];
  const delta = choice?.delta;
  return {
    model,
    text: delta?.content ?? '',
    reasoning: delta?.reasoning_content ?? delta?.reasoning ?? '',
    refusal: delta?.refusal ?? '',
    finishReason: choice?.finish_reason ? toFinishReason(choice.finish_reason) : undefined,
    usage: usage
      ? {
          promptTokens: usage.prompt_tokens,
          completionTokens: usage.completion_tokens,
          ...(cost.success && { cost: cost.data }),
        }
      : undefined,
  };
}

/** OpenAI's reasons and those of its kin; an unknown one counts as a plain end. */
function toFinishReason(reason: string): FinishReason {
  if (reason === 'length' || reason === 'max_tokens') return 'length';
  if (['content_filter', 'safety', 'sensitive'].includes(reason)) return 'content-filter';
  return 'stop';
}
