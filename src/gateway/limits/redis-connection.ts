import { Redis } from 'ioredis';

export interface RedisConnection {
  readonly redis: Redis;
  /** The first call may come before the connection is there; resolves when it is, or when it is known to fail. */
  readonly first: Promise<void>;
  /** Rejects as the call does, but where there is no connection with what kept it from coming about. */
  readonly told: <T>(call: Promise<T>) => Promise<T>;
}

/**
 * A connection on which each call rejects while Redis cannot be reached, at once or after `timeoutMs`; it is looked for again all
 * the while. Calls that are made one after another reach Redis in that order.
 */
export function connectRedis(url: string, timeoutMs: number): RedisConnection {
  const redis = new Redis(url, {
    commandTimeout: timeoutMs,
    connectTimeout: timeoutMs,
    // A chat that waits for a lost connection would look like one that hangs.
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    retryStrategy: (attempt) => Math.min(2000, attempt * 100),
  });
  let lastError: Error | undefined;
  // Each call rejects by itself; without a listener the process would end.
  redis.on('error', (error: Error) => (lastError = error));
  const first = new Promise<void>((resolve) => {
    redis.once('ready', () => resolve());
    redis.once('close', () => resolve());
  });
  async function told<T>(call: Promise<T>): Promise<T> {
    try {
      return await call;
    } catch (error) {
      throw redis.status === 'ready' ? error : (lastError ?? error);
    }
  }
  return { redis, first, told };
}
