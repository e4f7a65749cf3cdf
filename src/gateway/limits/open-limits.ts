import type { Policies } from '../access/policies.ts';
import type { ChatStage } from '../chat-stage.ts';
import type { LimitsConfig } from './limits-schema.ts';
import { createMemoryLimits } from './memory-limits.ts';
import { createQueueStage, type QueueStage } from './queue-stage.ts';
import { createQuotaStage } from './quota-stage.ts';
import { createRedisLimits } from './redis-limits.ts';
import { openSharedLines } from './shared-line/open-shared-lines.ts';

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
  const { whenStoreFails } = config;
  const store = redisUrl === undefined ? createMemoryLimits() : createRedisLimits({ url: redisUrl });
  const lines = redisUrl === undefined ? undefined : openSharedLines({ url: redisUrl, whenStoreFails, warn });
  return {
    quotas: createQuotaStage({ store, policyOf, whenStoreFails, warn }),
    queue: createQueueStage({ config: config.queue, policyOf, ...(lines && { openLine: lines.open }) }),
    async close() {
      lines?.close();
      await store.close();
    },
  };
}
