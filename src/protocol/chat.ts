import { z } from 'zod';

/**
 * The wire between panes and the gateway: OpenAI's chat completions, with two additions of ours that the
 * gateway takes off before it forwards to a backend.
 */

export const chatMessageSchema = z.looseObject({
  role: z.enum(['system', 'developer', 'user', 'assistant', 'tool']),
  content: z.union([z.string(), z.array(z.looseObject({ type: z.string() })), z.null()]).optional(),
});
export type ChatMessage = z.infer<typeof chatMessageSchema>;

/**
 * The request as data, beside its messages: what the embedded engine, which is no language model, works on.
 * `command` is the id of a writing command (`fix-grammar`, `summarise` …); `text` the document text it is about.
 */
export const writingTaskSchema = z.object({
  command: z.string().min(1).max(64),
  text: z.string(),
  /** What the person typed, if anything. */
  instruction: z.string().optional(),
  /** BCP 47 of `text`. */
  language: z.string().optional(),
  /** BCP 47 that the answer is wanted in, where it differs from `language`. */
  replyLanguage: z.string().optional(),
  /** The command's own choices, such as `{ "tone": "formal" }`. */
  options: z.record(z.string(), z.string()).optional(),
});
export type WritingTask = z.infer<typeof writingTaskSchema>;

export const chatRequestSchema = z.looseObject({
  model: z.string().min(1),
  messages: z.array(chatMessageSchema).min(1),
  stream: z.boolean().optional(),
  stream_options: z.looseObject({ include_usage: z.boolean().optional() }).nullish(),
  inkstone_task: writingTaskSchema.optional(),
});
export type ChatRequest = z.infer<typeof chatRequestSchema>;

/** `GET /v1/models`: OpenAI's list; `inkstone` on a row is ours. */
export const modelSchema = z.looseObject({
  id: z.string(),
  object: z.literal('model'),
  owned_by: z.string(),
  inkstone: z
    .object({
      /** True for the embedded engine, which is not an AI model; the pane must say so. */
      embedded: z.boolean(),
      /** Ids of the only writing commands that this model can do; absent when it takes any prompt. */
      commands: z.array(z.string()).optional(),
      /** Tokens the model can take in and give out together, when the configuration tells. */
      contextWindow: z.number().int().positive().optional(),
      /** Name of the configuration row, for a person to recognise. */
      backend: z.string(),
    })
    .optional(),
});
export type Model = z.infer<typeof modelSchema>;
export const modelListSchema = z.looseObject({ object: z.literal('list'), data: z.array(modelSchema) });

/** OpenAI's error envelope; `code` is one of our `ErrorCode`s where the gateway made the error. */
export const errorEnvelopeSchema = z.object({
  error: z.looseObject({
    message: z.string(),
    type: z.string().nullish(),
    code: z.union([z.string(), z.number()]).nullish(),
    param: z.string().nullish(),
  }),
});
