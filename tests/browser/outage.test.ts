import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser, type Locator, type Page } from 'playwright-core';
import { openLimits, type Limits } from '../../src/gateway/limits/open-limits.ts';
import { limitsSchema } from '../../src/gateway/limits/limits-schema.ts';
import { StoreUnavailable, type Database } from '../../src/gateway/records/store/database.ts';
import { violations } from '../support/axe.ts';
import { backendRow, startGateway } from '../support/gateway.ts';
import { keepRecords } from '../support/kept-records.ts';
import { look } from '../support/look.ts';
import { lessMotion } from '../support/motion.ts';
import { openEmbeddedFromSource, temporaryFolder } from '../support/records.ts';
import { startScriptedBackend, type ScriptedBackend } from '../support/scripted-backend.ts';
import { startSmallRedis, type SmallRedis } from '../support/small-redis.ts';

jest.setTimeout(120_000);

const folder = temporaryFolder();
let isStoreGone = true;
let redis: SmallRedis;
let limits: Limits;
let backend: ScriptedBackend;
let origin: string;
let close: () => Promise<void>;
let browser: Browser;
let page: Page;

/** A store as PostgreSQL is one, on another machine: it can be gone at any call. */
function openDistant(): Database {
  const store = openEmbeddedFromSource(join(folder, 'store'));
  // Its thread begins to open it, so that nobody waits for that later.
  void store.query('select 1');
  const demand = (): void => {
    if (isStoreGone) throw new StoreUnavailable('connect ECONNREFUSED 10.0.0.7:5432');
  };
  return {
    ...store,
    kind: 'postgres',
    async query(sql, values) {
      demand();
      return store.query(sql, values);
    },
    async transaction(statements) {
      demand();
      return store.transaction(statements);
    },
  };
}

beforeAll(async () => {
  backend = await startScriptedBackend();
  redis = await startSmallRedis();
  const { url } = redis;
  await redis.stop();
  limits = openLimits({
    config: limitsSchema.parse({}),
    redisUrl: url,
    policyOf: () => undefined,
    warn: () => undefined,
    probeMs: 100,
  });
  const { bookkeeping } = keepRecords({
    records: {
      store: 'postgres',
      url: '',
      folder,
      audit: 'actions',
      retention: { usage: 36_500, audit: 36_500, feedback: 36_500 },
      journalLimitBytes: 1e8,
    },
    openDatabase: openDistant,
  });
  ({ origin, close } = await startGateway({
    backends: [backendRow(backend.url)],
    bookkeeping,
    limits: () => limits.watch && { state: limits.watch.state, whenGone: 'refuse' },
  }));
  // One chat, whose record waits for the store.
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
  await limits.close();
  await redis.stop();
  await backend.close();
  rmSync(folder, { recursive: true, force: true });
});
afterEach(() => page.context().close());

async function open(locale: string, width: number): Promise<Locator> {
  const context = await browser.newContext({ ...lessMotion, viewport: { width, height: 1000 }, locale });
  page = await context.newPage();
  await page.goto(`${origin}/admin/`);
  return page.getByRole('status', { name: /What does not work now|当前故障/ });
}

/** Waits until a part is told of no more. The page asks every five seconds, and at once when it is seen again. */
async function goes(part: Locator): Promise<void> {
  while (await part.isVisible()) {
    const seen = page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await Promise.all([page.waitForResponse(/admin\/state/), seen]);
  }
}

test('what is gone is told in Chinese on a phone: which part, since when, what it means and what to do', async () => {
  const banner = await open('zh-CN', 400);
  await banner.getByText(/^PostgreSQL 自 2\d{3}年.*起无法使用$/).waitFor();
  await banner.getByText(/^Redis 自 2\d{3}年.*起无法使用：对话被拒绝$/).waitFor();
  const text = await banner.innerText();
  expect(text).toContain('请确认 PostgreSQL 正在运行');
  expect(text).toContain('原始信息：connect ECONNREFUSED 10.0.0.7:5432');
  expect(await violations(page.mainFrame())).toEqual([]);
  const [scroll, client] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    document.documentElement.clientWidth,
  ]);
  expect(scroll).toBeLessThanOrEqual(client);
  await look(page, 'admin-outage-narrow', { fullPage: true });
});

test('each part goes from the page by itself once it is back, and what waited is there', async () => {
  const banner = await open('en-US', 1200);
  const store = banner.getByText(/^PostgreSQL cannot be used since .*\d:\d\d/);
  const line = banner.getByText(/^Redis cannot be used since .*\d:\d\d.*: chats are refused$/);
  await store.waitFor();
  await line.waitFor();
  const use = page.getByRole('region', { name: 'Use' });
  expect(await use.getByRole('cell', { name: 'small' }).count()).toBe(0);
  await look(page, 'admin-outage', { fullPage: true });

  isStoreGone = false;
  await goes(store);
  expect(await line.isVisible()).toBe(true);
  await use.getByRole('cell', { name: 'small' }).first().waitFor();

  await redis.start();
  await goes(line);
  expect(await banner.innerText()).toBe('');
});
