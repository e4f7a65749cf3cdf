import { z } from 'zod';
import { accessSchema } from '../access/access-schema.ts';
import { policiesSchema } from '../access/policy-schema.ts';
import { defaultLimits, limitsSchema } from '../limits/limits-schema.ts';
import { backendKinds } from '../backends/presets.ts';
import { scopeOfName } from '../safety/guard/private-address.ts';
import { safetySchema } from '../safety/safety-schema.ts';
import { teamsSchema } from '../teams/teams-schema.ts';
import { budgetsSchema, pricesSchema } from '../prices/prices-schema.ts';
import { tracingSchema } from '../tracing/tracing-schema.ts';
import { recordsSchema } from '../records/records-schema.ts';
import { says, type ProblemCode } from './problem-words.ts';
import { variableName } from './variable-name.ts';

const name = z.string().regex(/^[\w.-]{1,64}$/, says('name-form'));
const milliseconds = z.number().int().min(100).max(3_600_000);
const modelId = z.string().min(1).max(200);

const baseUrl = z.string().transform((value, context) => {
  const problem = baseUrlProblem(value);
  if (problem === undefined) return value.replace(/\/+$/, '');
  context.addIssue({ code: 'custom', message: problem });
  return z.NEVER;
});

function baseUrlProblem(value: string): ProblemCode | undefined {
  let url: URL;
  try {
    url = new URL(value);
  } catch {
    return 'no-address';
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return 'address-scheme';
  if (url.username !== '' || url.password !== '') return 'address-password';
  if (url.search !== '' || url.hash !== '') return 'address-query';
  if (scopeOfName(url.hostname) === 'forbidden') return 'address-forbidden';
  if (/\/chat\/completions\/?$/.test(url.pathname)) return 'address-chat-path';
  return undefined;
}

/** A model of a row: its id alone, or more about it. */
const model = z.union([
  modelId,
  z.strictObject({
    id: modelId,
    /** What the backend calls it, when that is not the id; for Azure, the deployment. */
    upstreamId: modelId.optional(),
    contextWindow: z.number().int().positive().optional(),
    /** Whether it takes OpenAI's predicted output. */
    predictsOutput: z.boolean().optional(),
  }),
]);

/** A model behind an alias: its id or `row/model`, alone or with its share of the chats. */
const aliasMember = z.union([
  modelId,
  z.strictObject({ model: modelId, weight: z.number().positive().max(1000).default(1) }),
]);

const serverRow = z.strictObject({
  name,
  kind: z.enum(backendKinds),
  /** The usual address of its kind, where there is one, when absent. */
  baseUrl: baseUrl.optional(),
  apiKeyEnv: variableName.optional(),
  /** Azure alone. */
  apiVersion: z.string().min(1).optional(),
  models: z.array(model).min(1, says('no-model')),
  /** Gets no new chats. */
  drained: z.boolean().optional(),
  /** Chats that it answers at once; more wait in the queue of `limits`. */
  maxConcurrent: z.number().int().positive().optional(),
  timeouts: z
    .strictObject({
      connectMs: milliseconds.optional(),
      firstByteMs: milliseconds.optional(),
      idleMs: milliseconds.optional(),
      wholeAnswerMs: milliseconds.optional(),
    })
    .optional(),
  /** Whether somebody else runs it; by its kind and address when absent (`decideHosted`). */
  hosted: z.boolean().optional(),
});

const ggufRow = z.strictObject({
  name,
  kind: z.literal('gguf'),
  /** Relative to the configuration file. */
  path: z.string().min(1),
  contextWindow: z.number().int().positive().optional(),
  threads: z.number().int().min(1).max(1024).optional(),
});

export const backendRowSchema = z.discriminatedUnion('kind', [serverRow, ggufRow]);
export type BackendRow = z.infer<typeof backendRowSchema>;

const origin = z.string().regex(/^https?:\/\/[^/\s;,'"]+$/, says('origin-form'));

/** `inkstone.config.json`. */
export const configSchema = z.strictObject({
  $schema: z.string().optional(),
  backends: z.array(backendRowSchema).default([]),
  aliases: z.record(name, z.array(aliasMember).min(1, says('no-model'))).default({}),
  embeddedEngine: z.enum(['auto', 'always', 'never']).default('auto'),
  officeJs: z.enum(['self', 'cdn']).default('self'),
  publicUrl: origin.optional(),
  allowedHosts: z.array(z.string().min(1)).default([]),
  frameAncestors: z.array(origin).default([]),
  access: accessSchema.default({ mode: 'open' }),
  limits: limitsSchema.default(defaultLimits),
  policies: policiesSchema.prefault({}),
  bodyLimitMegabytes: z.number().positive().max(512).default(16),
  safety: safetySchema.prefault({}),
  tracing: tracingSchema.optional(),
  records: recordsSchema,
  prices: pricesSchema,
  budgets: budgetsSchema,
  teams: teamsSchema.optional(),
});
export type ConfigFile = z.infer<typeof configSchema>;
