import { z } from 'zod';
import { says } from '../config/problem-words.ts';

const amount = z.number().nonnegative().max(1_000_000_000);
const currency = z.string().regex(/^[A-Z]{3}$/, says('currency-form'));

/** What a model costs, by the token or by the time that it keeps a GPU busy. */
const price = z
  .strictObject({
    /** The id that clients ask for; `*` stands for any characters. */
    model: z.string().min(1).max(300),
    /** The row of `backends`, where the model's price differs between rows. */
    backend: z.string().min(1).max(64).optional(),
    currency,
    perMillion: z.strictObject({ in: amount, out: amount }).optional(),
    gpu: z
      .strictObject({
        /** Of one GPU. */
        perHour: amount,
        count: z.number().int().min(1).max(10_000).default(1),
        /** Tokens in and out together that they do in a second under load; without it, the time is measured. */
        tokensPerSecond: z.number().positive().max(10_000_000).optional(),
      })
      .optional(),
  })
  .refine(({ perMillion, gpu }) => (perMillion === undefined) !== (gpu === undefined), {
    message: says('price-kind'),
  });

/** The key `prices`: the first row that fits a model counts. */
export const pricesSchema = z.array(price).default([]);
export type Price = z.infer<typeof price>;

const budget = z
  .strictObject({
    /** Each member of this group together, this person, or `*` for each person by themselves. */
    group: z.string().min(1).max(300).optional(),
    person: z.string().min(1).max(300).optional(),
    amount: amount.positive(),
    currency,
    period: z.enum(['day', 'month']).default('month'),
    /** What happens at the whole of it: a warning, or no further chats. */
    atLimit: z.enum(['warn', 'refuse']).default('warn'),
  })
  .refine(({ group, person }) => (group === undefined) !== (person === undefined), {
    message: says('budget-whose'),
  });

/** The key `budgets`. */
export const budgetsSchema = z.array(budget).default([]);
export type Budget = z.infer<typeof budget>;
