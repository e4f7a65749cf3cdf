import { Slots } from '../../slots.ts';
import type { Clock } from '../clock.ts';
import {
  createFairQueue,
  type Entrance,
  type FairQueueOptions,
  type Place,
  type QueueRefusal,
  type WaitingLine,
} from '../fair-queue.ts';
import type { LimitsConfig } from '../limits-schema.ts';
import type { LineAnswer, RedisLine } from './redis-line.ts';

export interface SharedLineOptions extends FairQueueOptions {
  readonly clock: Clock;
  readonly process: string;
  /** `onGranted` is to be told of turns. */
  readonly open: (onGranted: (ticket: string) => void) => RedisLine;
  /** `refuse`: without the store nobody is let in; `allow`: the gateway keeps a line of its own meanwhile. */
  readonly whenStoreFails: LimitsConfig['whenStoreFails'];
  readonly leaseMs: number;
  /** Told at each sign that the store answers, or with the error that it does not. */
  readonly onStore: (failure?: unknown) => void;
}

export interface SharedLine extends WaitingLine {
  /** Everything that this gateway has in the line is told to the store anew: what that has may be another state than before. */
  joinAgain(): void;
  close(): void;
}

/** Somebody of this gateway who waits or is answered. */
interface Ticket {
  readonly entrance: Entrance;
  /** Among the tickets of this gateway; -1 once it is out of them. */
  place: number;
  id: string;
  isRunning: boolean;
  startedAt: number;
  readonly cancelTimeout: () => void;
  /** Ends what the ticket has in the gateway's own line, and how that line knows it. */
  endAlone: (() => void) | undefined;
  alone: Entrance | undefined;
}

/** How many places are asked for at once; of more, each is told every so many notices. */
const placesAtOnce = 500;

/** The line of a row that many gateways share, as one of them sees it. Every step is sent in order and none is waited for. */
export function createSharedLine(options: SharedLineOptions): SharedLine {
  const { clock, leaseMs, whenStoreFails, onStore } = options;
  const line = options.open(onGranted);
  const tickets = new Slots<Ticket>();
  let waiting = 0;
  let generation = 0;
  let numbered = 0;
  /** Of the tickets since the last time that this gateway joined; '' while it has not. */
  let gateway = '';
  /** While the store is gone and chats are let through. */
  let ownLine: WaitingLine | undefined;
  let heardAt = clock.now();
  /** Something may have been said that the store did not hear. */
  let isUnsettled = false;
  let cancelBeat: (() => void) | undefined;
  let nextPlaces = 0;
  let isClosed = false;

  function send(step: Promise<LineAnswer>, then?: (answer: LineAnswer) => void, orElse?: () => void): void {
    const asked = gateway;
    step.then(
      (answer) => {
        heardAt = clock.now();
        onStore();
        // What was said to an earlier generation is over.
        if (asked !== gateway) return;
        if (!answer.isKnown || ownLine) {
          joinAgain();
          return;
        }
        for (const id of answer.granted) onGranted(id);
        then?.(answer);
      },
      (failure: unknown) => {
        isUnsettled = true;
        onStore(failure);
        if (whenStoreFails === 'allow') goAlone();
        else orElse?.();
      },
    );
    beatLater();
  }

  function beatLater(): void {
    if (isClosed) return;
    cancelBeat ??= clock.after(leaseMs / 10, () => {
      cancelBeat = undefined;
      if (tickets.size === 0 && !isUnsettled) return;
      if (whenStoreFails === 'refuse' && clock.now() - heardAt > leaseMs) refuseWaiting();
      send(line.beat(gateway), () => (isUnsettled = false));
    });
  }

  function joinAgain(): void {
    const before = gateway;
    generation += 1;
    gateway = `${options.process}.${generation}`;
    ownLine = undefined;
    isUnsettled = false;
    const all = tickets.all();
    for (const ticket of all) {
      // A place in that line that were given back would be somebody else's turn there.
      if (!ticket.isRunning) ticket.endAlone?.();
      ticket.endAlone = undefined;
      ticket.alone = undefined;
      name(ticket);
    }
    const [running, others] = [true, false].map((isRunning) =>
      all.filter((ticket) => ticket.isRunning === isRunning),
    ) as [Ticket[], Ticket[]];
    send(
      line.join(
        gateway,
        before,
        running.map(({ id }) => id),
      ),
    );
    for (const ticket of others) getInLine(ticket);
  }

  function name(ticket: Ticket): void {
    numbered += 1;
    ticket.id = `${gateway}/${ticket.place}-${numbered}/${ticket.entrance.priority}/${ticket.entrance.person}`;
  }

  function getInLine(ticket: Ticket): void {
    const { id } = ticket;
    const refuseIt = (reason: QueueRefusal | undefined): void => {
      if (reason && ticket.id === id && !ticket.isRunning) refuse(ticket, reason);
    };
    send(
      line.enter(gateway, id),
      ({ refused }) => refuseIt(refused),
      () => refuseIt('limits-unavailable'),
    );
  }

  function goAlone(): void {
    if (ownLine) return;
    ownLine = createFairQueue(options);
    // First those who have a place already.
    const all = tickets.all().sort((one, other) => Number(other.isRunning) - Number(one.isRunning));
    for (const ticket of all) getInOwnLine(ticket, ownLine);
  }

  function getInOwnLine(ticket: Ticket, own: WaitingLine): void {
    const { person, priority } = ticket.entrance;
    ticket.alone = {
      person,
      priority,
      onTurn(release) {
        ticket.endAlone = release;
        begin(ticket);
      },
      onRefused(reason) {
        if (!ticket.isRunning) refuse(ticket, reason);
      },
    };
    const leave = own.enter(ticket.alone);
    // It may have been the ticket's turn already.
    ticket.endAlone ??= leave;
  }

  function onGranted(id: string): void {
    const ticket = tickets.at(placeOf(id));
    if (ticket?.id === id) begin(ticket);
    // Who left meanwhile, or was refused because the answer came too late: their place is the next one's.
    else if (id.startsWith(`${options.process}.`)) send(line.end(gateway, id));
  }

  function begin(ticket: Ticket): void {
    if (ticket.isRunning) return;
    ticket.isRunning = true;
    ticket.startedAt = clock.now();
    waiting -= 1;
    ticket.cancelTimeout();
    ticket.entrance.onTurn(() => drop(ticket));
  }

  /** Out of the line, for whatever reason. */
  function drop(ticket: Ticket): void {
    if (ticket.place < 0) return;
    tickets.remove(ticket.place);
    ticket.place = -1;
    ticket.cancelTimeout();
    if (!ticket.isRunning) waiting -= 1;
    ticket.endAlone?.();
    if (!ownLine) send(line.end(gateway, ticket.id, ticket.isRunning ? clock.now() - ticket.startedAt : undefined));
  }

  function refuse(ticket: Ticket, reason: QueueRefusal): void {
    if (ticket.place < 0) return;
    drop(ticket);
    ticket.entrance.onRefused(reason);
  }

  function refuseWaiting(): void {
    for (const ticket of tickets.all()) if (!ticket.isRunning) refuse(ticket, 'limits-unavailable');
  }

  return {
    get waiting() {
      return waiting;
    },
    get running() {
      return tickets.size - waiting;
    },
    enter(entrance) {
      if (gateway === '') joinAgain();
      if (tickets.size === 0) heardAt = clock.now();
      const ticket: Ticket = {
        entrance,
        place: -1,
        id: '',
        isRunning: false,
        startedAt: 0,
        cancelTimeout: clock.after(options.timeoutMs, () => refuse(ticket, 'queue-timeout')),
        endAlone: undefined,
        alone: undefined,
      };
      ticket.place = tickets.add(ticket);
      waiting += 1;
      name(ticket);
      if (ownLine) getInOwnLine(ticket, ownLine);
      else getInLine(ticket);
      return () => {
        if (!ticket.isRunning) drop(ticket);
      };
    },
    async places(entrances) {
      const places = new Map<Entrance, Place>();
      const wanted = new Set(entrances);
      const asked = tickets.all().filter(({ entrance }) => wanted.has(entrance));
      if (ownLine) {
        const own = await ownLine.places([]);
        for (const { entrance, alone } of asked) {
          const place = alone && own.get(alone);
          if (place) places.set(entrance, place);
        }
        return places;
      }
      if (asked.length === 0) return places;
      if (nextPlaces >= asked.length) nextPlaces = 0;
      const some = asked.slice(nextPlaces, nextPlaces + placesAtOnce);
      nextPlaces += placesAtOnce;
      const ids = some.map(({ id }) => id);
      const told = await line.places(gateway, ids).catch(() => undefined);
      some.forEach(({ entrance }, index) => {
        const position = told?.positions[index];
        if (position === undefined) return;
        const { averageMs } = told ?? {};
        const waitMs = averageMs === undefined ? undefined : (position / options.maxConcurrent) * averageMs;
        places.set(entrance, { position, waitMs });
      });
      return places;
    },
    joinAgain() {
      if (gateway !== '') joinAgain();
    },
    close() {
      isClosed = true;
      cancelBeat?.();
    },
  };
}

/** The place that a ticket's id names; -1 for an id of another form. */
function placeOf(id: string): number {
  return Number(/^[^/]*\/(\d+)-/.exec(id)?.[1] ?? -1);
}
