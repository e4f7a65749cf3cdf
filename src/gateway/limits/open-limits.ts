import type { Policies } from '../access/policies.ts';
import type { ChatStage } from '../chat-stage.ts';
import type { LimitsConfig } from './limits-schema.ts';
import { createMemoryLimits } from './memory-limits.ts';
import { createQueueStage, type QueueStage } from './queue-stage.ts';
import { createQuotaStage } from './quota-stage.ts';
import { createRedisLimits } from './redis-limits.ts';

/** The stages of `limits`: the quotas stand before the line, so that nobody waits for what is refused then. */
export interface Limits {
  readonly quotas: ChatStage;
  readonly queue: QueueStage;
  close(): Promise<void>;
}

export interface LimitsOptions {
  readonly config: LimitsConfig;
  readonly redisUrl: string | undefined;
  readonly policyOf: Policies['policyOf'];
  readonly warn: (message: string) => void;
}

export function openLimits({ config, redisUrl, policyOf, warn }: LimitsOptions): Limits {
  const store = redisUrl === undefined ? createMemoryLimits() : createRedisLimits({ url: redisUrl });
  return {
    quotas: createQuotaStage({ store, policyOf, whenStoreFails: config.whenStoreFails, warn }),
    queue: createQueueStage({ config: config.queue, policyOf }),
    close: () => store.close(),
  };
}
