import type { AssistantError } from '../../base/errors.ts';
import { ToldFailure } from '../../base/told-failure.ts';
import type { Model } from '../../protocol/chat.ts';
import type { Engine, LocalModel, LocalModelRow } from '../engine-port.ts';
import { orderTargets, type Alias, type Target, type WeightedTarget } from './alias.ts';
import type { Backend } from './backend.ts';
import type { Health } from './health.ts';

/** Id of the model that is the embedded engine. */
export const embeddedModelId = 'inkstone-embedded';

/** What answers for a model id. */
export type Answerer =
  | (Target & {
      readonly kind: 'backend';
      /** Where to turn when this one fails before its first byte, in that order; for an alias alone. */
      readonly others: readonly Target[];
    })
  | { readonly kind: 'local'; readonly row: LocalModelRow; readonly model: LocalModel }
  | { readonly kind: 'engine'; readonly engine: Engine | undefined };

export interface Registry {
  /** In the order of the configuration. */
  readonly models: readonly Model[];
  /** What stands behind aliases. */
  readonly shared: readonly Target[];
  /** Throws `model-missing`, and `backend-unreachable` when all its rows are drained. A model that two rows have is the first row's; `row/model` names any. */
  find(id: string): Answerer;
}

export interface RegistrySources {
  readonly backends: readonly Backend[];
  /** Names that stand for models of rows; each member has been found to exist. */
  readonly aliases: readonly Alias[];
  readonly health: Health;
  /** Chance, from 0 up to 1. */
  readonly random: () => number;
  readonly localModels: readonly { readonly row: LocalModelRow; readonly model: LocalModel }[];
  /** Whether the embedded engine is offered. */
  readonly offersEngine: boolean;
  /** Absent when it could not be loaded: it is offered all the same, and says so when asked. */
  readonly engine: Engine | undefined;
}

export function createRegistry(sources: RegistrySources): Registry {
  const answerers = new Map<string, Answerer>();
  const models: Model[] = [];

  for (const backend of sources.backends) {
    for (const model of backend.models) {
      const answerer: Answerer = { kind: 'backend', backend, model, others: [] };
      const id = answerers.has(model.id) ? `${backend.name}/${model.id}` : model.id;
      answerers.set(id, answerer);
      answerers.set(`${backend.name}/${model.id}`, answerer);
      models.push({
        id,
        object: 'model',
        created: 0,
        owned_by: backend.name,
        inkstone: {
          embedded: false,
          backend: backend.name,
          ...(model.contextWindow === undefined ? {} : { contextWindow: model.contextWindow }),
        },
      });
    }
  }
  for (const { row, model } of sources.localModels) {
    answerers.set(row.name, { kind: 'local', row, model });
    models.push({
      id: row.name,
      object: 'model',
      created: 0,
      owned_by: row.name,
      inkstone: {
        embedded: false,
        backend: row.name,
        ...(row.contextWindow === undefined ? {} : { contextWindow: row.contextWindow }),
      },
    });
  }
  if (sources.offersEngine) {
    answerers.set(embeddedModelId, { kind: 'engine', engine: sources.engine });
    models.push({
      id: embeddedModelId,
      object: 'model',
      created: 0,
      owned_by: 'inkstone',
      inkstone: { embedded: true, backend: 'inkstone', commands: [...(sources.engine?.commands ?? [])] },
    });
  }

  const aliases = new Map<string, readonly WeightedTarget[]>();
  for (const { id, members } of sources.aliases) {
    const targets = members.flatMap(({ model: name, weight }): WeightedTarget[] => {
      const found = answerers.get(name);
      return found?.kind === 'backend' ? [{ backend: found.backend, model: found.model, weight }] : [];
    });
    const windows = targets.flatMap(({ model }) => model.contextWindow ?? []);
    aliases.set(id, targets);
    // First, because whoever made it wants it chosen.
    models.unshift({
      id,
      object: 'model',
      created: 0,
      owned_by: 'inkstone',
      inkstone: {
        embedded: false,
        backend: targets.map(({ backend }) => backend.name).join(', '),
        // Any of them may answer: a prompt has to fit the smallest.
        ...(windows.length === 0 ? {} : { contextWindow: Math.min(...windows) }),
      },
    });
  }
  function outOfService(id: string): AssistantError {
    const words = { en: `"${id}" is out of service for now.`, zh: `“${id}”暂停服务。` };
    return new ToldFailure('backend-unreachable', words, { retryable: true });
  }

  return {
    models,
    shared: Array.from(aliases.values()).flat(),
    find(id) {
      const targets = aliases.get(id);
      if (targets) {
        const [first, ...others] = orderTargets(targets, sources.health, sources.random);
        if (!first) throw outOfService(id);
        return { kind: 'backend', others, ...first };
      }
      const found = answerers.get(id);
      if (found?.kind === 'backend' && sources.health.stateOf(found.backend.name) === 'drained') throw outOfService(id);
      if (found) return found;
      const known = models.map((model) => model.id).join(', ');
      throw new ToldFailure('model-missing', {
        en: `There is no model "${id.slice(0, 100)}" here. There are: ${known}.`,
        zh: `这里没有模型“${id.slice(0, 100)}”。现有：${known}。`,
      });
    },
  };
}
