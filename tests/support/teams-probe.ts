import { readFileSync } from 'node:fs';
import type * as TeamsJs from '@microsoft/teams-js';
import { chromium, type Frame, type Page } from 'playwright-core';

declare global {
  interface Window {
    /** The real, unmodified teams-js of the page. */
    microsoftTeams: typeof TeamsJs;
    /** What came back to the page, oldest first. */
    came: unknown[];
  }
}

/** The emulated Teams around a page that does nothing but load teams-js, for tests of what teams-js gets. */
export interface TeamsProbe {
  readonly page: Page;
  /** The frame of the tab. */
  readonly tab: Frame;
  /** Waits until the tab was loaded anew, as a link into it does, and gives its new frame. */
  reloaded(): Promise<Frame>;
  /** Waits for the frame of the dialog's page, initialised. */
  dialog(): Promise<Frame>;
  /** Waits until this many answers came to the tab, and gives them. */
  came(count: number): Promise<readonly unknown[]>;
  close(): Promise<void>;
}

const library = readFileSync(require.resolve('@microsoft/teams-js/dist/umd/MicrosoftTeams.min.js'), 'utf8');
const manifestFor = (origin: string): object => ({
  id: '11111111-0000-4000-8000-000000000001',
  version: '1.0.0',
  name: { short: 'Probe', full: 'Probe' },
  description: { short: 'Probe', full: 'Probe' },
  developer: { name: 'Tests' },
  icons: {},
  staticTabs: [{ entityId: 'probe', name: 'Probe', contentUrl: `${origin}/probe/tab.html` }],
});
const html = `<!doctype html><title>Probe</title><script src="/probe/teams.js"></script><script>
window.came = [];
window.ready = microsoftTeams.app.initialize().then(() => microsoftTeams.app.notifySuccess());
</script><p>A page of an app</p>`;

export async function openProbe(origin: string, query: Readonly<Record<string, string>> = {}): Promise<TeamsProbe> {
  const browser = await chromium.connect(process.env['INKSTONE_BROWSER'] ?? '');
  const context = await browser.newContext({ locale: 'en-US', permissions: ['clipboard-read', 'clipboard-write'] });
  context.setDefaultTimeout(30_000);
  const page = await context.newPage();
  const pages = new Map([
    ['teams.js', ['text/javascript', library]],
    ['manifest.json', ['application/json', JSON.stringify(manifestFor(origin))]],
  ] as const);
  await page.route('**/probe/**', (route) => {
    const name = new URL(route.request().url()).pathname.split('/').at(-1) ?? '';
    const [contentType, body] = pages.get(name as 'teams.js') ?? ['text/html', html];
    return route.fulfill({ contentType, body });
  });
  const parameters = new URLSearchParams({ host: 'teams', app: `${origin}/probe/manifest.json`, ...query });
  await page.goto(`${origin}/playground/?${parameters.toString()}`);
  await page.waitForFunction(() => 'teams' in window);
  await page.evaluate(() => window.teams.ready);
  const frameOf = async (name: string): Promise<Frame> => {
    const element = await page.waitForSelector(`iframe[src*="/probe/${name}"]`);
    const frame = await element.contentFrame();
    if (!frame) throw new Error(`There is no frame of ${name}.`);
    await frame.waitForFunction(() => 'ready' in window);
    await frame.evaluate('window.ready');
    return frame;
  };
  const tab = await frameOf('tab.html');
  return {
    page,
    tab,
    reloaded: async () => {
      while (!tab.isDetached()) await page.waitForTimeout(50);
      return frameOf('tab.html');
    },
    dialog: () => frameOf('dialog.html'),
    came: async (count) => {
      await tab.waitForFunction((wanted) => window.came.length >= wanted, count);
      return tab.evaluate(() => window.came);
    },
    close: async () => {
      await context.close();
      await browser.close();
    },
  };
}
