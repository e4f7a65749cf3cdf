import { join } from 'node:path';
import { delay } from '../../base/abort.ts';
import { reasonOf, type Words } from '../language.ts';
import { inTime } from '../stores/in-time.ts';
import { createStoreWatch, type StoreState } from '../stores/store-watch.ts';
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
  /** Whether the store is asked now and then if it is there, as one on another machine is to be. */
  readonly probeMs?: number | undefined;
  readonly onProblem: (message: Words) => void;
  readonly now?: () => Date;
}

export interface RecordsState extends Omit<JournalState, 'problem'> {
  readonly store: StoreState;
  readonly journal: StoreState;
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
/** For what is in the journal to reach the store when the gateway stops. */
const closingMs = 20_000;
/** A store that says nothing for so long counts as gone. */
const probeTimeoutMs = 5_000;

export function openRecords(options: RecordsOptions): Records {
  const { onProblem, now = () => new Date() } = options;
  const folder = join(options.folder, 'journal');
  const journal = openJournal({ folder, limitBytes: options.journalLimitBytes, onProblem });
  let opening: Promise<Database> | undefined;
  let draining: Promise<void> | undefined;
  let rejected = 0;
  let expiredAt = 0;
  let isOpen = false;
  const closing = new AbortController();
  const watch = createStoreWatch({
    tell: onProblem,
    gone: ({ en, zh }) => ({
      en: `${en} Records stay in the journal (${folder}) until it is back.`,
      zh: `${zh} 恢复之前，记录保留在日志（${folder}）中。`,
    }),
    back: {
      en: 'The store of records is back; what was kept meanwhile is in it.',
      zh: '记录的存储已恢复；其间保留的记录已写入。',
    },
    now,
  });

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
      throw error instanceof StoreUnavailable ? error : new StoreUnavailable(reasonOf(error), { cause: error });
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
      watch.works();
    } catch (error) {
      watch.failed(reasonOf(error));
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

  /** With nothing to carry over nobody would know that the store is gone until somebody reads. What waits is carried at once when it is back. */
  async function probe(): Promise<void> {
    const enough = new AbortController();
    closing.signal.addEventListener('abort', () => enough.abort(), { once: true });
    const silence = delay(probeTimeoutMs, enough.signal).then(() => true);
    silence.catch(() => undefined);
    try {
      const answer = database().then((store) => store.query('select 1'));
      const isSilent = await Promise.race([answer.then(() => false), silence]);
      if (isSilent) {
        // Whatever becomes of it, it came too late.
        answer.catch(() => undefined);
        throw new StoreUnavailable({
          en: `The store has not answered for ${probeTimeoutMs / 1000} s.`,
          zh: `存储已有 ${probeTimeoutMs / 1000} 秒没有响应。`,
        });
      }
      if (watch.state.since !== null) await drain();
    } catch (error) {
      if (!closing.signal.aborted) watch.failed(reasonOf(error));
    } finally {
      enough.abort();
    }
  }

  const period = options.drain === 'whenNeeded' ? lookEveryMs : options.drain;
  const timer = setInterval(() => {
    const { bytes, waiting } = journal.state;
    const isDue = options.drain === 'whenNeeded' ? isOpen || bytes > grownBytes : true;
    if (isDue && (bytes > 0 || waiting > 0)) void drain().catch(() => undefined);
  }, period);
  timer.unref();
  const probing = options.probeMs === undefined ? undefined : setInterval(() => void probe(), options.probeMs).unref();
  if (probing) void probe();

  return {
    record: (record) => journal.append(record),
    async read() {
      await drain();
      return database();
    },
    get state() {
      const { problem, ...counts } = journal.state;
      return { ...counts, store: watch.state, journal: problem, rejected, isOpen };
    },
    async close() {
      clearInterval(timer);
      clearInterval(probing);
      closing.abort();
      // What a store that does not answer did not take stays in the journal.
      await inTime(isOpen ? drain() : draining, closingMs);
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
