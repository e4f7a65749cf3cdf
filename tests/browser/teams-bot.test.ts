import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { productRoot } from '../support/gateway.ts';
import { keepRecords } from '../support/kept-records.ts';
import { startSite, type Site } from '../support/playground.ts';
import { teamsOptions } from '../support/teams.ts';
import type { TeamsOptions, TeamsPage } from '../support/teams-page.ts';

// The embedded store takes its time to open, the more so beside other suites.
jest.setTimeout(300_000);

const english = {
  bot: 'Inkstone',
  welcome: 'Hello, I am Inkstone',
  help: 'help',
  helped: 'What I can do',
  forget: 'forget',
  forgotten: 'Forgotten',
  generated: 'AI generated',
  like: 'Like',
  consent: 'Keep my question and this answer',
  send: 'Send',
  thanks: 'Thank you for your feedback.',
  attach: 'Attach a file',
  failed: 'The model does not answer right now',
  again: 'Try again',
  decisions: 'Decisions',
  group: 'Launch planning',
};
const chinese: typeof english = {
  bot: 'Inkstone（砚）',
  welcome: '你好，我是砚',
  help: '帮助',
  helped: '我能做什么',
  forget: '忘记',
  forgotten: '已忘记',
  generated: 'AI 生成',
  like: '赞',
  consent: '保留我的问题和这个回答',
  send: '发送',
  thanks: '感谢你的反馈。',
  attach: '附加文件',
  failed: '模型暂时没有响应',
  again: '重试',
  decisions: '决定',
  group: '产品发布筹备',
};

const surroundings: readonly (readonly [string, TeamsOptions, typeof english])[] = [
  ['English, light', { theme: 'light' }, english],
  ['Chinese, dark', { theme: 'dark', locale: 'zh-CN' }, chinese],
];

const transcript = `WEBVTT

00:00:03.120 --> 00:00:05.900
<v Ann>We agreed to move the review of the bridge to Thursday.</v>

00:00:06.000 --> 00:00:08.000
<v Tom>I will send the invitation by Monday.</v>
`;

let site: Site;
let teams: TeamsPage;
const kept = keepRecords();
beforeAll(async () => {
  const bookkeeping = { ...kept.bookkeeping, close: () => Promise.resolve() };
  await kept.bookkeeping.records!.read();
  site = await startSite({ connector: {}, teams: teamsOptions(undefined, { interimMs: 300 }), bookkeeping });
});
afterAll(async () => {
  await site.close();
  await kept.bookkeeping.close();
  kept.remove();
});
afterEach(() => teams.close());

const asked = (): string[] =>
  (site.backend.requests.at(-1)!.body['messages'] as { content: string }[]).map(({ content }) => content);
const pictureOf = (name: string): string => `teams-bot-${name.toLowerCase().replace(', ', '-')}`;
const said = (text: string | RegExp): Promise<void> => teams.messages.last().getByText(text).first().waitFor();

it.each(surroundings)(
  '%s: welcomes, helps, streams, goes on from what was said, forgets, and takes an opinion',
  async (name, options, words) => {
    const picture = pictureOf(name);
    teams = await site.openTeams(options);
    await teams.show(words.bot);
    await said(new RegExp(words.welcome));
    await teams.write(words.help);
    await said(words.helped);
    await teams.look(`${picture}-help`);
    await teams.expectNoViolations();

    site.backend.play({ reply: 'The review is on **Thursday** at ten in the large room.', delayMs: 150 });
    const before = await teams.messages.count();
    await teams.write('When is the review?');
    await teams.page.locator('article.message.streaming').waitFor();
    await said('Thursday');
    await said(words.generated);
    // One message grows into the answer.
    expect(await teams.messages.count()).toBe(before + 2);
    site.backend.play({ reply: 'In the large room.' });
    await teams.write('And where?');
    await said('In the large room.');
    expect(asked().slice(-3)).toEqual([
      'When is the review?',
      'The review is on **Thursday** at ten in the large room.',
      'And where?',
    ]);

    await teams.messages.last().getByRole('button', { name: words.like, exact: true }).click();
    const form = teams.page.getByRole('dialog');
    await form.getByText(words.consent, { exact: false }).click();
    await teams.look(`${picture}-feedback`);
    await teams.expectNoViolations();
    await form.getByRole('button', { name: words.send, exact: true }).click();
    await teams.page.getByText(words.thanks).waitFor();
    const database = await kept.bookkeeping.records!.read();
    const rated = await database.query('select value, answer from feedback_records order by at desc limit 1');
    expect(rated).toEqual([{ value: 'up', answer: 'In the large room.' }]);

    await teams.write(words.forget);
    await said(new RegExp(words.forgotten));
    await teams.write('Now');
    await said('In the large room.');
    expect(asked().slice(1)).toEqual(['Now']);
    await teams.look(`${picture}-chat`);
  },
);

it.each(surroundings.slice(0, 1))(
  '%s: summarises files with the places that it rests on, and writes minutes',
  async (name, options, words) => {
    const picture = pictureOf(name);
    teams = await site.openTeams(options);
    await teams.show(words.bot);
    await said(new RegExp(words.welcome));
    const report = 'The opening was delayed by heavy rain.\nThe budget of 40,000 euros was approved on Thursday.';
    const files: readonly (readonly [string, Buffer, string])[] = [
      ['report.txt', Buffer.from(report), 'The budget of 40,000 euros was approved.'],
      ['hello.docx', readFileSync(join(productRoot, 'tests/fixtures/docx/word-online-hello.docx')), 'It greets.'],
      ['table.xlsx', readFileSync(join(productRoot, 'tests/fixtures/xlsx/google-sheets.xlsx')), 'It counts.'],
    ];
    for (const [file, bytes, reply] of files) {
      site.backend.play({ reply });
      await teams.attach(words.attach, file, bytes);
      await teams.write('');
      await teams.messages
        .filter({ hasText: reply.slice(0, 8) })
        .last()
        .waitFor();
      await said(file);
    }
    await teams.messages.filter({ hasText: '[1]' }).getByText('report.txt: ').waitFor();

    site.backend.play({
      reply:
        '## Decisions\n\n- The review of the bridge moves to Thursday.\n\n## Tasks\n\n- [ ] Send the invitation — Tom — Monday',
    });
    await teams.attach(words.attach, 'meeting.vtt', Buffer.from(transcript));
    await teams.write('');
    await said(/☐ Send the invitation — Tom — Monday/);
    expect(asked().at(-1)).toContain('Ann: We agreed to move the review');
    await teams.look(`${picture}-files`);
    await teams.expectNoViolations();
  },
);

it.each(surroundings.slice(1))(
  '%s: tells of a failure with a button that tries again, and in a group says that it is still writing',
  async (name, options, words) => {
    const picture = pictureOf(name);
    teams = await site.openTeams(options);
    await teams.show(words.bot);
    await said(new RegExp(words.welcome));
    site.backend.play({ status: 503 });
    await teams.write('Write a haiku');
    await said(words.failed);
    await teams.look(`${picture}-failed`);
    await teams.expectNoViolations();
    site.backend.play({ reply: 'Old pond, a frog.' });
    await teams.messages.last().getByRole('button', { name: words.again, exact: true }).click();
    await said('Old pond, a frog.');

    await teams.show(words.group);
    site.backend.play({ reply: 'Here is the plan.', headDelayMs: 1_500 });
    const before = await teams.messages.count();
    await teams.write(`@${words.bot} what is the plan?`);
    await said('Here is the plan.');
    // The interim message became the answer.
    expect(await teams.messages.count()).toBe(before + 2);
  },
);
