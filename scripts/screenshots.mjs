/**
 * Takes the pictures in docs/screenshots from the built product, as a newcomer sees it: the playground, the pane and the
 * embedded engine, in both themes and languages. Run by hand when their look changes: `npm run screenshots`, or
 * `npm run screenshots -- teams` for those whose names begin so.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { startBuiltGateway } from './lib/built-gateway.mjs';
import { launchChromium } from './lib/chromium.mjs';
import { ensureBuilt, ensureInstalled, requireNode, root } from './lib/workspace.mjs';

const folder = join(root, 'docs/screenshots');

const english = { locale: 'en-US', fix: 'Fix grammar', replace: 'Replace (tracked)', done: 'Done.' };
const chinese = { locale: 'zh-CN', summarise: '总结', run: '执行', insert: '插入到后面', done: '完成，' };

const pictures = [
  { name: 'light', theme: 'light', ...english, take: rewrite },
  { name: 'dark', theme: 'dark', ...english, take: rewrite },
  { name: 'light-zh', theme: 'light', ...chinese, take: summary },
  { name: 'dark-zh', theme: 'dark', ...chinese, take: summary },
  {
    name: 'workbook',
    theme: 'light',
    ...english,
    host: 'excel',
    sheet: 'Sales',
    findings: 'Key findings',
    take: findings,
  },
  {
    name: 'workbook-zh',
    theme: 'dark',
    ...chinese,
    host: 'excel',
    sheet: '销售',
    findings: '主要发现',
    take: findings,
  },
  {
    name: 'workbook-chart',
    theme: 'light',
    width: 1600,
    ...english,
    host: 'excel',
    sheet: 'Sales',
    chart: 'Make a chart',
    summary: 'Summarise',
    add: 'Add the chart',
    take: chartAndSummary,
  },
  {
    name: 'workbook-chart-zh',
    theme: 'light',
    width: 1600,
    ...chinese,
    host: 'excel',
    sheet: '销售',
    chart: '生成图表',
    summary: '总结',
    add: '添加图表',
    take: chartAndSummary,
  },
  { name: 'teams', theme: 'light', ...english, host: 'teams', take: tab },
  { name: 'teams-chat', theme: 'dark', ...english, host: 'teams', take: messageMenu },
  { name: 'teams-message', theme: 'light', ...english, host: 'teams', take: messageSummary },
  { name: 'teams-bot', theme: 'dark', ...english, host: 'teams', take: minutes },
  { name: 'narrow', theme: 'light', width: 760, ...english, take: firstSight },
];

const transcript = `WEBVTT

00:00:03.120 --> 00:00:09.900
<v Priya Nair>We agreed to move the launch to Thursday the 12th, and to keep the live music.</v>

00:00:10.000 --> 00:00:16.000
<v Tom Becker>The budget for the event is 800 euros. I will send the photos to the printer by Wednesday.</v>

00:00:16.500 --> 00:00:22.000
<v Lena Sato>I will write the invitation to the customers by Monday.</v>
`;

requireNode();
await ensureInstalled({ dev: true });
await ensureBuilt();
mkdirSync(folder, { recursive: true });
// So that the bot is there, as in the newcomer's steps of docs/teams-bot.md.
const gateway = await startBuiltGateway({ INKSTONE_BOT_WITHOUT_TOKENS: '1' });
const wanted = process.argv[2] ?? '';
const browser = await launchChromium();
try {
  for (const picture of pictures.filter(({ name }) => name.startsWith(wanted))) {
    const context = await browser.newContext({
      viewport: { width: picture.width ?? 1360, height: 860 },
      locale: picture.locale,
      deviceScaleFactor: 1,
    });
    // The first answer waits for the grammar checker to be loaded, which takes long on a busy machine.
    context.setDefaultTimeout(120_000);
    const page = await context.newPage();
    const host = picture.host ?? 'word';
    const query = new URLSearchParams({ locale: picture.locale, theme: picture.theme, host });
    await page.goto(`${gateway.origin}/playground/?${query}`);
    await page.waitForFunction(() => window.playground ?? window.workbook ?? window.teams);
    await page.evaluate(() => (window.playground ?? window.workbook ?? window.teams).ready);
    const pane = page.frameLocator(`iframe[src*="/${host === 'teams' ? 'tab' : 'taskpane'}/"]`);
    await pane.locator('textarea').first().waitFor();
    await picture.take(page, pane, picture);
    await page.screenshot({ path: join(folder, `${picture.name}.png`) });
    process.stdout.write(`docs/screenshots/${picture.name}.png\n`);
    await context.close();
  }
} finally {
  await browser.close();
  await gateway.stop();
}

/** Grammar corrected word by word: the comparison in the pane, the tracked changes in the document. */
async function rewrite(page, pane, { fix, replace, done }) {
  const text = await page.evaluate(() => window.playground.text());
  const faulty = text.split('\n').find((line) => line.startsWith('The invoices has been sent late'));
  await page.evaluate((wanted) => window.playground.selectText(wanted), faulty);
  await pane.getByRole('button', { name: fix, exact: true }).click();
  await pane.getByRole('button', { name: replace, exact: true }).click();
  await pane.getByText(done).first().waitFor();
}

/** The whole document summarised out of its own sentences and put in below the caret. */
async function summary(page, pane, { summarise, run, insert, done }) {
  await page.evaluate(() => window.playground.setSelection([1, 0]));
  await pane.getByRole('button', { name: summarise, exact: true }).click();
  await pane.getByRole('button', { name: run, exact: true }).click();
  await pane.getByRole('button', { name: insert, exact: true }).click();
  await pane.getByText(done).first().waitFor();
}

/** What is worth knowing of a table, each number checked against its cells. */
async function findings(page, pane, { sheet, findings: command, locale }) {
  await page.evaluate((name) => window.workbook.select(name, 'A1:E38'), sheet);
  await pane.getByRole('button', { name: command, exact: true }).click();
  await pane.getByRole('button', { name: locale.startsWith('zh') ? '复制' : 'Copy', exact: true }).waitFor();
}

/** A chart of the months beside their table, and a summary whose numbers were checked. */
async function chartAndSummary(page, pane, { sheet, chart, summary: command, add, done, locale }) {
  const copy = pane.getByRole('button', { name: locale.startsWith('zh') ? '复制' : 'Copy', exact: true });
  await page.evaluate((name) => window.workbook.select(name, 'A1:E38'), sheet);
  await pane.getByRole('button', { name: chart, exact: true }).click();
  await pane.getByRole('button', { name: locale.startsWith('zh') ? '执行' : 'Run', exact: true }).click();
  await pane.getByRole('button', { name: add, exact: true }).click();
  await pane.getByText(done).first().waitFor();
  await pane.getByRole('button', { name: command, exact: true }).click();
  await copy.waitFor();
}

/** Pasted text in the tab, and what correcting it would change. */
async function tab(page, pane, { fix }) {
  const text =
    'The invoices has been sent late. We was told about it on monday.\nPlease answer the customer until friday.';
  await pane.locator('textarea').first().fill(text);
  await pane.getByRole('button', { name: fix, exact: true }).click();
  await pane.getByRole('button', { name: 'Copy', exact: true }).waitFor();
}

/** The app's actions on a message. */
async function messageMenu(page) {
  await page.locator('.place').first().click();
  await page.locator('section.chat:not([hidden]) .message-menu').nth(1).click();
}

/** An action on a message: its result, which may be changed before it goes into the message. */
async function messageSummary(page) {
  await page.locator('.place').first().click();
  await page.locator('section.chat:not([hidden]) .message-menu').nth(1).click();
  await page.getByRole('menuitem', { name: 'Summarise', exact: true }).click();
  await page.getByRole('button', { name: 'Insert into the message' }).waitFor();
}

/** A transcript that became minutes in the chat with the bot. */
async function minutes(page) {
  await page.locator('.place').nth(1).click();
  const chat = page.locator('section.chat:not([hidden])');
  await chat.getByText('Hello, I am Inkstone').waitFor();
  const buffer = Buffer.from(transcript);
  await chat.locator('input[type=file]').setInputFiles({ name: 'launch.vtt', mimeType: 'text/vtt', buffer });
  await chat.locator('.compose-card').waitFor();
  await chat.locator('.compose textarea').press('Enter');
  await chat.getByText('Decisions', { exact: true }).waitFor();
  await chat.locator('.feedback').waitFor();
}

/** A selection, and what of it would be sent. */
async function firstSight(page, pane) {
  const sentence = "The portal's first phase is ready for testing.";
  await page.evaluate((wanted) => window.playground.selectText(wanted), sentence);
  await pane.getByText(sentence).first().waitFor();
}
