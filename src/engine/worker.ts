import { parentPort } from 'node:worker_threads';
import type { ErrorCode } from '../base/errors.ts';
import { ToldFailure, type Words } from '../base/told-failure.ts';
import type { WritingTask } from '../protocol/chat.ts';
import type { CheckLine } from './grammar.ts';
import { createHarper } from './harper.ts';
import { runTask } from './tasks.ts';

/** The engine's own thread: checking grammar keeps a processor busy, and the gateway must go on serving. */

/** A task, or that one is about to come. */
export type WorkerRequest = { readonly id: number; readonly task: WritingTask } | 'prepare';

export type WorkerAnswer =
  | { readonly id: number; readonly text: string }
  | { readonly id: number; readonly error: { readonly code: ErrorCode; readonly words: Words } };

/** What the rules did not foresee is told as that, with what it says of itself. */
function toldFailure(error: unknown): ToldFailure {
  if (error instanceof ToldFailure) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new ToldFailure('unexpected', {
    en: `The built-in rules failed on this text: ${message}`,
    zh: `内置规则处理这段文字时出错：${message}`,
  });
}

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
      const { code, words } = toldFailure(error);
      parentPort?.postMessage({ id, error: { code, words } } satisfies WorkerAnswer);
    },
  );
});
