import type { ServerResponse } from 'node:http';
import { AssistantError } from '../../base/errors.ts';
import { ToldFailure, type Words } from '../../base/told-failure.ts';
import type { Policies } from '../access/policies.ts';
import type { Backend } from '../backends/backend.ts';
import type { ChatExchange, ChatStage } from '../chat-stage.ts';
import {
  createFairQueue,
  type Entrance,
  type FairQueueOptions,
  type QueueRefusal,
  type WaitingLine,
} from './fair-queue.ts';
import { Slots } from '../slots.ts';
import type { QueueConfig } from './limits-schema.ts';

export interface QueueStageOptions {
  readonly config: QueueConfig;
  readonly policyOf: Policies['policyOf'];
  /** Makes the line of a row; of this gateway alone when absent. */
  readonly openLine?: (row: string, options: FairQueueOptions) => WaitingLine;
  /** How often those who wait are told their place. */
  readonly noticeMs?: number;
}

/** How many wait for a row, and how many it answers. */
export interface QueueDepth {
  readonly row: string;
  readonly waiting: number;
  readonly running: number;
}

export interface QueueStage {
  readonly stage: ChatStage;
  /** For whoever measures, or adds servers by the length of the line. */
  depths(): QueueDepth[];
}

/** Somebody who waits, and the stream that tells them their place. */
interface Listener {
  readonly entrance: Entrance;
  readonly response: ServerResponse;
}

/** A row's line, and the streams in it that are told their place. */
interface RowQueue {
  readonly queue: WaitingLine;
  readonly listeners: Slots<Listener>;
  /** A store that is slow is not asked for places again meanwhile. */
  isTelling: boolean;
  timer: ReturnType<typeof setInterval> | undefined;
}

/**
 * Lets no more chats to a row than its `maxConcurrent`, and makes the others wait in a fair line. A streamed chat is told its
 * place meanwhile, by comments in its event stream, which every client passes over:
 * `: inkstone-queue {"position":3,"seconds":12}`. Who leaves is out of the line at once.
 */
export function createQueueStage({ config, policyOf, openLine, noticeMs = 500 }: QueueStageOptions): QueueStage {
  const lineOf = openLine ?? ((_row, options) => createFairQueue(options));
  const rows = new Map<string, RowQueue>();

  function rowQueueOf({ name, maxConcurrent }: Backend): RowQueue | undefined {
    if (maxConcurrent === undefined) return undefined;
    let row = rows.get(name);
    if (!row) {
      const queue = lineOf(name, { ...config, maxConcurrent, timeoutMs: config.timeoutSeconds * 1000 });
      row = { queue, listeners: new Slots(), isTelling: false, timer: undefined };
      rows.set(name, row);
    }
    return row;
  }

  /** Gives the way to forget it. */
  function listen(row: RowQueue, listener: Listener): () => void {
    const place = row.listeners.add(listener);
    row.timer ??= setInterval(() => void tellPlaces(row), noticeMs);
    let isHeard = true;
    return () => {
      // The place may be another's by now.
      if (isHeard) forget(row, place);
      isHeard = false;
    };
  }

  function forget(row: RowQueue, place: number): void {
    row.listeners.remove(place);
    if (row.listeners.size > 0) return;
    clearInterval(row.timer);
    row.timer = undefined;
  }

  return {
    depths: () => Array.from(rows, ([row, { queue }]) => ({ row, waiting: queue.waiting, running: queue.running })),
    async stage(exchange, next) {
      const { answerer, response } = exchange;
      const row = answerer.kind === 'backend' ? rowQueueOf(answerer.backend) : undefined;
      if (!row) return next(exchange);
      const release = row.queue.enterAtOnce?.() ?? (await waitForTurn(row, exchange));
      try {
        if (response.headersSent) tell(response, { position: 0, seconds: null });
        return await next(exchange);
      } finally {
        release();
      }
    },
  };

  function waitForTurn(row: RowQueue, { answerer, person, response, chat }: ChatExchange): Promise<() => void> {
    return new Promise((resolve, reject) => {
      let leave = (): void => undefined;
      let hush = (): void => undefined;
      const turn = { isOver: false };
      const onGone = (): void => {
        leave();
        hush();
        reject(new AssistantError('aborted', 'The client left the line.'));
      };
      const isOver = (): void => {
        turn.isOver = true;
        response.off('close', onGone);
        hush();
      };
      const entrance: Entrance = {
        person: person.id,
        priority: policyOf(person)?.priority ?? 'normal',
        onTurn(done) {
          isOver();
          resolve(done);
        },
        onRefused(reason) {
          isOver();
          reject(refused(reason, answerer.kind === 'backend' ? answerer.backend.name : '', config));
        },
      };
      if (response.destroyed) {
        onGone();
        return;
      }
      response.on('close', onGone);
      leave = row.queue.enter(entrance);
      if (chat.stream === true && !turn.isOver) hush = listen(row, { entrance, response });
    });
  }
}

async function tellPlaces(row: RowQueue): Promise<void> {
  if (row.isTelling) return;
  row.isTelling = true;
  const { queue, listeners } = row;
  const places = await queue.places(listeners.all().map(({ entrance }) => entrance));
  row.isTelling = false;
  for (const { entrance, response } of listeners.all()) {
    const place = places.get(entrance);
    if (!place) continue;
    const seconds = place.waitMs === undefined ? null : Math.max(1, Math.ceil(place.waitMs / 1000));
    tell(response, { position: place.position, seconds });
  }
}

/** A client that reads too slowly misses a notice, and holds none in memory. */
function tell(response: ServerResponse, place: { readonly position: number; readonly seconds: number | null }): void {
  if (response.writableNeedDrain || response.writableEnded) return;
  if (!response.headersSent) {
    response.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
    });
  }
  response.write(`: inkstone-queue ${JSON.stringify(place)}\n\n`);
}

function refused(reason: QueueRefusal, row: string, { perPerson, inAll, timeoutSeconds }: QueueConfig): AssistantError {
  if (reason === 'limits-unavailable') {
    const words = {
      en: `The line for "${row}" cannot be kept, because its store does not answer; so no chat is taken for now.`,
      zh: `保存“${row}”排队情况的存储没有响应，因此暂时不接受对话。`,
    };
    return new ToldFailure('gateway-unreachable', words, { reason, retryable: true, retryAfterSeconds: 5 });
  }
  const words: Readonly<Record<typeof reason, Words>> = {
    'queue-full': {
      en: `${inAll} chats wait for "${row}" already.`,
      zh: `已有 ${inAll} 个对话在等待“${row}”。`,
    },
    'queue-person-full': {
      en: `${perPerson} chats of yours wait for "${row}" already.`,
      zh: `你已有 ${perPerson} 个对话在等待“${row}”。`,
    },
    'queue-timeout': {
      en: `"${row}" had no place for ${timeoutSeconds} s.`,
      zh: `“${row}”在 ${timeoutSeconds} 秒内没有空位。`,
    },
  };
  return new ToldFailure('quota-exceeded', words[reason], { reason, retryable: true, retryAfterSeconds: 10 });
}
