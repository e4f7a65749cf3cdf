import type { Access } from '../assistant/access.ts';
import type { Assistant } from '../assistant/assistant.ts';
import { endedCommandKey, takeEnded } from '../assistant/ended-command.ts';
import type { TextStorage } from '../assistant/settings.ts';

/** Shows each command of the ribbon that failed in its page without a window: one from before the pane was opened, and later ones. */
export async function followCommands(assistant: Assistant, access: Access, storage: TextStorage): Promise<void> {
  const take = async (): Promise<void> => {
    const ended = takeEnded(storage, assistant.host.documentAddress, new Date());
    if (!ended) return;
    await assistant.reopen(ended.entry, ended);
    const { generation } = ended.turn;
    if (generation.status !== 'failed' || generation.error.code !== 'sign-in-required') return;
    // The ribbon knows nobody. Who is in here already has it done at once, who is not when they got in.
    await access.check();
    if (access.store.getState().status === 'in') await assistant.resume();
  };
  window.addEventListener('storage', ({ key }) => {
    if (key === endedCommandKey) void take();
  });
  await take();
}
