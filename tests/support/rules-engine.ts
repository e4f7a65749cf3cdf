import { engineCommands } from '../../src/engine/unavailable.ts';
import { runTask } from '../../src/engine/tasks.ts';
import type { Engine } from '../../src/gateway/engine-port.ts';

/** The embedded engine's own rules without its thread; grammar, which needs that, finds nothing. */
export const rulesEngine: Engine = {
  commands: engineCommands,
  prepare: () => undefined,
  async *run(task) {
    yield await runTask(task, () => Promise.resolve([]));
  },
  close: () => undefined,
};
