import { Assistant, type AssistantOptions } from '../../src/assistant/assistant.ts';
import type { TextStorage } from '../../src/assistant/settings.ts';
import { writingCommandSet } from '../../src/core/prompt/commands.ts';
import type { Model } from '../../src/protocol/chat.ts';
import type { MemoryHost } from './memory-host.ts';
import type { ScriptedModel } from './scripted-model.ts';

export function memoryStorage(entries: Readonly<Record<string, string>> = {}): TextStorage {
  const values = new Map(Object.entries(entries));
  return { read: (key) => values.get(key) ?? null, write: (key, value) => void values.set(key, value) };
}

export function offeredModel(id: string, inkstone?: Partial<NonNullable<Model['inkstone']>>): Model {
  return { id, object: 'model', owned_by: 'test', inkstone: { embedded: false, backend: 'test', ...inkstone } };
}

/** An assistant over a document in memory and a scripted model; time and ids are fixed. */
export function assistantFor(host: MemoryHost, model: ScriptedModel, rest: Partial<AssistantOptions> = {}): Assistant {
  let count = 0;
  return new Assistant({
    host,
    commandSet: writingCommandSet,
    createModel: () => model,
    listModels: async () => [offeredModel('scripted')],
    storage: memoryStorage(),
    createId: () => `turn-${(count += 1)}`,
    now: () => new Date('2026-01-02T03:04:05Z'),
    nextFrame: (callback) => callback(),
    ...rest,
  });
}
