/**
 * `npm run check:libreoffice`: a document that the pane wrote into, opened by LibreOffice: are the tracked changes, styles,
 * lists, tables, equations, comments and notes there? Drives the built playground, saves, converts, and looks into what
 * LibreOffice read; the pages as it draws them go to tests/.artifacts/libreoffice for the eyes. Then saved workbooks: does it
 * compute what the emulated Excel computed? `--workbooks` does only that, and needs no build.
 *
 * Needs LibreOffice (on Debian: libreoffice-writer, libreoffice-calc, and libreoffice-math, without which equations silently vanish).
 */
import '../bench/load-source.mjs';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { checkWorkbooks } from './lib/check-workbooks.mjs';
import { launchChromium } from './lib/chromium.mjs';
import { startBuiltGateway } from './lib/built-gateway.mjs';
import { ensureBuilt, ensureInstalled, fail, requireNode, root } from './lib/workspace.mjs';

const folder = join(root, 'tests/.artifacts/libreoffice');
const program = process.env.SOFFICE_PATH ?? 'soffice';

const draft = `## Plan for the spring

Some **bold** words, some *slanted* ones and a [link](https://example.org/).

1. First
   - nested
2. Second

| Name | Amount |
| :--- | ---: |
| North | 12 |

> Quoted.

\`\`\`js
const answer = 42;
\`\`\`

$$\\frac{a}{b} = \\sqrt{x^2 + 1}$$
`;

requireNode();
await ensureInstalled({ dev: true });
if (spawnSync(program, ['--version']).status !== 0) {
  fail(
    'LibreOffice is not here. Install it (Debian: apt-get install libreoffice-writer libreoffice-calc libreoffice-math), or name it in SOFFICE_PATH.',
  );
}
const isWorkbooksOnly = process.argv.includes('--workbooks');
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });

if (!isWorkbooksOnly) await checkReport();
const differing = await checkWorkbooks(program, folder);
if (differing.length > 0) fail(`LibreOffice computes otherwise in ${differing.join(', ')}.`);

async function checkReport() {
  await ensureBuilt();
  const file = join(folder, 'report.docx');
  writeFileSync(file, await writeReport());
  convert(file, 'fodt');
  convert(file, 'pdf');
  spawnSync('pdftoppm', ['-r', '70', '-png', join(folder, 'report.pdf'), join(folder, 'page')]);
  const read = readFileSync(join(folder, 'report.fodt'), 'utf8');

  /** What LibreOffice must have understood, in its own format (OpenDocument 1.3, part 3). */
  const checks = [
    ['a tracked deletion of “testing” by You', hasChange(read, 'deletion', 'testing')],
    ['a tracked insertion of “use” by You', hasChange(read, 'insertion', 'use')],
    [
      'a heading of level 2 with the draft’s text',
      /<text:h [^>]*text:outline-level="2"[^>]*>(?:(?!<\/text:h>).)*Plan for the spring/s,
    ],
    ['a numbered list', /<text:list-level-style-number [^>]*style:num-format="1"/],
    ['an item within an item', /<text:list-item>(?:(?!<\/text:list-item>).)*<text:list>(?:(?!<\/text:list>).)*nested/s],
    ['a table with a header row', /<table:table-header-rows>(?:(?!<\/table:table-header-rows>).)*Name/s],
    ['a link', /xlink:href="https:\/\/example\.org\/"/],
    ['an equation as an object with MathML', /<math[^>]*>(?:(?!<\/math>).)*<mfrac>/s],
    ['a monospaced style for code', /style:font-name="(?:Consolas|Courier New|Menlo)[^"]*"/],
    ['the comment that was in the document', /<office:annotation[ >](?:(?!<\/office:annotation>).)*Which committee/s],
    ['the footnote that was in the document', /<text:note [^>]*text:note-class="footnote"/],
  ];
  const failures = checks.filter(([, check]) => !(check instanceof RegExp ? check.test(read) : check));
  for (const check of checks) process.stdout.write(`${failures.includes(check) ? '✗' : '✓'} ${check[0]}\n`);
  process.stdout.write(`Pages as LibreOffice draws them: ${folder}\n`);
  if (failures.length > 0) fail(`LibreOffice did not find ${failures.length} of ${checks.length}.`);
}

/** Whether a tracked change of this kind by the playground's person spans exactly `text`. */
function hasChange(read, kind, text) {
  const regions = read.matchAll(
    /<text:changed-region [^>]*text:id="([^"]+)">\s*<text:(\w+)>\s*<office:change-info>\s*<dc:creator>([^<]*)</g,
  );
  return [...regions].some(
    ([, id, found, author]) =>
      found === kind &&
      author === 'You' &&
      read.includes(`<text:change-start text:change-id="${id}"/>${text}<text:change-end text:change-id="${id}"/>`),
  );
}

/** The sample report with a rewritten sentence and a draft below it, through the pane. */
async function writeReport() {
  const { startScriptedBackend } = await import('../tests/support/scripted-backend.ts');
  const model = await startScriptedBackend();
  const gateway = await startBuiltGateway({ INKSTONE_BASE_URL: model.url, INKSTONE_MODEL: 'scripted' });
  const browser = await launchChromium();
  try {
    const page = await browser.newPage({ locale: 'en-US' });
    await page.goto(`${gateway.origin}/playground/?doc=/samples/report.docx`);
    await page.evaluate(() => window.playground.ready);
    const pane = page.frameLocator('iframe[src*="/taskpane/"]');
    const press = (name) => pane.getByRole('button', { name, exact: true }).click();
    const done = () => pane.getByText('Done. It is in the document.').first().waitFor();

    model.play({ reply: "The portal's first phase is ready for use." });
    await page.evaluate(() => window.playground.selectText("The portal's first phase is ready for testing."));
    await press('Rewrite');
    await press('Replace (tracked)');
    await done();

    model.play({ reply: draft });
    await page.evaluate(() => window.playground.setSelection([1, 0]));
    await pane.locator('textarea').fill('Draft a plan');
    await press('Send');
    await press('Insert at the cursor');
    await done();
    return Uint8Array.from(await page.evaluate(() => [...window.playground.save()]));
  } finally {
    await browser.close();
    await gateway.stop();
    await model.close();
  }
}

function convert(path, format) {
  const profile = pathToFileURL(join(folder, 'profile')).href;
  const args = [`-env:UserInstallation=${profile}`, '--headless', '--convert-to', format, '--outdir', folder, path];
  const { status, stderr } = spawnSync(program, args, { encoding: 'utf8' });
  if (status !== 0 || !existsSync(path.replace(/docx$/, format)))
    fail(`LibreOffice could not open ${path}.\n${stderr}`);
}
