import { ensureModelRuntime } from '../../scripts/lib/workspace.mjs';

/** Before the gateway's tests, one of which runs a model file: the runtime, as a person would install it. */
export default async function installModelRuntime() {
  await ensureModelRuntime();
}
