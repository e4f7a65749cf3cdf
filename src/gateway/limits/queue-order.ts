import type { Priority } from '../../protocol/policy.ts';
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

/** How far being served moves each tier back: by the inverse of its weight, in whole numbers, so that sums of them stay exact. */
export function strideOf(weights: Readonly<Record<Priority, number>>): Readonly<Record<Priority, number>> {
  const common = leastCommonMultiple(leastCommonMultiple(weights.high, weights.normal), weights.low);
  return { high: common / weights.high, normal: common / weights.normal, low: common / weights.low };
}

function leastCommonMultiple(one: number, other: number): number {
  let [divisor, rest] = [one, other];
  while (rest > 0) [divisor, rest] = [rest, divisor % rest];
  return (one / divisor) * other;
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
