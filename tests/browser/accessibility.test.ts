import type { Frame, Locator } from 'playwright-core';
import { violations } from '../support/axe.ts';
import { startSite, type OpenOptions, type Playground, type Site } from '../support/playground.ts';

const narrowest = 320;

let site: Site;
let playground: Playground;

beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site.close());
afterEach(() => playground.close());

const appearances: readonly (readonly [string, OpenOptions])[] = [
  ['light', {}],
  ['dark', { theme: 'dark' }],
  ['forced colours', { forcedColors: true }],
  ['Chinese', { locale: 'zh-CN' }],
];

describe.each(appearances)('in %s', (_name, options) => {
  const chinese = options.locale === 'zh-CN';

  beforeEach(async () => {
    playground = await site.open({ ...options, doc: '/samples/report.docx' });
    await playground.select("The portal's first phase is ready for testing.");
  });

  test('axe finds nothing in the page, the first screen, an answer, the history and the settings', async () => {
    expect(await violations(playground.page.mainFrame())).toEqual([]);
    expect(await violations(pane())).toEqual([]);
    site.backend.play({ reply: "The portal's first phase is ready for use." });
    await playground.command(chinese ? '改写' : 'Rewrite');
    await playground.answered();
    expect(await violations(pane())).toEqual([]);
    await playground.button(chinese ? '历史' : 'History').click();
    await playground.pane.getByRole('searchbox').waitFor();
    expect(await violations(pane())).toEqual([]);
    await playground.button(chinese ? '设置' : 'Settings').click();
    await playground.pane.getByRole('combobox').first().waitFor();
    expect(await violations(pane())).toEqual([]);
  });
});

test('at 320 pixels nothing is cut off or scrolls sideways', async () => {
  playground = await site.open({ doc: '/samples/report.docx' });
  await playground.select("The portal's first phase is ready for testing.");
  site.backend.play({
    reply: `# Heading\n\n| a | b | c |\n|---|---|---|\n| ${'long '.repeat(9)} | 2 | 3 |\n\n\`\`\`\n${'x'.repeat(90)}\n\`\`\`\n`,
  });
  await playground.ask('Show everything');
  await playground.answered();
  await playground.page.evaluate((width) => {
    document.querySelector<HTMLElement>('iframe[src*="/taskpane/"]')!.style.width = `${width}px`;
  }, narrowest);
  await playground.button(/^What will be sent/).click();
  await playground.pane.getByRole('radio', { name: 'Whole document' }).waitFor();
  const widths = await pane().evaluate(() =>
    [document.documentElement, document.querySelector('main')!].map((place) => [place.clientWidth, place.scrollWidth]),
  );
  expect(widths[0]).toEqual([narrowest, narrowest]);
  expect(widths[1]![1]).toBe(widths[1]![0]);
});

test('by keyboard alone a person asks, uses the answer, undoes it and goes back to the document', async () => {
  playground = await site.open({ doc: '/samples/report.docx' });
  const { page } = playground;
  // A command that wants words says so, and has the keyboard at their place.
  await playground.command('Draft');
  await playground.pane.getByText('Write in the prompt what you want first.').waitFor();
  expect(await playground.prompt.evaluate((box) => box === document.activeElement)).toBe(true);
  await page.evaluate(() => document.querySelector<HTMLElement>('.document')?.focus());
  await playground.select("The portal's first phase is ready for testing.");
  site.backend.play({ reply: "The portal's first phase is ready for use." });
  await page.keyboard.press('F6');
  await until(
    async () => (await page.evaluate(() => document.activeElement?.tagName)) === 'IFRAME',
    () => page.keyboard.press('F6'),
  );
  await tabTo(playground.prompt);
  await page.keyboard.type('Say use');
  await page.keyboard.press('Enter');
  await playground.answered();
  await tabTo(playground.button('Insert after'));
  await page.keyboard.press('Enter');
  await playground.says('Done. It is in the document.');
  await tabTo(playground.button('Undo'));
  await page.keyboard.press('Enter');
  await playground.says('Undone. The document is as it was.');
  await tabTo(playground.button('Copy'));
  await page.keyboard.press('Control+F6');
  await until(
    async () => page.evaluate(() => document.activeElement?.matches('.document') ?? false),
    () => page.keyboard.press('F6'),
  );
});

test('by keyboard alone the history is cleared, and the keyboard stays there', async () => {
  playground = await site.open({ doc: '/samples/report.docx' });
  await playground.select("The portal's first phase is ready for testing.");
  site.backend.play({ reply: "The portal's first phase is ready for use." });
  await playground.command('Rewrite');
  await playground.answered();
  await playground.button('History').press('Enter');
  await playground.button('Clear the history').press('Enter');
  await playground.pane.getByText('No answers yet in this document.').waitFor();
  await playground.pane
    .getByRole('button', { name: 'Back', exact: true })
    .and(playground.pane.locator(':focus'))
    .waitFor();
  await playground.page.keyboard.press('Enter');
  await playground.pane.locator('textarea:focus').waitFor();
});

function pane(): Frame {
  return playground.page.frames().find((frame) => frame.url().includes('/taskpane/'))!;
}

/** Presses Tab until the element has the focus; at most once round the pane. */
async function tabTo(wanted: Locator): Promise<void> {
  await wanted.waitFor();
  await until(
    async () => wanted.evaluate((element) => element === element.ownerDocument.activeElement),
    () => playground.page.keyboard.press('Tab'),
  );
}

async function until(isSo: () => Promise<boolean>, step: () => Promise<void>): Promise<void> {
  for (let count = 0; count < 60; count += 1) {
    if (await isSo()) return;
    await step();
  }
  throw new Error('The keyboard does not get there.');
}
