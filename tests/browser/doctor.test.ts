import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { backendRow, startGateway } from '../support/gateway.ts';

/** The doctor's page in a real browser, which alone knows of CORS and of leave to reach the local network. */
describe("the doctor's page in a browser", () => {
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let shy: Server;
  let shyUrl: string;
  let origin: string;
  let close: () => Promise<void>;

  beforeAll(async () => {
    // Answers, but lets no other origin read it unless asked at /open.
    shy = createServer((request, response) => {
      const leave = request.url === '/open' ? { 'access-control-allow-origin': '*' } : {};
      response.writeHead(200, { 'content-type': 'application/json', ...leave }).end('{}');
    });
    await new Promise<void>((resolve) => shy.listen(0, '127.0.0.1', resolve));
    shyUrl = `http://127.0.0.1:${(shy.address() as AddressInfo).port}`;
    ({ origin, close } = await startGateway({ backends: [backendRow('http://127.0.0.1:1/v1', { name: 'gone' })] }));
    browser = await chromium.connect(process.env['INKSTONE_BROWSER'] ?? '');
    context = await browser.newContext({ locale: 'en-US', viewport: { width: 320, height: 800 } });
    context.setDefaultTimeout(30_000);
    page = await context.newPage();
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await close();
    shy.closeAllConnections();
    shy.close();
  });

  /** Tries an address, and waits until the page says just this. */
  const tries = async (address: string, code: string): Promise<string> => {
    await page.getByRole('textbox', { name: 'Address' }).fill(address);
    await page.getByRole('button', { name: 'Try' }).click();
    await page.locator(`#tried li[data-code="${code}"]:only-child`).waitFor();
    return page.locator('#tried').innerText();
  };

  it('sees that it reaches the gateway, over an origin that counts as secure, and needs no leave on its own machine', async () => {
    await page.goto(`${origin}/doctor`);
    await page.locator('#browser[aria-busy=false]').waitFor();
    const codes = await page
      .locator('#browser li')
      .evaluateAll((items) => items.map((item) => item.getAttribute('data-code')));
    expect(codes).toEqual(['gateway-ok', 'page-secure', 'network-own']);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  }, 60_000);

  it('tells CORS from a server that is not there', async () => {
    expect(await tries(`${shyUrl}/open`, 'cors-ok')).toContain('answers this page (200)');
    expect(await tries(`${shyUrl}/closed`, 'cors-blocked')).toContain(`does not let pages of ${origin}`);
    expect(await tries('http://127.0.0.1:1/', 'browser-unreachable')).toContain('does not reach http://127.0.0.1:1/');
    expect(await tries('localhost', 'no-address')).toContain('Write the whole of it');
  }, 60_000);

  it('has the gateway examine its rows by the button, and changes its language', async () => {
    await page.getByRole('button', { name: 'Examine' }).click();
    await page.getByRole('heading', { name: 'gone: fails at Connection' }).waitFor();
    await page.getByRole('link', { name: '中文' }).click();
    await page.getByRole('button', { name: '开始诊断' }).click();
    await page.getByRole('heading', { name: 'gone: 失败之处： 连接' }).waitFor();
  }, 60_000);
});
