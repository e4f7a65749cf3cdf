import type { BackendRow } from '../config/config-schema.ts';
import { speaker, type Words } from '../language.ts';
import { parseWords } from './parse-words.ts';
import type { CommandOptions } from './run-command.ts';
import { UsageError } from './usage-error.ts';

type GgufRow = Extract<BackendRow, { kind: 'gguf' }>;

/**
 * Installs the runtime when it is absent, and loads the file once, so that one that does not work is told of now and is
 * not added. The row comes back with the context that the model has.
 */
export async function tryModelFile(row: GgufRow, options: CommandOptions): Promise<GgufRow> {
  const say = speaker(options.environment, options.print);
  const print = ({ en, zh }: Words): void => say(en, zh);
  await options.installRuntime({ root: options.root, gpu: undefined, again: false, print });
  const model = await options.openLocalModel(
    { ...row, contextWindow: row.contextWindow, threads: row.threads },
    options.root,
  );
  try {
    say(`Loading ${row.path} …`, `正在加载 ${row.path} ……`);
    const { contextWindow } = await model.load();
    say(
      `It works, with ${contextWindow} tokens for a prompt and its answer.`,
      `可以使用，提示和回答共 ${contextWindow} 个词元。`,
    );
    return { ...row, contextWindow };
  } finally {
    await model.close();
  }
}

/** `inkstone model runtime [--gpu cuda|vulkan]` */
export async function installModelRuntime(words: readonly string[], options: CommandOptions): Promise<void> {
  const gpu = readGpu(words);
  const say = speaker(options.environment, options.print);
  const installed = await options.installRuntime({
    root: options.root,
    gpu,
    again: gpu !== undefined,
    print: ({ en, zh }) => say(en, zh),
  });
  if (installed) return;
  say('The runtime for model files is installed already.', '模型文件的运行库已经安装。');
}

function readGpu(words: readonly string[]): 'cuda' | 'vulkan' | undefined {
  const { gpu } = parseWords(words, { options: { gpu: { type: 'string' } } }).values;
  if (gpu === undefined || gpu === 'cuda' || gpu === 'vulkan') return gpu;
  throw new UsageError('--gpu is cuda or vulkan.', '--gpu 只能是 cuda 或 vulkan。');
}
