import type { Backend } from '../backends/backend.ts';
import { createDispatchers, type ProxySettings } from '../backends/dispatchers.ts';
import type { ChatStage } from '../chat-stage.ts';
import { createModerationEndpoint } from './moderation/endpoint.ts';
import { createSafetyStage } from './safety-stage.ts';
import type { SafetySettings } from './safety-schema.ts';

export interface SafetySources {
  readonly safety: SafetySettings;
  readonly backends: readonly Backend[];
  readonly proxy?: ProxySettings | undefined;
  /** What the product itself says in system messages; nothing when absent. */
  readonly ownPrompts?: readonly string[] | undefined;
}

/** The stage of a configuration. Its moderation endpoint is a row, which the configuration has been checked to have. */
export function openSafety({ safety, backends, proxy, ownPrompts }: SafetySources): ChatStage {
  const { endpoint } = safety.moderation;
  const backend = endpoint && backends.find(({ name }) => name === endpoint.backend);
  if (!endpoint || !backend) return createSafetyStage({ settings: safety, ownPrompts });
  const dispatcher = createDispatchers(proxy).of(backend);
  const { model, timeoutMs, onFailure } = endpoint;
  const ask = createModerationEndpoint({ backend, dispatcher, model, timeoutMs, onFailure });
  return createSafetyStage({ settings: safety, ownPrompts, moderation: { ask, isHosted: backend.hosted } });
}
