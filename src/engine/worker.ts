import { parentPort } from 'node:worker_threads';
import { AssistantError } from '../base/errors.ts';
import type { WritingTask } from '../protocol/chat.ts';
import type { CheckLine } from './grammar.ts';
import { createHarper } from './harper.ts';
import { runTask } from './tasks.ts';

/** The engine's own thread: checking grammar keeps a processor busy, and the gateway must go on serving. */

/** A task, or that one is about to come. */
export type WorkerRequest = { readonly id: number; readonly task: WritingTask } | 'prepare';

export type WorkerAnswer =
  | { readonly id: number; readonly text: string }
  | { readonly id: number; readonly error: { readonly code: string; readonly message: string } };

let harper: Promise<CheckLine> | undefined;
const check: CheckLine = async (line) => (await (harper ??= createHarper()))(line);

parentPort?.on('message', (request: WorkerRequest) => {
  if (request === 'prepare') {
    // Harper makes its rules ready with its first sentence. Whatever fails here is told to the first task.
    void check('This sentence are wrong.').catch(() => undefined);
    return;
  }
  const { id, task } = request;
  runTask(task, check).then(
    (text) => parentPort?.postMessage({ id, text } satisfies WorkerAnswer),
    (error: unknown) => {
      const code = error instanceof AssistantError ? error.code : 'unexpected';
      const message = error instanceof Error ? error.message : String(error);
      parentPort?.postMessage({ id, error: { code, message } } satisfies WorkerAnswer);
    },
  );
});
