import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import type { Statement } from './database.ts';

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

/** Opens on its first task, so that a failure is the answer to one. */
let opening: Promise<PGlite> | undefined;

async function run({ statements, wants }: EmbeddedTask): Promise<readonly unknown[]> {
  opening ??= PGlite.create((workerData as { readonly folder: string }).folder);
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
