import * as z from 'zod/mini';

/** What the gateway tells of an answer beside its `usage`, where its model has a price. */
export const answerCostSchema = z.object({
  cost: z.number(),
  /** ISO 4217. */
  currency: z.string(),
  /** The budget that is four fifths spent or more, if one is. */
  budget: z.optional(
    z.object({
      spent: z.number(),
      amount: z.number(),
      currency: z.string(),
      period: z.enum(['day', 'month']),
      of: z.enum(['person', 'group']),
    }),
  ),
});
export type AnswerCost = z.infer<typeof answerCostSchema>;

const longestText = 400_000;

/** `POST /v1/feedback`: what a person thinks of an answer, or did with it. Only ever sent with their consent. */
export const feedbackSchema = z.object({
  consent: z.literal(true),
  type: z.enum(['rating', 'choice', 'insertion']),
  model: z.string().check(z.maxLength(300)),
  command: z.string().check(z.maxLength(64)),
  /** `x-request-id` of the chat that it is about, which tells which model of which row answered. */
  requestId: z._default(z.string().check(z.maxLength(100)), ''),
  /** Of a rating `up`, `down` or `none`; of an insertion `applied`, `undone` or `edited`; of a choice `chosen`. */
  value: z.enum(['up', 'down', 'none', 'applied', 'undone', 'edited', 'chosen']),
  prompt: z.nullable(z.array(z.object({ role: z.string(), content: z.string().check(z.maxLength(longestText)) }))),
  answer: z.string().check(z.maxLength(longestText)),
  /** The draft that was not chosen, or the answer as the person then edited it. */
  other: z.nullable(z.string().check(z.maxLength(longestText))),
});
export type Feedback = z.input<typeof feedbackSchema>;

/** A prompt, or a template of the organisation, that is kept to be used again. */
export const libraryEntrySchema = z.object({
  id: z.string(),
  kind: z.enum(['prompt', 'template']),
  scope: z.enum(['personal', 'organisation']),
  title: z.string(),
  body: z.string(),
  changedAt: z.string(),
});
export type LibraryEntry = z.infer<typeof libraryEntrySchema>;

/** `GET /v1/prompts`. */
export const librarySchema = z.object({
  object: z.literal('list'),
  data: z.array(libraryEntrySchema),
  /** Whether this person may change what is the organisation's. */
  mayShare: z.boolean(),
});
export type Library = z.infer<typeof librarySchema>;

/** `POST /v1/prompts`: a new entry, or with an `id` the new form of one. */
export const newLibraryEntrySchema = z.object({
  id: z.optional(z.uuid()),
  kind: z._default(z.enum(['prompt', 'template']), 'prompt'),
  scope: z._default(z.enum(['personal', 'organisation']), 'personal'),
  title: z.string().check(z.trim(), z.minLength(1), z.maxLength(120)),
  body: z.string().check(z.trim(), z.minLength(1), z.maxLength(20_000)),
});
export type NewLibraryEntry = z.input<typeof newLibraryEntrySchema>;

/** Use, by a day, a model, a group … */
const usageRowSchema = z.object({
  key: z.string(),
  /** What the person of that id is called; `''` for what has no other name than its key. */
  name: z.string(),
  chats: z.number(),
  people: z.number(),
  failed: z.number(),
  promptTokens: z.number(),
  completionTokens: z.number(),
  cost: z.record(z.string(), z.number()),
});
export type UsageRow = z.infer<typeof usageRowSchema>;

/** What was asked for (a model's id, or an alias), and the model of the row that answered. */
const answererRowSchema = z.object({
  model: z.string(),
  backend: z.string(),
  /** `''` where it was not recorded. */
  answeredModel: z.string(),
  chats: z.number(),
  failed: z.number(),
  promptTokens: z.number(),
  completionTokens: z.number(),
  cost: z.record(z.string(), z.number()),
  /** Medians. */
  firstByteMs: z.nullable(z.number()),
  wholeMs: z.nullable(z.number()),
  up: z.number(),
  down: z.number(),
});
export type AnswererRow = z.infer<typeof answererRowSchema>;

/** `GET /v1/admin/overview`. */
export const overviewSchema = z.object({
  from: z.string(),
  to: z.string(),
  /** The sum of it; one row, or none where there was no use. */
  all: z.array(usageRowSchema),
  byDay: z.array(usageRowSchema),
  byModel: z.array(usageRowSchema),
  byAnswerer: z.array(answererRowSchema),
  byGroup: z.array(usageRowSchema),
  byPerson: z.array(usageRowSchema),
  byCommand: z.array(usageRowSchema),
  byOutcome: z.array(usageRowSchema),
  feedback: z.array(z.object({ type: z.string(), value: z.string(), model: z.string(), count: z.number() })),
});
export type Overview = z.infer<typeof overviewSchema>;

/** `GET /v1/admin/audit`. */
export const auditListSchema = z.object({
  data: z.array(
    z.object({
      at: z.string(),
      requestId: z.string(),
      person: z.string(),
      personName: z.string(),
      action: z.string(),
      subject: z.string(),
      detail: z.string(),
      content: z.nullable(z.object({ asked: z.string(), answered: z.string() })),
    }),
  ),
  hasMore: z.boolean(),
});
export type AuditList = z.infer<typeof auditListSchema>;
