import * as z from 'zod/mini';
import { policyListSchema } from './policy.ts';

/** `reason` of an error: what was to be changed is no longer as it was read. */
export const changedMeanwhile = 'changed-meanwhile';

const groupName = z.string().check(z.trim(), z.minLength(1), z.maxLength(200));
const role = z.enum(['user', 'admin']);

/** `POST /v1/admin/tokens`. */
export const newTokenSchema = z.strictObject({
  name: z
    .string()
    .check(z.regex(/^[\w.@+-]{1,100}$/, 'A name is letters, digits and the signs . @ + - _, 100 at most, no spaces.')),
  role: z._default(role, 'user'),
  groups: z._default(z.array(groupName).check(z.maxLength(100)), []),
  /** After how many days it ends; `null` for never. */
  days: z._default(z.nullable(z.number().check(z.positive(), z.maximum(3650))), null),
});
export type NewToken = z.infer<typeof newTokenSchema>;

/** A token as it is listed: everything but what it is. */
const tokenSummarySchema = z.object({
  name: z.string(),
  role,
  groups: z.array(z.string()),
  created: z.string(),
  expires: z.nullable(z.string()),
  /** Since the gateway started, or as its records have it; `null` for not yet. */
  lastUsed: z.nullable(z.string()),
});
export type TokenSummary = z.infer<typeof tokenSummarySchema>;

/** `GET /v1/admin/tokens`. */
export const tokenListSchema = z.object({ data: z.array(tokenSummarySchema) });

/** The answer to `POST /v1/admin/tokens`, the only one that ever has the token itself. */
export const madeTokenSchema = z.object({ secret: z.string(), token: tokenSummarySchema });
export type MadeToken = z.infer<typeof madeTokenSchema>;

/** `GET` and `PUT /v1/admin/policies`; the answer's `etag` is `version`, and what `if-match` must say. */
export const policyBookSchema = z.object({
  groups: policyListSchema,
  /** Whether these rows stand in the configuration file, or were made on the administrators' page and count instead. */
  source: z.enum(['configuration', 'page']),
  version: z.string(),
  changedAt: z.nullable(z.string()),
  changedBy: z.nullable(z.string()),
  /** All models of this gateway, whoever may use them. */
  models: z.array(z.string()),
});
export type PolicyBookState = z.infer<typeof policyBookSchema>;

/** `PUT /v1/admin/policies`. */
export const newPoliciesSchema = z.strictObject({ groups: policyListSchema });

/** Somebody who used the gateway, or may by a token. */
const knownPersonSchema = z.object({
  id: z.string(),
  name: z.string(),
  groups: z.array(z.string()),
  /** `null` for not in the time that was looked at. */
  lastUsed: z.nullable(z.string()),
});
export type KnownPerson = z.infer<typeof knownPersonSchema>;

/** `GET /v1/admin/people`. */
export const peopleSchema = z.object({
  data: z.array(knownPersonSchema),
  /** Whether use is recorded here, so that people are known beside those with tokens. */
  isRecorded: z.boolean(),
});
export type People = z.infer<typeof peopleSchema>;

const sharedFields = {
  kind: z.enum(['prompt', 'template']),
  title: z.string().check(z.trim(), z.minLength(1), z.maxLength(120)),
  body: z.string().check(z.trim(), z.minLength(1), z.maxLength(20_000)),
  /** Whose panes show it; everybody's when empty. */
  groups: z.array(groupName).check(z.maxLength(100)),
  /** A draft is shown to nobody but administrators, here. */
  isPublished: z.boolean(),
};

/** `POST /v1/admin/library`, and `PUT /v1/admin/library/<id>` with `if-match`. */
export const newSharedEntrySchema = z.strictObject(sharedFields);
export type NewSharedEntry = z.infer<typeof newSharedEntrySchema>;

/** A prompt or a template that the organisation shares. */
export const sharedEntrySchema = z.object({
  ...sharedFields,
  id: z.string(),
  /** Its version too, in `if-match`. */
  changedAt: z.string(),
});
export type SharedEntry = z.infer<typeof sharedEntrySchema>;

/** `GET /v1/admin/library`. */
export const sharedLibrarySchema = z.object({ data: z.array(sharedEntrySchema) });

/** `PUT /v1/admin/library/order`: all ids in their new order. */
export const libraryOrderSchema = z.strictObject({ ids: z.array(z.uuid()).check(z.maxLength(2000)) });
