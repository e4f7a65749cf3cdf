import { z } from 'zod';
import { policyListSchema } from '../../protocol/policy.ts';

/** `policies` in `inkstone.config.json`. */
export const policiesSchema = z.strictObject({
  /** Host names of model servers that are the organisation's own, beside those that are so by their address: for masking too. */
  localHosts: z.array(z.string().min(1).max(200)).default([]),
  /** Rows made on the administrators' page count instead; relative to the configuration file. */
  file: z.string().min(1).default('inkstone.policies.json'),
  groups: z._default(policyListSchema, []),
});
