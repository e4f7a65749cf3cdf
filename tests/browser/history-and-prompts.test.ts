import { startSite, type Playground, type Site } from '../support/playground.ts';

/** What the pane says where there is nothing to show: a search without a match, a gateway that keeps no prompts. */

let site: Site;
let playground: Playground;

beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site.close());
afterEach(() => playground.close());

const words = [
  {
    locale: 'en-US',
    theme: 'light',
    history: 'History',
    search: 'Search the history',
    noMatch: 'No answer or prompt has “harbour”.',
    clear: 'Clear the search',
    prompts: 'Saved prompts',
    noPrompts: /^This gateway keeps no prompts, neither shared ones nor your own\./,
  },
  {
    locale: 'zh-CN',
    theme: 'dark',
    history: '历史',
    search: '搜索历史',
    noMatch: '没有包含“harbour”的回答或提示。',
    clear: '清除搜索',
    prompts: '已存提示',
    noPrompts: /^此网关不保存提示，共享的和你自己的都不保存。/,
  },
] as const;

test.each(words)('$locale: a search without a match says so, and is cleared', async (its) => {
  playground = await site.open({ doc: '/samples/report.docx', locale: its.locale, theme: its.theme });
  site.backend.play({ reply: 'Costs rose.' });
  await playground.button(its.history).waitFor();
  await playground.ask('Why did costs rise?');
  await playground.answered();
  await playground.button(its.history).click();
  const search = playground.pane.getByRole('searchbox', { name: its.search });
  await search.fill('harbour');
  await playground.pane.getByText(its.noMatch).waitFor();
  await playground.look(`history-no-match-${its.locale}`);
  // Its own sign in the box, and the button below.
  expect(await playground.button(its.clear).count()).toBe(2);
  await playground.button(its.clear).last().click();
  await playground.pane.getByRole('region', { name: its.history }).getByText('Why did costs rise?').waitFor();
  expect(await search.inputValue()).toBe('');
  expect(await search.evaluate((box) => box === document.activeElement)).toBe(true);
});

test.each(words)('$locale: a gateway that keeps no prompts says so', async (its) => {
  playground = await site.open({ doc: '/samples/report.docx', locale: its.locale, theme: its.theme });
  await playground.button(its.prompts).click();
  await playground.pane.getByText(its.noPrompts).waitFor();
  await playground.look(`no-prompts-${its.locale}`);
});

test('a failure at a limit counts down until it may be tried again, and goes on counting meanwhile', async () => {
  playground = await site.open({ doc: '/samples/report.docx' });
  site.backend.play({ status: 429, headers: { 'retry-after': '40' } });
  await playground.button('History').waitFor();
  await playground.ask('Why did costs rise?');
  const wait = playground.answer.getByText(/^Try again in \d+ s/);
  const seconds = async (): Promise<number> => Number(/\d+/.exec((await wait.textContent())!)![0]);
  await wait.waitFor();
  const first = await seconds();
  expect(first).toBeGreaterThan(30);
  await playground.button('Settings').click();
  await wait.waitFor({ state: 'detached' });
  await playground.button('Back').click();
  await wait.filter({ hasNotText: String(first) }).waitFor();
  expect(await seconds()).toBeLessThan(first);
});
