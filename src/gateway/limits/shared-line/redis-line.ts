import type { Priority } from '../../../protocol/policy.ts';
import type { QueueRefusal } from '../fair-queue.ts';
import { connectRedis } from '../redis-connection.ts';
import { strideOf } from '../queue-order.ts';
import { beatScript, endScript, enterScript, joinScript, placesScript } from './line-scripts.ts';

export interface LineBounds {
  readonly maxConcurrent: number;
  readonly perPerson: number;
  readonly inAll: number;
  readonly weights: Readonly<Record<Priority, number>>;
}

/** What a step in the line came to. */
export interface LineAnswer {
  /** False for a gateway that was not heard of for too long, or that joined what is lost: nothing was done, and it has to join anew. */
  readonly isKnown: boolean;
  readonly refused: QueueRefusal | undefined;
  /** Tickets of this gateway whose turn it is: those of this step, or in the answer to `beat` all of them. */
  readonly granted: readonly string[];
}

/** The line of one row as Redis has it, for one process. Every call rejects while Redis cannot be reached. */
export interface RedisLine {
  /** `before` is what the gateway was called until now, or ''. */
  join(gateway: string, before: string, answering: readonly string[]): Promise<LineAnswer>;
  enter(gateway: string, ticket: string): Promise<LineAnswer>;
  end(gateway: string, ticket: string, tookMs?: number): Promise<LineAnswer>;
  beat(gateway: string): Promise<LineAnswer>;
  places(gateway: string, tickets: readonly string[]): Promise<LinePlaces>;
}

export interface LinePlaces {
  /** How long a chat takes, as far as it is known. */
  readonly averageMs: number | undefined;
  /** 1 is the next; `undefined` for a ticket that does not wait. */
  readonly positions: readonly (number | undefined)[];
}

export interface RedisLinesOptions {
  readonly url: string;
  /** Names the process among those that share the lines; without a dot or a slash. */
  readonly process: string;
  readonly prefix?: string;
  /** A Redis that is slower than this counts as gone. */
  readonly timeoutMs?: number;
  /** A gateway that Redis has not heard of for so long has died. */
  readonly leaseMs: number;
}

export interface RedisLines {
  /** `onGranted` is told of a turn that came by another gateway's step; word of it may be lost. */
  line(row: string, bounds: LineBounds, onGranted: (ticket: string) => void): RedisLine;
  /** Called whenever a connection that was lost is there again: what Redis has may be another state than before. */
  onBack(listener: () => void): void;
  close(): void;
}

export function connectRedisLines(options: RedisLinesOptions): RedisLines {
  const { url, process, prefix = 'inkstone:', timeoutMs = 1000, leaseMs } = options;
  const { redis, first, told } = connectRedis(url, timeoutMs);
  // A connection that listens can do nothing else.
  const { redis: listening } = connectRedis(url, timeoutMs);
  const listeners = new Map<string, (ticket: string) => void>();
  // Without it turns are heard of by the next beat.
  const subscribe = (...channels: string[]): void => void listening.subscribe(...channels).catch(() => undefined);
  listening.on('message', (channel: string, ticket: string) => listeners.get(channel)?.(ticket));
  listening.on('ready', () => {
    if (listeners.size > 0) subscribe(...listeners.keys());
  });

  return {
    line(row, bounds, onGranted) {
      // The braces keep all keys of a row in one slot of a cluster.
      const base = `${prefix}{line:${row}}`;
      const channel = `${base}:wake:${process}`;
      listeners.set(channel, onGranted);
      if (listening.status === 'ready') subscribe(channel);
      const { high, normal, low } = strideOf(bounds.weights);
      const fixed = [bounds.maxConcurrent, leaseMs, high, normal, low, bounds.perPerson, bounds.inAll];

      async function run(script: string, gateway: string, ...rest: (string | number)[]): Promise<unknown> {
        await first;
        return told(redis.eval(script, 1, base, gateway, ...fixed, ...rest));
      }
      const step = async (...args: Parameters<typeof run>): Promise<LineAnswer> => toAnswer(await run(...args));

      return {
        join: (gateway, before, answering) => step(joinScript, gateway, before, ...answering),
        enter: (gateway, ticket) => step(enterScript, gateway, ticket),
        end: (gateway, ticket, tookMs) => step(endScript, gateway, ticket, tookMs ?? ''),
        beat: (gateway) => step(beatScript, gateway),
        async places(gateway, tickets) {
          const [average, ...before] = (await run(placesScript, gateway, ...tickets)) as [string, ...number[]];
          return {
            averageMs: average === '' ? undefined : Number(average),
            positions: before.map((count) => (count < 0 ? undefined : count + 1)),
          };
        },
      };
    },
    onBack(listener) {
      // The first time is no return.
      void first.then(() => redis.on('ready', listener));
    },
    close() {
      redis.disconnect();
      listening.disconnect();
    },
  };
}

function toAnswer(given: unknown): LineAnswer {
  const [known, outcome, granted] = given as [number, QueueRefusal | '', string[]];
  return { isKnown: known === 1, refused: outcome === '' ? undefined : outcome, granted };
}
