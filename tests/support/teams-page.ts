import type { Browser, FrameLocator, Locator, Page } from 'playwright-core';
import { violations } from './axe.ts';
import { look } from './look.ts';
import { lessMotion } from './motion.ts';

export interface TeamsOptions {
  readonly locale?: string;
  readonly theme?: 'light' | 'dark' | 'contrast';
  /** Capabilities that this Teams lacks. */
  readonly without?: string;
  readonly subPageId?: string;
}

/** The emulated Teams in a tab of the browser: chats, the app's page, and what a person does with them. */
export interface TeamsPage {
  readonly page: Page;
  /** The app's page, in its frame. */
  readonly tab: FrameLocator;
  /** The box for the text that is worked on. */
  readonly text: Locator;
  /** The answer to the last request. */
  readonly answer: Locator;
  /** Shows a chat or the tab by its name. */
  show(name: string): Promise<void>;
  /** Presses a button of the tab. */
  press(name: string): Promise<void>;
  /** Presses a command's button, opening the list of all commands where it is not among the first. */
  command(name: string): Promise<void>;
  /** Uses the answer in a way that is not the first. */
  use(label: string): Promise<void>;
  /** Writes into the open chat and sends it. */
  write(text: string): Promise<void>;
  /** Attaches a file to what is to be sent; the name is the button's. */
  attach(button: string, name: string, bytes: Buffer): Promise<void>;
  /** The open chat's messages, oldest first. */
  readonly messages: Locator;
  /** Chooses from the menu of the message that has this text. */
  onMessage(text: string, item: string): Promise<void>;
  /** Opens the app's panel at the box of the open chat. */
  openBox(app: string): Promise<void>;
  /** Chooses an action from that panel. */
  atBox(app: string, action: string): Promise<void>;
  /** No frame of the page breaks a rule of axe. */
  expectNoViolations(): Promise<void>;
  /** A picture for the eyes, where pictures are asked for. */
  look(name: string): Promise<void>;
  close(): Promise<void>;
}

export async function openTeams(browser: Browser, origin: string, options: TeamsOptions = {}): Promise<TeamsPage> {
  const context = await browser.newContext({
    ...lessMotion,
    viewport: { width: 1280, height: 860 },
    locale: options.locale ?? 'en-US',
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  context.setDefaultTimeout(30_000);
  const page = await context.newPage();
  const query = new URLSearchParams({ host: 'teams', ...(options as Readonly<Record<string, string>>) });
  await page.goto(`${origin}/playground/?${query.toString()}`);
  await page.waitForFunction(() => 'teams' in window);
  await page.evaluate(() => window.teams.ready);
  const tab = page.frameLocator('iframe[src*="/tab/"]');
  const text = tab.getByRole('textbox', { name: /^(Your text|你的文字)$/ });
  await text.waitFor();
  const chat = page.locator('section.chat:not([hidden])');
  const teams: TeamsPage = {
    page,
    tab,
    text,
    answer: tab.getByRole('region', { name: /^(Answer|回答)$/ }),
    show: (name) => page.evaluate((wanted) => window.teams.show(wanted), name),
    press: (name) => tab.getByRole('button', { name, exact: true }).click(),
    command: async (name) => {
      const button = tab.getByRole('button', { name, exact: true });
      const more = tab.getByRole('button', { name: /^(More|更多)$/ });
      await button.or(more).first().waitFor();
      if (!(await button.isVisible())) await more.click();
      await button.click();
    },
    use: async (label) => {
      await tab.getByRole('button', { name: /^(More ways to use the answer|其他用法)$/ }).click();
      await tab.getByRole('menuitem', { name: label, exact: true }).click();
    },
    write: async (message) => {
      await chat.locator('.compose textarea').fill(message);
      await chat.locator('.compose textarea').press('Enter');
    },
    attach: async (button, name, buffer) => {
      const input = chat.locator(`input[type=file][aria-label="${button}"]`);
      await input.setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
      await chat.locator('.compose-card', { hasText: name }).waitFor();
    },
    messages: chat.locator('article.message'),
    onMessage: async (wanted, item) => {
      await chat.locator('article.message', { hasText: wanted }).last().locator('.message-menu').click();
      await page.getByRole('menuitem', { name: item, exact: true }).click();
    },
    openBox: (app) => chat.getByRole('button', { name: app, exact: true }).click(),
    atBox: async (app, action) => {
      await teams.openBox(app);
      const panel = page.getByRole('dialog', { name: app, exact: true });
      await panel.locator('button.result strong').getByText(action, { exact: true }).click();
    },
    expectNoViolations: async () => {
      for (const frame of page.frames()) {
        if (!frame.url().startsWith('http')) continue;
        expect({ page: frame.url(), found: await violations(frame) }).toEqual({ page: frame.url(), found: [] });
      }
    },
    look: (name) => look(page, name),
    close: () => context.close(),
  };
  return teams;
}
