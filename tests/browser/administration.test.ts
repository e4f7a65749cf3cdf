import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type Locator, type Page } from 'playwright-core';
import { createPolicies } from '../../src/gateway/access/policies.ts';
import { openPolicyBook, type PolicyBook } from '../../src/gateway/access/policy-book.ts';
import { createTokenAccess } from '../../src/gateway/access/token-access.ts';
import { createToken, digestOf, writeTokens } from '../../src/gateway/access/token-file.ts';
import { violations } from '../support/axe.ts';
import { backendRow, startGateway } from '../support/gateway.ts';
import { look as takePicture } from '../support/look.ts';
import { keepRecords } from '../support/kept-records.ts';
import { lessMotion } from '../support/motion.ts';
import { startVisit, type Playground, type Visit } from '../support/playground.ts';
import { startScriptedBackend, type ScriptedBackend } from '../support/scripted-backend.ts';

/** What an administrator does at /admin, and what others see of it. */

jest.setTimeout(180_000);

const chief = createToken();
const second = createToken();
const { bookkeeping, remove } = keepRecords();
let folder: string;
let backend: ScriptedBackend;
let policyBook: PolicyBook;
let origin: string;
let close: () => Promise<void>;
let browser: Browser;
let visit: Visit;
let page: Page;
let playground: Playground | undefined;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'inkstone-administration-'));
  backend = await startScriptedBackend({ reply: 'A short answer.' });
  const path = join(folder, 'inkstone.tokens.json');
  const made = (name: string, token: string) => ({
    name,
    sha256: digestOf(token),
    groups: ['board'],
    role: 'admin' as const,
    created: '2026-01-01T00:00:00.000Z',
  });
  writeTokens(path, [made('chief', chief), made('second', second)]);
  const access = createTokenAccess({ path });
  policyBook = openPolicyBook({
    path: join(folder, 'inkstone.policies.json'),
    configured: [],
    warn: (message) => {
      throw new Error(message.en);
    },
  });
  const policies = createPolicies(policyBook);
  ({ origin, close } = await startGateway({
    backends: [backendRow(backend.url)],
    embeddedEngine: 'never',
    identify: (request) => access.identify(request),
    signIn: access.signIn,
    tokens: access.tokens,
    policies,
    policyBook,
    stages: [policies.stage],
    bookkeeping,
  }));
  await bookkeeping.records!.read();
  browser = await chromium.connect(process.env['INKSTONE_BROWSER']!);
  visit = await startVisit(origin);
}, 180_000);
afterAll(async () => {
  await visit.close();
  await browser.close();
  await close();
  await backend.close();
  remove();
  rmSync(folder, { recursive: true });
});
afterEach(async () => {
  await page.context().close();
  await playground?.close();
  playground = undefined;
});

interface OpenOptions {
  readonly locale?: string;
  readonly theme?: string;
  readonly width?: number;
  readonly token?: string;
}

const labels = {
  'en-US': { token: 'Token', signIn: 'Sign in' },
  'zh-CN': { token: '令牌', signIn: '登录' },
} as const;

/** Opens a part of the page as an administrator. */
async function open(tab: string, options: OpenOptions = {}): Promise<Page> {
  const locale = options.locale === 'zh-CN' ? 'zh-CN' : 'en-US';
  const context = await browser.newContext({
    ...lessMotion,
    viewport: { width: options.width ?? 1100, height: 900 },
    locale,
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  context.setDefaultTimeout(30_000);
  const opened = await context.newPage();
  await opened.goto(`${origin}/admin/?theme=${options.theme ?? 'light'}#${tab}`);
  await opened.getByLabel(labels[locale].token).fill(options.token ?? chief);
  await opened.getByRole('button', { name: labels[locale].signIn, exact: true }).click();
  await opened.getByRole('tabpanel').waitFor();
  return opened;
}

async function look(name: string): Promise<void> {
  await takePicture(page, `administration-${name}`, { fullPage: true });
}

const button = (name: string): Locator => page.getByRole('button', { name, exact: true });

/** Opens the pane in its playground, signed in with that token. */
async function enterPane(token: string): Promise<Playground> {
  playground = await visit.open({ signedOut: true });
  await playground.pane.getByLabel(/^Token/).fill(token);
  await playground.button('Sign in').click();
  return playground;
}

/** Makes a token on the page and gives what was shown of it. */
async function makeToken(name: string, groups = ''): Promise<string> {
  await button('New token').click();
  await page.getByRole('textbox', { name: 'Name' }).fill(name);
  await page.getByRole('combobox', { name: 'Groups' }).fill(groups);
  await page.getByRole('form', { name: 'New token' }).getByRole('button', { name: 'New token' }).click();
  const secret = await page.getByLabel('Token, to be copied').inputValue();
  await button('Copy').click();
  await page.getByText('Copied.').waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(secret);
  await button('I have it: hide the token').click();
  return secret;
}

test('a token is made, shown once, used, and refused from the moment it is revoked', async () => {
  page = await open('tokens');
  const secret = await makeToken('ann', 'legal, board');
  await page.getByRole('row', { name: /ann User legal, board/ }).waitFor();
  expect(await page.locator('body').innerText()).not.toContain(secret);
  expect(await page.content()).not.toContain(secret);
  const pane = await enterPane(secret);
  await pane.prompt.waitFor();
  await button('Revoke ann').click();
  await page.getByText('Revoke “ann”? It is refused from the next request on.').waitFor();
  await button('Revoke').last().click();
  await page.getByText('“ann” is revoked.').waitFor();
  await page.getByRole('row', { name: /^ann/ }).waitFor({ state: 'detached' });
  await pane.ask('Write something short.');
  await pane.pane.getByText('This token is not known').waitFor();
});

test('a name that is wrong or taken is told of, and nothing typed is lost', async () => {
  page = await open('tokens');
  await button('New token').click();
  const form = page.getByRole('form', { name: 'New token' });
  await form.getByRole('textbox', { name: 'Name' }).fill('two words');
  await form.getByRole('combobox', { name: 'Groups' }).fill('legal');
  await form.getByRole('button', { name: 'New token' }).click();
  await form.getByText('Write a name of letters').waitFor();
  await form.getByRole('textbox', { name: 'Name' }).fill('chief');
  await page.keyboard.press('Enter');
  await form.getByText('There is a token of that name already.').waitFor();
  expect(await form.getByRole('combobox', { name: 'Groups' }).inputValue()).toBe('legal');
  await look('token-form');
  await page.keyboard.press('Escape');
});

test('the token that one is signed in with cannot be revoked', async () => {
  page = await open('tokens');
  await button('Revoke chief').click();
  await button('Revoke').last().click();
  await page.getByText('This is the token that you are signed in with.').waitFor();
});

test('a policy is made, the pane shows what it forbids and why, and the audit has it', async () => {
  page = await open('tokens');
  const secret = await makeToken('ina', 'interns');
  await page.getByRole('tab', { name: 'Policies' }).click();
  await page.getByText('There are no policies: everybody may do everything').waitFor();
  await button('New policy').click();
  await page.getByRole('combobox', { name: 'Group' }).fill('interns');
  await page.getByText('Holds for 1 known person: ina').waitFor();
  await page.getByRole('radiogroup', { name: 'Commands' }).getByRole('radio', { name: 'Only these' }).check();
  await page.getByRole('checkbox', { name: 'Shorten', exact: true }).check();
  await page.getByRole('checkbox', { name: 'Free prompts' }).check();
  await page.getByRole('textbox', { name: 'Instructions of the organisation' }).fill('Write as Contoso does.');
  const perPerson = page.getByRole('group', { name: 'Limits for each person' });
  await perPerson.getByRole('textbox', { name: 'Tokens a day' }).fill('lots');
  await button('Save').click();
  await perPerson.getByText('Write a whole number above 0').waitFor();
  await perPerson.getByRole('textbox', { name: 'Tokens a day' }).fill('400,000');
  await look('policy-form');
  await button('Save').click();
  await page.getByText('Saved. It holds from the next request on.').waitFor();
  await page.getByText('Commands: Shorten').waitFor();
  await page.getByText('These rows count; those in inkstone.config.json do not.').waitFor();
  await page.getByText('Limits for each person: Tokens a day 400,000').waitFor();
  expect(policyBook.read().groups).toMatchObject([
    {
      group: 'interns',
      commands: ['shorten'],
      featuresOff: ['free-prompts'],
      instructions: 'Write as Contoso does.',
      perPerson: { tokensPerDay: 400_000 },
    },
  ]);
  const pane = await enterPane(secret);
  await pane.prompt.waitFor();
  await pane.prompt.fill('Write a poem.');
  await pane.pane.getByText('Your organisation has turned free prompts off. Use one of the commands.').waitFor();
  await pane.select('The');
  await pane.button('More').click();
  expect(await pane.button('Translate').getAttribute('aria-description')).toContain('not allowed by your organisation');
  await page.getByRole('tab', { name: 'Overview' }).click();
  await page.getByRole('region', { name: 'Audit' }).getByRole('cell', { name: 'Policy added' }).first().waitFor();
});

test('of two administrators the second sees what the first did, keeps what was typed, and chooses', async () => {
  policyBook.write([{ ...emptyPolicy, group: 'legal' }], policyBook.read().version, 'chief');
  page = await open('policies');
  await button('Edit legal').click();
  await page.getByRole('switch', { name: 'Only models in our own network' }).check();
  const other = await open('policies', { token: second });
  await other.getByRole('button', { name: 'Edit legal' }).click();
  await other.getByRole('combobox', { name: 'Priority in the queue' }).selectOption('high');
  await other.getByRole('button', { name: 'Save' }).click();
  await other.getByText('Saved.').waitFor();
  await other.context().close();
  await button('Save').click();
  await page.getByText('Another administrator has changed the policies').waitFor();
  await page.getByText('Priority in the queue: High').waitFor();
  expect(await page.getByRole('switch', { name: 'Only models in our own network' }).isChecked()).toBe(true);
  expect(policyBook.read().groups).toMatchObject([{ group: 'legal', localOnly: false, priority: 'high' }]);
  await look('policy-conflict');
  await button('Save mine over it').click();
  await page.getByText('Saved.').waitFor();
  expect(policyBook.read().groups).toMatchObject([{ group: 'legal', localOnly: true, priority: 'normal' }]);
});

test('rows are moved and deleted by keyboard, and the configuration comes back when asked', async () => {
  const groups = ['a', 'b', '*'].map((group) => ({ ...emptyPolicy, group }));
  policyBook.write(groups, policyBook.read().version, 'chief');
  page = await open('policies');
  const order = (): string =>
    policyBook
      .read()
      .groups.map(({ group }) => group)
      .join(' ');
  await button('Move b up').focus();
  await page.keyboard.press('Enter');
  await page.getByText('Saved.').waitFor();
  expect(order()).toBe('b a *');
  expect(await button('Move everybody else up').getAttribute('aria-disabled')).toBe('true');
  await button('Delete a').focus();
  await page.keyboard.press('Enter');
  await page.getByText('Delete the policy for a?').waitFor();
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Cancel');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Enter');
  await button('Edit a').waitFor({ state: 'detached' });
  expect(order()).toBe('b *');
  await button('Go back to the configuration').click();
  await button('Go back to the configuration').last().click();
  await page.getByText('There are no policies').waitFor();
  expect(policyBook.read().source).toBe('configuration');
});

test('a template is made and appears in the pane; a draft and one for others do not', async () => {
  page = await open('library');
  await page.getByText('Nothing is shared yet.').waitFor();
  const make = async (title: string, more: () => Promise<void> = () => Promise.resolve()): Promise<void> => {
    await button('New template').click();
    await page.getByRole('textbox', { name: 'Title' }).fill(title);
    await page.getByRole('textbox', { name: 'Text' }).fill('# <b>Minutes</b>\n\nWho was there');
    await more();
    await button('Save').click();
    await page.getByText('Saved. Panes show it').waitFor();
  };
  await make('Minutes');
  await make('A draft', () => page.getByRole('switch', { name: 'Published' }).uncheck());
  await make('For the board', async () => {
    await page.getByRole('radio', { name: 'These groups' }).check();
    await page.getByRole('combobox', { name: 'Groups' }).fill('elsewhere');
  });
  await button('Move For the board up').click();
  await button('Move For the board down').waitFor();
  const pane = await enterPane(chief);
  await pane.prompt.waitFor();
  await pane.button('Saved prompts').click();
  await pane.button('Minutes').click();
  expect(await pane.prompt.inputValue()).toContain('# <b>Minutes</b>');
  expect(await pane.button('A draft').count()).toBe(0);
  expect(await pane.button('For the board').count()).toBe(0);
  await button('Delete Minutes').click();
  await button('Delete').click();
  await page.getByText('“Minutes” is deleted.').waitFor();
});

test('what is typed stays when the sign-in ends, when another part is looked at, and the browser asks before it is left', async () => {
  page = await open('library');
  await button('New prompt').click();
  await page.getByRole('textbox', { name: 'Title' }).fill('Kept');
  await page.getByRole('tab', { name: 'Tokens' }).click();
  await page.getByRole('tab', { name: 'Prompts and templates' }).click();
  expect(await page.getByRole('textbox', { name: 'Title' }).inputValue()).toBe('Kept');
  // Back, forward and a typed link lead there too, to the heading.
  const arrivals: readonly [string, () => Promise<unknown>][] = [
    ['Tokens', () => page.goBack()],
    ['Prompts and templates', () => page.goForward()],
    ['Policies', () => page.evaluate(() => (location.hash = 'policies'))],
    ['Prompts and templates', () => page.goBack()],
  ];
  for (const [name, go] of arrivals) {
    await go();
    await page.getByRole('tab', { name, selected: true }).waitFor();
    await page.waitForFunction((text) => document.activeElement?.textContent === text, name);
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H2');
  }
  expect(await page.getByRole('textbox', { name: 'Title' }).inputValue()).toBe('Kept');
  await button('Save').click();
  await page.waitForFunction(() => document.activeElement?.tagName === 'TEXTAREA');
  await page.getByRole('textbox', { name: 'Text' }).fill('A text.');
  let isOut = true;
  await page.route('**/v1/admin/library', async (route) => {
    if (!isOut) return route.continue();
    const error = { message: 'The sign-in has expired.', code: 'sign-in-required', param: 'expired', type: '' };
    return route.fulfill({ status: 401, json: { error } });
  });
  await button('Save').click();
  await page.getByText('Your sign-in has ended. Sign in again; what you typed below is kept.').waitFor();
  isOut = false;
  await page.getByLabel('Token').first().fill(chief);
  await button('Sign in').click();
  await page.getByText('Your sign-in has ended').waitFor({ state: 'detached' });
  expect(await page.getByRole('textbox', { name: 'Title' }).inputValue()).toBe('Kept');
  const asked = page.waitForEvent('dialog');
  const leaving = page.evaluate(() => location.assign('/playground/'));
  const dialog = await asked;
  expect(dialog.type()).toBe('beforeunload');
  await dialog.dismiss();
  await leaving;
  await button('Save').click();
  await page.getByText('Saved. Panes show it').waitFor();
});

test.each(['en-US', 'zh-CN'] as const)('the connections to the models are examined, in %s', async (locale) => {
  page = await open('overview', { locale });
  // It keeps no list of models, and chats.
  backend.play([{ status: 404 }, { reply: 'One two three four five.' }, { reply: 'A short answer.' }]);
  await button(locale === 'zh-CN' ? '诊断连接' : 'Examine the connections').click();
  const works = page.getByRole('heading', { name: locale === 'zh-CN' ? 'scripted：可以使用' : 'scripted: works' });
  await works.waitFor();
  const report = await page.getByRole('listitem').filter({ has: works }).innerText();
  expect(report).toMatch(locale === 'zh-CN' ? /正常\s*流式：/ : /OK\s*Streaming: A chat streams/);
  expect(await violations(page.mainFrame())).toEqual([]);
  await look(`connections-${locale}`);
});

test('who is no administrator is told so, and what to do', async () => {
  page = await open('tokens');
  const secret = await makeToken('user-only');
  await button('Sign out').click();
  await page.getByLabel('Token').fill(secret);
  await button('Sign in').click();
  await page.getByText('You are signed in as user-only, and are not an administrator here.').waitFor();
  await page.getByText('npx inkstone token add <name> --role admin').waitFor();
  expect(await page.getByRole('tab').count()).toBe(0);
  expect(await violations(page.mainFrame())).toEqual([]);
  await look('not-admin');
});

describe.each([
  ['light', {}],
  ['dark', { theme: 'dark' }],
  ['Chinese', { locale: 'zh-CN' }],
  ['Chinese-dark', { locale: 'zh-CN', theme: 'dark' }],
  ['narrow', { width: 320 }],
] as const)('in %s', (name, options) => {
  beforeAll(async () => {
    const headers = { authorization: `Bearer ${chief}`, 'content-type': 'application/json' };
    const entry = { kind: 'prompt', title: 'Shared', body: 'A text.', groups: [], isPublished: true };
    const made = await fetch(`${origin}/v1/admin/library`, { method: 'POST', headers, body: JSON.stringify(entry) });
    expect(made.ok).toBe(true);
    const groups = [
      {
        ...emptyPolicy,
        group: 'interns',
        models: ['small', 'qwen*'],
        commands: ['shorten', 'fix-grammar'],
        featuresOff: ['free-prompts' as const],
        perPerson: { tokensPerDay: 400_000, requestsPerHour: 30 },
      },
      { ...emptyPolicy, group: 'board', localOnly: true, priority: 'high' as const, auditContent: false },
    ];
    policyBook.write(groups, policyBook.read().version, 'chief');
  });

  const parts = {
    tokens: { title: /Tokens|令牌/, first: /New token|新建令牌/ },
    policies: { title: /Policies|策略/, first: /New policy|新建策略/ },
    library: { title: /Prompts and templates|提示和模板/, first: /New prompt|新建提示/ },
  };

  test('tokens, policies, library and their forms have no fault that a machine finds', async () => {
    page = await open('tokens', options);
    for (const [tab, { title, first }] of Object.entries(parts)) {
      await page.getByRole('tab', { name: title }).click();
      const begin = page.getByRole('button', { name: first }).first();
      await begin.waitFor();
      await page.getByRole('tabpanel').locator('table, ol, ul').first().waitFor();
      await look(`${tab}-${name}`);
      expect(await violations(page.mainFrame())).toEqual([]);
      await begin.click();
      await page.getByRole('form').waitFor();
      await look(`${tab}-form-${name}`);
      expect(await violations(page.mainFrame())).toEqual([]);
      const [scroll, client] = await page.evaluate(() => [
        document.documentElement.scrollWidth,
        document.documentElement.clientWidth,
      ]);
      expect(scroll).toBeLessThanOrEqual(client);
      if (name.startsWith('Chinese')) {
        const text = await page.locator('main').innerText();
        expect(text).not.toMatch(/\b(Save|Cancel|Group|Name|Limits|Published|Title|Models)\b/);
      }
    }
  });
});

const emptyPolicy = {
  group: '',
  localOnly: false,
  featuresOff: [],
  priority: 'normal' as const,
  perPerson: {},
  wholeGroup: {},
};
