import { ensureModelRuntime } from '../../scripts/lib/workspace.mjs';
import { makeStoreTemplate } from '../support/store-template.mjs';

/** Before the gateway's tests: the runtime of the one that runs a model file, as a person would install it, and an empty store. */
export default async function prepare() {
  await ensureModelRuntime();
  await makeStoreTemplate();
}
