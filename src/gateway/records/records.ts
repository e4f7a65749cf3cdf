import { join } from 'node:path';
import { drainJournal } from './journal/drain.ts';
import { openJournal, type JournalState } from './journal/journal.ts';
import type { GatewayRecord } from './record.ts';
import { StoreUnavailable, type Database } from './store/database.ts';
import { migrate } from './store/migrate.ts';
import { expireRecords, writeRecords, type Retention } from './store/write-records.ts';

export interface RecordsOptions {
  /** Of the journal; the embedded store stands beside it. */
  readonly folder: string;
  readonly openDatabase: () => Promise<Database> | Database;
  readonly retention: Retention;
  readonly journalLimitBytes: number;
  /**
   * When the journal is carried to the store: every so many milliseconds, or `whenNeeded`, where the store is dear to open:
   * when somebody reads, or the journal has grown.
   */
  readonly drain: number | 'whenNeeded';
  readonly onProblem: (message: string) => void;
  readonly now?: () => Date;
}

export interface RecordsState extends JournalState {
  /** Why the store could not be used the last time, if it could not. */
  readonly storeProblem: string | undefined;
  readonly rejected: number;
  readonly isOpen: boolean;
}

/** What the gateway keeps: a journal that never waits, and a store behind it that is opened when it is first needed. */
export interface Records {
  record(record: GatewayRecord): void;
  /** The store with all that was recorded so far in it. Throws `StoreUnavailable`. */
  read(): Promise<Database>;
  readonly state: RecordsState;
  /** Puts what is still in memory into the journal, and into the store where that is open. */
  close(): Promise<void>;
}

const grownBytes = 4 * 1024 * 1024;
const lookEveryMs = 30_000;
const dayMs = 86_400_000;

export function openRecords(options: RecordsOptions): Records {
  const { onProblem, now = () => new Date() } = options;
  const folder = join(options.folder, 'journal');
  const journal = openJournal({ folder, limitBytes: options.journalLimitBytes, onProblem });
  let opening: Promise<Database> | undefined;
  let draining: Promise<void> | undefined;
  let storeProblem: string | undefined;
  let rejected = 0;
  let expiredAt = 0;
  let isOpen = false;

  async function open(): Promise<Database> {
    const database = await options.openDatabase();
    try {
      await migrate(database);
    } catch (error) {
      await database.close().catch(() => undefined);
      throw error;
    }
    isOpen = true;
    return database;
  }

  function database(): Promise<Database> {
    opening ??= open().catch((error: unknown) => {
      opening = undefined;
      throw error instanceof StoreUnavailable
        ? error
        : new StoreUnavailable(error instanceof Error ? error.message : String(error), { cause: error });
    });
    return opening;
  }

  async function drainOnce(): Promise<void> {
    try {
      const store = await database();
      const result = await drainJournal(journal, folder, (records) => writeRecords(store, records));
      rejected += result.rejected;
      if (now().getTime() - expiredAt > dayMs) {
        await expireRecords(store, options.retention, now());
        expiredAt = now().getTime();
      }
      if (storeProblem !== undefined) onProblem('The store of records is back; what was kept meanwhile is in it.');
      storeProblem = undefined;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      if (storeProblem === undefined) onProblem(`${reason} Records stay in the journal (${folder}) until it is back.`);
      storeProblem = reason;
      // An embedded store whose thread ended does not come back by itself.
      const broken = opening;
      if (isOpen && broken && (await isDead(broken))) {
        opening = undefined;
        isOpen = false;
      }
      throw error;
    }
  }

  /** One drain at a time; who asks while one runs gets the next, which has what was recorded before the call. */
  function drain(): Promise<void> {
    const next = (draining ?? Promise.resolve()).catch(() => undefined).then(drainOnce);
    draining = next;
    return next;
  }

  const period = options.drain === 'whenNeeded' ? lookEveryMs : options.drain;
  const timer = setInterval(() => {
    const { bytes, waiting } = journal.state;
    const isDue = options.drain === 'whenNeeded' ? isOpen || bytes > grownBytes : true;
    if (isDue && (bytes > 0 || waiting > 0)) void drain().catch(() => undefined);
  }, period);
  timer.unref();

  return {
    record: (record) => journal.append(record),
    async read() {
      await drain();
      return database();
    },
    get state() {
      return { ...journal.state, storeProblem, rejected, isOpen };
    },
    async close() {
      clearInterval(timer);
      if (isOpen) await drain().catch(() => undefined);
      await draining?.catch(() => undefined);
      await journal.close();
      if (opening) await (await opening.catch(() => undefined))?.close();
    },
  };
}

async function isDead(opening: Promise<Database>): Promise<boolean> {
  try {
    const database = await opening;
    if (database.kind === 'postgres') return false;
    await database.query('select 1');
    return false;
  } catch {
    return true;
  }
}
