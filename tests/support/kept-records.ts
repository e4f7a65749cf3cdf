import { join } from 'node:path';
import { rmSync } from 'node:fs';
import { budgetsSchema, pricesSchema } from '../../src/gateway/prices/prices-schema.ts';
import { createBookkeeping, type Bookkeeping, type BookkeepingOptions } from '../../src/gateway/records/bookkeeping.ts';
import { defaultMasker, openEmbeddedFromSource, temporaryFolder } from './records.ts';

/** Bookkeeping over an embedded store in a folder of its own, with a price for the model `small`. */
export function keepRecords(more: Partial<BookkeepingOptions> = {}): {
  readonly bookkeeping: Bookkeeping;
  readonly remove: () => void;
} {
  const folder = temporaryFolder();
  const bookkeeping = createBookkeeping({
    records: {
      store: 'embedded',
      folder,
      audit: 'actions',
      retention: { usage: 36_500, audit: 36_500, feedback: 36_500 },
      journalLimitBytes: 1e8,
    },
    prices: pricesSchema.parse([{ model: 'small', currency: 'CNY', perMillion: { in: 2_000, out: 6_000 } }]),
    budgets: budgetsSchema.parse([{ person: '*', amount: 0.1, currency: 'CNY', period: 'day' }]),
    mask: defaultMasker,
    onProblem: () => undefined,
    openDatabase: () => openEmbeddedFromSource(join(folder, 'store')),
    ...more,
  });
  return { bookkeeping, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
