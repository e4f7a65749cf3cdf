import { startScriptedBackend, type ScriptedBackend } from '../../support/scripted-backend.ts';
import { backendRow, until } from '../../support/gateway.ts';
import { keepRecords } from '../../support/kept-records.ts';
import { ann, startBot, type BotSite, type InvokeAnswer, type SentMessage } from '../../support/teams.ts';

// The embedded store takes its time to open, the more so beside other suites.
jest.setTimeout(300_000);

const cardOf = ({ body }: SentMessage): string => JSON.stringify(body.attachments ?? []);

describe('what is kept of the bot’s answers', () => {
  let backend: ScriptedBackend;
  let site: BotSite;
  const kept = keepRecords();
  const bookkeeping = { ...kept.bookkeeping, close: () => Promise.resolve() };
  const messages = (): string[] =>
    (backend.requests.at(-1)!.body['messages'] as { content: string }[]).map(({ content }) => content);
  beforeAll(async () => {
    await kept.bookkeeping.records!.read();
    backend = await startScriptedBackend();
    site = await startBot({ backends: [backendRow(backend.url)], embeddedEngine: 'never', bookkeeping });
  });
  afterAll(async () => {
    await site.close();
    await backend.close();
    await kept.bookkeeping.close();
    kept.remove();
  });

  it('stand in a store that is opened with the bot, not with the first message', async () => {
    const fresh = keepRecords();
    const bot = await startBot({ backends: [backendRow(backend.url)], bookkeeping: fresh.bookkeeping });
    await until(() => fresh.bookkeeping.records!.state.isOpen, 60_000);
    await bot.close();
    fresh.remove();
  });

  it('are remembered beyond the process, and forgotten when asked', async () => {
    backend.play({ reply: 'Version one.' });
    await site.say('Write a slogan');
    const restarted = await startBot({ backends: [backendRow(backend.url)], embeddedEngine: 'never', bookkeeping });
    await restarted.say('Shorter');
    expect(messages().slice(1)).toEqual(['Write a slogan', 'Version one.', 'Shorter']);
    const database = await kept.bookkeeping.records!.read();
    expect(await database.query('select distinct person, surface, command from usage_records')).toEqual([
      { person: ann, surface: 'teams', command: 'custom' },
    ]);
    await restarted.say('forget');
    await restarted.say('Now');
    expect(messages().slice(1)).toEqual(['Now']);
    await restarted.close();
  });

  it('are rated, and a rating is kept with consent alone', async () => {
    backend.play({ reply: 'A fine answer.' });
    const answer = await site.say('Say something fine');
    const rate = (feedback: object): Promise<unknown> =>
      site.invoke(
        'message/submitAction',
        { actionName: 'feedback', actionValue: { reaction: 'like', feedback: JSON.stringify(feedback) } },
        { replyToId: answer.id },
      );
    const form = await site.invoke('message/fetchTask', {
      data: { actionName: 'feedback', actionValue: { reaction: 'like' } },
    });
    expect(JSON.stringify(form.task.value.card.content)).toContain('Keep my question and this answer');
    const rows = async (): Promise<readonly unknown[]> =>
      (await kept.bookkeeping.records!.read()).query(
        'select value, answer, command, prompt, other from feedback_records',
      );
    await rate({ consent: 'false' });
    expect(await rows()).toEqual([]);
    // Teams' own form knows no consent: the person is asked.
    await rate({ feedbackText: 'nice' });
    expect(cardOf(site.connector.messages().at(-1)!)).toContain('May your question');
    expect(await rows()).toEqual([]);
    await rate({ consent: 'true', remark: 'well put' });
    expect(await rows()).toEqual([
      {
        value: 'up',
        answer: 'A fine answer.',
        command: 'custom',
        prompt: [{ role: 'user', content: 'Say something fine' }],
        other: 'well put',
      },
    ]);
  });

  it('finds prompts of the library by words', async () => {
    const inside = { method: 'POST', headers: { 'content-type': 'application/json' } };
    for (const title of ['Weekly report', 'Minutes of a meeting']) {
      const body = JSON.stringify({
        title,
        body: `Write the ${title.toLowerCase()} <b>now</b>`,
        scope: 'organisation',
      });
      expect((await fetch(`${site.origin}/v1/prompts`, { ...inside, body })).status).toBe(201);
    }
    const search = (value: string): Promise<InvokeAnswer> =>
      site.invoke('composeExtension/query', { commandId: 'prompts', parameters: [{ name: 'search', value }] });
    const { composeExtension } = await search('meeting');
    expect(composeExtension.attachments.map(({ preview }) => preview.content.title)).toEqual(['Minutes of a meeting']);
    expect(composeExtension.attachments[0]!.preview.content.text).toContain('&lt;b&gt;');
    expect((await search('nothing like it')).composeExtension).toEqual({
      type: 'message',
      text: 'Nothing was found. Try another word.',
    });
  });
});
