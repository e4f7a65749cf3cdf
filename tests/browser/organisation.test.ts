import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import AxeBuilder from 'axe-core';
import { createPolicies } from '../../src/gateway/access/policies.ts';
import { policiesSchema } from '../../src/gateway/access/policy-schema.ts';
import { createTokenAccess } from '../../src/gateway/access/token-access.ts';
import { createToken, digestOf, writeTokens } from '../../src/gateway/access/token-file.ts';
import { defaultLimits } from '../../src/gateway/limits/limits-schema.ts';
import { createQueueStage } from '../../src/gateway/limits/queue-stage.ts';
import { listAudit } from '../support/audit-list.ts';
import { backendRow, startGateway } from '../support/gateway.ts';
import { startVisit, type Playground, type Visit } from '../support/playground.ts';
import { startScriptedBackend, type ScriptedBackend } from '../support/scripted-backend.ts';

/** A pane in an organisation: people sign in by token, a policy holds, and the model takes one chat at once. */

const token = createToken();
let folder: string;
let backend: ScriptedBackend;
let origin: string;
let closeGateway: () => Promise<void>;
let visit: Visit;
let playground: Playground;

const admit = (...groups: string[][]): void =>
  writeTokens(
    join(folder, 'tokens.json'),
    groups.map((names) => ({
      name: 'ann',
      sha256: digestOf(token),
      groups: names,
      role: 'user',
      created: '2026-01-01T00:00:00.000Z',
    })),
  );

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'inkstone-organisation-'));
  backend = await startScriptedBackend();
  const access = createTokenAccess({ path: join(folder, 'tokens.json') });
  const policies = createPolicies(
    policiesSchema.parse({
      groups: [
        {
          group: 'narrow',
          commands: ['shorten', 'summarise'],
          featuresOff: ['free-prompts', 'history'],
          localOnly: true,
          instructions: 'Write as Contoso does.',
        },
        { group: 'elsewhere', surfaces: ['excel'] },
      ],
    }),
  );
  const queue = createQueueStage({ config: defaultLimits.queue, policyOf: policies.policyOf });
  ({ origin, close: closeGateway } = await startGateway({
    backends: [backendRow(backend.url, { maxConcurrent: 1 })],
    embeddedEngine: 'never',
    identify: (request) => access.identify(request),
    signIn: access.signIn,
    policies,
    stages: [policies.stage, queue.stage],
    bookkeeping: { ...listAudit().bookkeeping, keepsContentOf: ({ groups }) => groups.includes('narrow') },
  }));
  visit = await startVisit(origin);
});
afterAll(async () => {
  await visit.close();
  await closeGateway();
  await backend.close();
  rmSync(folder, { recursive: true });
});
beforeEach(() => {
  admit([]);
  backend.play({ reply: 'A short answer.' });
});
afterEach(() => playground.close());

const signIn = async (secret: string, words: readonly [label: RegExp, button: string] = [/^Token/, 'Sign in']) => {
  await playground.pane.getByLabel(words[0]).fill(secret);
  await playground.button(words[1]).click();
};
const enter = async (options: Parameters<Visit['open']>[0] = {}): Promise<void> => {
  playground = await visit.open({ ...options, signedOut: true });
  await signIn(token);
  await playground.prompt.waitFor();
};

test('a person signs in with a token, which is kept nowhere', async () => {
  playground = await visit.open({ signedOut: true });
  await playground.pane.getByRole('region', { name: 'Sign in' }).waitFor();
  await signIn('ink_not-the-right-one');
  await playground.pane.getByText('This token is not known').waitFor();
  await playground.look('sign-in');
  await signIn(token);
  await playground.prompt.waitFor();
  await playground.ask('Write something short.');
  await playground.answered();
  const frame = playground.page.frames().find((one) => one.url().includes('/taskpane/'))!;
  const stored = await frame.evaluate(() =>
    JSON.stringify([localStorage, sessionStorage].flatMap((one) => Object.entries(one))),
  );
  expect(stored).not.toContain('ink_');
});

test('a person who asks for it stays in while the window is open, and no longer', async () => {
  playground = await visit.open({ signedOut: true });
  await playground.pane.getByLabel('Keep me signed in').check();
  await signIn(token);
  await playground.prompt.waitFor();
  await playground.page.reload();
  await playground.prompt.waitFor();
  await playground.ask('Still here?');
  await playground.answered();
  await playground.button('Settings').click();
  await playground.pane.getByText('Signed in as ann').waitFor();
  await playground.button('Sign out').click();
  await playground.pane.getByRole('region', { name: 'Sign in' }).waitFor();
});

test('a sign-in that ends costs nothing of what was asked', async () => {
  await enter();
  await playground.prompt.fill('Write a line about ink.');
  admit();
  await playground.prompt.press('Enter');
  await playground.pane.getByRole('region', { name: 'Sign in' }).waitFor();
  admit([]);
  await signIn(token);
  await playground.answered();
  await playground.answer.getByText('A short answer.').waitFor();
  expect(await playground.prompt.inputValue()).toBe('Write a line about ink.');
});

test('the pane shows what the policy forbids, and why', async () => {
  admit(['narrow']);
  await enter();
  const send = playground.button('Send');
  await playground.prompt.fill('Write a poem.');
  await playground.pane.getByText('Your organisation has turned free prompts off. Use one of the commands.').waitFor();
  expect(await send.isDisabled()).toBe(true);
  const translate = playground.button('Translate');
  await playground.select('The');
  await playground.button('More').click();
  expect(await translate.getAttribute('aria-disabled')).toBe('true');
  expect(await translate.getAttribute('aria-description')).toContain('not allowed by your organisation');
  await playground.look('policy');
  await playground.button('Settings').click();
  await playground.pane.getByText('Only models in its own network may be used.').waitFor();
  await playground.pane.getByText('Your organisation keeps what you ask and what is answered').waitFor();
  await playground.pane.getByText('Instructions that it adds to each request').click();
  await playground.pane.getByText('Write as Contoso does.').waitFor();
  await playground.button('History').click();
  await playground.pane.getByText('Your organisation has turned the history off.').waitFor();
});

test('the pane says the same in Chinese', async () => {
  admit(['elsewhere']);
  playground = await visit.open({ locale: 'zh-CN', signedOut: true });
  await playground.pane.getByText('此网关需要知道你是谁').waitFor();
  await signIn(token, [/^令牌/, '登录']);
  await playground.pane.getByText('你的组织不允许在这里使用 Inkstone。').waitFor();
});

test('who waits in line sees their place, and can leave', async () => {
  await enter();
  backend.play([{ reply: 'Busy busy.', stallAfter: 1 }, { reply: 'A short answer.' }]);
  const stopping = new AbortController();
  const busy = await fetch(`${origin}/v1/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ model: 'small', stream: true, messages: [{ role: 'user', content: 'Hi' }] }),
    signal: stopping.signal,
  });
  await playground.ask('Write something short.');
  await playground.answer.getByText('Waiting in line: number 1').waitFor();
  await playground.look('queue');
  const before = backend.requests.length;
  await playground.button('Leave the line').click();
  await playground.answer.getByText('Stopped before the first words came.').waitFor();
  expect(backend.requests).toHaveLength(before);
  await playground.ask('Write something short.');
  await playground.answer.getByText('Waiting in line').waitFor();
  stopping.abort();
  await busy.text().catch(() => undefined);
  await playground.answered();
});

test('signing in has no fault that a machine can find', async () => {
  playground = await visit.open({ theme: 'dark', width: 1000, signedOut: true });
  await playground.pane.getByRole('region', { name: 'Sign in' }).waitFor();
  const frame = playground.page.frames().find((one) => one.url().includes('/taskpane/'))!;
  await frame.evaluate(AxeBuilder.source);
  const violations = await frame.evaluate(async () => {
    const { axe } = window as unknown as { axe: typeof AxeBuilder };
    return (await axe.run(document)).violations.map(({ id }) => id);
  });
  expect(violations).toEqual([]);
});

test('a ribbon command waits for who signs in, is asked again by itself, and says what a policy forbids', async () => {
  playground = await visit.open({ doc: '/samples/report.docx', signedOut: true });
  const { page, pane } = playground;
  await page.evaluate(() => window.playground.selectText("The portal's first phase is ready for testing."));
  const fixGrammar = page.getByRole('tabpanel').getByRole('button', { name: 'Fix grammar' });
  await pane.getByLabel(/^Token/).waitFor();
  await fixGrammar.click();
  await page.waitForFunction(() => localStorage.getItem('inkstone.ended-command') === '');
  await signIn(token);
  await playground.answered();
  expect(await playground.answer.getByRole('heading', { name: 'Fix grammar' }).count()).toBe(1);
  expect(await playground.answer.textContent()).toContain('A short');
  // The ribbon's page does not know who is in: the pane asks in its place, and is told why not.
  admit(['narrow']);
  await fixGrammar.click();
  await playground.says('Your organisation does not allow this command.');
});
