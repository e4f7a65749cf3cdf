import * as z from 'zod/mini';

/**
 * The wire between panes and the gateway: OpenAI's chat completions, with two additions of ours that the
 * gateway takes off before it forwards to a backend.
 */

export const chatMessageSchema = z.looseObject({
  role: z.enum(['system', 'developer', 'user', 'assistant', 'tool']),
  content: z.optional(z.union([z.string(), z.array(z.looseObject({ type: z.string() })), z.null()])),
});
export type ChatMessage = z.infer<typeof chatMessageSchema>;

/**
 * The request as data, beside its messages: what the embedded engine, which is no language model, works on.
 * `command` is the id of a writing command (`fix-grammar`, `summarise` …); `text` the document text it is about.
 */
export const writingTaskSchema = z.object({
  command: z.string().check(z.minLength(1), z.maxLength(64)),
  text: z.string(),
  /** What the person typed, if anything. */
  instruction: z.optional(z.string()),
  /** BCP 47 of `text`. */
  language: z.optional(z.string()),
  /** BCP 47 that the answer is wanted in, where it differs from `language`. */
  replyLanguage: z.optional(z.string()),
  /** The command's own choices, such as `{ "tone": "formal" }`. */
  options: z.optional(z.record(z.string(), z.string())),
});
export type WritingTask = z.infer<typeof writingTaskSchema>;

export const chatRequestSchema = z.looseObject({
  model: z.string().check(z.minLength(1)),
  messages: z.array(chatMessageSchema).check(z.minLength(1)),
  stream: z.optional(z.boolean()),
  stream_options: z.nullish(z.looseObject({ include_usage: z.optional(z.boolean()) })),
  inkstone_task: z.optional(writingTaskSchema),
});
export type ChatRequest = z.infer<typeof chatRequestSchema>;

/** `GET /v1/models`: OpenAI's list; `inkstone` on a row is ours. */
export const modelSchema = z.looseObject({
  id: z.string(),
  object: z.literal('model'),
  owned_by: z.string(),
  inkstone: z.optional(
    z.object({
      /** True for the embedded engine, which is not an AI model; the pane must say so. */
      embedded: z.boolean(),
      /** Ids of the only writing commands that this model can do; absent when it takes any prompt. */
      commands: z.optional(z.array(z.string())),
      /** Tokens the model can take in and give out together, when the configuration tells. */
      contextWindow: z.optional(z.int().check(z.positive())),
      /** Name of the configuration row, for a person to recognise. */
      backend: z.string(),
    }),
  ),
});
export type Model = z.infer<typeof modelSchema>;
export const modelListSchema = z.looseObject({ object: z.literal('list'), data: z.array(modelSchema) });

/** OpenAI's error envelope; `code` is one of our `ErrorCode`s where the gateway made the error. */
export const errorEnvelopeSchema = z.object({
  error: z.looseObject({
    message: z.string(),
    type: z.nullish(z.string()),
    code: z.nullish(z.union([z.string(), z.number()])),
    param: z.nullish(z.string()),
  }),
});
