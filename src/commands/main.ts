import { Assistant } from '../assistant/assistant.ts';
import { leaveEnded } from '../assistant/ended-command.ts';
import { surfaceHeader } from '../protocol/session.ts';
import { findCommand, writingCommandSet } from '../core/prompt/commands.ts';
import { createGatewayModel } from '../core/model/gateway-model.ts';
import { listModels } from '../core/model/list-models.ts';
import type { Host } from '../host/host.ts';
import { createWordHost } from '../host/word/word-host.ts';
import { browserStorage } from '../taskpane/browser.ts';
import { runCommand } from './run-command.ts';

/** The composition root of the ribbon's function commands; Office runs it in a page without a window. */
const storage = browserStorage();
const gateway = { baseUrl: '', headers: () => ({ [surfaceHeader]: 'word' }) };

function createAssistant(host: Host): Assistant {
  return new Assistant({
    host,
    commandSet: writingCommandSet,
    createModel: (id) => createGatewayModel(id, gateway),
    listModels: (signal) => listModels(gateway, signal),
    // The settings are read; an answer is kept by the pane that shows it.
    storage: { ...storage, write: () => undefined },
  });
}

/** A command that failed has no window to say so in: it is left for the pane, which shows how it ended and tries again. */
async function execute(commandId: string, event: Office.AddinCommands.Event): Promise<void> {
  const host = createWordHost();
  const assistant = createAssistant(host);
  const fail = async (thrown?: unknown): Promise<void> => {
    leaveEnded(storage, { id: commandId, document: host.documentAddress, at: new Date() }, assistant.state, thrown);
    await Office.addin.showAsTaskpane().catch(() => undefined);
  };
  try {
    const command = findCommand(commandId);
    if (!command) throw new Error(`There is no command ${commandId}.`);
    if ((await runCommand(assistant, command)) === 'failed') await fail();
  } catch (error) {
    await fail(error);
  } finally {
    event.completed();
  }
}

void Office.onReady(() => {
  Office.actions.associate('summarise', (event: Office.AddinCommands.Event) => void execute('summarise', event));
  Office.actions.associate('fixGrammar', (event: Office.AddinCommands.Event) => void execute('fix-grammar', event));
});
