import * as z from 'zod/mini';
import { featureSchema, surfaceSchema } from './session.ts';

const text = z.string().check(z.minLength(1), z.maxLength(200));
const count = z.int().check(z.positive());

const quotasSchema = z.strictObject({
  requestsPerHour: z.optional(count),
  requestsPerDay: z.optional(count),
  tokensPerHour: z.optional(count),
  tokensPerDay: z.optional(count),
});
export type Quotas = z.infer<typeof quotasSchema>;

export const longestInstructions = 4000;

/** What a group may do, and how much. */
const policySchema = z.strictObject({
  /** The group that this is for; `*` for everybody else. */
  group: text,
  /** Ids of the models they may use; a `*` at the end stands for anything. All when absent. */
  models: z.optional(z.array(text).check(z.minLength(1))),
  /** Ids of the writing commands they may use; all when absent. */
  commands: z.optional(z.array(text).check(z.minLength(1))),
  /** Where they may write; everywhere when absent. */
  surfaces: z.optional(z.array(surfaceSchema).check(z.minLength(1))),
  /** Keeps hosted models from them. */
  localOnly: z._default(z.boolean(), false),
  featuresOff: z._default(z.array(featureSchema), []),
  /** Added to the instructions of each request. */
  instructions: z.optional(z.string().check(z.minLength(1), z.maxLength(longestInstructions))),
  priority: z._default(z.enum(['high', 'normal', 'low']), 'normal'),
  /** Whether the audit keeps what they ask and are answered; as `records.audit` says when absent. */
  auditContent: z.optional(z.boolean()),
  /** For each person. */
  perPerson: z._default(quotasSchema, {}),
  /** For all of the group together. */
  wholeGroup: z._default(quotasSchema, {}),
});
export type Policy = z.infer<typeof policySchema>;
export type Priority = Policy['priority'];

/** The rows in their order: the first whose group a person is in holds for them. */
export const policyListSchema = z.array(policySchema).check((context) => {
  const rows = context.value;
  rows.forEach(({ group }, index) => {
    const path = [index, 'group'];
    if (rows.findIndex((other) => other.group === group) < index) {
      const message = `Another row is for "${group}" too. Make one of both.`;
      context.issues.push({ code: 'custom', input: group, path, message, params: { code: 'repeated-group' } });
    } else if (rows.slice(0, index).some((other) => other.group === '*')) {
      const message = 'The row "*" before it is for everybody: put that last.';
      context.issues.push({ code: 'custom', input: group, path, message, params: { code: 'after-everybody' } });
    }
  });
});

/** The row that holds for who is in these groups; `undefined` when none does, and all is allowed. */
export function findPolicy<Row extends Pick<Policy, 'group'>>(
  rows: readonly Row[],
  groups: readonly string[],
): Row | undefined {
  return rows.find(({ group }) => group === '*' || groups.includes(group));
}
