import type { Backend } from '../backends/backend.ts';
import { isPrivateName } from './guard/private-address.ts';

/** Whether a model is run by somebody else: as the row says, else by its host name. */
export function isHosted(backend: Pick<Backend, 'baseUrl' | 'hosted'>): boolean {
  return backend.hosted ?? !isPrivateName(new URL(backend.baseUrl).hostname);
}
