import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker, type WorkerOptions } from 'node:worker_threads';
import { inTime } from '../../stores/in-time.ts';
import { StoreUnavailable, toStorable, type Database, type Statement } from './database.ts';
import type { EmbeddedAnswer, EmbeddedTask, ThreadData } from './embedded-worker.ts';
import { lockFolder } from './folder-lock.ts';

/** The thread's program: beside the running file, unless a test says otherwise. */
export interface EmbeddedThread {
  readonly url: URL;
  readonly options?: WorkerOptions;
  /** The archive of an empty database; without it a new one is made, which takes seconds of a processor. */
  readonly archive?: URL;
}

const builtThread = (): EmbeddedThread => ({
  url: new URL('./records-worker.js', import.meta.url),
  archive: new URL('./empty-store.tgz', import.meta.url),
});

interface Waiting {
  readonly resolve: (result: readonly unknown[]) => void;
  readonly reject: (error: Error) => void;
}

/** A sound store closes in a fraction of a second. */
const closingMs = 5_000;

/**
 * PostgreSQL compiled to WebAssembly, in a folder. It has a thread of its own, because its statements hold up whatever
 * runs beside them. One process at a time may have the folder: throws `StoreUnavailable` when another one does.
 */
export function openEmbedded(folder: string, thread: EmbeddedThread = builtThread()): Database {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const lock = lockFolder(folder);
  const waiting = new Map<number, Waiting>();
  let gone: Error | undefined;
  let lastId = 0;
  const data: ThreadData = {
    folder: join(folder, 'database'),
    ...(thread.archive && { archive: fileURLToPath(thread.archive) }),
  };
  const worker = new Worker(thread.url, { ...thread.options, workerData: data });
  worker.unref();

  function fail(error: Error): void {
    const told = { en: `The embedded store stopped: ${error.message}`, zh: `内置存储已停止：${error.message}` };
    gone ??= new StoreUnavailable(told, { cause: error });
    for (const { reject } of waiting.values()) reject(gone);
    waiting.clear();
    lock.release();
  }
  worker.on('error', fail);
  worker.on('exit', () => fail(new Error('its thread ended')));
  worker.on('message', (answer: EmbeddedAnswer) => {
    const task = waiting.get(answer.id);
    waiting.delete(answer.id);
    if (waiting.size === 0) worker.unref();
    if ('result' in answer) task?.resolve(answer.result);
    else task?.reject(toStoreError(answer.error));
  });

  function ask(statements: readonly Statement[], wants: EmbeddedTask['wants']): Promise<readonly unknown[]> {
    return new Promise((resolve, reject) => {
      if (gone) {
        reject(gone);
        return;
      }
      lastId += 1;
      waiting.set(lastId, { resolve, reject });
      // Somebody waits: the process must not end meanwhile.
      worker.ref();
      const storable = statements.map(({ sql, values = [] }) => ({ sql, values: values.map(toStorable) }));
      worker.postMessage({ id: lastId, statements: storable, wants } satisfies EmbeddedTask);
    });
  }

  return {
    kind: 'embedded',
    query: async <Row>(sql: string, values: readonly unknown[] = []) =>
      (await ask([{ sql, values }], 'rows')) as readonly Row[],
    transaction: async (statements) => (await ask(statements, 'counts')) as readonly number[],
    async close() {
      if (gone) return;
      // Only what was opened has anything to close. A thread that does not answer, such as one whose folder was taken away, is not waited
      // for: what it was at is repaired when the store is next opened.
      if (lastId > 0) await inTime(ask([], 'close'), closingMs);
      await worker.terminate();
      lock.release();
    },
  };
}

function toStoreError({ code, message }: { readonly code: string; readonly message: string }): Error {
  // A statement that was refused has a SQLSTATE; what has none is the store itself: its files, its disk, its memory.
  if (/^[0-9A-Z]{5}$/.test(code) && !/^(?:53|57|58|XX)/.test(code)) return Object.assign(new Error(message), { code });
  return new StoreUnavailable({
    en: `The embedded store cannot be used now: ${message}`,
    zh: `内置存储暂时无法使用：${message}`,
  });
}
