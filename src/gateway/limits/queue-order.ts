import type { Entrance } from './fair-queue.ts';

/** One who waits. */
export interface Waiter {
  readonly entrance: Entrance;
  readonly cancelTimeout: () => void;
}

/** Those of one tier. */
export interface Line {
  /** How far being served moves the line back among the others. */
  readonly stride: number;
  pass: number;
  /** Those who wait, by person, in the order of their turns. */
  readonly people: Map<string, Waiter[]>;
}

/** The line whose turn it is; of equals the first. */
export function nextLine<T extends { readonly pass: number; readonly people: { readonly size: number } }>(
  lines: readonly T[],
): T | undefined {
  let next: T | undefined;
  for (const line of lines) if (line.people.size > 0 && (!next || line.pass < next.pass)) next = line;
  return next;
}

/** All who wait, in the order in which their turns would come if nobody else did. */
export function orderOf(lines: readonly Line[]): Waiter[] {
  const order: Waiter[] = [];
  const copies = lines.map(({ stride, pass, people }) => {
    const turns = inTurns(people);
    return { stride, pass, people: { turns, served: 0, size: turns.length } };
  });
  for (;;) {
    const line = nextLine(copies);
    const waiter = line?.people.turns[line.people.served];
    if (!line || !waiter) return order;
    order.push(waiter);
    line.people.served += 1;
    line.people.size -= 1;
    line.pass += line.stride;
  }
}

/** Everybody's first, then everybody's second, and so on. */
function inTurns(people: ReadonlyMap<string, readonly Waiter[]>): Waiter[] {
  const turns: Waiter[][] = [];
  for (const own of people.values()) {
    own.forEach((waiter, round) => {
      (turns[round] ??= []).push(waiter);
    });
  }
  return turns.flat();
}
