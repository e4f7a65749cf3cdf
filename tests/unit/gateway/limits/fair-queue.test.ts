import fc from 'fast-check';
import type { Priority } from '../../../../src/protocol/policy.ts';
import {
  createFairQueue,
  type Entrance,
  type FairQueue,
  type FairQueueOptions,
} from '../../../../src/gateway/limits/fair-queue.ts';
import { createVirtualClock, type VirtualClock } from '../../../support/virtual-clock.ts';

const weights = { high: 6, normal: 3, low: 1 };
const tiers = ['high', 'normal', 'low'] as const;

/** A queue whose chats are told one by one to end. */
class Bench {
  readonly clock: VirtualClock = createVirtualClock();
  readonly queue: FairQueue;
  /** Names of those whose turn it was, in order. */
  readonly served: string[] = [];
  readonly refused: string[] = [];
  readonly running: { readonly name: string; readonly release: () => void }[] = [];

  constructor(options: Partial<FairQueueOptions> = {}) {
    this.queue = createFairQueue({
      maxConcurrent: 1,
      perPerson: 1000,
      inAll: 10_000,
      timeoutMs: 60_000,
      weights,
      clock: this.clock,
      ...options,
    });
  }

  enter(name: string, person = name, priority: Priority = 'normal'): { leave: () => void; entrance: Entrance } {
    const entrance: Entrance = {
      person,
      priority,
      onTurn: (release) => {
        this.served.push(name);
        this.running.push({ name, release });
      },
      onRefused: (reason) => void this.refused.push(`${name}: ${reason}`),
    };
    return { leave: this.queue.enter(entrance), entrance };
  }

  /** The chat that began first ends. */
  endOne(): void {
    this.running.shift()?.release();
  }

  endAll(): void {
    while (this.running.length > 0) this.endOne();
  }
}

describe('the fair queue', () => {
  it('lets in at once while there is room, and no more than that', () => {
    const bench = new Bench({ maxConcurrent: 2 });
    for (const name of ['a', 'b', 'c']) bench.enter(name);
    expect(bench.served).toEqual(['a', 'b']);
    bench.endOne();
    expect(bench.served).toEqual(['a', 'b', 'c']);
  });

  it('gives people turns, however much one of them asks', () => {
    const bench = new Bench();
    bench.enter('running');
    for (const name of ['a1', 'a2', 'a3']) bench.enter(name, 'ann');
    bench.enter('b1', 'bob');
    bench.enter('c1', 'cem');
    bench.endAll();
    expect(bench.served).toEqual(['running', 'a1', 'b1', 'c1', 'a2', 'a3']);
  });

  it('serves the tiers by their weights', () => {
    const bench = new Bench();
    bench.enter('running');
    for (const tier of tiers) for (let count = 0; count < 100; count += 1) bench.enter(tier, `${tier}${count}`, tier);
    for (let count = 0; count < 100; count += 1) bench.endOne();
    const share = (tier: string): number => bench.served.filter((name) => name === tier).length;
    expect([share('high'), share('normal'), share('low')]).toEqual([60, 30, 10]);
  });

  it('owes a tier nothing for the time when nobody of it waited', () => {
    const bench = new Bench();
    bench.enter('running');
    for (let count = 0; count < 60; count += 1) bench.enter('high', `h${count}`, 'high');
    for (let count = 0; count < 50; count += 1) bench.endOne();
    for (let count = 0; count < 10; count += 1) bench.enter('low', `l${count}`, 'low');
    for (let count = 0; count < 7; count += 1) bench.endOne();
    expect(bench.served.slice(-7).filter((name) => name === 'low').length).toBeLessThanOrEqual(2);
  });

  it('refuses past its bounds, and says which', () => {
    const bench = new Bench({ perPerson: 1, inAll: 2 });
    bench.enter('running');
    bench.enter('a1', 'ann');
    bench.enter('a2', 'ann');
    bench.enter('b1', 'bob');
    bench.enter('c1', 'cem');
    expect(bench.refused).toEqual(['a2: queue-person-full', 'c1: queue-full']);
  });

  it('gives up on who waited too long, and lets go of who leaves', () => {
    const bench = new Bench({ timeoutMs: 1000 });
    bench.enter('running');
    bench.enter('late');
    const { leave } = bench.enter('gone');
    leave();
    leave();
    expect(bench.queue.waiting).toBe(1);
    bench.clock.advance(1001);
    expect(bench.refused).toEqual(['late: queue-timeout']);
    bench.endAll();
    expect(bench.served).toEqual(['running']);
    expect([bench.queue.waiting, bench.queue.running]).toEqual([0, 0]);
  });

  it('counts a chat that ends twice once', () => {
    const bench = new Bench();
    bench.enter('a');
    const [running] = bench.running;
    running!.release();
    running!.release();
    expect(bench.queue.running).toBe(0);
  });

  it('tells each the place at which their turn comes, and how long that takes', () => {
    const bench = new Bench({ maxConcurrent: 2 });
    bench.enter('x');
    bench.enter('y');
    const first = bench.enter('first');
    expect(bench.queue.places().get(first.entrance)).toEqual({ position: 1, waitMs: undefined });
    bench.clock.advance(4000);
    bench.endOne();
    const waiting = ['p', 'q', 'r'].map((name) => bench.enter(name));
    expect(waiting.map(({ entrance }) => bench.queue.places().get(entrance))).toEqual([
      { position: 1, waitMs: 2000 },
      { position: 2, waitMs: 4000 },
      { position: 3, waitMs: 6000 },
    ]);
  });

  const arrivals = fc.array(fc.record({ person: fc.integer({ min: 0, max: 9 }), tier: fc.constantFrom(...tiers) }), {
    minLength: 1,
    maxLength: 200,
  });

  it('serves in the order that it told, when nobody comes any more', () => {
    fc.assert(
      fc.property(arrivals, fc.integer({ min: 0, max: 40 }), (given, servedBefore) => {
        const bench = new Bench();
        const names = new Map<Entrance, string>();
        given.forEach(({ person, tier }, index) => {
          const name = `${index}`;
          names.set(bench.enter(name, `${tier}${person}`, tier).entrance, name);
        });
        for (let count = 0; count < servedBefore; count += 1) bench.endOne();
        const told = [...bench.queue.places()]
          .sort(([, one], [, other]) => one.position - other.position)
          .map(([entrance]) => names.get(entrance));
        const already = bench.served.length;
        bench.endAll();
        expect(bench.served.slice(already)).toEqual(told);
      }),
    );
  });

  it('starves nobody: a turn comes within the share of one’s tier, whoever else keeps coming', () => {
    fc.assert(
      fc.property(arrivals, fc.constantFrom(...tiers), (given, tier) => {
        const bench = new Bench();
        given.forEach((one, index) => bench.enter(`before-${index}`, `${one.tier}${one.person}`, one.tier));
        const peopleBefore = new Set(given.filter((one) => one.tier === tier).map(({ person }) => person)).size;
        bench.enter('me', 'me', tier);
        let turns = 0;
        while (!bench.served.includes('me')) {
          // Each turn, all who were ever here ask again, and so do others of the tiers above.
          for (const other of tiers) {
            bench.enter('again', `${other}${turns % 10}`, other);
            bench.enter('new', `${other}-new-${turns}`, other);
          }
          bench.endOne();
          turns += 1;
          expect(turns).toBeLessThanOrEqual((peopleBefore + 2) * Math.ceil(10 / weights[tier]) + 3);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('is fair among people of a tier, by Jain’s index, however unequally they ask', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 20, max: 200 }), { minLength: 2, maxLength: 12 }), (asked) => {
        const bench = new Bench();
        bench.enter('running');
        asked.forEach((count, person) => {
          for (let ask = 0; ask < count; ask += 1) bench.enter(`${person}`, `${person}`);
        });
        // While everybody still waits.
        for (let turn = 0; turn < asked.length * 15 + 3; turn += 1) bench.endOne();
        const got = asked.map((_, person) => bench.served.filter((name) => name === `${person}`).length);
        const sum = got.reduce((total, one) => total + one, 0);
        const squares = got.reduce((total, one) => total + one * one, 0);
        expect((sum * sum) / (got.length * squares)).toBeGreaterThan(0.99);
      }),
    );
  });

  it('never runs more than it may, and keeps nothing of who is gone', () => {
    const step = fc.oneof(
      fc.record({ kind: fc.constant('enter' as const), person: fc.nat(5), tier: fc.constantFrom(...tiers) }),
      fc.record({ kind: fc.constant('end' as const) }),
      fc.record({ kind: fc.constant('leave' as const), which: fc.nat(30) }),
      fc.record({ kind: fc.constant('wait' as const), ms: fc.nat(800) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 300 }), fc.integer({ min: 1, max: 4 }), (steps, maxConcurrent) => {
        const bench = new Bench({ maxConcurrent, perPerson: 3, inAll: 10, timeoutMs: 1000 });
        const leaves: (() => void)[] = [];
        for (const one of steps) {
          if (one.kind === 'enter') leaves.push(bench.enter('x', `${one.tier}${one.person}`, one.tier).leave);
          else if (one.kind === 'end') bench.endOne();
          else if (one.kind === 'leave') leaves[one.which]?.();
          else bench.clock.advance(one.ms);
          expect(bench.queue.running).toBe(bench.running.length);
          expect(bench.queue.running).toBeLessThanOrEqual(maxConcurrent);
          expect(bench.queue.waiting).toBeLessThanOrEqual(10);
          // Nobody waits while there is room.
          if (bench.queue.running < maxConcurrent) expect(bench.queue.waiting).toBe(0);
          expect(bench.queue.places().size).toBe(bench.queue.waiting);
        }
        bench.endAll();
        expect([bench.queue.waiting, bench.queue.running, bench.queue.places().size]).toEqual([0, 0, 0]);
      }),
    );
  });
});
