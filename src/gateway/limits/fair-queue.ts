import type { Priority } from '../../protocol/policy.ts';
import { realClock, type Clock } from './clock.ts';
import { nextLine, orderOf, strideOf, type Line, type Waiter } from './queue-order.ts';

export interface FairQueueOptions {
  /** Chats that run at once. */
  readonly maxConcurrent: number;
  /** Waiting chats of one person, and of all. */
  readonly perPerson: number;
  readonly inAll: number;
  readonly timeoutMs: number;
  readonly weights: Readonly<Record<Priority, number>>;
  readonly clock?: Clock;
}

/** `limits-unavailable`: where the line is kept cannot be reached. */
export type QueueRefusal = 'queue-full' | 'queue-person-full' | 'queue-timeout' | 'limits-unavailable';

export interface Entrance {
  readonly person: string;
  readonly priority: Priority;
  /** It is this one's turn; `release` is called once when it is done. May be called before `enter` returns. */
  readonly onTurn: (release: () => void) => void;
  readonly onRefused: (reason: QueueRefusal) => void;
}

/** Where somebody stands in the line. */
export interface Place {
  /** 1 is the next. */
  readonly position: number;
  /** As far as that can be told by how long chats took lately. */
  readonly waitMs: number | undefined;
}

/** A line that people wait in, here or with other gateways. */
export interface WaitingLine {
  /** Of this gateway. */
  readonly waiting: number;
  readonly running: number;
  /** Begins at once where there is a place and nobody waits: gives `release`, to be called once. For lines that know without asking. */
  enterAtOnce?(): (() => void) | undefined;
  /** Gets in line; gives the way to leave it, which does nothing once it was the waiter's turn. */
  enter(entrance: Entrance): () => void;
  /** The places of these, if nobody came any more; of as many of them as can be told at once. */
  places(entrances: Iterable<Entrance>): ReadonlyMap<Entrance, Place> | Promise<ReadonlyMap<Entrance, Place>>;
}

export interface FairQueue extends WaitingLine {
  /** Everybody's place, if nobody came any more. One pass over the line. */
  places(): ReadonlyMap<Entrance, Place>;
}

const tiers: readonly Priority[] = ['high', 'normal', 'low'];
/** How much of the reckoned length of a chat the last one makes. */
const smoothing = 0.2;

/**
 * A line before something that does so many things at once. Tiers take turns by their weights (stride scheduling), so that the
 * higher goes first and the lowest still gets its share; within a tier people take turns, however much one of them asks; within
 * a person first come, first served. Every step is quick whatever the length of the line.
 */
export function createFairQueue(options: FairQueueOptions): FairQueue {
  const clock = options.clock ?? realClock;
  const strides = strideOf(options.weights);
  const lines = tiers.map<Line>((tier) => ({ stride: strides[tier], pass: 0, people: new Map() }));
  let waiting = 0;
  let running = 0;
  /** Pass of the line that was last served: one that fills again begins there, and has no claim on the time before. */
  let virtualTime = 0;
  let averageMs: number | undefined;

  function lineOf(priority: Priority): Line {
    const line = lines[tiers.indexOf(priority)];
    if (!line) throw new Error(`There is no tier "${priority}".`);
    return line;
  }

  /** Gives the way to end it. */
  function start(): () => void {
    running += 1;
    const startedAt = clock.now();
    let isOver = false;
    return () => {
      if (isOver) return;
      isOver = true;
      running -= 1;
      const took = clock.now() - startedAt;
      averageMs = averageMs === undefined ? took : averageMs + smoothing * (took - averageMs);
      serve();
    };
  }

  function serve(): void {
    while (running < options.maxConcurrent && waiting > 0) {
      const next = takeNext();
      if (!next) return;
      next.cancelTimeout();
      next.entrance.onTurn(start());
    }
  }

  function takeNext(): Waiter | undefined {
    const line = nextLine(lines);
    const [turn] = line?.people ?? [];
    if (!line || !turn) return undefined;
    const [person, own] = turn;
    const waiter = own.shift();
    // To the end of the circle, or out of it.
    line.people.delete(person);
    if (own.length > 0) line.people.set(person, own);
    virtualTime = line.pass;
    line.pass += line.stride;
    waiting -= 1;
    return waiter;
  }

  function remove(waiter: Waiter): boolean {
    const line = lineOf(waiter.entrance.priority);
    const { person } = waiter.entrance;
    const own = line.people.get(person);
    const at = own?.indexOf(waiter) ?? -1;
    if (!own || at < 0) return false;
    own.splice(at, 1);
    if (own.length === 0) line.people.delete(person);
    waiting -= 1;
    waiter.cancelTimeout();
    return true;
  }

  function enterAtOnce(): (() => void) | undefined {
    return running < options.maxConcurrent && waiting === 0 ? start() : undefined;
  }

  return {
    enterAtOnce,
    get waiting() {
      return waiting;
    },
    get running() {
      return running;
    },
    enter(entrance) {
      const release = enterAtOnce();
      if (release) {
        entrance.onTurn(release);
        return () => undefined;
      }
      const line = lineOf(entrance.priority);
      const own = line.people.get(entrance.person) ?? [];
      if (waiting >= options.inAll || own.length >= options.perPerson) {
        entrance.onRefused(waiting >= options.inAll ? 'queue-full' : 'queue-person-full');
        return () => undefined;
      }
      const waiter: Waiter = {
        entrance,
        cancelTimeout: clock.after(options.timeoutMs, () => {
          if (remove(waiter)) entrance.onRefused('queue-timeout');
        }),
      };
      if (line.people.size === 0) line.pass = Math.max(line.pass, virtualTime);
      own.push(waiter);
      line.people.set(entrance.person, own);
      waiting += 1;
      return () => void remove(waiter);
    },
    places() {
      const places = new Map<Entrance, Place>();
      orderOf(lines).forEach((waiter, index) => {
        const rounds = (index + 1) / options.maxConcurrent;
        places.set(waiter.entrance, {
          position: index + 1,
          waitMs: averageMs === undefined ? undefined : rounds * averageMs,
        });
      });
      return places;
    },
  };
}
