/**
 * What a person waits for in the playground with a workbook of 100,000 rows, a formula in each, against one of 10,000, in turns
 * in one browser. Opening and recalculating may take ten times as long, with half as much again for what else the machine
 * does, and so may moving all rows and saving; scrolling, selecting and changing a cell concern what is seen and may take no more than twice as long. Fails when a
 * ratio is worse.
 *
 *   node bench/large-workbook.mjs [rounds]
 */
import './load-source.mjs';
import { startBuiltGateway } from '../scripts/lib/built-gateway.mjs';
import { launchChromium } from '../scripts/lib/chromium.mjs';
import { ensureBuilt, ensureInstalled } from '../scripts/lib/workspace.mjs';

await ensureInstalled({ dev: true });
await ensureBuilt();
const { largeXlsx } = await import('../tests/support/large-xlsx.ts');

const rounds = Number(process.argv[2] ?? 3);
const [few, many] = [10_000, 100_000];
/** The most that ten times the rows may cost, by what is done. */
const limits = {
  'open, until the pane has looked': 15,
  'scroll by 30 screens': 2,
  'select a cell, until the pane says so': 2,
  'select all, until the pane says so': 2,
  'change a cell and see its formula': 2,
  'undo it': 2,
  'recalculate every formula': 15,
  'insert a row above all': 15,
  'take the row back': 15,
  'save a changed workbook': 15,
};

const gateway = await startBuiltGateway();
const browser = await launchChromium();
const times = { [few]: [], [many]: [] };
for (let round = 0; round < rounds; round += 1) {
  for (const rows of [few, many]) times[rows].push(await visit(rows));
}
await browser.close();
await gateway.stop();

console.log('what'.padEnd(40), `${few} rows`.padStart(12), `${many} rows`.padStart(12), ' ratio', ' limit');
for (const [what, limit] of Object.entries(limits)) {
  const [small, large] = [few, many].map((rows) => median(times[rows].map((round) => round[what])));
  // What takes less than two frames is as quick as a screen.
  const ratio = Math.max(large, 33) / Math.max(small, 33);
  if (ratio > limit) process.exitCode = 1;
  console.log(
    what.padEnd(40),
    `${small.toFixed(0)} ms`.padStart(12),
    `${large.toFixed(0)} ms`.padStart(12),
    `${ratio.toFixed(1)}x`.padStart(6),
    `${limit}x`.padStart(6),
  );
}

/** Opens a workbook of so many rows and gives the milliseconds of each step. */
async function visit(rows) {
  const page = await browser.newPage({ locale: 'en-US', viewport: { width: 1280, height: 860 } });
  page.setDefaultTimeout(120_000);
  const body = Buffer.from(largeXlsx(rows, 1));
  await page.route('**/large.xlsx', (route) => route.fulfill({ body }));
  await page.goto(`${gateway.origin}/playground/?host=excel`);
  await page.waitForFunction(() => 'workbook' in window);
  await page.evaluate(() => window.workbook.ready);
  const pane = page.frameLocator('iframe[src*="/taskpane/"]');
  const selection = pane.getByRole('region', { name: 'Selection' });
  await pane.locator('textarea').waitFor();
  const select = async (address) => {
    await page.evaluate((cells) => window.workbook.select('Large', cells), address);
    await selection.getByText(address).first().waitFor();
  };
  const found = {};
  const time = async (what, action) => {
    const started = performance.now();
    await action();
    await page.evaluate(
      () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(() => drawn()))),
    );
    found[what] = performance.now() - started;
  };
  await time('open, until the pane has looked', async () => {
    await page.evaluate(async () => {
      const answer = await fetch('/large.xlsx');
      window.workbook.openBytes(new Uint8Array(await answer.arrayBuffer()), 'large.xlsx');
    });
    await selection.getByText(/Large/).first().waitFor();
  });
  await time('scroll by 30 screens', () =>
    page.evaluate(async (height) => {
      const scroller = document.querySelector('.grid-scroller');
      for (let step = 0; step < 30; step += 1) {
        scroller.scrollTop = (step * height) / 30;
        await new Promise(requestAnimationFrame);
      }
    }, rows * 20),
  );
  await time('select a cell, until the pane says so', () => select(`C${rows * 0.9}`));
  await time('change a cell and see its formula', async () => {
    await page.getByRole('textbox', { name: 'Formula', exact: true }).fill('5');
    await page.keyboard.press('Enter');
    await page.waitForFunction((at) => window.workbook.text('Large', at) === '10', `D${rows * 0.9}`);
  });
  await time('undo it', () => page.evaluate(() => window.workbook.document.undo()));
  await time('recalculate every formula', () =>
    page.evaluate(() => {
      const { document } = window.workbook;
      document.calculation.everythingChanged(false);
      document.calculate();
    }),
  );
  await time('insert a row above all', () => insertRow(page));
  await time('take the row back', () => page.evaluate(() => window.workbook.document.undo()));
  await time('save a changed workbook', () => page.evaluate(() => window.workbook.save().length));
  await time('select all, until the pane says so', () => select(`A1:D${rows}`));
  await page.close();
  return found;
}

/** Puts a row in above the first, as an add-in does. */
async function insertRow(page) {
  const frame = page.frames().find((each) => each.url().includes('/taskpane/'));
  await frame.evaluate(() =>
    Excel.run(async (context) => {
      context.workbook.worksheets.getItem('Large').getRange('1:1').insert('Down');
      await context.sync();
    }),
  );
}

function median(values) {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)];
}
