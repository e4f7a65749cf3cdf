import { resolve } from 'node:path';
import type { ConfigProblem } from '../config/config-error.ts';
import { isLoopback } from '../host-check.ts';
import type { Budget, Price } from '../prices/prices-schema.ts';
import type { BookkeepingConfig } from './bookkeeping.ts';
import type { RecordsPlace } from './open-database.ts';
import type { RecordsFile } from './records-schema.ts';

interface Surroundings {
  readonly host: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** What paths are relative to. */
  readonly folder: string;
  readonly problems: ConfigProblem[];
}

/** The keys `records`, `prices` and `budgets`; what is wrong is added to the problems. */
export function readBookkeeping(
  file: { readonly records: RecordsFile; readonly prices: readonly Price[]; readonly budgets: readonly Budget[] },
  surroundings: Surroundings,
): BookkeepingConfig {
  const { records, prices, budgets } = file;
  const { problems } = surroundings;
  const currencies = new Set(prices.map(({ currency }) => currency));
  budgets.forEach(({ currency }, index) => {
    if (currencies.has(currency)) return;
    const message = `No price is in ${currency}, so nothing would count. Use a currency of "prices", or add a price.`;
    problems.push({ key: `budgets[${index}].currency`, message });
  });
  return {
    records: {
      ...placeOf(records, surroundings),
      audit: records.audit,
      retention: records.retentionDays,
      journalLimitBytes: records.journalMegabytes * 1024 * 1024,
    },
    prices,
    budgets,
    metricsToken: metricsTokenOf(surroundings),
  };
}

const shortestToken = 16;

function metricsTokenOf({ environment, problems }: Surroundings): string | undefined {
  const token = environment['INKSTONE_METRICS_TOKEN']?.trim() ?? '';
  if (token === '') return undefined;
  if (!/^[\w.~+/=-]+$/.test(token) || token.length < shortestToken) {
    const message = `It has at least ${shortestToken} characters, letters, digits and -._~+/= alone. Make one with "openssl rand -hex 24".`;
    problems.push({ key: 'INKSTONE_METRICS_TOKEN', message });
  }
  return token;
}

function placeOf(records: RecordsFile, { host, environment, folder, problems }: Surroundings): RecordsPlace {
  const store = records.store === 'auto' ? (isLoopback(host) ? 'embedded' : 'none') : records.store;
  const at = resolve(folder, records.folder);
  if (store === 'none') return { store };
  if (store === 'embedded') return { store, folder: at };
  const url = environment[records.urlEnv]?.trim();
  if (!url) {
    const message = `The variable ${records.urlEnv} is not set. Set it to postgres://user:password@host/database.`;
    problems.push({ key: 'records.urlEnv', message });
  } else if (!/^postgres(?:ql)?:\/\//.test(url)) {
    const message = `The variable ${records.urlEnv} is no address of PostgreSQL. It begins with postgres://.`;
    problems.push({ key: 'records.urlEnv', message });
  }
  return { store, folder: at, url: url ?? '' };
}
