import { openAgentsPlayground, type AgentsPlayground } from '../support/agents-playground.ts';
import { backendRow, startGateway } from '../support/gateway.ts';
import { startScriptedBackend, type ScriptedBackend } from '../support/scripted-backend.ts';
import { teamsOptions } from '../support/teams.ts';

jest.setTimeout(240_000);

describe('the bot in Microsoft’s Agents Playground', () => {
  let backend: ScriptedBackend;
  let close: () => Promise<void>;
  let playground: AgentsPlayground;
  beforeAll(async () => {
    backend = await startScriptedBackend();
    const gateway = await startGateway({
      backends: [backendRow(backend.url)],
      embeddedEngine: 'never',
      teams: teamsOptions(undefined, { patienceMs: 700 }),
    });
    close = gateway.close;
    playground = await openAgentsPlayground(`${gateway.origin}/api/messages`);
  });
  afterAll(async () => {
    await playground.close();
    await close();
    await backend.close();
  });

  it('chats, streams, labels its answers, and drafts a reply that is edited before it is posted', async () => {
    const { page } = playground;
    await page.getByText('Hello, I am Inkstone', { exact: false }).first().waitFor();
    backend.play({ reply: 'The review is on **Thursday** at ten.', delayMs: 60 });
    await playground.say('When is the review?');
    await page.getByText('at ten.').first().waitFor();
    await playground.look('agents-playground-chat');
    const dialog = await playground.act('When is the review?', 'draftReply');
    await dialog.getByText('Tone').first().waitFor();
    await playground.look('agents-playground-form');
  });
});
