import { createPolicies } from '../../../src/gateway/access/policies.ts';
import { policiesSchema } from '../../../src/gateway/access/policy-schema.ts';
import { startScriptedBackend, type ScriptedBackend } from '../../support/scripted-backend.ts';
import { backendRow } from '../../support/gateway.ts';
import { rulesEngine } from '../../support/rules-engine.ts';
import { startBot, type AnsweredCard, type BotSite, type InvokeAnswer } from '../../support/teams.ts';

jest.setTimeout(60_000);

type Card = AnsweredCard;

const message = (content: string, contentType = 'html'): object => ({
  messagePayload: { id: '1', body: { contentType, content } },
});
const html = '<p>Can you send the <b>budget</b> by Friday?</p><script>alert(1)</script>';
const dialogOf = (answer: InvokeAnswer): Card => answer.task.value.card.content;
const titles = (card: Card): string[] => (card.actions ?? []).map(({ title }) => title);
const input = (card: Card, id: string): Card['body'][number] => card.body.find((element) => element.id === id)!;
const words = (card: Card): string => card.body.map(({ text = '' }) => text).join('\n');
/** What Teams sends back when a button is pressed: its data and all inputs, changed as told. */
const press = (card: Card, title: string, changes: Record<string, string> = {}): object => {
  const button = card.actions!.find((candidate) => candidate.title === title)!;
  const inputs = Object.fromEntries(
    card.body.flatMap(({ id, value }) => (id === undefined ? [] : [[id, value ?? '']])),
  );
  return { data: { ...inputs, ...changes, ...button.data } };
};

describe('the message extension', () => {
  let backend: ScriptedBackend;
  let site: BotSite;
  beforeAll(async () => {
    backend = await startScriptedBackend();
    site = await startBot({ backends: [backendRow(backend.url)], embeddedEngine: 'never' }, { patienceMs: 400 });
  });
  afterAll(async () => {
    await site.close();
    await backend.close();
  });

  const open = (commandId: string, more: object = {}, activity: object = {}): Promise<InvokeAnswer> =>
    site.invoke('composeExtension/fetchTask', { commandId, commandContext: 'message', ...more }, { ...activity });
  const submit = (commandId: string, more: object, activity: object = {}): Promise<InvokeAnswer> =>
    site.invoke('composeExtension/submitAction', { commandId, commandContext: 'message', ...more }, { ...activity });
  const prompt = (): string =>
    (backend.requests.at(-1)!.body['messages'] as { content: string }[]).map(({ content }) => content).join('\n');

  /** Looks again, as a person does, until the card has this button. */
  const until = async (
    card: Card,
    title: string,
    commandId: string,
    more: object,
    activity: object = {},
  ): Promise<Card> => {
    let shown = card;
    for (
      let look = 0;
      !titles(shown).includes(title) && titles(shown).includes('Show the result') && look < 200;
      look += 1
    ) {
      shown = dialogOf(await submit(commandId, { ...more, ...press(shown, 'Show the result') }, activity));
    }
    return shown;
  };
  const whole = (answer: InvokeAnswer, commandId: string, more: object, activity: object = {}): Promise<Card> =>
    until(dialogOf(answer), 'Insert into the message', commandId, more, activity);

  it('drafts a reply in the chosen tone, which the person changes before it goes into the message', async () => {
    const form = dialogOf(await open('draftReply', message(html)));
    expect(input(form, 'tone').choices!.map(({ title }) => title)).toEqual([
      'Friendly',
      'Formal',
      'Brief',
      'A polite no',
    ]);
    expect(words(form)).toContain('Can you send the budget by Friday?');

    backend.play({ reply: 'Sure! Here is the reply:\n\nDear Ann, the budget will be with you on Friday.' });
    const pressed = { ...message(html), ...press(form, 'Write', { tone: 'formal', note: 'Friday is fine' }) };
    const result = await whole(await submit('draftReply', pressed), 'draftReply', message(html));
    expect(prompt()).toMatch(/<<<SELECTION\nCan you send the budget by Friday\?\nSELECTION>>>/);
    expect(prompt()).toMatch(/formal and courteous[\s\S]*Friday is fine/);
    expect(prompt()).not.toContain('alert(1)');
    expect(input(result, 'result').value).toBe('Dear Ann, the budget will be with you on Friday.');
    expect(words(result)).toContain('Made by AI');

    const edited = 'Dear Ann,\n\n- it comes on **Friday**\n- ![x](https://a.example/x.png)';
    const answer = await submit('draftReply', {
      ...message(html),
      ...press(result, 'Insert into the message', { result: edited }),
    });
    const { type, attachments } = answer.composeExtension;
    expect(type).toBe('result');
    expect(words(attachments[0]!.content)).toBe('Dear Ann,\n- it comes on **Friday**\n- [x](https://a.example/x.png)');
  });

  it('says that it is still writing when the model is slow, shows what there is, and then the result', async () => {
    backend.play({ reply: 'A summary that takes a while to be written.', delayMs: 180 });
    const started = Date.now();
    const first = dialogOf(await open('summarize', message('<p>Long news.</p>')));
    // Teams waits five seconds.
    expect(Date.now() - started).toBeLessThan(5_000);
    expect(words(first)).toContain('Still writing');
    const card = await until(first, 'Insert into the message', 'summarize', message('<p>Long news.</p>'));
    expect(input(card, 'result').value).toBe('A summary that takes a while to be written.');
    // It was asked for once.
    expect(backend.requests.filter(({ body }) => JSON.stringify(body).includes('Long news')).length).toBe(1);
  });

  it('uses what there is when the person wants to wait no longer', async () => {
    backend.play({ reply: `One two ${'word '.repeat(60)}`, delayMs: 150 });
    const first = dialogOf(await open('summarize', message('<p>More news.</p>')));
    const waiting = await until(first, 'Stop and use this', 'summarize', message('<p>More news.</p>'));
    expect(titles(waiting)).toContain('Stop and use this');
    const stopped = dialogOf(
      await submit('summarize', { ...message('<p>More news.</p>'), ...press(waiting, 'Stop and use this') }),
    );
    expect(input(stopped, 'result').value).toMatch(/^One/);
    expect(input(stopped, 'result').value!.split(' ').length).toBeLessThan(60);
  });

  it('writes anew where the draft is gone or somebody else asks for it', async () => {
    backend.play({ reply: 'Slow and steady. '.repeat(20), delayMs: 400 });
    const waiting = dialogOf(await open('summarize', message('<p>Mine.</p>')));
    backend.play({ reply: 'For somebody else.' });
    const other = { from: { id: '29:eve', name: 'Eve', aadObjectId: '33333333-3333-4333-8333-333333333333' } };
    const pressed = { ...message('<p>Hers.</p>'), ...press(waiting, 'Show the result') };
    const card = await whole(await submit('summarize', pressed, other), 'summarize', message('<p>Hers.</p>'), other);
    expect(input(card, 'result').value).toBe('For somebody else.');
    expect(prompt()).toContain('Hers.');
  });

  it('translates into the chosen language, makes tasks, drafts and improves', async () => {
    const translate = dialogOf(await open('translate', message('<p>Good morning</p>'), { locale: 'zh-CN' }));
    backend.play({ reply: 'Guten Morgen' });
    await submit(
      'translate',
      { ...message('<p>Good morning</p>'), ...press(translate, '开始写', { target: 'de' }) },
      { locale: 'zh-CN' },
    );
    expect(prompt()).toContain('Translate SELECTION into German');

    backend.play({ reply: '- [ ] Send the budget — Ann — Friday' });
    const tasks = await whole(await open('tasks', message(html)), 'tasks', message(html));
    const posted = await submit('tasks', { ...message(html), ...press(tasks, 'Insert into the message') });
    expect(words(posted.composeExtension.attachments[0]!.content)).toBe('☐ Send the budget — Ann — Friday');

    const compose = { commandContext: 'compose' };
    const draft = dialogOf(await open('draft', compose));
    expect(titles(dialogOf(await submit('draft', { ...compose, ...press(draft, 'Write', { text: ' ' }) })))).toEqual([
      'Write',
    ]);
    backend.play({ reply: 'The review moves.' });
    await submit('draft', { ...compose, ...press(draft, 'Write', { text: 'the review moves', tone: 'friendly' }) });
    expect(prompt()).toMatch(/the review moves\nTone: friendly and warm/);

    const improve = dialogOf(await open('improve', compose));
    await submit('improve', { ...compose, ...press(improve, 'Write', { text: 'he go home', goal: 'shorten' }) });
    expect(prompt()).toMatch(/he go home[\s\S]*Shorten SELECTION/);
  });

  it('says in words what is wrong, and what to do', async () => {
    const noText = dialogOf(await open('summarize', message('<p> <img src="x"></p>')));
    expect(words(noText)).toContain('no text to work on');
    expect(words(dialogOf(await open('nonsense', message(html))))).toContain('another version of the app');
    backend.play({ status: 401 });
    expect(words(dialogOf(await open('summarize', message(html))))).toContain('its key is wrong or missing');
    const guest = { from: { id: '29:guest', name: 'Guest' } };
    expect(words(dialogOf(await open('summarize', message(html), guest)))).toContain('did not say who you are');
  });
});

describe('what an organisation allows, in Teams', () => {
  it('holds for the message extension and the bot, as for the pane', async () => {
    const backend = await startScriptedBackend({ reply: 'Yes.' });
    const policies = createPolicies(policiesSchema.parse({ groups: [{ group: '*', commands: ['summarise'] }] }));
    const site = await startBot({
      backends: [backendRow(backend.url)],
      embeddedEngine: 'never',
      policies,
      stages: [policies.stage],
    });
    const allowed = await site.invoke('composeExtension/fetchTask', { commandId: 'summarize', ...message(html) });
    expect(input(dialogOf(allowed), 'result').value).toBe('Yes.');
    const refused = await site.invoke('composeExtension/fetchTask', { commandId: 'tasks', ...message(html) });
    expect(words(dialogOf(refused))).toContain('Your organisation does not allow this');
    expect(JSON.stringify((await site.say('Write a poem')).body.attachments)).toContain('does not allow');
    await site.close();
    await backend.close();
  });
});

describe('the message extension without an AI model', () => {
  it('does by rules what they can, says so, and says for the rest how to connect a model', async () => {
    const site = await startBot({ engine: rulesEngine });
    const summary = dialogOf(
      await site.invoke('composeExtension/fetchTask', {
        commandId: 'summarize',
        ...message('<p>The board approved the budget of 40,000 euros. It rained.</p>'),
      }),
    );
    expect(input(summary, 'result').value).toContain('The board approved');
    expect(words(summary)).toContain('without AI');
    const tasks = dialogOf(
      await site.invoke('composeExtension/fetchTask', {
        commandId: 'tasks',
        ...message('<p>Hello all. Tom will send the slides by Friday.</p>'),
      }),
    );
    expect(input(tasks, 'result').value).toBe('- [ ] Tom will send the slides by Friday — Tom — Friday');
    const form = dialogOf(
      await site.invoke('composeExtension/fetchTask', { commandId: 'draftReply', ...message(html) }),
    );
    const reply = dialogOf(
      await site.invoke('composeExtension/submitAction', {
        commandId: 'draftReply',
        ...message(html),
        ...press(form, 'Write'),
      }),
    );
    expect(words(reply)).toMatch(/needs an AI model[\s\S]*connect one/);
    await site.close();
  });
});
