import { startScriptedBackend, type ScriptedBackend } from '../../support/scripted-backend.ts';
import { backendRow, until } from '../../support/gateway.ts';
import type { ChatStage } from '../../../src/gateway/chat-stage.ts';
import { ann, startBot, type BotSite, type SentMessage } from '../../support/teams.ts';

jest.setTimeout(60_000);

const group = { conversation: { id: '19:group', conversationType: 'groupChat', isGroup: true } };
const cardOf = ({ body }: SentMessage): string => JSON.stringify(body.attachments?.map(({ content }) => content) ?? []);
const messagesIn = (backend: ScriptedBackend): { role: string; content: string }[] =>
  backend.requests.at(-1)!.body['messages'] as { role: string; content: string }[];

describe('the bot in a chat', () => {
  let backend: ScriptedBackend;
  let site: BotSite;
  const asked: string[] = [];
  const listen: ChatStage = (exchange, next) => {
    asked.push(
      `${exchange.person.id} ${String(exchange.request.headers['x-inkstone-surface'])} ${exchange.chat.inkstone_task?.command ?? ''}`,
    );
    return next(exchange);
  };
  beforeAll(async () => {
    backend = await startScriptedBackend();
    site = await startBot(
      { backends: [backendRow(backend.url)], embeddedEngine: 'never', stages: [listen] },
      { interimMs: 150 },
    );
  });
  afterAll(async () => {
    await site.close();
    await backend.close();
  });

  it('streams its answer in a personal chat, labels it as made by AI and asks what the person thinks of it', async () => {
    backend.play({
      reply: 'The review is on Thursday at ten, ![x](https://a.example/p.png) <b>sharp</b>.',
      delayMs: 40,
    });
    const answer = await site.say('When is the review?', {
      conversation: { id: 'a:stream', conversationType: 'personal' },
    });
    const safe = 'The review is on Thursday at ten, [x](https://a.example/p.png) &lt;b>sharp&lt;/b>.';
    expect(answer.body.text).toContain(safe);
    const parts = site.connector.sent.filter(({ body }) => body.channelData?.['streamType'] === 'streaming');
    expect(parts.length).toBeGreaterThan(0);
    // What was shown is always the beginning of what comes, or Teams refuses the stream.
    for (const { body } of parts) expect(safe.startsWith(body.text!.trimEnd())).toBe(true);
    expect(site.connector.sent.map(({ body }) => body.channelData?.['streamSequence']).filter(Number)).toEqual(
      expect.arrayContaining([1, 2]),
    );
    // Only the parts are counted: an end with a number is taken for a new message.
    const [part] = parts;
    const end = answer.body.entities?.find(({ type }) => type === 'streaminfo');
    expect(end).toEqual({ type: 'streaminfo', streamId: answer.body.channelData?.['streamId'], streamType: 'final' });
    expect(answer.body.channelData).not.toHaveProperty('streamSequence');
    expect(part?.body.channelData?.['streamId']).toBe(answer.body.channelData?.['streamId']);
    expect(JSON.stringify(answer.body.entities)).toContain('AIGeneratedContent');
    expect(answer.body.channelData).toMatchObject({ streamType: 'final', feedbackLoop: { type: 'custom' } });
  });

  it('goes through the gateway as the person: policy, quota and records are theirs', async () => {
    backend.play({ reply: 'Done.' });
    await site.say('Draft a note', { conversation: { id: 'a:records', conversationType: 'personal' } });
    expect(messagesIn(backend)[0]!.content).toContain('You are Inkstone');
    expect(asked.at(-1)).toBe(`${ann} teams custom`);
  });

  it('remembers what was said, and forgets it when asked', async () => {
    const conversation = { id: 'a:memory', conversationType: 'personal' };
    backend.play({ reply: 'Version one.' });
    await site.say('Write a slogan', { conversation });
    backend.play({ reply: 'Version two.' });
    await site.say('Shorter', { conversation });
    expect(
      messagesIn(backend)
        .map(({ content }) => content)
        .slice(1),
    ).toEqual(['Write a slogan', 'Version one.', 'Shorter']);

    expect((await site.say('forget', { conversation })).body.text).toContain('Forgotten');
    await site.say('Now', { conversation });
    expect(
      messagesIn(backend)
        .map(({ content }) => content)
        .slice(1),
    ).toEqual(['Now']);
  });

  it('keeps the memories of conversations apart', async () => {
    backend.play({ reply: 'A secret.' });
    await site.say('My secret', { conversation: { id: 'a:one', conversationType: 'personal' } });
    await site.say('Hello there, Inkstone', { conversation: { id: 'a:two', conversationType: 'personal' } });
    expect(JSON.stringify(messagesIn(backend))).not.toContain('secret');
  });

  it('answers in a group when it is mentioned, with an interim message that becomes the answer', async () => {
    backend.play({ reply: 'Here is the plan.', headDelayMs: 600 });
    const before = site.connector.sent.length;
    await site.send({
      ...group,
      text: '<at>Inkstone</at> what is the plan?',
      entities: [{ type: 'mention', text: '<at>Inkstone</at>', mentioned: { id: '28:bot', name: 'Inkstone' } }],
    });
    await until(() => site.connector.sent.some(({ method }) => method === 'PUT'), 10_000);
    const sent = site.connector.sent.slice(before);
    expect(sent.map(({ method, body }) => `${method} ${body.type}`)).toEqual([
      'POST typing',
      'POST message',
      'PUT message',
    ]);
    expect(sent[1]!.body.text).toBe('Still writing …');
    expect(sent[2]!.id).toBe(sent[1]!.id);
    expect(sent[2]!.body.text).toBe('Here is the plan.');
    expect(messagesIn(backend).at(-1)!.content).toBe('Ann: what is the plan?');
  });

  it('answers in a channel where it is mentioned, in the thread that it was asked in', async () => {
    backend.play({ reply: 'Here is the plan.' });
    const before = site.connector.sent.length;
    const conversation = { id: '19:channel@thread.tacv2;messageid=17', conversationType: 'channel', isGroup: true };
    const answer = await site.say('<at>Inkstone</at> what is the plan?', {
      conversation,
      entities: [{ type: 'mention', text: '<at>Inkstone</at>', mentioned: { id: '28:bot', name: 'Inkstone' } }],
    });
    expect(answer.body.text).toBe('Here is the plan.');
    expect(decodeURIComponent(answer.path)).toContain(`/conversations/${conversation.id}/activities`);
    // Teams takes streams in personal chats alone.
    const sent = site.connector.sent.slice(before);
    expect(sent.filter(({ body }) => body.channelData?.['streamType'] !== undefined)).toEqual([]);
  });

  it('answers one message after the other, each once', async () => {
    backend.play({ reply: ({ body }) => `Answer to ${(body['messages'] as { content: string }[]).at(-1)!.content}` });
    const conversation = { id: 'a:order', conversationType: 'personal' };
    const before = site.connector.messages().length;
    await Promise.all([
      site.send({ id: 'same', text: 'one', conversation }),
      site.send({ id: 'same', text: 'one', conversation }),
      site.send({ text: 'two', conversation }),
    ]);
    await until(() => site.connector.messages().length >= before + 2, 10_000);
    expect(
      site.connector
        .messages()
        .slice(before)
        .map(({ body }) => body.text),
    ).toEqual(['Answer to one', 'Answer to two']);
  });

  it.each([
    ['help', 'en-US', 'What I can do'],
    ['帮助', 'zh-CN', '我能做什么'],
    ['Hi!', 'en-GB', 'I am Inkstone'],
    ['你好', 'zh-CN', '我是砚'],
  ])('answers %s in %s without asking a model', async (text, locale, words) => {
    const before = backend.requests.length;
    expect(cardOf(await site.say(text, { locale }))).toContain(words);
    expect(backend.requests.length).toBe(before);
  });

  it('welcomes who installs it', async () => {
    const before = site.connector.messages().length;
    await site.send({
      type: 'installationUpdate',
      action: 'add',
      conversation: { id: 'a:new', conversationType: 'personal' },
    });
    await until(() => site.connector.messages().length > before, 5_000);
    const welcome = site.connector.messages().at(-1)!;
    expect(cardOf(welcome)).toContain('attach a file');
    expect(welcome.body.suggestedActions!.actions.map(({ title }) => title)).toContain('help');
  });

  it('tells of a failure with what to do, and tries again from its card', async () => {
    backend.play([{ status: 503 }, { status: 503 }, { status: 503 }, { status: 503 }, { reply: 'Now it works.' }]);
    const conversation = { id: 'a:again', conversationType: 'personal' };
    const failure = await site.say('Write a haiku', { conversation });
    expect(cardOf(failure)).toContain('The model does not answer right now');
    const action = (failure.body.attachments![0]!.content['actions'] as { verb: string; data: object }[])[0]!;
    backend.play({ reply: 'Now it works.' });
    const before = site.connector.messages().length;
    const shown = await site.invoke(
      'adaptiveCard/action',
      { action: { type: 'Action.Execute', ...action } },
      { conversation },
    );
    expect(JSON.stringify(shown.value)).toContain('Thinking');
    await until(() => site.connector.messages().length > before, 10_000);
    expect(site.connector.messages().at(-1)!.body.text).toBe('Now it works.');
    expect(messagesIn(backend).at(-1)!.content).toBe('Write a haiku');
  });

  it('keeps what was said when the answer breaks off', async () => {
    backend.play({ reply: 'The first half is here and the rest', delayMs: 30, cutAfter: 5 });
    const answer = await site.say('Go', { conversation: { id: 'a:cut', conversationType: 'personal' } });
    expect(answer.body.text).toContain('The first half');
    expect(cardOf(answer)).toContain('broke off');
  });

  it('stops the model when the person stops the stream', async () => {
    backend.play({ reply: 'word '.repeat(200), delayMs: 25 });
    const before = backend.aborted;
    await site.send({ text: 'A long text', conversation: { id: 'a:stop', conversationType: 'personal' } });
    await until(() => site.connector.sent.some(({ body }) => body.text?.startsWith('word word') === true), 10_000);
    site.connector.refuseStream('Content stream was canceled by user.');
    await until(() => backend.aborted > before, 10_000);
    site.connector.refuseStream(undefined);
  });

  it('sends the whole answer where a client takes no stream', async () => {
    backend.play({ reply: 'Plain and whole.' });
    site.connector.refuseStream('Streaming api is not allowed for the user or bot.');
    const answer = await site.say('Say it', { conversation: { id: 'a:plain', conversationType: 'personal' } });
    site.connector.refuseStream(undefined);
    expect(answer.body.text).toBe('Plain and whole.');
    expect(answer.body.channelData?.['streamType']).toBeUndefined();
  });
});
