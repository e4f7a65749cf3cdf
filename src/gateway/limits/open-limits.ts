import type { Policies } from '../access/policies.ts';
import type { ChatStage } from '../chat-stage.ts';
import { reasonOf, type Words } from '../language.ts';
import type { StoreWatch } from '../stores/store-watch.ts';
import type { LimitsConfig } from './limits-schema.ts';
import { createMemoryLimits } from './memory-limits.ts';
import { createQueueStage, type QueueStage } from './queue-stage.ts';
import { createQuotaStage } from './quota-stage.ts';
import { createRedisWatch } from './redis-watch.ts';
import { createRedisLimits } from './redis-limits.ts';
import { openSharedLines } from './shared-line/open-shared-lines.ts';

/** The stages of `limits`: the quotas stand before the line, so that nobody waits for what is refused then. */
export interface Limits {
  readonly quotas: ChatStage;
  readonly queue: QueueStage;
  /** Of the Redis that they are kept in; absent where they are kept in memory. */
  readonly watch: StoreWatch | undefined;
  close(): Promise<void>;
}

export interface LimitsOptions {
  readonly config: LimitsConfig;
  readonly redisUrl: string | undefined;
  readonly policyOf: Policies['policyOf'];
  readonly warn: (message: Words) => void;
  /** How often Redis is asked if it is there. */
  readonly probeMs?: number;
}

export function openLimits({ config, redisUrl, policyOf, warn, probeMs = 5_000 }: LimitsOptions): Limits {
  const { whenStoreFails } = config;
  const redis = redisUrl === undefined ? undefined : createRedisLimits({ url: redisUrl });
  const store = redis ?? createMemoryLimits();
  const watch = redis && createRedisWatch(whenStoreFails, warn);
  const lines = redisUrl === undefined ? undefined : openSharedLines({ url: redisUrl, whenStoreFails, watch });
  // While nobody chats, nobody else would notice that it is gone, or back.
  const probe = (): void =>
    void redis?.probe().then(
      () => watch?.works(),
      (error: unknown) => watch?.failed(reasonOf(error)),
    );
  probe();
  const timer = redis && setInterval(probe, probeMs).unref();
  return {
    quotas: createQuotaStage({ store, policyOf, whenStoreFails, watch }),
    queue: createQueueStage({ config: config.queue, policyOf, ...(lines && { openLine: lines.open }) }),
    watch,
    async close() {
      clearInterval(timer);
      lines?.close();
      await store.close();
    },
  };
}
