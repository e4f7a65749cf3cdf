import { once } from 'node:events';
import { existsSync, renameSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parentPort, Worker, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import type { Statement } from './database.ts';
import { unpackDatabase } from './unpack-database.ts';

/** What the embedded store's thread is asked. */
export interface EmbeddedTask {
  readonly id: number;
  /** One statement whose rows are wanted, or several that are one transaction. */
  readonly statements: readonly Statement[];
  readonly wants: 'rows' | 'counts' | 'close';
}

export type EmbeddedAnswer =
  | { readonly id: number; readonly result: readonly unknown[] }
  | { readonly id: number; readonly error: { readonly code: string; readonly message: string } };

export interface ThreadData {
  /** Of the database. */
  readonly folder: string;
  /** An empty database that a new one begins as, where the build has made one. */
  readonly archive?: string;
  /** The thread makes an empty database there and ends. */
  readonly isToMake?: boolean;
}

const { folder, archive, isToMake = false } = workerData as ThreadData;

/** Opens on its first task, so that a failure is the answer to one. */
let opening: Promise<PGlite> | undefined;

/** A new database gets its name when it is whole, so that one whose making broke off is made anew. */
async function open(): Promise<PGlite> {
  if (!existsSync(folder)) {
    const unfinished = `${folder}.new`;
    rmSync(unfinished, { recursive: true, force: true });
    if (archive !== undefined && existsSync(archive)) unpackDatabase(archive, unfinished);
    else await makeInThread(unfinished);
    renameSync(unfinished, folder);
  }
  return PGlite.create(folder);
}

/** In a thread that ends then: making a database takes some 500 MB, which WebAssembly never gives back while its thread lives. */
async function makeInThread(unfinished: string): Promise<void> {
  const data: ThreadData = { folder: unfinished, isToMake: true };
  const maker = new Worker(fileURLToPath(import.meta.url), { workerData: data });
  // An error of the thread rejects this.
  await once(maker, 'exit');
}

async function make(): Promise<void> {
  const database = await PGlite.create(folder);
  await database.close();
  // PGlite leaves handles that would keep the thread alive.
  process.exit();
}

async function run({ statements, wants }: EmbeddedTask): Promise<readonly unknown[]> {
  opening ??= open();
  const database = await opening;
  if (wants === 'close') {
    await database.close();
    return [];
  }
  const [first] = statements;
  if (wants === 'rows' && first) return (await database.query(first.sql, [...(first.values ?? [])])).rows;
  return database.transaction(async (transaction) => {
    const counts: number[] = [];
    for (const { sql, values = [] } of statements) {
      counts.push((await transaction.query(sql, [...values])).affectedRows ?? 0);
    }
    return counts;
  });
}

if (isToMake) await make();

parentPort?.on('message', (task: EmbeddedTask) => {
  run(task).then(
    (result) => parentPort?.postMessage({ id: task.id, result } satisfies EmbeddedAnswer),
    (error: unknown) => {
      const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
      const message = error instanceof Error ? error.message : String(error);
      parentPort?.postMessage({ id: task.id, error: { code, message } } satisfies EmbeddedAnswer);
    },
  );
});
