import { startScriptedBackend, type ScriptedBackend } from '../../support/scripted-backend.ts';
import { backendRow } from '../../support/gateway.ts';
import { startBot, type BotSite } from '../../support/teams.ts';

describe('the bot in a chat', () => {
  let backend: ScriptedBackend;
  let site: BotSite;
  beforeAll(async () => {
    backend = await startScriptedBackend();
    site = await startBot({ backends: [backendRow(backend.url)], embeddedEngine: 'never' });
  });
  afterAll(async () => {
    await site.close();
    await backend.close();
  });

  it('streams its answer in a personal chat, and labels it', async () => {
    backend.play({ reply: 'The review is on Thursday at ten.', delayMs: 20 });
    const answer = await site.say('When is the review?');
    expect(answer.body.text).toBe('The review is on Thursday at ten.');
    console.log(JSON.stringify(site.connector.sent, null, 1));
  });
});
