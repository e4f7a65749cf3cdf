import { AssistantError } from '../base/errors.ts';
import type { Engine, LocalModel, LocalModelRow } from './engine-port.ts';

/** The embedded engine of this build; `undefined` when it has none. */
export async function openEngine(): Promise<Engine | undefined> {
  return undefined;
}

export async function openLocalModel(row: LocalModelRow): Promise<LocalModel> {
  throw new AssistantError('capability-unavailable', `Row "${row.name}": this build cannot run GGUF files.`);
}
