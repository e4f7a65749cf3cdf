import { toAssistantError } from '../../base/errors.ts';
import { ToldFailure } from '../../base/told-failure.ts';
import { loadFile, type LoadedFile } from './loaded-file.ts';
import type { GgufFile, GgufOrder, GgufReport } from './wire.ts';

/**
 * The process that runs one model file. It is one of its own because llama.cpp is native code: a file that makes it fail,
 * or a machine that runs out of memory, ends this process and not the gateway.
 */

const file = JSON.parse(process.argv[2] ?? '{}') as GgufFile;
/** Orders that wait or run; a stop finds them here. */
const stops = new Map<number, AbortController>();
let loading: Promise<LoadedFile> | undefined;
/** One prompt after another: llama.cpp would share the same threads between two. */
let last: Promise<void> = Promise.resolve();

const report = (message: GgufReport): void => {
  process.send?.(message);
};

async function load(): Promise<LoadedFile> {
  loading ??= loadFile(file);
  try {
    return await loading;
  } catch (error) {
    // The next request tries again: there may be more memory then.
    loading = undefined;
    throw error;
  }
}

/** What llama.cpp says of a failure that is none of ours, it says in English. */
function toldFailure(thrown: unknown): ToldFailure {
  if (thrown instanceof ToldFailure) return thrown;
  const { code, message } = toAssistantError(thrown);
  return new ToldFailure(code, {
    en: `llama.cpp failed: ${message}`,
    zh: `llama.cpp 出错：${message}`,
  });
}

async function carryOut(order: Exclude<GgufOrder, { type: 'stop' }>, signal: AbortSignal): Promise<void> {
  const { id } = order;
  try {
    const loaded = await load();
    if (order.type === 'load') {
      report({ type: 'loaded', id, contextWindow: loaded.contextWindow });
      return;
    }
    if (signal.aborted) return;
    const end = await loaded.answer(order.prompt, (text) => report({ type: 'piece', id, text }), signal);
    report({ type: 'end', id, end });
  } catch (thrown) {
    const { code, words, reason } = toldFailure(thrown);
    report({ type: 'error', id, code, words, reason });
  }
}

process.on('message', (order: GgufOrder) => {
  if (order.type === 'stop') {
    stops.get(order.id)?.abort();
    return;
  }
  const stop = new AbortController();
  stops.set(order.id, stop);
  last = last.then(() => carryOut(order, stop.signal)).finally(() => stops.delete(order.id));
});
// The gateway is gone.
process.on('disconnect', () => process.exit());
