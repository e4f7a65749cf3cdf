import { Agent, fetch as fetchThrough } from 'undici';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { accessSchema, type OidcConfig } from '../../src/gateway/access/access-schema.ts';
import { createOidcAccess } from '../../src/gateway/access/oidc-access.ts';
import { violations } from '../support/axe.ts';
import { startGateway } from '../support/gateway.ts';
import { lessMotion } from '../support/motion.ts';
import { startSignInIssuer, type SignInIssuer } from '../support/sign-in-issuer.ts';

/** An administrator signs in at /admin with an account of an OpenID Connect issuer, in a window of its own. */

jest.setTimeout(120_000);

let issuer: SignInIssuer;
let origin: string;
let close: () => Promise<void>;
let browser: Browser;
let context: BrowserContext;
let page: Page;
/** The authority of the issuer's certificate is not known here. */
const trusting = new Agent({ connect: { rejectUnauthorized: false } });

beforeAll(async () => {
  issuer = await startSignInIssuer();
  const config = accessSchema.parse({
    mode: 'oidc',
    issuer: issuer.url,
    clientId: 'inkstone-page',
    audience: ['inkstone'],
    admins: ['keepers'],
  }) as OidcConfig;
  const access = createOidcAccess(config, {
    fetchJson: async (address, { signal }) => {
      const answer = await fetchThrough(address, { signal, dispatcher: trusting });
      return new Response(await answer.text(), { status: answer.status });
    },
  });
  ({ origin, close } = await startGateway({
    identify: (request) => access.identify(request),
    signIn: access.signIn,
    signInOrigins: access.origins,
  }));
  browser = await chromium.connect(process.env['INKSTONE_BROWSER']!);
});
afterAll(async () => {
  await browser.close();
  await close();
  await issuer.close();
  await trusting.close();
});
beforeEach(() => {
  issuer.person = { sub: 'eve', name: 'Eve', groups: ['keepers'] };
});
afterEach(() => context.close());

async function open(locale = 'en-US'): Promise<void> {
  context = await browser.newContext({
    ...lessMotion,
    locale,
    ignoreHTTPSErrors: true,
    viewport: { width: 1000, height: 700 },
  });
  context.setDefaultTimeout(30_000);
  page = await context.newPage();
  await page.goto(`${origin}/admin/#policies`);
}

const account = (name = 'Sign in with your work account') => page.getByRole('button', { name });

test('an administrator is let in by their account, and out again; nothing of the token is kept', async () => {
  await open();
  await account().waitFor();
  expect(await violations(page.mainFrame())).toEqual([]);
  await account().click();
  await page.getByText('Signed in as Eve').waitFor();
  await page.getByRole('heading', { name: 'Policies' }).waitFor();
  const kept = await page.evaluate(() =>
    JSON.stringify([localStorage, sessionStorage].flatMap((storage) => Object.entries(storage))),
  );
  expect(kept).not.toMatch(/eyJ/);
  expect(context.pages()).toHaveLength(1);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await account().waitFor();
});

test('the page says that people come in by account where tokens would be', async () => {
  await open();
  await account().click();
  await page.getByRole('tab', { name: 'Tokens' }).click();
  await page.getByText('People do not come in by tokens here').waitFor();
});

test('who is no administrator learns which group to ask for, and can be somebody else', async () => {
  issuer.person = { sub: 'bob', name: 'Bob', groups: ['staff'] };
  await open();
  await account().click();
  await page.getByText('You are signed in as Bob, and are not an administrator here.').waitFor();
  await page.getByText('"access.admins" in inkstone.config.json').waitFor();
  issuer.person = { sub: 'eve', name: 'Eve', groups: ['keepers'] };
  await page.getByRole('button', { name: 'Sign in as somebody else' }).click();
  await account().click();
  await page.getByText('Signed in as Eve').waitFor();
});

test('a window that is closed is no failure, and the way stays open; in Chinese too', async () => {
  await open('zh-CN');
  const visits = issuer.visits;
  await context.route(`${issuer.url}/authorize**`, (route) => route.abort());
  const opening = page.waitForEvent('popup');
  await account('用工作账号登录').click();
  await (await opening).close();
  await account('用工作账号登录').waitFor();
  expect(await page.getByText('未能完成').count()).toBe(0);
  expect(issuer.visits).toBe(visits);
  await context.unroute(`${issuer.url}/authorize**`);
  await account('用工作账号登录').click();
  await page.getByText('已登录：Eve').waitFor();
});
