import { createEmbeddedEngine } from '../engine/embedded-engine.ts';
import { createGgufModel } from '../engine/gguf/gguf-model.ts';
import { installRuntime as install, isRuntimeInstalled, runtimeFolder } from '../engine/gguf/runtime.ts';
import type { Engine, LocalModel, LocalModelRow } from './engine-port.ts';
import type { Words } from './language.ts';

/** The embedded engine; its thread starts with its first task. */
export async function openEngine(): Promise<Engine | undefined> {
  return createEmbeddedEngine();
}

/** A row's model file; it is loaded with the first prompt, or by `load()`. */
export async function openLocalModel(row: LocalModelRow, root: string): Promise<LocalModel> {
  return createGgufModel({ ...row, runtime: runtimeFolder(root) });
}

export interface RuntimeRequest {
  readonly root: string;
  /** The graphics cards that shall work too. */
  readonly gpu: 'cuda' | 'vulkan' | undefined;
  /** Whether to install it although it is there. */
  readonly again: boolean;
  readonly print: (line: Words) => void;
}

/** Installs the runtime for model files when it is absent; resolves with whether it had to. */
export async function installRuntime({ root, gpu, again, print }: RuntimeRequest): Promise<boolean> {
  const folder = runtimeFolder(root);
  if (isRuntimeInstalled(folder) && !again) return false;
  await install({ folder, choice: { platform: process.platform, arch: process.arch, gpu }, print });
  return true;
}
