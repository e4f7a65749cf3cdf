import { Assistant } from '../assistant/assistant.ts';
import { surfaceHeader } from '../protocol/session.ts';
import { findCommand, writingCommandSet } from '../core/prompt/commands.ts';
import { createGatewayModel, listModels } from '../core/model/gateway-model.ts';
import { createWordHost } from '../host/word/word-host.ts';
import { runCommand } from './run-command.ts';

/** The composition root of the ribbon's function commands; Office runs it in a page without a window. */
const gateway = { baseUrl: '', headers: () => ({ [surfaceHeader]: 'word' }) };

function createAssistant(): Assistant {
  return new Assistant({
    host: createWordHost(),
    commandSet: writingCommandSet,
    createModel: (id) => createGatewayModel(id, gateway),
    listModels: (signal) => listModels(gateway, signal),
    storage: { read: (key) => localStorage.getItem(key), write: () => undefined },
  });
}

/** A command that failed has no window to say so in: the pane is opened, where the same command tells why. */
async function execute(commandId: string, event: Office.AddinCommands.Event): Promise<void> {
  try {
    const command = findCommand(commandId);
    const outcome = command ? await runCommand(createAssistant(), command) : 'failed';
    if (outcome === 'failed') await Office.addin.showAsTaskpane();
  } catch {
    await Office.addin.showAsTaskpane().catch(() => undefined);
  } finally {
    event.completed();
  }
}

void Office.onReady(() => {
  Office.actions.associate('summarise', (event: Office.AddinCommands.Event) => void execute('summarise', event));
  Office.actions.associate('fixGrammar', (event: Office.AddinCommands.Event) => void execute('fix-grammar', event));
});
