import { text as textOf } from 'node:stream/consumers';
import { chromium, type Browser, type Page } from 'playwright-core';
import { violations } from '../support/axe.ts';
import { backendRow, startGateway } from '../support/gateway.ts';
import { look } from '../support/look.ts';
import { keepRecords } from '../support/kept-records.ts';
import { lessMotion } from '../support/motion.ts';
import { audit, feedback } from '../support/records.ts';
import { startScriptedBackend, type ScriptedBackend } from '../support/scripted-backend.ts';
import { usage } from '../support/usage-record.ts';

jest.setTimeout(180_000);

const { bookkeeping, remove } = keepRecords();
let backend: ScriptedBackend;
let origin: string;
let close: () => Promise<void>;
let browser: Browser;
let page: Page;

/** The fourteen days before today, each with more use than the one before, by three people with two models. */
function seed(): void {
  const people = [
    { person: 'ann', personName: 'Ann Lee', groups: ['legal'] },
    { person: 'wang', personName: '王伟', groups: ['marketing', 'board'] },
    { person: 'bob', personName: '=Bob', groups: [] },
  ];
  for (let day = 1; day <= 14; day += 1) {
    for (let count = 0; count < 15 - day; count += 1) {
      const at = new Date(Date.now() - day * 86_400_000).toISOString();
      const who = people[count % 3]!;
      const model = count % 4 === 0 ? 'qwen3-32b' : 'small';
      const ending = count % 6 === 5 ? ({ outcome: 'failed', code: 'backend-unreachable' } as const) : {};
      bookkeeping.records!.record(
        usage({ at, ...who, model, command: count % 2 ? 'rewrite' : '', cost: 0.02, ...ending }),
      );
    }
  }
  bookkeeping.records!.record(feedback({ at: new Date().toISOString() }));
  bookkeeping.records!.record(feedback({ at: new Date().toISOString(), value: 'down', answer: 'Bad.' }));
}

beforeAll(async () => {
  backend = await startScriptedBackend();
  ({ origin, close } = await startGateway({ backends: [backendRow(backend.url)], bookkeeping }));
  seed();
  await bookkeeping.records!.read();
  const chat = await fetch(`${origin}/v1/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'small', messages: [{ role: 'user', content: 'Hi' }] }),
  });
  await chat.text();
  browser = await chromium.connect(process.env['INKSTONE_BROWSER']!);
});
afterAll(async () => {
  await browser.close();
  await close();
  await backend.close();
  remove();
});
afterEach(() => page.context().close());

async function open(
  options: { locale?: string; theme?: string; width?: number; forcedColors?: boolean } = {},
): Promise<void> {
  const context = await browser.newContext({
    ...lessMotion,
    viewport: { width: options.width ?? 1200, height: 1400 },
    locale: options.locale ?? 'en-US',
    ...(options.forcedColors && { forcedColors: 'active' as const }),
  });
  context.setDefaultTimeout(30_000);
  page = await context.newPage();
  await page.goto(`${origin}/admin/?theme=${options.theme ?? 'light'}`);
  await page.getByRole('img').first().waitFor();
}

test.each([
  ['light', {}],
  ['dark', { theme: 'dark' }],
  ['Chinese', { locale: 'zh-CN' }],
  ['forced colours', { forcedColors: true, theme: 'contrast' }],
])('in %s the page shows use, health, audit and feedback, and axe finds nothing', async (name, options) => {
  await open(options);
  await page.getByRole('cell', { name: 'small' }).first().waitFor();
  expect(await violations(page.mainFrame())).toEqual([]);
  const text = await page.locator('body').innerText();
  expect(text).toMatch(/106/);
  expect(text).toContain('qwen3-32b');
  expect(text).toMatch(/qwen\s+1\s+1\s+50%/);
  if (name === 'Chinese') {
    expect(text).not.toMatch(/\b(Use|Health|Audit|Feedback|Budgets|Reload|Search|chat|rewrite|failed|answered)\b/);
  }
  await look(page, `admin-${name.replace(' ', '-')}`, { fullPage: true });
});

test('what is measured can be chosen: cost has its currency’s sign', async () => {
  await open();
  await page.getByRole('combobox', { name: 'Measure' }).selectOption('CNY');
  await page.getByRole('img', { name: 'Cost: By day' }).waitFor();
  const use = page.getByRole('region', { name: 'Use' });
  expect(await use.innerText()).toMatch(/By model[\s\S]*¥\d/);
});

test('the audit is searched, and saved as a file in which nothing runs', async () => {
  await open();
  const panel = page.getByRole('region', { name: 'Audit' });
  await panel.getByRole('textbox', { name: 'Person' }).fill('bob');
  await panel.getByRole('button', { name: 'Search' }).click();
  await panel.getByRole('cell', { name: '=Bob (bob)' }).first().waitFor();
  while ((await panel.getByRole('cell', { name: 'Ann Lee (ann)' }).count()) > 0) await page.waitForEvent('response');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    panel.getByRole('button', { name: 'Export CSV' }).click(),
  ]);
  const csv = await textOf(await download.createReadStream());
  expect(csv).toContain(`bob,"'=Bob",chat,`);
  expect(csv).not.toContain('Ann Lee');
});

test('a chat whose text is kept is told by its answer, and opened with its lines as they were', async () => {
  bookkeeping.records!.record(
    audit({
      at: new Date().toISOString(),
      action: 'chat-content',
      subject: 'small',
      content: { asked: 'system: Write.\n\nuser: One\nTwo', answered: 'Three\nfour' },
    }),
  );
  await bookkeeping.records!.read();
  await open();
  const panel = page.getByRole('region', { name: 'Audit' });
  await panel.locator('summary').first().press('Enter');
  await panel.getByText('What was asked').waitFor();
  expect(await panel.locator('details').first().innerText()).toMatch(
    /What was asked\s+system: Write\.\n\nuser: One\nTwo\s+What was answered\s+Three\nfour/,
  );
});

test('by keyboard a person’s data is deleted, after a question', async () => {
  await open();
  const forget = page.getByRole('region', { name: 'Delete a person’s data' });
  await forget.getByRole('textbox').fill('wang');
  await page.keyboard.press('Enter');
  await forget.getByText('Delete all of “wang”? This cannot be undone.').waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await forget.getByText('Deleted.').waitFor();
  await page.getByText('王伟', { exact: true }).waitFor({ state: 'detached' });
});

test('at 320 pixels nothing scrolls sideways', async () => {
  await open({ width: 320 });
  const widths = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    document.documentElement.clientWidth,
  ]);
  expect(widths[0]).toBeLessThanOrEqual(widths[1]!);
  await look(page, 'admin-narrow', { fullPage: true });
});
