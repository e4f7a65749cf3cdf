import { resolve } from 'node:path';
import type { ConfigProblem } from '../config/config-error.ts';
import { isLoopback } from '../host-check.ts';
import type { Budget, Price } from '../prices/prices-schema.ts';
import type { BookkeepingConfig } from './bookkeeping.ts';
import type { RecordsPlace } from './open-database.ts';
import { recordsSchema, type RecordsFile } from './records-schema.ts';

interface Surroundings {
  readonly host: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** What paths are relative to. */
  readonly folder: string;
  readonly problems: ConfigProblem[];
}

/** The keys `records`, `prices` and `budgets`; what is wrong is added to the problems. */
export function readBookkeeping(
  file: {
    readonly records?: RecordsFile;
    /** Absent where something is wrong with them: which currencies they have is not known then. */
    readonly prices?: readonly Price[];
    readonly budgets?: readonly Budget[];
  },
  surroundings: Surroundings,
): BookkeepingConfig {
  const { records = recordsSchema.parse(undefined), prices = [], budgets = [] } = file;
  const { problems } = surroundings;
  const currencies = new Set(prices.map(({ currency }) => currency));
  budgets.forEach(({ currency }, index) => {
    if (!file.prices || currencies.has(currency)) return;
    problems.push({ key: `budgets[${index}].currency`, code: 'no-price', facts: { currency } });
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
    problems.push({ key: 'INKSTONE_METRICS_TOKEN', code: 'metrics-token', facts: { length: shortestToken } });
  }
  return token;
}

function placeOf(records: RecordsFile, { host, environment, folder, problems }: Surroundings): RecordsPlace {
  const store = records.store === 'auto' ? (isLoopback(host) ? 'embedded' : 'none') : records.store;
  const at = resolve(folder, records.folder);
  if (store === 'none') return { store };
  if (store === 'embedded') return { store, folder: at };
  const url = environment[records.urlEnv]?.trim();
  const facts = { variable: records.urlEnv };
  if (!url) problems.push({ key: 'records.urlEnv', code: 'postgres-missing', facts });
  else if (!/^postgres(?:ql)?:\/\//.test(url)) problems.push({ key: 'records.urlEnv', code: 'postgres-form', facts });
  return { store, folder: at, url: url ?? '' };
}
