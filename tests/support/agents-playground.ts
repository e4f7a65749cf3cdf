import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { chromium, type Locator, type Page } from 'playwright-core';
import { look } from './look.ts';

/** Microsoft's own Agents Playground in a tab, over a bot of ours. */
export interface AgentsPlayground {
  readonly page: Page;
  /** Types a message into the compose box and sends it. */
  say(text: string): Promise<void>;
  /** Chooses an action of the message extension on the message with these words; resolves with its dialog. */
  act(message: string, command: string): Promise<Locator>;
  /** Waits for words in the chat itself; its log and its list of chats have them too. */
  shows(words: string): Promise<void>;
  /** Likes the newest answer by the form that it has for that, and waits until the bot took it. */
  like(): Promise<void>;
  look(name: string): Promise<void>;
  close(): Promise<void>;
}

/** Its program reads no manifest, so an action is chosen by typing its id. */
export async function openAgentsPlayground(endpoint: string): Promise<AgentsPlayground> {
  const { address, stop } = await startProgram(endpoint);
  const browser = await chromium.connect(process.env['INKSTONE_BROWSER'] ?? '');
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'en-US' });
  context.setDefaultTimeout(60_000);
  // Its fonts are on a network that is not always there, and holds the page up where it is not.
  await context.route(
    (url) => url.hostname !== 'localhost',
    (route) => route.abort(),
  );
  const page = await context.newPage();
  await page.goto(address, { waitUntil: 'domcontentloaded' });
  const compose = page.locator('[contenteditable="true"], textarea, input[type=text]').first();
  await compose.waitFor();
  return {
    page,
    async say(text) {
      await compose.click();
      await compose.fill(text);
      await compose.press('Enter');
    },
    async act(message, command) {
      await page.getByText(message, { exact: true }).first().hover();
      const menus = page.locator('[aria-label="Show more information"]');
      await menus.last().click();
      await page.getByRole('menuitem', { name: 'Action Command' }).click();
      await page.locator('input[placeholder^="Input command id"]').fill(command);
      await page.getByRole('button', { name: 'Create' }).click();
      return page.getByRole('dialog').last();
    },
    async shows(words) {
      await page.locator('p, .ac-textBlock').filter({ hasText: words }).last().waitFor();
    },
    async like() {
      await page.locator('[aria-label="Feedback Button"]').last().getByRole('button').first().click();
      await page.getByRole('button', { name: 'Submit', exact: true }).click();
      await page.getByText('We appreciate your feedback.').waitFor();
      await page.getByRole('dialog').last().getByRole('button', { name: 'Close' }).first().click();
    },
    look: (name) => look(page, name),
    async close() {
      await context.close();
      await browser.close();
      await stop();
    },
  };
}

async function startProgram(endpoint: string): Promise<{ address: string; stop: () => Promise<void> }> {
  const manifest = require.resolve('@microsoft/m365agentsplayground/package.json');
  const { bin } = JSON.parse(readFileSync(manifest, 'utf8')) as { bin: Record<string, string> };
  const folder = mkdtempSync(join(tmpdir(), 'inkstone-agents-playground-'));
  // It opens a browser of the machine's, and ends where there is none: this one does nothing.
  for (const opener of ['xdg-open', 'open']) writeFileSync(join(folder, opener), '#!/bin/sh\n', { mode: 0o755 });
  const program = spawn(
    process.execPath,
    [join(dirname(manifest), bin['agentsplayground'] ?? ''), '-e', endpoint, '-c', 'msteams', '--dt'],
    {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { PATH: [folder, process.env['PATH']].join(delimiter), HOME: folder },
    },
  );
  const ended = new Promise<void>((resolve) => program.once('exit', () => resolve()));
  let said = '';
  const address = await new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer): void => {
      said += chunk.toString();
      const port = /Listening on (\d+)/.exec(said)?.[1];
      if (port) resolve(`http://localhost:${port}`);
    };
    program.stdout.on('data', read);
    program.stderr.on('data', read);
    program.once('exit', () => reject(new Error(`The Agents Playground did not start. It said:\n${said}`)));
  });
  return {
    address,
    stop: async () => {
      program.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
