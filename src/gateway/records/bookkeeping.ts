import { randomUUID } from 'node:crypto';
import type { Words } from '../language.ts';
import type { ChatStage, Person } from '../chat-stage.ts';
import { createPricing } from '../prices/pricing.ts';
import type { Budget, Price } from '../prices/prices-schema.ts';
import type { Masker } from '../safety/mask/masker.ts';
import { createSpending, type BudgetStanding, type BudgetState } from '../prices/spending.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import { openDatabase, type RecordsPlace } from './open-database.ts';
import type { GatewayRecord } from './record.ts';
import { createRecordStage } from './record-stage.ts';
import { openRecords, type Records } from './records.ts';
import type { Database } from './store/database.ts';
import { readSpending } from './store/read-usage.ts';
import type { Retention } from './store/write-records.ts';

/** What the configuration says of records, prices and budgets. */
export interface BookkeepingConfig {
  readonly records: RecordsPlace & {
    readonly audit: 'off' | 'actions' | 'content';
    readonly retention: Retention;
    readonly journalLimitBytes: number;
  };
  readonly prices: readonly Price[];
  readonly budgets: readonly Budget[];
  /** Who fetches the metrics shows it. */
  readonly metricsToken?: string | undefined;
}

export interface BookkeepingOptions extends BookkeepingConfig {
  readonly onProblem: (message: Words) => void;
  /** Chats that wait before the rows; 0 where there is no queue. */
  readonly queueLength?: () => number;
  /** Whether the audit keeps what this person asks and is answered; as the configuration says where it is `undefined`. */
  readonly keepsContentOf?: (person: Person) => boolean | undefined;
  /** Takes personal details out of training sets. */
  readonly mask: Masker;
  readonly openDatabase?: (place: Exclude<RecordsPlace, { store: 'none' }>) => Promise<Database> | Database;
}

/** All that the gateway writes down, counts and reckons. */
export interface Bookkeeping {
  readonly stage: ChatStage;
  readonly metrics: Metrics;
  /** What opens the metrics, besides being an administrator; where there is none, being on this machine does. */
  readonly metricsToken: string | undefined;
  /** Absent where nothing is kept. */
  readonly records: Records | undefined;
  readonly store: RecordsPlace['store'];
  /** How large the journal may become. */
  readonly journalLimitBytes: number;
  readonly mask: Masker;
  /** Writes down that somebody did something, where the policy is to keep that. */
  audit(person: Person, action: string, subject: string): void;
  budgetsOf(person: Person): readonly BudgetState[];
  /** For administrators; `Spending.standings` tells which. */
  readonly budgets: readonly BudgetStanding[];
  /** Whether what this person asks and is answered is kept. */
  keepsContentOf(person: Person): boolean;
  close(): Promise<void>;
}

const reloadEveryMs = 300_000;

export function createBookkeeping(options: BookkeepingOptions): Bookkeeping {
  const { records: place, onProblem } = options;
  const records = place.store === 'none' ? undefined : open(place);
  const metrics = createMetrics({
    stateOfRecords: () => records?.state,
    queueLength: options.queueLength ?? (() => 0),
  });
  const spending = createSpending(options.budgets);

  function open(at: Exclude<RecordsPlace, { store: 'none' }>): Records {
    return openRecords({
      folder: at.folder,
      openDatabase: () => (options.openDatabase ?? openDatabase)(at),
      retention: place.retention,
      journalLimitBytes: place.journalLimitBytes,
      drain: at.store === 'embedded' ? 'whenNeeded' : 2_000,
      probeMs: at.store === 'postgres' ? 5_000 : undefined,
      onProblem,
    });
  }
  function record(entry: GatewayRecord): void {
    if (entry.kind === 'usage') metrics.observe(entry);
    records?.record(entry);
  }
  const reload = (): void => {
    if (!records) return;
    void records
      .read()
      .then((database) => spending.reload((since, currency) => readSpending(database, since, currency)))
      // The store is away, which is told elsewhere; what is known here counts meanwhile.
      .catch(() => undefined);
  };
  if (options.budgets.length > 0) reload();
  const timer = options.budgets.length > 0 ? setInterval(reload, reloadEveryMs).unref() : undefined;

  function keepsContentOf(person: Person): boolean {
    if (records === undefined || place.audit === 'off') return false;
    return options.keepsContentOf?.(person) ?? place.audit === 'content';
  }

  return {
    keepsContentOf,
    stage: createRecordStage({
      record,
      pricing: createPricing(options.prices),
      spending,
      keepsContentOf,
      onRunning: (change) => metrics.changeRunning(change),
    }),
    metrics,
    metricsToken: options.metricsToken,
    records,
    store: place.store,
    journalLimitBytes: place.journalLimitBytes,
    mask: options.mask,
    audit(person, action, subject) {
      if (place.audit === 'off') return;
      record({
        kind: 'audit',
        id: randomUUID(),
        at: new Date().toISOString(),
        requestId: '',
        person: person.id,
        personName: person.name,
        action,
        subject: subject.slice(0, 300),
        content: null,
      });
    },
    budgetsOf: (person) => spending.of(person),
    get budgets() {
      return spending.standings();
    },
    async close() {
      clearInterval(timer);
      await records?.close();
    },
  };
}
