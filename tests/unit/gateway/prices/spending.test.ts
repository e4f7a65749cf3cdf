import type { Person } from '../../../../src/gateway/chat-stage.ts';
import { budgetToTell, refuseWhenSpent } from '../../../../src/gateway/prices/budget-notice.ts';
import { budgetsSchema } from '../../../../src/gateway/prices/prices-schema.ts';
import { createSpending, periodStart } from '../../../../src/gateway/prices/spending.ts';

const ann: Person = { id: 'ann', name: 'Ann', groups: ['legal'], role: 'user' };
const bob: Person = { id: 'bob', name: 'Bob', groups: ['legal', 'board'], role: 'user' };
const cny = (cost: number): { cost: number; currency: string } => ({ cost, currency: 'CNY' });

describe('budgets', () => {
  it('count each person by themselves, and a group together', () => {
    const budgets = budgetsSchema.parse([
      { person: '*', amount: 10, currency: 'CNY' },
      { group: 'legal', amount: 100, currency: 'CNY' },
    ]);
    const spending = createSpending(budgets);
    spending.add(ann, cny(4));
    spending.add(bob, cny(5));
    spending.add(bob, { cost: 50, currency: 'USD' });
    expect(spending.of(ann).map(({ of, spent }) => [of, spent])).toEqual([
      ['person', 4],
      ['group', 9],
    ]);
    expect(spending.of({ ...ann, id: 'cat', groups: [] }).map(({ spent }) => spent)).toEqual([0]);
  });

  it('warn from four fifths on, and refuse at the whole only where they are to', () => {
    const [warns, refuses] = ['warn', 'refuse'].map((atLimit) => {
      const spending = createSpending(budgetsSchema.parse([{ person: 'ann', amount: 10, currency: 'CNY', atLimit }]));
      spending.add(ann, cny(7.9));
      return spending;
    });
    expect(budgetToTell(warns!.of(ann))).toBeUndefined();
    warns!.add(ann, cny(0.1));
    expect(budgetToTell(warns!.of(ann))).toMatchObject({ spent: 8, amount: 10 });
    warns!.add(ann, cny(5));
    expect(() => refuseWhenSpent(warns!.of(ann))).not.toThrow();
    expect(() => refuseWhenSpent(refuses!.of(ann))).not.toThrow();
    refuses!.add(ann, cny(5));
    expect(() => refuseWhenSpent(refuses!.of(ann))).toThrow(/budget of 10 CNY is spent.*next month/);
    expect(refuses!.of(bob)).toEqual([]);
  });

  it('begin anew with the day or the month', () => {
    let now = new Date('2026-03-31T23:59:59Z');
    const spending = createSpending(
      budgetsSchema.parse([{ person: '*', amount: 10, currency: 'CNY', period: 'month' }]),
      () => now,
    );
    spending.add(ann, cny(10));
    expect(spending.of(ann)[0]!.spent).toBe(10);
    now = new Date('2026-04-01T00:00:00Z');
    expect(spending.of(ann)[0]!.spent).toBe(0);
    expect(periodStart('day', now)).toBe('2026-04-01T00:00:00.000Z');
  });

  it('stand for administrators with all groups, and of people those who have spent most of theirs', () => {
    const budgets = budgetsSchema.parse([
      { person: '*', amount: 10, currency: 'CNY' },
      { group: 'legal', amount: 100, currency: 'CNY', atLimit: 'refuse' },
      { group: 'board', amount: 100, currency: 'CNY', period: 'day' },
    ]);
    const spending = createSpending(budgets);
    spending.add(ann, cny(7.9));
    spending.add({ ...ann, id: 'entra:tenant:with spaces' }, cny(8));
    expect(spending.standings()).toMatchObject([
      { whose: 'entra:tenant:with spaces', of: 'person', spent: 8, amount: 10 },
      { whose: 'legal', of: 'group', spent: 15.9, amount: 100, atLimit: 'refuse' },
      { whose: 'board', of: 'group', spent: 0, period: 'day' },
    ]);
  });

  it('take over what the store knows, and never count less than was seen here', async () => {
    const spending = createSpending(budgetsSchema.parse([{ person: '*', amount: 10, currency: 'CNY' }]));
    spending.add(ann, cny(1));
    spending.add(bob, cny(3));
    await spending.reload(async () => [
      { person: 'ann', groups: ['legal'], cost: 6 },
      { person: 'bob', groups: [], cost: 1 },
    ]);
    expect([spending.of(ann)[0]!.spent, spending.of(bob)[0]!.spent]).toEqual([6, 3]);
  });
});
