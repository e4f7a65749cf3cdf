import type { LimitStore } from './limit-store.ts';
import { connectRedis } from './redis-connection.ts';

/**
 * Checks all charges and enters all of them, as one step of Redis: no other gateway comes between. The clock is Redis's own, so
 * that gateways whose clocks differ count in the same windows. The braces keep all counters in one slot of a cluster.
 */
const reserveScript = `
local seconds = tonumber(redis.call('TIME')[1])
local counters, refused, wait = {}, 0, 0
for i = 1, #KEYS do
  local window, limit, amount = tonumber(ARGV[i * 3 - 2]), tonumber(ARGV[i * 3 - 1]), tonumber(ARGV[i * 3])
  local start = seconds - seconds % window
  counters[i] = KEYS[i] .. ':' .. string.format('%d', start)
  local used = tonumber(redis.call('GET', counters[i]) or '0')
  if used + amount > limit and start + window - seconds > wait then
    refused, wait = i, start + window - seconds
  end
end
if refused > 0 then return {0, tostring(refused), tostring(wait)} end
for i = 1, #KEYS do
  redis.call('INCRBY', counters[i], ARGV[i * 3])
  redis.call('EXPIRE', counters[i], tonumber(ARGV[i * 3 - 2]) + 60)
end
table.insert(counters, 1, 1)
return counters
`;

/** A counter that has ended is not made again. */
const correctScript = `
for i = 1, #KEYS do
  if redis.call('EXISTS', KEYS[i]) == 1 then
    local left = redis.call('INCRBY', KEYS[i], ARGV[i])
    if left < 0 then redis.call('SET', KEYS[i], '0', 'KEEPTTL') end
  end
end
`;

export interface RedisLimitsOptions {
  readonly url: string;
  readonly prefix?: string;
  /** A Redis that is slower than this counts as gone. */
  readonly timeoutMs?: number;
}

export interface RedisLimits extends LimitStore {
  /** Writes something, as a claim does; rejects while Redis cannot be used for that. */
  probe(): Promise<void>;
}

/** Quotas that many gateways share. While Redis cannot be reached each call rejects at once, and it is looked for again. */
export function createRedisLimits({
  url,
  prefix = 'inkstone:{limits}:',
  timeoutMs = 1000,
}: RedisLimitsOptions): RedisLimits {
  const { redis, first, told } = connectRedis(url, timeoutMs);

  return {
    async reserve(charges) {
      await first;
      const keys = charges.map(({ key }) => `${prefix}${key}`);
      const values = charges.flatMap(({ windowSeconds, limit, amount }) => [windowSeconds, limit, amount]);
      const answer = await told(redis.eval(reserveScript, keys.length, ...keys, ...values));
      const [granted, ...rest] = answer as [number, ...string[]];
      if (granted === 1) return { granted: true, counters: rest };
      return { granted: false, refusedBy: Number(rest[0]) - 1, retryAfterSeconds: Number(rest[1]) };
    },
    async correct(corrections) {
      if (corrections.length === 0) return;
      await first;
      const keys = corrections.map(({ counter }) => counter);
      await redis.eval(correctScript, keys.length, ...keys, ...corrections.map(({ by }) => by));
    },
    async probe() {
      await first;
      await told(redis.set(`${prefix}probe`, '1', 'EX', 60));
    },
    async close() {
      redis.disconnect();
    },
  };
}
