import { createRedisWatch } from '../../src/gateway/limits/redis-watch.ts';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import fc from 'fast-check';
import { createPolicies } from '../../src/gateway/access/policies.ts';
import type { ChatStage } from '../../src/gateway/chat-stage.ts';
import { createFairQueue, type Entrance, type FairQueue } from '../../src/gateway/limits/fair-queue.ts';
import type { WaitingLine } from '../../src/gateway/limits/fair-queue.ts';
import { defaultLimits } from '../../src/gateway/limits/limits-schema.ts';
import { createQueueStage } from '../../src/gateway/limits/queue-stage.ts';
import { openSharedLines, type SharedLinesOptions } from '../../src/gateway/limits/shared-line/open-shared-lines.ts';
import { connectRedisLines, type RedisLines } from '../../src/gateway/limits/shared-line/redis-line.ts';
import { backendRow, productRoot, startGateway, until } from '../support/gateway.ts';
import { registerTypescript } from '../support/records.ts';
import { startRedis, type RedisServer } from '../support/redis-server.ts';
import { startScriptedBackend } from '../support/scripted-backend.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';

jest.setTimeout(60_000);

const tiers = ['high', 'normal', 'low'] as const;
const weights = { high: 6, normal: 3, low: 1 };
const leaseMs = 1000;

let redis: RedisServer;
let rows = 0;
const freshRow = (): string => `row ${(rows += 1)}`;
beforeAll(async () => {
  redis = await startRedis();
});
afterAll(() => redis.close());

describe('the steps of a line in Redis', () => {
  let connections: RedisLines[];
  beforeAll(async () => {
    connections = ['one', 'two'].map((process) => connectRedisLines({ url: redis.url, process, leaseMs: 3000 }));
    const bounds = { maxConcurrent: 1, perPerson: 9, inAll: 9, weights };
    const line = connections[0]!.line(freshRow(), bounds, () => undefined);
    await line.join('one.1', '', []);
    // A Redis that has just started lets nobody in until every gateway had the time to say what it answers.
    let { granted } = await line.enter('one.1', 'one.1/1/normal/ann');
    expect(granted).toEqual([]);
    while (granted.length === 0) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      ({ granted } = await line.beat('one.1'));
    }
  });
  afterAll(() => connections.forEach((connection) => connection.close()));

  const step = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant('enter' as const),
        person: fc.nat(4),
        tier: fc.nat(2),
        gateway: fc.nat(1),
      }),
    },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('end' as const) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('leave' as const), which: fc.nat(60) }) },
  );

  it('are those of the line of one gateway: the same order, refusals and places, whichever gateway they come from', async () => {
    const property = fc.asyncProperty(
      fc.array(step, { maxLength: 60 }),
      fc.integer({ min: 1, max: 3 }),
      async (steps, maxConcurrent) => {
        const bounds = { maxConcurrent, perPerson: 3, inAll: 12, weights };
        const served: string[] = [];
        const row = freshRow();
        const lines = connections.map((connection) => connection.line(row, bounds, () => undefined));
        const names = ['one.1', 'two.1'];
        await Promise.all(lines.map((line, index) => line.join(names[index]!, '', [])));

        const alone: FairQueue = createFairQueue({ ...bounds, timeoutMs: 1e9, clock: createVirtualClock() });
        const expected: string[] = [];
        const running: { ticket: string; release: () => void }[] = [];
        const all: { ticket: string; gateway: number; entrance: Entrance; leave: () => void }[] = [];
        for (const one of steps) {
          if (one.kind === 'enter') {
            const tier = tiers[one.tier]!;
            const ticket = `${names[one.gateway]!}/${all.length}/${tier}/person/${one.person}`;
            let refused: string | undefined;
            const entrance: Entrance = {
              person: `person/${one.person}`,
              priority: tier,
              onTurn: (release) => void (expected.push(ticket), running.push({ ticket, release })),
              onRefused: (reason) => (refused = reason),
            };
            const leave = alone.enter(entrance);
            const answer = await lines[one.gateway]!.enter(names[one.gateway]!, ticket);
            expect(answer.refused).toBe(refused);
            all.push({ ticket, gateway: one.gateway, entrance, leave });
          } else if (one.kind === 'end') {
            const ended = running.shift();
            if (!ended) continue;
            ended.release();
            await lines[0]!.end(names[0]!, ended.ticket, 100);
          } else {
            const left = all[one.which];
            if (!left || running.some(({ ticket }) => ticket === left.ticket)) continue;
            left.leave();
            await lines[left.gateway]!.end(names[left.gateway]!, left.ticket);
          }
          const now = await Promise.all(lines.map((line, index) => line.beat(names[index]!)));
          served.length = 0;
          served.push(...now.flatMap(({ granted }) => granted));
          expect(served.toSorted()).toEqual(running.map(({ ticket }) => ticket).toSorted());
          const places = alone.places();
          const told = await lines[0]!.places(
            names[0]!,
            all.map(({ ticket }) => ticket),
          );
          expect(told.positions).toEqual(all.map(({ entrance }) => places.get(entrance)?.position));
        }
      },
    );
    await fc.assert(property, { numRuns: 150, endOnFailure: true });
  });
});

describe('a line that gateways share', () => {
  let closing: (() => void)[] = [];
  let said: string[] = [];
  afterEach(() => {
    redis.thaw();
    for (const close of closing) close();
    closing = [];
    said = [];
  });

  /** One line for each gateway, on one row. */
  const openLines = (
    maxConcurrent: number,
    more: Partial<SharedLinesOptions> = {},
    timeoutMs = 60_000,
  ): WaitingLine[] => {
    const row = freshRow();
    return [0, 1].map(() => {
      const { whenStoreFails = 'refuse' } = more;
      const watch = createRedisWatch(whenStoreFails, ({ en }) => said.push(en));
      const lines = openSharedLines({ url: redis.url, whenStoreFails, watch, leaseMs, ...more });
      closing.push(() => lines.close());
      return lines.open(row, { ...defaultLimits.queue, maxConcurrent, timeoutMs });
    });
  };

  interface Chat {
    readonly leave: () => void;
    readonly entrance: Entrance;
    release?: () => void;
    refused?: string;
  }
  const enter = (line: WaitingLine, person = 'ann', onTurn?: (release: () => void) => void): Chat => {
    const chat: Chat = {
      entrance: {
        person,
        priority: 'normal',
        onTurn(release) {
          chat.release = release;
          onTurn?.(release);
        },
        onRefused: (reason) => (chat.refused = reason),
      },
      leave: () => leave(),
    };
    const leave = line.enter(chat.entrance);
    return chat;
  };

  it('never runs more than the row takes, and serves everybody, while people come, end and leave at random', async () => {
    const lines = openLines(5);
    let running = 0;
    let most = 0;
    let over = 0;
    const total = 600;
    for (let index = 0; index < total; index += 1) {
      let isRunning = false;
      const chat = enter(lines[index % 2]!, `person ${index % 60}`, (release) => {
        isRunning = true;
        running += 1;
        most = Math.max(most, running);
        setTimeout(
          () => {
            running -= 1;
            over += 1;
            release();
          },
          (index * 7) % 13,
        );
      });
      if (index % 5 === 0) {
        setTimeout(
          () => {
            chat.leave();
            if (!isRunning) over += 1;
          },
          (index * 11) % 40,
        );
      }
      if (index % 20 === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    }
    await until(() => over === total, 30_000);
    expect(most).toBe(5);
    expect(lines.map(({ waiting, running: left }) => [waiting, left])).toEqual([
      [0, 0],
      [0, 0],
    ]);
  });

  it('gives people turns across gateways, and tells each their place among all', async () => {
    const [here, there] = openLines(1) as [WaitingLine, WaitingLine];
    const first = enter(here, 'first');
    await until(() => first.release !== undefined);
    const order: string[] = [];
    const ask = (line: WaitingLine, person: string): Chat =>
      enter(line, person, (release) => {
        order.push(person);
        release();
      });
    const greedy = [1, 2, 3].map(() => ask(here, 'greedy'));
    // Another gateway's chats come after those that Redis has by now.
    await here.places(greedy.map(({ entrance }) => entrance));
    const modest = ask(there, 'modest');
    const place = async (line: WaitingLine, { entrance }: Chat): Promise<number | undefined> =>
      (await line.places([entrance])).get(entrance)?.position;
    expect(await place(there, modest)).toBe(2);
    expect(await place(here, greedy[2]!)).toBe(4);
    first.release?.();
    await until(() => order.length === 4);
    expect(order).toEqual(['greedy', 'modest', 'greedy', 'greedy']);
  });

  it('gives up on who waited too long, and lets go of who leaves, at once', async () => {
    const [here, there] = openLines(1, {}, 400) as [WaitingLine, WaitingLine];
    const busy = enter(here, 'busy');
    await until(() => busy.release !== undefined);
    const gone = enter(there, 'gone');
    const late = enter(there, 'late');
    gone.leave();
    expect(there.waiting).toBe(1);
    expect((await there.places([late.entrance])).get(late.entrance)?.position).toBe(1);
    await until(() => late.refused === 'queue-timeout');
    const next = enter(there, 'next');
    await there.places([next.entrance]);
    busy.release?.();
    await until(() => next.release !== undefined);
    expect([gone.release, late.release]).toEqual([undefined, undefined]);
  });

  it('gives the places of a gateway that was killed to the others, and nobody waits behind its chats', async () => {
    const program = join(productRoot, 'tests/support/line-program.ts');
    const row = freshRow();
    const child = spawn(process.execPath, ['--import', registerTypescript, program, redis.url, row, String(leaseMs)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let told = '';
    child.stdout.on('data', (chunk: Buffer) => (told += chunk.toString()));
    await until(() => told.includes('turn two'), 20_000);
    const lines = openSharedLines({ url: redis.url, whenStoreFails: 'refuse', leaseMs });
    closing.push(() => lines.close());
    const line = lines.open(row, { ...defaultLimits.queue, maxConcurrent: 2, timeoutMs: 60_000 });
    const chats = [enter(line, 'ann'), enter(line, 'bob'), enter(line, 'cem')];
    await new Promise((resolve) => setTimeout(resolve, 2 * leaseMs));
    // While it lives, its chats keep their places however long they take.
    expect(chats.map(({ release }) => release)).toEqual([undefined, undefined, undefined]);
    child.kill('SIGKILL');
    await until(() => chats[1]?.release !== undefined, 5 * leaseMs);
    expect(chats[0]?.release).toBeDefined();
    const places = await line.places([chats[2]!.entrance]);
    expect(places.get(chats[2]!.entrance)?.position).toBe(1);
    expect(chats[2]?.release).toBeUndefined();
  });

  it('keeps what is answered within its bounds when Redis comes back without its data', async () => {
    // Those who wait are refused when a Redis is away for longer than that, as one that starts on a busy machine may be.
    const patience = 4 * leaseMs;
    const [here, there] = openLines(2, { leaseMs: patience }) as [WaitingLine, WaitingLine];
    const running = [enter(here, 'one'), enter(there, 'two')];
    await until(() => running.every(({ release }) => release !== undefined), 2 * patience);
    const waiting = [enter(here, 'three'), enter(there, 'four')];
    // Both are in the line: who gets in while Redis goes is refused.
    await Promise.all([here.places([waiting[0]!.entrance]), there.places([waiting[1]!.entrance])]);
    await redis.stop();
    await until(() => said.length === 2, 5000);
    expect(said[0]).toMatch(/Redis does not answer .* are refused until it is back/);
    const refused = enter(here, 'five');
    await until(() => refused.refused === 'limits-unavailable');
    await redis.start();
    await until(() => said.filter((message) => message.includes('answers again')).length === 2, 5000);
    await new Promise((resolve) => setTimeout(resolve, 1.5 * patience));
    expect(waiting.map(({ release, refused }) => release ?? refused)).toEqual([undefined, undefined]);
    running[0]?.release?.();
    await until(() => waiting.filter(({ release }) => release).length === 1);
    running[1]?.release?.();
    await until(() => waiting.every(({ release }) => release));
    expect([here.running + there.running, here.waiting + there.waiting]).toEqual([2, 0]);
  });

  it('refuses those who wait when Redis stays away', async () => {
    const [here] = openLines(1, { timeoutMs: 200 }) as [WaitingLine];
    const busy = enter(here, 'busy');
    await until(() => busy.release !== undefined, 5000);
    const waiting = enter(here, 'waiting');
    await here.places([waiting.entrance]);
    redis.freeze();
    await until(() => waiting.refused === 'limits-unavailable', 5 * leaseMs);
    busy.release?.();
    redis.thaw();
    const next = enter(here, 'next');
    await until(() => next.release !== undefined || next.refused !== undefined, 5000);
    expect(next.refused).toBeUndefined();
  });

  it('is each gateway’s own while Redis is away where that was chosen, and shared again after', async () => {
    const [here, there] = openLines(1, { whenStoreFails: 'allow' }) as [WaitingLine, WaitingLine];
    const busy = enter(here, 'busy');
    await until(() => busy.release !== undefined, 5000);
    const waiting = [enter(here, 'ann'), enter(there, 'bob'), enter(there, 'cem')];
    await there.places([waiting[2]!.entrance]);
    await redis.stop();
    // The other gateway has a place of its own now; here it is taken.
    await until(() => waiting[1]?.release !== undefined, 5000);
    await until(() => said.length === 2, 5000);
    expect(said[0]).toMatch(/Redis does not answer .* keeps lines of its own/);
    expect([waiting[0]?.release, waiting[2]?.release]).toEqual([undefined, undefined]);
    expect((await there.places([waiting[2]!.entrance])).get(waiting[2]!.entrance)?.position).toBe(1);
    await redis.start();
    await until(() => said.filter((message) => message.includes('answers again')).length === 2, 5000);
    busy.release?.();
    await new Promise((resolve) => setTimeout(resolve, 3 * leaseMs));
    expect([waiting[0]?.release, waiting[2]?.release]).toEqual([undefined, undefined]);
    waiting[1]?.release?.();
    await until(() => [waiting[0], waiting[2]].filter((chat) => chat?.release).length === 1);
  });
});

it('two gateways before one row never ask it more than it takes', async () => {
  const backend = await startScriptedBackend({ reply: 'One two three.', delayMs: 10 });
  const closing: (() => unknown)[] = [];
  const origins: string[] = [];
  const name = freshRow();
  let running = 0;
  let most = 0;
  const counting: ChatStage = async (exchange, next) => {
    running += 1;
    most = Math.max(most, running);
    return next(exchange).finally(() => (running -= 1));
  };
  for (let count = 0; count < 2; count += 1) {
    const lines = openSharedLines({ url: redis.url, whenStoreFails: 'refuse', leaseMs });
    const queue = createQueueStage({
      config: defaultLimits.queue,
      policyOf: createPolicies().policyOf,
      openLine: lines.open,
      noticeMs: 10,
    });
    const { origin, close } = await startGateway({
      backends: [backendRow(backend.url, { name, maxConcurrent: 2 })],
      stages: [queue.stage, counting],
    });
    origins.push(origin);
    closing.push(close, () => lines.close());
  }
  const asked = Array.from({ length: 12 }, async (_, index) => {
    const response = await fetch(`${origins[index % 2]!}/v1/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ model: 'small', stream: true, messages: [{ role: 'user', content: 'Hi' }] }),
    });
    return response.text();
  });
  const texts = await Promise.all(asked);
  expect(texts.filter((text) => text.includes('data: [DONE]'))).toHaveLength(12);
  expect(most).toBe(2);
  expect(texts.some((text) => /: inkstone-queue \{"position":[1-9]/.test(text))).toBe(true);
  for (const close of closing) await close();
  await backend.close();
});
