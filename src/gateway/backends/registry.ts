import { AssistantError } from '../../base/errors.ts';
import type { Model } from '../../protocol/chat.ts';
import type { Engine, LocalModel, LocalModelRow } from '../engine-port.ts';
import type { Backend, BackendModel } from './backend.ts';

/** Id of the model that is the embedded engine. */
export const embeddedModelId = 'inkstone-embedded';

/** What answers for a model id. */
export type Answerer =
  | { readonly kind: 'backend'; readonly backend: Backend; readonly model: BackendModel }
  | { readonly kind: 'local'; readonly row: LocalModelRow; readonly model: LocalModel }
  | { readonly kind: 'engine'; readonly engine: Engine | undefined };

export interface Registry {
  /** In the order of the configuration. */
  readonly models: readonly Model[];
  /** Throws `model-missing`. A model that two rows have is the first row's; `row/model` names any. */
  find(id: string): Answerer;
}

export interface RegistrySources {
  readonly backends: readonly Backend[];
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
      const answerer: Answerer = { kind: 'backend', backend, model };
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

  return {
    models,
    find(id) {
      const found = answerers.get(id);
      if (found) return found;
      const known = models.map((model) => model.id).join(', ');
      throw new AssistantError('model-missing', `There is no model "${id.slice(0, 100)}" here. There are: ${known}.`);
    },
  };
}
