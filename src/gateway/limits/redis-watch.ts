import { createStoreWatch, type StoreWatch } from '../stores/store-watch.ts';
import type { Words } from '../language.ts';
import type { LimitsConfig } from './limits-schema.ts';

/** Watches the Redis of quotas and lines, and says what its absence means for those who chat. */
export function createRedisWatch(
  whenStoreFails: LimitsConfig['whenStoreFails'],
  tell: (message: Words) => void,
): StoreWatch {
  const refuses = whenStoreFails === 'refuse';
  return createStoreWatch({
    tell,
    gone: ({ en, zh }) =>
      refuses
        ? {
            en: `Limits: Redis does not answer (${en}). Chats with limits, and for rows with a line, are refused until it is back.`,
            zh: `限额：Redis 没有响应（${zh}）。恢复之前，受限额约束的对话和需要排队的对话会被拒绝。`,
          }
        : {
            en: `Limits: Redis does not answer (${en}). Until it is back, chats are let through uncounted, and this gateway keeps lines of its own.`,
            zh: `限额：Redis 没有响应（${zh}）。恢复之前，对话不计数放行，此网关自行排队。`,
          },
    back: {
      en: 'Limits: Redis answers again; every chat is counted, and the gateways share their lines.',
      zh: '限额：Redis 已恢复响应；所有对话都会计数，各网关共用队列。',
    },
  });
}
