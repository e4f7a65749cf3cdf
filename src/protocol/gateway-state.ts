import * as z from 'zod/mini';

/** Something that the gateway needs beside itself, and whether it could be used when it was last tried. */
const partSchema = z.object({
  /** `records`: the store behind the journal; `journal`: the file before it; `limits`: where quotas and lines are kept. */
  name: z.enum(['records', 'journal', 'limits']),
  kind: z.enum(['embedded', 'postgres', 'disk', 'redis']),
  /** Since when it cannot be used; `null` while it can. */
  since: z.nullable(z.string()),
  /** What was told of it the last time. */
  reason: z.nullable(z.object({ en: z.string(), zh: z.string() })),
  /** What it means for a chat: it goes on and what is to be written waits, it is refused, or it goes on uncounted. */
  whenGone: z.enum(['wait', 'refuse', 'allow']),
});
export type Part = z.infer<typeof partSchema>;

/** `GET /v1/admin/state`: all that the gateway knows without asking anything, so that it can be told whatever is gone. */
export const gatewayStateSchema = z.object({
  parts: z.array(partSchema),
  /** Every row of the configuration, and how it did since the gateway started. */
  rows: z.array(
    z.object({
      backend: z.string(),
      answered: z.number(),
      failed: z.number(),
      lastError: z.nullable(z.string()),
      /** `down`: it failed to answer, and other rows are asked in its place; `drained`: the configuration gives it no new chats. */
      state: z.enum(['up', 'down', 'drained']),
      /** Since when it is down. */
      since: z.nullable(z.string()),
    }),
  ),
  running: z.number(),
  /** `null` where there is no queue. */
  queue: z.nullable(z.object({ waiting: z.number(), running: z.number() })),
  /** How far what is shown is behind, and what was not kept; `null` where nothing is kept. */
  records: z.nullable(
    z.object({
      waiting: z.number(),
      lost: z.number(),
      rejected: z.number(),
      /** Of the journal, and how large it may become. */
      bytes: z.number(),
      limitBytes: z.number(),
    }),
  ),
  /** Budgets of groups, and of people who have spent most of theirs; for the day or month that runs now, the most spent first. */
  budgets: z.array(
    z.object({
      whose: z.string(),
      of: z.enum(['person', 'group']),
      spent: z.number(),
      amount: z.number(),
      currency: z.string(),
      period: z.enum(['day', 'month']),
      atLimit: z.enum(['warn', 'refuse']),
    }),
  ),
});
export type GatewayState = z.infer<typeof gatewayStateSchema>;
