import { AssistantError } from './errors.ts';

/**
 * Loads a part of the program that does not come with the first bundle: `loadOnDemand(() => import('./part.ts'))`. Where
 * it cannot be fetched the failure is one that a person can understand, and a later call tries again.
 */
export async function loadOnDemand<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (cause) {
    throw new AssistantError('gateway-unreachable', 'A part of Inkstone could not be loaded from the gateway.', {
      cause,
      retryable: true,
    });
  }
}
