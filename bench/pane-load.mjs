/**
 * What the pane weighs and how soon it can be used. Bytes are those of the scripts that the first interaction needs,
 * brotli, beside two add-ins of the same kind and Microsoft's template as they were measured once (word-GPT-Plus 2.0.1: 828 KB,
 * open-excel: 894 KB, Office-Addin-TaskPane-React: 97.5 KB). Times are on a processor slowed four times, each round beside a
 * page with nothing but a text box from the same server: medians, and the ratio to that page.
 *
 *   node bench/pane-load.mjs [rounds]
 */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { startBuiltGateway } from '../scripts/lib/built-gateway.mjs';
import { launchChromium } from '../scripts/lib/chromium.mjs';
import { ensureBuilt, ensureInstalled, root } from '../scripts/lib/workspace.mjs';

const rounds = Number(process.argv[2] ?? 5);
const peers = [
  ['word-GPT-Plus', 828],
  ['open-excel', 894],
  ['Microsoft’s template', 97.5],
];

await ensureInstalled({ dev: true });
await ensureBuilt();

const html = readFileSync(join(root, 'dist/web/taskpane/index.html'), 'utf8');
const scripts = [...html.matchAll(/<script[^>]* src="?\/(static\/[^"\s>]+)/g)].map(([, path]) => path);
const size = scripts.reduce((sum, path) => {
  const bytes = readFileSync(join(root, 'dist/web', path));
  return sum + brotliCompressSync(bytes).length;
}, 0);
console.log(`scripts of the first interaction: ${(size / 1000).toFixed(1)} KB brotli (${scripts.join(', ')})`);
for (const [name, kilobytes] of peers) {
  console.log(
    `  ${name.padEnd(22)} ${String(kilobytes).padStart(6)} KB   ${(kilobytes / (size / 1000)).toFixed(2)}x ours`,
  );
}

if (scripts.length === 0) throw new Error('The pane’s page names no scripts.');

const gateway = await startBuiltGateway();
const blank = await serveBlankPage();
const browser = await launchChromium();
const times = { ours: [], blank: [] };
for (let round = 0; round < rounds; round += 1) {
  const pages = [
    ['blank', `http://127.0.0.1:${blank.address().port}/`],
    ['ours', `${gateway.origin}/taskpane/`],
  ];
  for (const [name, address] of round % 2 === 0 ? pages : pages.toReversed()) times[name].push(await load(address));
}
await browser.close();
await gateway.stop();
blank.close();

const median = (values) => values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)];
for (const [key, label] of [
  ['paint', 'first contentful paint'],
  ['usable', 'prompt box takes text'],
]) {
  const [ours, floor] = ['ours', 'blank'].map((name) => median(times[name].map((each) => each[key])));
  console.log(
    `${label.padEnd(26)} ${ours.toFixed(0).padStart(6)} ms   blank page ${floor.toFixed(0)} ms   ${(ours / floor).toFixed(2)}x`,
  );
}

/** One load in a fresh context: milliseconds from navigation to paint, and to a box that has taken a letter. */
async function load(address) {
  const context = await browser.newContext({ viewport: { width: 350, height: 700 } });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  await page.addInitScript(() => {
    const look = () => {
      const box = document.querySelector('textarea');
      if (box && !box.disabled) window.usableAt ??= performance.now();
      else requestAnimationFrame(look);
    };
    look();
  });
  await page.goto(address, { waitUntil: 'load' });
  const result = await page.waitForFunction(() => {
    const paint = performance.getEntriesByName('first-contentful-paint')[0]?.startTime;
    return paint && window.usableAt ? { paint, usable: window.usableAt } : undefined;
  });
  const value = await result.jsonValue();
  await context.close();
  return value;
}

function serveBlankPage() {
  const page = '<!doctype html><title>Blank</title><label>Prompt <textarea></textarea></label>';
  const server = createServer((_request, response) => response.setHeader('content-type', 'text/html').end(page));
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}
