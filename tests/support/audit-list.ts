import type { Bookkeeping } from '../../src/gateway/records/bookkeeping.ts';
import type { Person } from '../../src/gateway/chat-stage.ts';

/** Bookkeeping that keeps nothing but a list of what it was told for the audit: who, action, subject. */
export function listAudit(): { readonly bookkeeping: Bookkeeping; readonly audited: (readonly string[])[] } {
  const audited: (readonly string[])[] = [];
  const unused = (): never => {
    throw new Error('Nothing but the audit is kept here.');
  };
  const bookkeeping: Bookkeeping = {
    stage: (exchange, next) => next(exchange),
    metrics: {
      rows: [],
      running: 0,
      observe: unused,
      changeRunning: unused,
      watch: () => undefined,
      render: unused,
      contentType: '',
    },
    metricsToken: undefined,
    records: undefined,
    store: 'none',
    journalLimitBytes: 0,
    mask: { mask: unused } as unknown as Bookkeeping['mask'],
    audit: ({ id }: Person, action, subject) => void audited.push([id, action, subject]),
    budgetsOf: () => [],
    budgets: [],
    keepsContentOf: () => false,
    close: () => Promise.resolve(),
  };
  return { bookkeeping, audited };
}
