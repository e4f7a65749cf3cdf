import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { tabLink } from '../../src/core/context/tab-link.ts';
import { startEchoBot, type EchoBot } from '../support/echo-bot.ts';
import { startSite, type Site } from '../support/playground.ts';
import type { TeamsPage } from '../support/teams-page.ts';

let site: Site;
let bot: EchoBot;
let teams: TeamsPage;
beforeAll(async () => {
  bot = await startEchoBot();
  site = await startSite({ connector: { botUrl: bot.url } });
});
afterAll(async () => {
  await site.close();
  await bot.close();
});
afterEach(() => teams.close());

/** What stands in the background of the tab, which follows the theme. */
const background = (): Promise<string> =>
  teams.tab
    .locator('.fui-FluentProvider')
    .first()
    .evaluate((element) => getComputedStyle(element).backgroundColor);

/** Waits until the theme has come to the tab. */
async function backgroundIs(isWanted: (color: string) => boolean): Promise<void> {
  while (!isWanted(await background())) await teams.page.waitForTimeout(50);
}

test('[TEAMS-1] [TEAMS-2] [TEAMS-3] the pane opens as a tab, works on pasted text, follows the theme, and takes back what it did', async () => {
  site.backend.play({ reply: 'The invoices have been sent late.\nPlease answer by Friday.' });
  teams = await site.openTeams();
  await teams.text.fill('The invoices has been sent late.\nPlease answer until friday.');
  await teams.command('Fix grammar');
  await teams.press('Replace');
  await teams.answer.getByText('Done. It is in your text.').waitFor();
  expect(await teams.text.inputValue()).toBe('The invoices have been sent late.\nPlease answer by Friday.');
  await teams.expectNoViolations();
  const light = await background();
  await teams.page.getByLabel('Theme').selectOption('dark');
  await backgroundIs((color) => color !== light);
  await teams.page.getByLabel('Theme').selectOption('contrast');
  await backgroundIs((color) => color === 'rgb(0, 0, 0)');
  await teams.press('Undo');
  await teams.answer.getByText('Undone. Your text is as it was.').waitFor();
  expect(await teams.text.inputValue()).toBe('The invoices has been sent late.\nPlease answer until friday.');
});

test('files are read in the browser: Word with its headings, Excel with checked numbers, text; others say what to do', async () => {
  teams = await site.openTeams();
  const choose = (name: string, buffer: Buffer): Promise<void> =>
    teams.tab.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
  await choose('report.docx', readFileSync('assets/samples/report.docx'));
  await teams.tab.getByText('report', { exact: true }).waitFor();
  expect((await teams.text.inputValue()).length).toBeGreaterThan(500);
  await choose('notes.md', Buffer.from('# Minutes\n\n- **Priya** sends the photos\n'));
  await teams.tab.getByText('notes', { exact: true }).waitFor();
  expect(await teams.text.inputValue()).toBe('Minutes\nPriya sends the photos');
  site.backend.play({ reply: 'Priya sends the photos.' });
  await teams.command('Summarise');
  await teams.press('Run');
  await teams.press('Copy');
  expect(JSON.stringify(site.backend.requests.at(-1)?.body)).toContain('# Minutes\\n- Priya sends');
  await choose('photo.heic', Buffer.from('x'));
  await teams.tab.getByText('This kind of file cannot be opened here.').waitFor();
  expect(await teams.text.inputValue()).toBe('Minutes\nPriya sends the photos');
  await choose('broken.docx', Buffer.from('x'));
  await teams.tab.getByText('This file could not be read.').waitFor();

  await choose('sales.xlsx', readFileSync('assets/samples/sales.xlsx'));
  await teams.tab.getByText(/^Sheet “Sales”: \d+ rows/).waitFor();
  site.backend.play({ reply: 'North had revenue of €562,032. Overseas had revenue of €400,000.' });
  await teams.command('Summarise');
  const run = teams.tab.getByRole('button', { name: 'Run', exact: true });
  if (await run.isVisible()) await run.click();
  await teams.answer.getByText('1 of 2 numbers could not be verified in the cells.').waitFor();
});

test('[TEAMS-5] [TEAMS-6] an answer goes to a chat, is shared, or is downloaded as a Word document', async () => {
  site.backend.play({ reply: '# Plan\n\n- Photos by **17:00**\n- Invitation on Monday' });
  teams = await site.openTeams();
  await teams.text.fill('Photos at five. Invitation Monday.');
  await teams.command('Key points');
  const download = teams.page.waitForEvent('download');
  await teams.use('Download as a Word document');
  const file = await download;
  expect(file.suggestedFilename()).toBe('Key points.docx');
  const saved = join(tmpdir(), `teams-${process.pid}.docx`);
  await file.saveAs(saved);
  const document = strFromU8(unzipSync(new Uint8Array(readFileSync(saved)))['word/document.xml']!);
  rmSync(saved);
  expect(document).toContain('Invitation on Monday');
  expect(document).toContain('w:numPr');

  await teams.use('Share');
  await teams.page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  await teams.use('Share');
  await teams.page.getByRole('dialog').getByRole('button', { name: 'Launch planning' }).click();
  await teams.answer.getByText('Shared.').waitFor();

  await teams.press('Send in a chat');
  await teams.page.getByRole('checkbox', { name: 'Priya Nair' }).check();
  await teams.page.getByRole('button', { name: 'Done' }).click();
  const box = teams.page.getByRole('textbox', { name: 'Type a message to Priya Nair' });
  await box.waitFor();
  expect(await box.inputValue()).toContain('• Invitation on Monday');
  expect(await teams.messages.count()).toBe(0);
  await teams.show('Launch planning');
  await teams.messages.getByText('https://teams.microsoft.com/l/entity/').waitFor();
});

test('[TEAMS-4] [TEAMS-7] a link brings text along; a Teams that lacks a capability is offered less; the history is the person’s', async () => {
  const link = new URL(
    tabLink({ appId: 'a', tabId: 'home' }, { title: 'Priya 的消息', text: 'Who drafts the invitation?' }),
  );
  const { subEntityId } = JSON.parse(link.searchParams.get('context')!) as { subEntityId: string };
  site.backend.play({ reply: 'I do.' });
  teams = await site.openTeams({ without: 'people,sharing', subPageId: subEntityId });
  expect(await teams.text.inputValue()).toBe('Who drafts the invitation?');
  await teams.tab.getByText('Priya 的消息').waitFor();
  await teams.command('Key points');
  await teams.tab.getByRole('button', { name: 'Download as a Word document' }).waitFor();
  await teams.tab.getByRole('button', { name: 'More ways to use the answer' }).click();
  expect(await teams.tab.getByRole('menuitem').allTextContents()).toEqual(['Put after my text']);
  await teams.page.reload();
  await teams.text.waitFor();
  await teams.press('History');
  await teams.tab.getByText('I do.').waitFor();
  expect(await teams.page.evaluate(() => window.teams.unknownFunctions)).toEqual([]);
});

test('[TEAMS-8] [TEAMS-9] [TEAMS-10] each action on a message opens its dialog, and its result is put into the box', async () => {
  teams = await site.openTeams({ theme: 'dark' });
  await teams.show('Launch planning');
  for (const [label, id] of [
    ['Summarise', 'summarize'],
    ['Draft a reply', 'draftReply'],
    ['Translate', 'translate'],
    ['Turn into tasks', 'tasks'],
  ] as const) {
    await teams.onMessage('Photos are ready', label);
    const dialog = teams.page.getByRole('dialog', { name: `Echo: ${id}` });
    const draft = dialog.getByRole('textbox', { name: 'Draft' });
    expect(await draft.inputValue()).toContain('Photos are ready');
    if (id === 'summarize') await teams.expectNoViolations();
    await draft.fill(`By ${id}`);
    await dialog.getByRole('button', { name: 'Use' }).click();
    await teams.page.locator('.compose-card', { hasText: `Echo of By ${id}` }).waitFor();
  }
  const asked = bot.received.filter(({ name }) => name === 'composeExtension/fetchTask').at(-1)!;
  expect(asked.value).toMatchObject({
    commandId: 'tasks',
    commandContext: 'message',
    messagePayload: { body: { contentType: 'html', content: expect.stringMatching(/^<p>Photos are ready/) } },
  });
  await teams.write('Here it is');
  expect(await teams.messages.last().locator('.app-card').count()).toBe(4);
});

test('[TEAMS-12] the box offers the app’s actions and its search, in Chinese too', async () => {
  teams = await site.openTeams({ locale: 'zh-CN' });
  await teams.tab
    .getByText('粘贴或输入文字')
    .or(teams.tab.getByPlaceholder('粘贴或输入文字，或将文件拖到这里。'))
    .first()
    .waitFor();
  await teams.show('产品发布筹备');
  const chat = teams.page.locator('section.chat:not([hidden])');
  await chat.getByRole('button', { name: 'Inkstone（砚）', exact: true }).click();
  const panel = teams.page.getByRole('dialog', { name: 'Inkstone（砚）' });
  await panel.getByText('Found: true').waitFor();
  await teams.expectNoViolations();
  await panel.getByRole('searchbox').fill('邮件');
  await panel.getByRole('button', { name: 'Found: 邮件' }).click();
  await teams.page.locator('.compose-card', { hasText: 'Found: 邮件' }).waitFor();
  await chat.getByRole('button', { name: 'Inkstone（砚）', exact: true }).click();
  await panel.getByRole('button', { name: /润色我写的文字/ }).click();
  await teams.page.getByRole('dialog', { name: 'Echo: improve' }).waitFor();
  await teams.page.keyboard.press('Escape');
  await teams.onMessage('照片已经好了', '总结');
  await teams.page.getByRole('dialog', { name: 'Echo: summarize' }).waitFor();
});

test('[TEAMS-13] [TEAMS-14] [TEAMS-15] [TEAMS-16] [TEAMS-17] [TEAMS-18] the bot is talked to, streams, shows cards, and gets feedback', async () => {
  teams = await site.openTeams();
  await teams.show('Inkstone');
  await teams.write('Hello');
  await teams.messages.getByText('You said: Hello <img src=x onerror=alert(1)>').waitFor();
  expect(await teams.messages.locator('img').count()).toBe(0);

  await teams.write('stream it');
  await teams.messages.getByText('You said: stream it').waitFor();
  const streamed = teams.messages.last();
  expect(await streamed.locator('em').textContent()).toBe('stream it');
  await streamed.getByText('AI generated').waitFor();
  expect(await teams.messages.count()).toBe(4);
  await streamed.getByRole('button', { name: 'Like', exact: true }).click();
  await teams.page.getByText('Thank you for your feedback.').waitFor();
  expect(bot.received.at(-1)).toMatchObject({
    name: 'message/submitAction',
    value: { actionValue: { reaction: 'like' } },
  });

  await teams.write('a card');
  const shown = teams.messages.last();
  await shown.getByRole('textbox', { name: 'Note' }).fill('noted');
  await teams.expectNoViolations();
  await shown.getByRole('button', { name: 'Tell' }).click();
  await teams.messages.getByText('Value: {"kind":"told","note":"noted"}').waitFor();
  await teams.messages.filter({ hasText: 'A card' }).getByRole('button', { name: 'Execute' }).click();
  await teams.messages.getByText('Executed go').waitFor();

  await teams.show('Launch planning');
  const before = bot.received.length;
  await teams.write('Only for you all');
  await teams.write('@Inkstone are you there?');
  await teams.messages.getByText(/You said: .*are you there/).waitFor();
  expect(bot.received.slice(before).map(({ text }) => text)).toEqual(['<at>Inkstone</at> are you there?']);
});

test('[TEAMS-11] a bot that does not answer in time is told of as Teams does', async () => {
  teams = await site.openTeams();
  await teams.show('Launch planning');
  await teams.page.route('**/playground/connector/*/bot', () => undefined);
  await teams.onMessage('Photos are ready', 'Summarise');
  await teams.page.getByText('Unable to reach app. Please try again.').waitFor();
});
