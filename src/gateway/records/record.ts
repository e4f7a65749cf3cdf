import { z } from 'zod';

const id = z.uuid();
const at = z.iso.datetime();
const person = z.string().max(300);
const count = z.number().int().nonnegative();

/** One chat: who, when, with what, at what cost and with what end; nothing that was said. */
const usageRecord = z.object({
  kind: z.literal('usage'),
  id,
  at,
  requestId: z.string().max(100),
  person,
  personName: z.string().max(300),
  groups: z.array(z.string().max(300)),
  model: z.string().max(300),
  backend: z.string().max(100),
  /** The row's own id of the model that answered, where `model` may be an alias; `''` where none was asked, or in journals of before. */
  answeredModel: z.string().max(300).default(''),
  /** Where it was asked: `word`, `excel`, `teams`, or `api` for any other client. */
  surface: z.string().max(32),
  command: z.string().max(64),
  promptTokens: count.nullable(),
  completionTokens: count.nullable(),
  cost: z.number().nullable(),
  currency: z.string().max(3).nullable(),
  firstByteMs: count.nullable(),
  wholeMs: count,
  outcome: z.enum(['answered', 'failed', 'refused', 'left']),
  /** The error's code, when there was one. */
  code: z.string().max(64).nullable(),
});

/** Somebody did something that others may want to know of. */
const auditRecord = z.object({
  kind: z.literal('audit'),
  id,
  at,
  requestId: z.string().max(100),
  person,
  personName: z.string().max(300),
  action: z.string().max(64),
  subject: z.string().max(300),
  /** What was said, where the policy `records.audit` is `content`; otherwise absent. */
  content: z.object({ asked: z.string(), answered: z.string() }).nullable(),
});

const feedbackRecord = z.object({
  kind: z.literal('feedback'),
  id,
  at,
  person,
  /** `rating` of an answer, `choice` between two drafts, `insertion` for what became of an answer in the document. */
  type: z.enum(['rating', 'choice', 'insertion']),
  /** Of the chat that it is about, by which the records know who answered; `''` where that is not known. */
  requestId: z.string().max(100).default(''),
  model: z.string().max(300),
  command: z.string().max(64),
  value: z.string().max(64),
  /** The chat that was answered, when it came along. */
  prompt: z.array(z.object({ role: z.string(), content: z.string() })).nullable(),
  /** What was rated, chosen or put into the document. */
  answer: z.string(),
  /** The draft that was not chosen, or the text as the person then edited it. */
  other: z.string().nullable(),
});

/** A question to the bot with its answer, by which the conversation is remembered. */
const turnRecord = z.object({
  kind: z.literal('turn'),
  id,
  at,
  conversation: z.string().max(500),
  person,
  command: z.string().max(64),
  model: z.string().max(300),
  asked: z.string(),
  answered: z.string(),
  message: z.string().max(500),
});

/** Deletes what is known of a person up to then. In the journal, so that it holds for what is still on its way. */
const forgetRecord = z.object({ kind: z.literal('forget'), id, at, person });

/** Deletes the turns of a conversation up to then. */
const forgetConversationRecord = z.object({
  kind: z.literal('forget-conversation'),
  id,
  at,
  conversation: z.string().max(500),
});

export const recordSchema = z.discriminatedUnion('kind', [
  usageRecord,
  auditRecord,
  feedbackRecord,
  turnRecord,
  forgetRecord,
  forgetConversationRecord,
]);
export type GatewayRecord = z.infer<typeof recordSchema>;
export type UsageRecord = z.infer<typeof usageRecord>;
export type AuditRecord = z.infer<typeof auditRecord>;
export type FeedbackRecord = z.infer<typeof feedbackRecord>;
