import type { Backend, BackendModel } from './backend.ts';
import type { Health } from './health.ts';

/** A model of a row, as something that a chat can be sent to. */
export interface Target {
  readonly backend: Backend;
  readonly model: BackendModel;
}

/** One model behind an alias, and its share of the chats. */
export interface WeightedTarget extends Target {
  readonly weight: number;
}

/** A name that stands for models of several rows, such as `writing-default`. */
export interface Alias {
  readonly id: string;
  /** `row/model` or a model's id, with its share. */
  readonly members: readonly { readonly model: string; readonly weight: number }[];
}

/**
 * The order in which to try the targets of an alias: by chance according to their shares, those that are down last, those
 * that are drained not at all. `random` gives numbers from 0 up to 1.
 */
export function orderTargets(targets: readonly WeightedTarget[], health: Health, random: () => number): Target[] {
  const states = new Map(targets.map(({ backend }) => [backend.name, health.claim(backend.name)]));
  const up = targets.filter(({ backend }) => states.get(backend.name) === 'up');
  const down = targets.filter(({ backend }) => states.get(backend.name) === 'down');
  return [...shuffle(up, random), ...shuffle(down, random)];
}

function shuffle(targets: readonly WeightedTarget[], random: () => number): Target[] {
  const rest = [...targets];
  const order: Target[] = [];
  while (rest.length > 0) {
    let at = random() * rest.reduce((sum, { weight }) => sum + weight, 0);
    const chosen = rest.findIndex(({ weight }) => (at -= weight) < 0);
    order.push(...rest.splice(Math.max(0, chosen), 1));
  }
  return order;
}
