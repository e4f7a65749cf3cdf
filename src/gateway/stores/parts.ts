import type { Part } from '../../protocol/gateway-state.ts';
import type { Bookkeeping } from '../records/bookkeeping.ts';
import type { StoreState } from './store-watch.ts';

/** The Redis of quotas and lines, where there is one. */
export interface LimitsPart {
  readonly state: StoreState;
  readonly whenGone: 'refuse' | 'allow';
}

/** What this gateway needs beside itself, as its configuration says. */
export function partsOf(bookkeeping: Bookkeeping | undefined, limits: LimitsPart | undefined): readonly Part[] {
  const parts: Part[] = [];
  const records = bookkeeping?.records?.state;
  if (records && bookkeeping.store !== 'none') {
    parts.push({ name: 'records', kind: bookkeeping.store, ...records.store, whenGone: 'wait' });
    parts.push({ name: 'journal', kind: 'disk', ...records.journal, whenGone: 'wait' });
  }
  if (limits) parts.push({ name: 'limits', kind: 'redis', ...limits.state, whenGone: limits.whenGone });
  return parts;
}
