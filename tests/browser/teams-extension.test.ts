import { keepRecords } from '../support/kept-records.ts';
import { startSite, type Site } from '../support/playground.ts';
import { teamsOptions } from '../support/teams.ts';
import type { TeamsOptions, TeamsPage } from '../support/teams-page.ts';

// The embedded store takes its time to open, the more so beside other suites.
jest.setTimeout(300_000);

/** The words of the page in each language, as a person reads them. */
const english = {
  group: 'Launch planning',
  message: 'Photos are ready',
  app: 'Inkstone',
  send: 'Send',
  summarise: 'Summarise',
  draftReply: 'Draft a reply',
  translate: 'Translate',
  tasks: 'Turn into tasks',
  draft: 'Draft',
  improve: 'Improve what I wrote',
  tone: 'Tone',
  formal: 'Formal',
  into: 'Into',
  goal: 'What to do',
  shorter: 'Make it shorter',
  about: 'What is the message about?',
  own: 'Your text',
  write: 'Write',
  result: 'Result',
  insert: 'Insert into the message',
  tryAgain: 'Try again',
  failed: 'The model does not answer right now',
  search: 'Search',
  prompt: 'Weekly report',
};
const chinese: typeof english = {
  group: '产品发布筹备',
  message: '照片已经好了',
  app: 'Inkstone（砚）',
  send: '发送',
  summarise: '总结',
  draftReply: '起草回复',
  translate: '翻译',
  tasks: '整理成任务',
  draft: '起草',
  improve: '润色我写的文字',
  tone: '语气',
  formal: '正式',
  into: '译成',
  goal: '要做什么',
  shorter: '写得更短',
  about: '这条消息要写什么？',
  own: '你写的文字',
  write: '开始写',
  result: '结果',
  insert: '插入消息',
  tryAgain: '重试',
  failed: '模型暂时没有响应',
  search: '搜索',
  prompt: '每周报告',
};

/** Of language and theme; the bot’s tests have the other two pairs. What does not differ by language is tried in one. */
const surroundings: readonly (readonly [string, TeamsOptions, typeof english])[] = [
  ['English, dark', { theme: 'dark' }, english],
  ['Chinese, light', { theme: 'light', locale: 'zh-CN' }, chinese],
];

let site: Site;
let teams: TeamsPage;
const kept = keepRecords();
beforeAll(async () => {
  const bookkeeping = { ...kept.bookkeeping, close: () => Promise.resolve() };
  site = await startSite({ connector: {}, teams: teamsOptions(undefined, { patienceMs: 2_000 }), bookkeeping });
  for (const title of [english.prompt, chinese.prompt]) {
    const response = await fetch(`${site.origin}/v1/prompts`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ title, body: `${title}: …`, scope: 'organisation' }),
    });
    expect(response.status).toBe(201);
  }
});
afterAll(async () => {
  await site.close();
  await kept.bookkeeping.close();
  kept.remove();
});
afterEach(() => teams.close());

const asked = (): string => JSON.stringify(site.backend.requests.at(-1)?.body['messages']);

const pictureOf = (name: string): string => `teams-extension-${name.toLowerCase().replace(', ', '-')}`;

/** Takes the result of the open dialog into the message, changed by the person. */
async function useResult(
  words: typeof english,
  command: string,
  written: string,
  changed: string,
  shown = changed,
): Promise<void> {
  const dialog = teams.page.getByRole('dialog', { name: command, exact: true });
  const result = dialog.getByRole('textbox', { name: words.result });
  await result.waitFor();
  expect(await result.inputValue()).toBe(written);
  await teams.expectNoViolations();
  await result.fill(changed);
  await dialog.getByRole('button', { name: words.insert, exact: true }).click();
  await teams.page.locator('.compose-card', { hasText: shown }).waitFor();
}

it.each(surroundings)(
  '%s: does each action on a message, whose result is changed before it goes into the message',
  async (name, options, words) => {
    const picture = pictureOf(name);
    teams = await site.openTeams(options);
    await teams.show(words.group);

    site.backend.play({ reply: 'Photos come by five.' });
    await teams.onMessage(words.message, words.summarise);
    await teams.look(`${picture}-summarise`);
    await useResult(words, words.summarise, 'Photos come by five.', 'Summary of mine');
    await teams.look(`${picture}-inserted`);

    site.backend.play({ reply: 'Five suits me.' });
    await teams.onMessage(words.message, words.draftReply);
    const reply = teams.page.getByRole('dialog', { name: words.draftReply });
    await reply.getByLabel(words.tone).selectOption({ label: words.formal });
    await teams.look(`${picture}-reply-form`);
    await teams.expectNoViolations();
    await reply.getByRole('button', { name: words.write, exact: true }).click();
    await useResult(words, words.draftReply, 'Five suits me.', 'Reply of mine');
    expect(asked()).toMatch(/formal/i);

    site.backend.play({ reply: 'Les photos sont prêtes.' });
    await teams.onMessage(words.message, words.translate);
    const translation = teams.page.getByRole('dialog', { name: words.translate });
    await translation.getByLabel(words.into).selectOption('fr');
    await translation.getByRole('button', { name: words.write, exact: true }).click();
    await useResult(words, words.translate, 'Les photos sont prêtes.', 'Translation of mine');
    expect(asked()).toContain('French');

    site.backend.play({ reply: '- [ ] Send the photos — Tom — 17:00' });
    await teams.onMessage(words.message, words.tasks);
    await useResult(words, words.tasks, '- [ ] Send the photos — Tom — 17:00', '- [ ] Send them', '☐ Send them');
    await teams.page.getByRole('button', { name: words.send, exact: true }).last().click();
    await teams.messages.last().getByText('☐ Send them').waitFor();
    expect(await teams.messages.last().locator('.app-card').count()).toBe(4);
    await teams.look(`${picture}-sent`);
    await teams.expectNoViolations();
  },
);

it.each(surroundings.slice(0, 1))('%s: drafts, improves and finds prompts at the box', async (name, options, words) => {
  const picture = pictureOf(name);
  teams = await site.openTeams(options);
  await teams.show(words.group);

  site.backend.play({ reply: 'The review moves to Thursday.' });
  await teams.atBox(words.app, words.draft);
  const draft = teams.page.getByRole('dialog', { name: words.draft, exact: true });
  await draft.getByRole('textbox', { name: words.about }).fill('review on Thursday');
  await teams.look(`${picture}-draft`);
  await teams.expectNoViolations();
  await draft.getByRole('button', { name: words.write, exact: true }).click();
  await useResult(words, words.draft, 'The review moves to Thursday.', 'Draft of mine');

  site.backend.play({ reply: 'He goes home.' });
  await teams.atBox(words.app, words.improve);
  const improve = teams.page.getByRole('dialog', { name: words.improve });
  await improve.getByRole('textbox', { name: words.own }).fill('he go home');
  await improve.getByLabel(words.goal).selectOption({ label: words.shorter });
  await teams.expectNoViolations();
  await improve.getByRole('button', { name: words.write, exact: true }).click();
  await useResult(words, words.improve, 'He goes home.', 'Improved by me');

  await teams.openBox(words.app);
  const panel = teams.page.getByRole('dialog', { name: words.app, exact: true });
  await panel.getByRole('searchbox', { name: words.search }).fill(words.prompt);
  const found = panel.getByRole('button', { name: new RegExp(words.prompt) });
  await found.waitFor();
  await teams.look(`${picture}-search`);
  await teams.expectNoViolations();
  await found.click();
  await teams.page.locator('.compose-card', { hasText: `${words.prompt}: …` }).waitFor();
});

it.each(surroundings.slice(1))(
  '%s: tells of a failure with what to do, and tries again with the same choices',
  async (name, options, words) => {
    const picture = pictureOf(name);
    teams = await site.openTeams(options);
    await teams.show(words.group);
    site.backend.play({ status: 503 });
    await teams.onMessage(words.message, words.draftReply);
    const dialog = teams.page.getByRole('dialog', { name: words.draftReply });
    await dialog.getByLabel(words.tone).selectOption({ label: words.formal });
    await dialog.getByRole('button', { name: words.write, exact: true }).click();
    await dialog.getByText(words.failed).waitFor();
    await teams.look(`${picture}-failed`);
    await teams.expectNoViolations();
    site.backend.play({ reply: 'Five suits me.' });
    await dialog.getByRole('button', { name: words.tryAgain, exact: true }).click();
    await useResult(words, words.draftReply, 'Five suits me.', 'Mine');
    expect(asked()).toMatch(/formal/i);
  },
);
