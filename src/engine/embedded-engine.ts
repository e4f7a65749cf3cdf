import { Worker } from 'node:worker_threads';
import { AssistantError } from '../base/errors.ts';
import { ToldFailure } from '../base/told-failure.ts';
import type { WritingTask } from '../protocol/chat.ts';
import { engineCommands } from './unavailable.ts';
import type { WorkerAnswer, WorkerRequest } from './worker.ts';

/** The embedded engine: rules that need no model server. It is not an AI model and is never shown as one. */
export interface EmbeddedEngine {
  readonly commands: readonly string[];
  /** Starts its thread and the grammar checker there, which the first task would wait seconds for. */
  prepare(): void;
  run(task: WritingTask, signal: AbortSignal): AsyncIterable<string>;
  close(): Promise<void>;
}

interface Waiting {
  readonly resolve: (text: string) => void;
  readonly reject: (error: Error) => void;
}

/** A task that takes longer is given up, and its thread replaced. */
const taskTimeoutMs = 60_000;
const pieceLength = 24;

/** Starts its thread with the first task, unless `prepare()` has. `workerUrl` is the built worker, beside the running file unless given. */
export function createEmbeddedEngine(workerUrl = new URL('./engine-worker.js', import.meta.url)): EmbeddedEngine {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | undefined;
  let lastId = 0;
  let isClosed = false;

  const fail = (error: Error): void => {
    worker = undefined;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  const post = (request: WorkerRequest): void => {
    worker ??= start();
    worker.postMessage(request);
  };
  const start = (): Worker => {
    const started = new Worker(workerUrl);
    started.unref();
    started.on('message', (answer: WorkerAnswer) => {
      const task = waiting.get(answer.id);
      waiting.delete(answer.id);
      if ('text' in answer) task?.resolve(answer.text);
      else task?.reject(new ToldFailure(answer.error.code, answer.error.words));
    });
    started.on('error', ({ message }) => {
      const words = { en: `The built-in rules stopped: ${message}`, zh: `内置规则已停止：${message}` };
      fail(new ToldFailure('unexpected', words, { retryable: true }));
    });
    return started;
  };
  const ask = (task: WritingTask, signal: AbortSignal): Promise<string> =>
    new Promise((resolve, reject) => {
      signal.throwIfAborted();
      lastId += 1;
      const id = lastId;
      const timer = setTimeout(() => {
        void worker?.terminate();
        const words = {
          en: 'The built-in rules took too long on this text. Select less, then try again.',
          zh: '内置规则处理这段文字用时过长，请少选一些再试。',
        };
        fail(new ToldFailure('unexpected', words, { retryable: true }));
      }, taskTimeoutMs);
      const settle =
        <T>(done: (value: T) => void) =>
        (value: T): void => {
          clearTimeout(timer);
          signal.removeEventListener('abort', onAbort);
          done(value);
        };
      const onAbort = (): void => {
        waiting.delete(id);
        clearTimeout(timer);
        reject(new AssistantError('aborted', 'The request was stopped.'));
      };
      signal.addEventListener('abort', onAbort, { once: true });
      waiting.set(id, { resolve: settle(resolve), reject: settle(reject) });
      post({ id, task });
    });

  return {
    commands: engineCommands,
    prepare: () => {
      if (!worker && !isClosed) post('prepare');
    },
    async *run(task, signal) {
      const text = await ask(task, signal);
      // In pieces, as any model's answer comes: what shows a stream shows this one.
      for (let at = 0; at < text.length; at += pieceLength) {
        signal.throwIfAborted();
        yield text.slice(at, at + pieceLength);
      }
    },
    async close() {
      isClosed = true;
      await worker?.terminate();
      worker = undefined;
    },
  };
}
