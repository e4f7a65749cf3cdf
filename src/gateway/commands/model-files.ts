import type { BackendRow } from '../config/config-schema.ts';
import { parseWords } from './parse-words.ts';
import type { CommandOptions } from './run-command.ts';
import { UsageError } from './usage-error.ts';

type GgufRow = Extract<BackendRow, { kind: 'gguf' }>;

/**
 * Installs the runtime when it is absent, and loads the file once, so that one that does not work is told of now and is
 * not added. The row comes back with the context that the model has.
 */
export async function tryModelFile(row: GgufRow, options: CommandOptions): Promise<GgufRow> {
  await options.installRuntime({ root: options.root, gpu: undefined, again: false, print: options.print });
  const model = await options.openLocalModel(
    { ...row, contextWindow: row.contextWindow, threads: row.threads },
    options.root,
  );
  try {
    options.print(`Loading ${row.path} …`);
    const { contextWindow } = await model.load();
    options.print(`It works, with ${contextWindow} tokens for a prompt and its answer.`);
    return { ...row, contextWindow };
  } finally {
    await model.close();
  }
}

/** `inkstone model runtime [--gpu cuda|vulkan]` */
export async function installModelRuntime(words: readonly string[], options: CommandOptions): Promise<void> {
  const gpu = readGpu(words);
  const installed = await options.installRuntime({
    root: options.root,
    gpu,
    again: gpu !== undefined,
    print: options.print,
  });
  if (!installed) options.print('The runtime for model files is installed already.');
}

function readGpu(words: readonly string[]): 'cuda' | 'vulkan' | undefined {
  const { gpu } = parseWords(words, { options: { gpu: { type: 'string' } } }).values;
  if (gpu === undefined || gpu === 'cuda' || gpu === 'vulkan') return gpu;
  throw new UsageError('--gpu is cuda or vulkan.', '--gpu 只能是 cuda 或 vulkan。');
}
