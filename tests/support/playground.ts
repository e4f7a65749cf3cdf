import { strFromU8, unzipSync } from 'fflate';
import {
  chromium,
  type Browser,
  type BrowserContext,
  type FrameLocator,
  type Locator,
  type Page,
} from 'playwright-core';
import type { Playground as PlaygroundWindow } from '../../src/emulator/page/playground.ts';
import type { GatewayOptions } from '../../src/gateway/gateway-options.ts';
import { backendRow, startGateway } from './gateway.ts';
import { look } from './look.ts';
import { lessMotion } from './motion.ts';
import { startScriptedBackend, type ScriptedBackend } from './scripted-backend.ts';
import { openTeams, type TeamsOptions, type TeamsPage } from './teams-page.ts';
import { openWorkbook, type WorkbookOptions, type WorkbookPage } from './workbook-page.ts';

jest.setTimeout(90_000);

/** A browser at the address of a gateway. */
export interface Visit {
  readonly origin: string;
  open(options?: OpenOptions): Promise<Playground>;
  openWorkbook(options?: WorkbookOptions): Promise<WorkbookPage>;
  openTeams(options?: TeamsOptions): Promise<TeamsPage>;
  close(): Promise<void>;
}

/** The built product on a free port, with a model behind it that answers as told. */
export interface Site extends Visit {
  readonly backend: ScriptedBackend;
}

export interface OpenOptions {
  /** Address of the document, or the bytes of one. */
  readonly doc?: string | Uint8Array;
  readonly locale?: string;
  readonly theme?: 'light' | 'dark';
  readonly fault?: string;
  readonly readOnly?: boolean;
  readonly forcedColors?: boolean;
  readonly width?: number;
  /** Whether animations play; otherwise the person asked for less motion. */
  readonly animated?: boolean;
  /** The pane will ask who this is before it shows anything else. */
  readonly signedOut?: boolean;
}

/** The playground in a tab: the page, the pane in it, and what a person does with them. */
export interface Playground {
  readonly page: Page;
  /** The pane's page, in its frame. */
  readonly pane: FrameLocator;
  readonly prompt: Locator;
  /** The answer to the last request. */
  readonly answer: Locator;
  button(name: string | RegExp): Locator;
  /** Selects the first place where the text stands. */
  select(text: string): Promise<void>;
  /** Puts the caret at the end of a paragraph, counted from 0. */
  putCaret(paragraph: number, offset?: number): Promise<void>;
  /** Presses a command's button, opening the list of all commands where it is not among the first. */
  command(name: string): Promise<void>;
  /** Types into the prompt and sends it. */
  ask(text: string): Promise<void>;
  /** Resolves when the answer is whole: the ways to use it are offered. */
  answered(): Promise<void>;
  /** Presses a way to use the answer and waits until it is in the document. */
  apply(label: string): Promise<void>;
  /** Waits until the pane says this beside the answer. */
  says(text: string | RegExp): Promise<void>;
  text(): Promise<string>;
  saved(): Promise<Uint8Array>;
  /** The rich API requests since the last call. */
  requests(): Promise<number>;
  /** A picture for the eyes, where pictures are asked for. */
  look(name: string): Promise<void>;
  close(): Promise<void>;
}

/** Starts the gateway over the built pages; its one model is the scripted one, called `small`. */
export async function startSite(options: Partial<GatewayOptions> = {}): Promise<Site> {
  const backend = await startScriptedBackend();
  const { origin, close } = await startGateway({
    backends: [backendRow(backend.url)],
    embeddedEngine: 'never',
    ...options,
  });
  const visit = await startVisit(origin);
  return {
    ...visit,
    backend,
    close: async () => {
      await visit.close();
      await close();
      await backend.close();
    },
  };
}

/** The browser that all tests share, at an address. */
export async function startVisit(origin: string): Promise<Visit> {
  const address = process.env['INKSTONE_BROWSER'];
  if (!address) throw new Error('No browser was started; run this through the project "browser" of jest.');
  const browser = await chromium.connect(address);
  return {
    origin,
    open: (options = {}) => openPlayground(browser, origin, options),
    openWorkbook: (options = {}) => openWorkbook(browser, origin, options),
    openTeams: (options = {}) => openTeams(browser, origin, options),
    close: () => browser.close(),
  };
}

async function openPlayground(browser: Browser, origin: string, options: OpenOptions): Promise<Playground> {
  const context: BrowserContext = await browser.newContext({
    ...(!options.animated && lessMotion),
    viewport: { width: options.width ?? 1280, height: 860 },
    locale: options.locale ?? 'en-US',
    permissions: ['clipboard-read', 'clipboard-write'],
    ...(options.forcedColors && { forcedColors: 'active' }),
  });
  context.setDefaultTimeout(30_000);
  const page = await context.newPage();
  const query = new URLSearchParams({
    ...(typeof options.doc === 'string' && { doc: options.doc }),
    ...(options.locale && { locale: options.locale }),
    ...(options.theme && { theme: options.theme }),
    ...(options.fault && { fault: options.fault }),
    ...(options.readOnly && { readonly: '1' }),
  });
  await page.goto(`${origin}/playground/?${query.toString()}`);
  await page.evaluate(() => window.playground.ready);
  if (options.doc instanceof Uint8Array) {
    await page.evaluate(
      async (bytes) => window.playground.openBytes(Uint8Array.from(bytes), 'opened.docx'),
      [...options.doc],
    );
  }
  const pane = page.frameLocator('iframe[src*="/taskpane/"]');
  const prompt = pane.locator('textarea:not(#shell-prompt)');
  if (!options.signedOut && options.fault !== 'silent') await prompt.waitFor();
  const evaluate = <T>(read: (playground: PlaygroundWindow) => T): Promise<T> =>
    page.evaluate(`(${read.toString()})(window.playground)`);
  const playground: Playground = {
    page,
    pane,
    prompt,
    answer: pane.getByRole('region', { name: /^(Answer|回答)$/ }),
    button: (name) => pane.getByRole('button', { name, ...(typeof name === 'string' && { exact: true }) }),
    select: async (text) => {
      const isFound = await page.evaluate((wanted) => window.playground.selectText(wanted), text);
      if (!isFound) throw new Error(`The document has no “${text}”.`);
      const shown = text.length > 40 ? text.slice(0, 40) : text;
      await pane.getByText(shown).first().waitFor();
    },
    putCaret: async (paragraph, offset = 0) => {
      await page.evaluate(([at, place]) => window.playground.setSelection([at!, place!]), [paragraph, offset]);
    },
    command: async (name) => {
      const button = playground.button(name);
      const more = playground.button(/^(More|更多)$/);
      await button.or(more).first().waitFor();
      if (!(await button.isVisible())) await more.click();
      await button.click();
    },
    ask: async (text) => {
      await prompt.fill(text);
      await prompt.press('Enter');
    },
    answered: async () => {
      await playground.button(/^(Copy|复制)$/).waitFor();
    },
    apply: async (label) => {
      const button = playground.button(label);
      if (await button.isVisible()) await button.click();
      else {
        await playground.button('More ways to use the answer').click();
        await pane.getByRole('menuitem', { name: label, exact: true }).click();
      }
      await playground.says('Done. It is in the document.');
    },
    says: async (text) => playground.answer.getByText(text).first().waitFor(),
    text: () => evaluate((it) => it.text()),
    saved: async () => Uint8Array.from(await page.evaluate(() => [...window.playground.save()])),
    requests: async () => {
      const count = await evaluate((it) => it.counters.syncs);
      await page.evaluate(() => window.playground.resetCounters());
      return count;
    },
    look: (name) => look(page, name),
    close: () => context.close(),
  };
  return playground;
}

/** One part of a saved document, as text. */
export function partOf(docx: Uint8Array, name: string): string {
  const bytes = unzipSync(docx)[name];
  if (!bytes) throw new Error(`The saved document has no ${name}.`);
  return strFromU8(bytes);
}
