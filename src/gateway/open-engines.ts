import { AssistantError } from '../base/errors.ts';
import { createEmbeddedEngine } from '../engine/embedded-engine.ts';
import type { Engine, LocalModel, LocalModelRow } from './engine-port.ts';

/** The embedded engine; its thread starts with its first task. */
export async function openEngine(): Promise<Engine | undefined> {
  return createEmbeddedEngine();
}

export async function openLocalModel(row: LocalModelRow): Promise<LocalModel> {
  throw new AssistantError('capability-unavailable', `Row "${row.name}": this build cannot run GGUF files.`);
}
