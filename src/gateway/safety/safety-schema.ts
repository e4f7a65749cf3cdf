import { z } from 'zod';
import { says } from '../config/problem-words.ts';

const flag = (fallback: boolean): z.ZodDefault<z.ZodBoolean> => z.boolean().default(fallback);
const pattern = z.string().transform((source, context) => {
  try {
    return new RegExp(source, 'iu');
  } catch {
    context.addIssue({ code: 'custom', message: says('pattern-form') });
    return z.NEVER;
  }
});

const maskSchema = z.strictObject({
  /** For which models: those that somebody else runs, every one, or none. */
  for: z.enum(['hosted', 'always', 'never']).default('hosted'),
  names: flag(true),
  phones: flag(true),
  ids: flag(true),
  emails: flag(true),
  cards: flag(true),
  accounts: flag(true),
  amounts: flag(false),
  /** Of the organisation: projects, customers, products. */
  words: z
    .array(z.string().trim().min(2, says('word-short')).max(200))
    .max(5000)
    .default([]),
});

const ruleSchema = z
  .strictObject({
    /** What the person is told, such as `violence`. */
    category: z.string().regex(/^[\w -]{1,40}$/, says('category-form')),
    words: z.array(z.string().trim().min(2, says('word-short')).max(200)).default([]),
    patterns: z.array(pattern).default([]),
  })
  .refine(({ words, patterns }) => words.length + patterns.length > 0, says('rule-empty'));

const moderationSchema = z.strictObject({
  rules: z.array(ruleSchema).default([]),
  /** A row whose `/moderations` is asked, and the model there. */
  endpoint: z
    .strictObject({
      backend: z.string().min(1),
      model: z.string().min(1).optional(),
      timeoutMs: z.number().int().min(100).max(60_000).default(5000),
      /** When it does not answer: refuse the chat, or let it go on. */
      onFailure: z.enum(['refuse', 'allow']).default('refuse'),
    })
    .optional(),
  input: flag(true),
  output: flag(true),
});
export type ModerationSettings = z.infer<typeof moderationSchema>;

const limitsSchema = z.strictObject({
  /** Characters of all messages together. */
  promptCharacters: z.number().int().min(1000).default(2_000_000),
  /** Characters of a streamed answer. */
  answerCharacters: z.number().int().min(1000).default(2_000_000),
  /** Longest time for one answer. */
  answerSeconds: z.number().int().min(5).max(86_400).default(1800),
  headerKilobytes: z.number().int().min(2).max(256).default(16),
  headerCount: z.number().int().min(20).max(2000).default(100),
  /** Time for a client to send its headers, and the whole of its request. */
  headerSeconds: z.number().int().min(1).max(600).default(20),
  requestSeconds: z.number().int().min(1).max(3600).default(120),
  /** Time for a client to take something of what waits for it. */
  stalledSeconds: z.number().int().min(1).max(3600).default(60),
  /** How long running answers may go on after the signal to stop. */
  drainSeconds: z.number().int().min(0).max(3600).default(30),
});

/** The key `safety` of the configuration. */
export const safetySchema = z.strictObject({
  mask: maskSchema.prefault({}),
  moderation: moderationSchema.prefault({}),
  /** `standard` defuses pictures from elsewhere and addresses that carry data; `strict` every address that was not sent. */
  addresses: z.enum(['standard', 'strict', 'off']).default('standard'),
  limits: limitsSchema.prefault({}),
});
export type SafetySettings = z.infer<typeof safetySchema>;
