import { createPricing } from '../../../../src/gateway/prices/pricing.ts';
import { budgetsSchema, pricesSchema } from '../../../../src/gateway/prices/prices-schema.ts';

const usage = { promptTokens: 2_000, completionTokens: 500 };
const price = (more: object): ReturnType<typeof pricesSchema.parse> =>
  pricesSchema.parse([{ model: 'qwen*', currency: 'CNY', ...more }]);

describe('prices', () => {
  it('reckon by the token', () => {
    const chat = createPricing(price({ perMillion: { in: 2, out: 6 } })).begin('qwen3', 'work')!;
    expect(chat.costOf(usage)).toEqual({ cost: 0.007, currency: 'CNY' });
    expect(chat.costOf(undefined)).toBeUndefined();
  });

  it('reckon GPU-hours by the throughput that is given', () => {
    const chat = createPricing(price({ gpu: { perHour: 18, count: 2, tokensPerSecond: 1000 } })).begin('qwen3', 'w')!;
    // 2,500 tokens take 2.5 s of both.
    expect(chat.costOf(usage)!.cost).toBeCloseTo((2.5 / 3600) * 36, 10);
  });

  it('share the time of a GPU among the chats that run on it, so that the shares add up to the whole', () => {
    let time = 0;
    const pricing = createPricing(price({ gpu: { perHour: 3600 } }), () => time);
    const first = pricing.begin('qwen3', 'work')!;
    time = 1_000;
    const second = pricing.begin('qwen3', 'work')!;
    time = 3_000;
    // One second alone, then two seconds that two share.
    const costs = [first.costOf(undefined)!.cost];
    first.end();
    first.end();
    time = 4_000;
    costs.push(second.costOf(undefined)!.cost);
    second.end();
    expect(costs).toEqual([2, 2]);
    time = 9_000;
    const third = pricing.begin('qwen3', 'work')!;
    expect(third.costOf(usage)!.cost).toBe(0);
  });

  it('fit a model by its name, by stars in it and by its row; the first row that fits counts', () => {
    const rows = pricesSchema.parse([
      { model: 'gpt-4.1', currency: 'USD', perMillion: { in: 1, out: 1 } },
      { model: '*', backend: 'work', currency: 'EUR', perMillion: { in: 1, out: 1 } },
      { model: 'qwen*', currency: 'CNY', perMillion: { in: 1, out: 1 } },
    ]);
    const currency = (model: string, backend: string): string | undefined =>
      createPricing(rows).begin(model, backend)?.costOf(usage)?.currency;
    expect(currency('gpt-4.1', 'work')).toBe('USD');
    expect(currency('gpt-4x1', 'work')).toBe('EUR');
    expect(currency('qwen3:8b', 'home')).toBe('CNY');
    expect(currency('other', 'home')).toBeUndefined();
  });

  it.each([
    [{ perMillion: { in: 1, out: 1 }, gpu: { perHour: 1 } }, /price-kind/],
    [{}, /price-kind/],
    [{ perMillion: { in: -1, out: 1 } }, /0/],
    [{ perMillion: { in: 1, out: 1 }, currency: '¥' }, /currency-form/],
  ])('refuse %j', (more, reason) => {
    const parsed = pricesSchema.safeParse([{ model: 'a', currency: 'CNY', ...more }]);
    expect(parsed.error?.issues[0]?.message).toMatch(reason);
  });

  it('refuse a budget of nobody', () => {
    expect(budgetsSchema.safeParse([{ amount: 1, currency: 'CNY' }]).error?.issues[0]?.message).toBe('budget-whose');
  });
});
