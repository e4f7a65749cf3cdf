import type { Person } from '../chat-stage.ts';
import type { Budget } from './prices-schema.ts';
import type { Cost } from './pricing.ts';

/** Where a budget stands for somebody. */
export interface BudgetState {
  readonly spent: number;
  readonly amount: number;
  readonly currency: string;
  readonly period: Budget['period'];
  /** Whose: the person's own, or a group's. */
  readonly of: 'person' | 'group';
  readonly atLimit: Budget['atLimit'];
}

/** Where a budget stands for one person or one group, for administrators. */
export interface BudgetStanding extends BudgetState {
  /** The person's id, or the group's name. */
  readonly whose: string;
}

/** What was spent in a currency since a moment, as the store has it. */
export type ReadSpent = (
  since: string,
  currency: string,
) => Promise<readonly { readonly person: string; readonly groups: readonly string[]; readonly cost: number }[]>;

export interface Spending {
  add(person: Person, cost: Cost): void;
  /** The budgets of which most is spent first; only those that are for this person. */
  of(person: Person): readonly BudgetState[];
  /** Every budget of a group or of a person by their id, and those who have spent most of one that each has: the most spent first. */
  standings(): readonly BudgetStanding[];
  /** Takes over what the store knows: what was spent before this start, and by other gateways. */
  reload(read: ReadSpent): Promise<void>;
}

const dayMs = 86_400_000;

/** The share of a budget from which it is told of. */
export const warnFrom = 0.8;

/** The first moment of the period, in UTC. */
export function periodStart(period: Budget['period'], now: Date): string {
  return period === 'day'
    ? `${now.toISOString().slice(0, 10)}T00:00:00.000Z`
    : `${now.toISOString().slice(0, 7)}-01T00:00:00.000Z`;
}

export function createSpending(budgets: readonly Budget[], now: () => Date = () => new Date()): Spending {
  /** By budget, period and whom it is counted for. */
  let sums = new Map<string, number>();
  const startOf = rememberStarts(now);
  const keyOf = (index: number, budget: Budget, whom: string): string => `${index} ${startOf(budget.period)} ${whom}`;
  const stateOf = ({ amount, currency, period, atLimit, group }: Budget, key: string): BudgetState => ({
    spent: sums.get(key) ?? 0,
    amount,
    currency,
    period,
    atLimit,
    of: group === undefined ? 'person' : 'group',
  });

  function counted(person: Pick<Person, 'id' | 'groups'>): (readonly [Budget, string])[] {
    const found: (readonly [Budget, string])[] = [];
    budgets.forEach((budget, index) => {
      if (budget.group !== undefined && person.groups.includes(budget.group)) {
        found.push([budget, keyOf(index, budget, budget.group)]);
      }
      if (budget.person === '*' || budget.person === person.id) found.push([budget, keyOf(index, budget, person.id)]);
    });
    return found;
  }
  function add(to: Map<string, number>, person: Pick<Person, 'id' | 'groups'>, { cost, currency }: Cost): void {
    for (const [budget, key] of counted(person)) {
      if (budget.currency === currency) to.set(key, (to.get(key) ?? 0) + cost);
    }
  }

  return {
    add: (person, cost) => add(sums, person, cost),
    of: (person) =>
      counted(person)
        .map(([budget, key]) => stateOf(budget, key))
        .sort(mostSpentFirst),
    standings: () =>
      budgets
        .flatMap((budget, index): BudgetStanding[] => {
          const whose = budget.group ?? budget.person ?? '';
          if (whose !== '*') return [{ whose, ...stateOf(budget, keyOf(index, budget, whose)) }];
          const prefix = keyOf(index, budget, '');
          return [...sums.keys()]
            .filter((key) => key.startsWith(prefix))
            .map((key) => ({ whose: key.slice(prefix.length), ...stateOf(budget, key) }))
            .filter(({ spent, amount }) => spent >= amount * warnFrom)
            .sort(mostSpentFirst)
            .slice(0, peopleTold);
        })
        .sort(mostSpentFirst),
    async reload(read) {
      const wanted = new Map(budgets.map(({ period, currency }) => [`${period} ${currency}`, { period, currency }]));
      const fresh = new Map<string, number>();
      for (const { period, currency } of wanted.values()) {
        for (const { person, groups, cost } of await read(periodStart(period, now()), currency)) {
          for (const [budget, key] of counted({ id: person, groups })) {
            if (budget.currency !== currency || budget.period !== period) continue;
            fresh.set(key, (fresh.get(key) ?? 0) + cost);
          }
        }
      }
      // What was spent while the store was read may not be in it yet: never less than was known before.
      // Days and months that are over are let go.
      const running = [...sums].filter(([key]) =>
        budgets.some((budget, index) => key.startsWith(keyOf(index, budget, ''))),
      );
      sums = new Map([
        ...running,
        ...Array.from(fresh, ([key, sum]) => [key, Math.max(sum, sums.get(key) ?? 0)] as const),
      ]);
    },
  };
}

/** How many people are named of a budget that each person has. */
const peopleTold = 20;

function mostSpentFirst(one: BudgetState, other: BudgetState): number {
  return other.spent / other.amount - one.spent / one.amount;
}

/** The first moment of the period that runs, written anew once a day: it is asked for several times in each chat. */
function rememberStarts(now: () => Date): (period: Budget['period']) => string {
  let day = -1;
  let starts = { day: '', month: '' };
  return (period) => {
    const time = now();
    const today = Math.floor(time.getTime() / dayMs);
    if (today !== day) {
      day = today;
      starts = { day: periodStart('day', time), month: periodStart('month', time) };
    }
    return starts[period];
  };
}
