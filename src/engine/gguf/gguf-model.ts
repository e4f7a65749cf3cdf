import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readSync } from 'node:fs';
import { raceAbort, throwIfAborted } from '../../base/abort.ts';
import { AssistantError } from '../../base/errors.ts';
import { ToldFailure } from '../../base/told-failure.ts';
import { isRuntimeInstalled, runtimeIsMissing } from './runtime.ts';
import type { GgufEnd, GgufFile, GgufOrder, GgufPrompt, GgufReport } from './wire.ts';

/** A GGUF file that llama.cpp runs, in a process that this one starts and ends. */
export interface GgufModel {
  /** Of the process, while there is one. */
  readonly pid: number | undefined;
  /** Loads the file now rather than with the first prompt; tells how long prompt and answer may be together. */
  load(): Promise<{ readonly contextWindow: number }>;
  /** The answer piece by piece, and how it ended. Prompts are answered one after another. Throws `AssistantError`. */
  run(prompt: GgufPrompt, signal: AbortSignal): AsyncIterable<string | GgufEnd>;
  close(): Promise<void>;
}

export interface GgufModelOptions extends GgufFile {
  /** For messages. */
  readonly name: string;
  /** The built worker, beside the running file unless given. */
  readonly workerUrl?: URL;
}

/** Prompts that may wait behind the one that is being answered. */
const longestQueue = 32;
/** What of the environment goes on to the process: keys do not. */
const inherited =
  /^(?:PATH|HOME|USERPROFILE|SYSTEMROOT|TE?MP|TMPDIR|LANG|LD_LIBRARY_PATH|(?:CUDA|VK|GGML|OMP|NLCPP)_\w+)$/i;

/** Throws when the file or the runtime is not there; the file itself is loaded with the first prompt or `load()`. */
export function createGgufModel(options: GgufModelOptions): GgufModel {
  const { path, contextWindow, threads, runtime, name } = options;
  const workerUrl = options.workerUrl ?? new URL('./gguf-worker.js', import.meta.url);
  checkFile(path);
  if (!isRuntimeInstalled(runtime)) throw new ToldFailure('capability-unavailable', runtimeIsMissing);
  const inboxes = new Map<number, (report: GgufReport) => void>();
  let child: ChildProcess | undefined;
  let lastId = 0;

  function start(): ChildProcess {
    const file: GgufFile = { path, contextWindow, threads, runtime };
    const started = fork(workerUrl, [JSON.stringify(file)], {
      env: Object.fromEntries(Object.entries(process.env).filter(([key]) => inherited.test(key))),
      execArgv: [],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    started.on('message', (report: GgufReport) => inboxes.get(report.id)?.(report));
    started.once('error', (error) => end(started, error.message));
    started.once('exit', (code, signal) => end(started, signal ?? `exit code ${code ?? 'unknown'}`));
    return started;
  }
  /** Tells all who wait. */
  function end(ended: ChildProcess, reason: string): void {
    if (child === ended) child = undefined;
    const words = {
      en: `The process that runs the model file of "${name}" ended (${reason}). Most often memory ran out: choose a smaller file, or lower "contextWindow" of the row.`,
      zh: `运行“${name}”模型文件的进程已结束（${reason}）。多半是内存用完了：请选择较小的文件，或调低该行的 "contextWindow"。`,
    };
    for (const [id, tell] of inboxes) tell({ type: 'error', id, code: 'stream-interrupted', words });
  }
  function send(order: GgufOrder): void {
    // One that is about to end takes no orders; its end is told by `exit`.
    if (child?.connected === true) child.send(order);
  }
  async function* converse(toOrder: (id: number) => GgufOrder, signal: AbortSignal): AsyncGenerator<GgufReport> {
    if (inboxes.size > longestQueue) {
      const words = {
        en: `Too many prompts wait for "${name}": it answers one at a time.`,
        zh: `等待“${name}”的提示太多：它一次只回答一个。`,
      };
      throw new ToldFailure('quota-exceeded', words, { retryable: true, retryAfterSeconds: 10 });
    }
    lastId += 1;
    const id = lastId;
    const reports: GgufReport[] = [];
    let wake: () => void = () => undefined;
    inboxes.set(id, (report) => {
      reports.push(report);
      wake();
    });
    let over = false;
    try {
      child ??= start();
      send(toOrder(id));
      while (!over) {
        const arrival = new Promise<void>((resolve) => (wake = resolve));
        if (reports.length === 0) await raceAbort(arrival, signal);
        for (const report of reports.splice(0)) {
          over = report.type !== 'piece';
          // What came before the stop, and was not taken yet, is no answer any more.
          throwIfAborted(signal);
          yield report;
        }
      }
    } finally {
      inboxes.delete(id);
      if (!over) send({ type: 'stop', id });
    }
  }

  return {
    get pid() {
      return child?.pid;
    },
    async load() {
      for await (const report of converse((id) => ({ type: 'load', id }), new AbortController().signal)) {
        if (report.type === 'loaded') return { contextWindow: report.contextWindow };
        throw toError(report);
      }
      throw new AssistantError('unexpected', 'The process said nothing.');
    },
    async *run(prompt, signal) {
      for await (const report of converse((id) => ({ type: 'run', id, prompt }), signal)) {
        if (report.type === 'piece') yield report.text;
        else if (report.type === 'end') yield report.end;
        else throw toError(report);
      }
    },
    async close() {
      const ending = child;
      child = undefined;
      if (ending?.exitCode !== null || ending.signalCode !== null) return;
      const ended = once(ending, 'exit');
      ending.kill('SIGKILL');
      await ended;
    },
  };
}

function toError(report: GgufReport): AssistantError {
  if (report.type !== 'error')
    return new AssistantError('unexpected', `The process said "${report.type}" out of turn.`);
  const { code, words, reason } = report;
  const retryable = code === 'stream-interrupted';
  return new ToldFailure(code, words, { retryable, ...(reason !== undefined && { reason }) });
}

/** Throws unless there is a file that begins as a GGUF file does. */
function checkFile(path: string): void {
  const head = Buffer.alloc(4);
  try {
    const handle = openSync(path, 'r');
    try {
      readSync(handle, head);
    } finally {
      closeSync(handle);
    }
  } catch (cause) {
    const code = typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : '';
    const words =
      code === 'ENOENT'
        ? { en: `There is no model file ${path}.`, zh: `没有模型文件 ${path}。` }
        : {
            en: `The model file cannot be read (${String(code)}): ${path}.`,
            zh: `无法读取模型文件（${String(code)}）：${path}。`,
          };
    const told = {
      en: `${words.en} Correct the path, or remove the row.`,
      zh: `${words.zh}请更正路径，或删除该行。`,
    };
    throw new ToldFailure('model-missing', told, { cause });
  }
  if (head.toString('latin1') === 'GGUF') return;
  throw new ToldFailure('model-missing', {
    en: `${path} is no GGUF file. A download that failed often leaves a web page under that name: download it again.`,
    zh: `${path} 不是 GGUF 文件。下载失败时常会留下同名的网页，请重新下载。`,
  });
}
