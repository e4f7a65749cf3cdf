import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, rename, stat, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { Words } from '../../language.ts';
import { createStoreWatch, type StoreState } from '../../stores/store-watch.ts';
import type { GatewayRecord } from '../record.ts';
import { isRunning } from '../store/folder-lock.ts';

export interface JournalOptions {
  readonly folder: string;
  readonly limitBytes: number;
  /** Told once when writing begins to fail and once when it goes on. */
  readonly onProblem: (message: Words) => void;
  /** Pause before a failed write is tried again. */
  readonly retryDelayMs?: number;
}

/** What is known of the journal, for the metrics and the admin page. */
export interface JournalState {
  /** Entries that were taken and are not on the disk yet. */
  readonly waiting: number;
  /** Entries that were given up: the disk was full, or the journal at its limit. */
  readonly lost: number;
  readonly bytes: number;
  /** Of the file that is written to. */
  readonly problem: StoreState;
}

/**
 * A file that only grows, which records go to before the store. Taking a record costs its caller nothing but memory; the
 * file is written behind it: at once, or while much is recorded every `writeEveryMs`, which is what a process that is killed may lose; and synchronised with the disk
 * every `syncEveryMs`, which is what a machine that loses its power may lose. A file that is written to ends in `.open`; a whole one in `.jsonl`.
 */
export interface Journal {
  append(record: GatewayRecord): void;
  /** Resolves when what was appended so far is on the disk for good, or could not be written now. */
  flush(): Promise<void>;
  /** Ends the file of this process and gives all that are whole, the oldest first. */
  closedSegments(): Promise<readonly string[]>;
  /** A segment is in the store: the space is free again. */
  forgetBytes(bytes: number): void;
  readonly state: JournalState;
  close(): Promise<void>;
}

/** A write costs as much as all else that is done for a record. */
const writeEveryMs = 10;

/** A synchronisation costs the machine as much as some hundred records. */
const syncEveryMs = 50;

/** Entries that wait in memory while the disk does not take them; further ones are lost. */
const longestQueue = 20_000;

/** Segments that this process writes; one with its number that is not among them is from a life before. */
const activeFiles = new Set<string>();

export function openJournal(options: JournalOptions): Journal {
  const { folder, limitBytes, onProblem } = options;
  let queue: GatewayRecord[] = [];
  /** So many of the queue, from its start, are in the file, and maybe not on the disk for good. */
  let written = 0;
  let syncTimer: ReturnType<typeof setTimeout> | undefined;
  let lost = 0;
  let bytes = 0;
  let active: { readonly file: string; readonly handle: FileHandle } | undefined;
  let isTorn = false;
  let isClosed = false;
  let isScheduled = false;
  let wroteAt = Number.NEGATIVE_INFINITY;
  let turn: Promise<unknown> = measureFolder(folder).then((found) => {
    bytes += found;
  });

  /** One thing after another: writes, and the end of a segment. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const next = turn.then(work);
    turn = next.catch(() => undefined);
    return next;
  }

  const watch = createStoreWatch({
    tell: onProblem,
    gone: (reason) => reason,
    back: { en: 'The journal is written again.', zh: '日志已恢复写入。' },
  });

  async function write(records: readonly GatewayRecord[]): Promise<void> {
    if (!active) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const file = join(folder, `${Date.now()}-${process.pid}-${randomBytes(4).toString('hex')}.open`);
      active = { file, handle: await open(file, 'a', 0o600) };
      activeFiles.add(file);
      isTorn = false;
    }
    // A write that failed half-way leaves half a line, which the line break closes.
    const lines = records.map((record) => `${JSON.stringify(record)}\n`);
    const text = (isTorn ? '\n' : '') + lines.join('');
    isTorn = true;
    await active.handle.writeFile(text);
    isTorn = false;
    bytes += Buffer.byteLength(text);
  }

  /** What could not be written, or not be synchronised, is written once more, all of it: the store takes each record once. */
  function failed(error: unknown): void {
    const reason = typeof error === 'object' && error !== null && 'code' in error ? error.code : error;
    watch.failed({
      en: `The journal in ${folder} cannot be written (${String(reason)}). Free the disk or correct its permissions.`,
      zh: `无法写入 ${folder} 中的日志（${String(reason)}）。请腾出磁盘空间或更正权限。`,
    });
    if (!isClosed) schedule(options.retryDelayMs ?? 2_000);
  }

  async function writeQueue(): Promise<void> {
    while (queue.length > written) {
      const count = queue.length;
      if (bytes > limitBytes) {
        lost += count - written;
        queue = queue.slice(0, written);
        watch.failed({
          en: `The journal in ${folder} is at its limit of ${limitBytes} bytes. What comes now is lost until the store is back.`,
          zh: `${folder} 中的日志已达 ${limitBytes} 字节的上限。存储恢复之前，新的记录会丢失。`,
        });
        return;
      }
      wroteAt = performance.now();
      try {
        await write(queue.slice(written, count));
      } catch (error) {
        failed(error);
        return;
      }
      written = count;
    }
    if (written > 0) syncTimer ??= setTimeout(() => void inTurn(sync), syncEveryMs).unref();
  }

  async function sync(): Promise<void> {
    clearTimeout(syncTimer);
    syncTimer = undefined;
    const count = written;
    if (!active || count === 0) return;
    try {
      await active.handle.datasync();
    } catch (error) {
      written = 0;
      failed(error);
      return;
    }
    queue.splice(0, count);
    written = 0;
    if (bytes > limitBytes) return;
    watch.works();
  }

  async function writeAndSync(): Promise<void> {
    await writeQueue();
    await sync();
  }

  function schedule(delayMs: number): void {
    if (isScheduled) return;
    isScheduled = true;
    const run = (): void => {
      isScheduled = false;
      void inTurn(writeQueue);
    };
    // After the turn of the event loop that a record came in, so that a burst is one write.
    if (delayMs === 0) setImmediate(run);
    else setTimeout(run, delayMs).unref();
  }

  async function endSegment(): Promise<void> {
    const ended = active;
    active = undefined;
    if (!ended) return;
    await ended.handle.close().catch(() => undefined);
    await rename(ended.file, ended.file.replace(/\.open$/, '.jsonl'));
    activeFiles.delete(ended.file);
  }

  return {
    append(record) {
      if (queue.length >= longestQueue || isClosed) {
        lost += 1;
        return;
      }
      queue.push(record);
      if (!isScheduled) schedule(Math.max(0, wroteAt + writeEveryMs - performance.now()));
    },
    flush: () => inTurn(writeAndSync),
    closedSegments: () =>
      inTurn(async () => {
        await writeAndSync();
        await endSegment();
        return listSegments(folder);
      }),
    forgetBytes(count) {
      bytes = Math.max(0, bytes - count);
      if (bytes <= limitBytes && queue.length === 0) watch.works();
    },
    get state() {
      return { waiting: queue.length, lost, bytes, problem: watch.state };
    },
    close() {
      isClosed = true;
      return inTurn(async () => {
        await writeAndSync();
        lost += queue.length;
        queue = [];
        await endSegment().catch(() => undefined);
      });
    },
  };
}

async function namesIn(folder: string): Promise<readonly string[]> {
  return readdir(folder).catch(() => []);
}

async function measureFolder(folder: string): Promise<number> {
  const sizes = (await namesIn(folder)).map((name) =>
    stat(join(folder, name)).then(
      ({ size }) => size,
      () => 0,
    ),
  );
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

/** Whole segments, and those whose process is gone. */
async function listSegments(folder: string): Promise<readonly string[]> {
  const files = [...(await namesIn(folder))].sort().map((name) => ({ name, file: join(folder, name) }));
  return files
    .filter(({ name, file }) => {
      if (name.endsWith('.jsonl')) return true;
      const pid = Number(/^\d+-(\d+)-[0-9a-f]+\.open$/.exec(name)?.[1] ?? Number.NaN);
      if (Number.isNaN(pid)) return false;
      return pid === process.pid ? !activeFiles.has(file) : !isRunning(pid);
    })
    .map(({ file }) => file);
}
