import { z } from 'zod';
import { variableName } from '../config/variable-name.ts';

const count = z.number().int().positive();

const queue = z.strictObject({
  /** Chats of one person that may wait for one row; a long document alone asks eight at once. */
  perPerson: count.default(16),
  /** Chats that may wait for one row. */
  inAll: count.default(1000),
  timeoutSeconds: count.max(3600).default(120),
  /** How many chats of each tier are taken in turn while all of them wait. */
  weights: z
    .strictObject({ high: count.default(6), normal: count.default(3), low: count.default(1) })
    .default({ high: 6, normal: 3, low: 1 }),
});
export type QueueConfig = z.infer<typeof queue>;

const defaultQueue: QueueConfig = queue.parse({});

/** `limits` in `inkstone.config.json`: how quotas are kept, and how people wait. The quotas themselves stand in `policies`. */
export const limitsSchema = z.strictObject({
  store: z.enum(['memory', 'redis']).default('memory'),
  /** The variable with Redis's address, which may hold a password. */
  redisUrlEnv: variableName.default('INKSTONE_REDIS_URL'),
  /** What happens to a chat whose limits cannot be checked. */
  whenStoreFails: z.enum(['refuse', 'allow']).default('refuse'),
  queue: queue.default(defaultQueue),
});
export type LimitsConfig = z.infer<typeof limitsSchema>;
export const defaultLimits: LimitsConfig = limitsSchema.parse({});
