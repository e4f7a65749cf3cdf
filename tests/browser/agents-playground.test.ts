import { openAgentsPlayground, type AgentsPlayground } from '../support/agents-playground.ts';
import { backendRow, startGateway, until } from '../support/gateway.ts';
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
    await page.getByText('AI generated').first().waitFor();
    // The parts grow into the answer, in one message.
    expect(await page.getByRole('paragraph').filter({ hasText: 'The review is on' }).count()).toBe(1);

    // Slower than the dialog waits: it says so, and shows the result when it is asked for again.
    const reply = 'Thursday at ten suits me well.';
    const wordsBefore = backend.wordsSent;
    backend.play({ reply, delayMs: 400 });
    const dialog = await playground.act('When is the review?', 'draftReply');
    await dialog.getByText('The message: ').waitFor();
    await dialog.getByRole('combobox', { name: 'Tone' }).click();
    await page.getByRole('option', { name: 'Formal' }).click();
    await dialog.getByRole('button', { name: 'Write', exact: true }).click();
    await dialog.getByText('Still writing …').waitFor();
    expect(JSON.stringify(backend.requests.at(-1)?.body['messages'])).toMatch(/formal/i);
    await playground.look('agents-playground-waiting');
    const result = dialog.locator('textarea').first();
    const insert = dialog.getByRole('button', { name: 'Insert into the message' });
    // Pressed once, when the whole answer is there: a press too many may fall on a button of the card that comes next.
    await until(() => backend.wordsSent === wordsBefore + reply.split(' ').length, 30_000);
    await dialog.getByRole('button', { name: 'Show the result' }).click();
    await insert.waitFor();
    expect(await result.inputValue()).toBe(reply);
    await playground.look('agents-playground-result');
    await result.fill('Thursday at ten suits me. Thank you!');
    await insert.click();
    await page.getByText('Thursday at ten suits me. Thank you!').first().waitFor();
    await playground.look('agents-playground-inserted');

    await playground.say('help');
    await page.getByText('What I can do').waitFor();
    await playground.look('agents-playground-help');
  });

  it('takes a thumb, and tries again from the card of a failure', async () => {
    const { page } = playground;
    backend.play({ reply: 'An answer to like.' });
    await playground.say('Say something to like');
    await playground.shows('An answer to like.');
    await playground.look('agents-playground-thumbs');
    await playground.like();

    backend.play({ status: 503 });
    await playground.say('Write a haiku');
    await playground.shows('The model does not answer right now');
    backend.play({ reply: 'Old pond, a frog.' });
    await page.getByRole('button', { name: 'Try again', exact: true }).click();
    await playground.shows('Old pond, a frog.');
    await playground.look('agents-playground-again');
  });
});
