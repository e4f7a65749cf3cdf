/**
 * How many requests the pane makes of Word, counted on the wire between the real office.js and the emulated host. Each
 * is a round trip, which on the web costs some tenths of a second. Fails when a capture or an insertion takes more than
 * it promises. Baseline: an add-in that reads each of R places and writes each of its edits with a sync of its own, as the
 * peers looked at do (a read takes 3 + 2R there; a write of E edits takes E).
 *
 *   node bench/round-trips.mjs
 */
import './load-source.mjs';
import { startBuiltGateway } from '../scripts/lib/built-gateway.mjs';
import { launchChromium } from '../scripts/lib/chromium.mjs';
import { ensureBuilt, ensureInstalled } from '../scripts/lib/workspace.mjs';

await ensureInstalled({ dev: true });
await ensureBuilt();
const { startScriptedBackend } = await import('../tests/support/scripted-backend.ts');
const model = await startScriptedBackend();
const gateway = await startBuiltGateway({ INKSTONE_BASE_URL: model.url, INKSTONE_MODEL: 'scripted' });
const browser = await launchChromium();
const rows = [];
let failed = false;

const paragraph = 'The invoices has been sent late for two month in a row, and nobody have told the customers why.';
const rewritten = 'The invoices have been sent late for two months in a row, and nobody has told customers why.';
const draft = '## Plan\n\nSome words.\n\n- one\n- two\n\n| a | b |\n| - | - |\n| 1 | 2 |\n\n$$x^2$$\n';

await measure('capture a selection with its surroundings', 1, 3 + 2 * 8, async ({ select }) => {
  await select(paragraph);
});
await measure('rewrite a paragraph (4 tracked edits)', 1, 4, async ({ apply }) => apply('Replace (tracked)'), {
  reply: rewritten,
  before: async ({ select, press, answered }) => {
    await select(paragraph);
    await press('Rewrite');
    await answered();
  },
});
await measure(
  'insert a draft (heading, list, table, equation)',
  1,
  5,
  async ({ apply }) => apply('Insert at the cursor'),
  {
    reply: draft,
    before: async ({ caret, ask, answered }) => {
      await caret(1);
      await ask('Draft a plan');
      await answered();
    },
  },
);
await measure(
  'read the whole document for a summary',
  1,
  1,
  async ({ press, answered }) => {
    await press('Summarise');
    await press('Run');
    await answered();
  },
  { reply: 'Short.', before: async ({ caret }) => caret(1) },
);
await measure(
  'undo a turn',
  2,
  2,
  async ({ press, says }) => {
    await press('Undo');
    await says('Undone. The document is as it was.');
  },
  {
    reply: rewritten,
    before: async ({ select, press, answered, apply }) => {
      await select(paragraph);
      await press('Rewrite');
      await answered();
      await apply('Replace (tracked)');
    },
  },
);

await browser.close();
await gateway.stop();
await model.close();
console.log('what'.padEnd(52), 'requests', 'promised', 'one by one', 'ratio');
for (const { what, requests, promised, oneByOne } of rows) {
  console.log(
    what.padEnd(52),
    String(requests).padStart(8),
    String(promised).padStart(8),
    String(oneByOne).padStart(10),
    `${(oneByOne / requests).toFixed(1)}x`.padStart(5),
  );
}
process.exitCode = failed ? 1 : 0;

/** Opens the playground, does `before`, then counts the requests of `action`. */
async function measure(what, promised, oneByOne, action, { reply = '', before = async () => {} } = {}) {
  model.play({ reply });
  const page = await browser.newPage({ locale: 'en-US' });
  await page.goto(`${gateway.origin}/playground/?doc=/samples/report.docx`);
  await page.evaluate(() => window.playground.ready);
  const pane = page.frameLocator('iframe[src*="/taskpane/"]');
  await pane.locator('textarea').waitFor();
  const person = {
    select: async (text) => {
      await page.evaluate((wanted) => window.playground.selectText(wanted), text);
      await pane.getByText(text.slice(0, 40)).first().waitFor();
    },
    caret: async (at) => {
      await page.evaluate((index) => window.playground.setSelection([index, 0]), at);
      await pane.getByText('Nothing is selected.').first().waitFor();
    },
    press: (name) => pane.getByRole('button', { name, exact: true }).click(),
    ask: async (text) => {
      await pane.locator('textarea').fill(text);
      await pane.getByRole('button', { name: 'Send', exact: true }).click();
    },
    answered: () => pane.getByRole('button', { name: 'Copy', exact: true }).waitFor(),
    says: (text) => pane.getByText(text).first().waitFor(),
    apply: async (name) => {
      await person.press(name);
      await person.says('Done. It is in the document.');
    },
  };
  await before(person);
  await quiet(page);
  await page.evaluate(() => window.playground.resetCounters());
  await action(person);
  const requests = await page.evaluate(() => window.playground.counters.syncs);
  rows.push({ what, requests, promised, oneByOne });
  failed ||= requests > promised;
  await page.close();
}

/** Waits until the pane has asked nothing of the host for half a second: captures follow a selection with a delay. */
async function quiet(page) {
  const count = () => page.evaluate(() => window.playground.counters.syncs);
  for (let last = -1, now = await count(); now !== last;) {
    last = now;
    await page.waitForTimeout(500);
    now = await count();
  }
}
