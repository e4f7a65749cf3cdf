import { makeEmptyStore } from '../../scripts/lib/empty-store.mjs';
import { ensureModelRuntime } from '../../scripts/lib/workspace.mjs';

/** Before the gateway's tests: the runtime of the one that runs a model file, as a person would install it, and an empty store. */
export default async function prepare() {
  await ensureModelRuntime();
  process.env.INKSTONE_EMPTY_STORE = await makeEmptyStore();
}
