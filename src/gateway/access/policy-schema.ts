import { z } from 'zod';
import { featureSchema, surfaceSchema } from '../../protocol/session.ts';

const text = z.string().min(1).max(200);
const count = z.number().int().positive();

const quotas = z.strictObject({
  requestsPerHour: count.optional(),
  requestsPerDay: count.optional(),
  tokensPerHour: count.optional(),
  tokensPerDay: count.optional(),
});
export type Quotas = z.infer<typeof quotas>;

const policy = z.strictObject({
  /** The group that this is for; `*` for everybody else. */
  group: text,
  /** Ids of the models they may use; a `*` at the end stands for anything. All when absent. */
  models: z.array(text).min(1).optional(),
  /** Ids of the writing commands they may use; all when absent. */
  commands: z.array(text).min(1).optional(),
  /** Where they may write; everywhere when absent. */
  surfaces: z.array(surfaceSchema).min(1).optional(),
  /** Keeps hosted models from them. */
  localOnly: z.boolean().default(false),
  featuresOff: z.array(featureSchema).default([]),
  /** Added to the instructions of each request. */
  instructions: z.string().min(1).max(4000).optional(),
  priority: z.enum(['high', 'normal', 'low']).default('normal'),
  /** For each person. */
  perPerson: quotas.default({}),
  /** For all of the group together. */
  wholeGroup: quotas.default({}),
});
export type Policy = z.infer<typeof policy>;
export type Priority = Policy['priority'];

/** `policies` in `inkstone.config.json`: the first row whose group a person is in holds for them. */
export const policiesSchema = z
  .strictObject({
    /** Host names of model servers that are the organisation's own, beside those that are so by their address: for masking too. */
    localHosts: z.array(text).default([]),
    groups: z.array(policy).default([]),
  })
  .superRefine(({ groups }, context) => {
    groups.forEach(({ group }, index) => {
      const path = ['groups', index, 'group'];
      if (groups.findIndex((other) => other.group === group) < index) {
        context.addIssue({ code: 'custom', path, message: `Another row is for "${group}" too. Make one of both.` });
      } else if (groups.slice(0, index).some((other) => other.group === '*')) {
        context.addIssue({ code: 'custom', path, message: 'The row "*" before it is for everybody: put that last.' });
      }
    });
  });
export type PoliciesConfig = z.infer<typeof policiesSchema>;
