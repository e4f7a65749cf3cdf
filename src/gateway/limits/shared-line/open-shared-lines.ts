import { randomBytes } from 'node:crypto';
import { realClock } from '../clock.ts';
import type { FairQueueOptions, WaitingLine } from '../fair-queue.ts';
import type { LimitsConfig } from '../limits-schema.ts';
import { reasonOf } from '../../language.ts';
import type { StoreWatch } from '../../stores/store-watch.ts';
import { connectRedisLines } from './redis-line.ts';
import { createSharedLine, type SharedLine } from './shared-line.ts';

export interface SharedLinesOptions {
  readonly url: string;
  readonly whenStoreFails: LimitsConfig['whenStoreFails'];
  /** Of the store. */
  readonly watch?: StoreWatch | undefined;
  /** A Redis that is slower than this counts as gone. */
  readonly timeoutMs?: number;
  /** After so long without a sign of life a gateway counts as dead, and its places are others'. Ten signs are given in that time. */
  readonly leaseMs?: number;
}

/** The lines before rows, which all gateways on one Redis share by the rows' names. */
export interface SharedLines {
  readonly open: (row: string, options: FairQueueOptions) => WaitingLine;
  close(): void;
}

export function openSharedLines({
  url,
  whenStoreFails,
  watch,
  timeoutMs = 1000,
  leaseMs = 10_000,
}: SharedLinesOptions): SharedLines {
  const process = randomBytes(8).toString('hex');
  const redis = connectRedisLines({ url, process, timeoutMs, leaseMs });
  const lines: SharedLine[] = [];
  redis.onBack(() => lines.forEach((line) => line.joinAgain()));

  return {
    open(row, options) {
      const line = createSharedLine({
        clock: realClock,
        ...options,
        process,
        open: (onGranted) => redis.line(row, options, onGranted),
        whenStoreFails,
        leaseMs,
        onStore: (failure) => (failure === undefined ? watch?.works() : watch?.failed(reasonOf(failure))),
      });
      lines.push(line);
      return line;
    },
    close() {
      for (const line of lines) line.close();
      redis.close();
    },
  };
}
