import type { Page } from 'playwright-core';
import { startSite, type Playground, type Site } from '../support/playground.ts';

/** What goes wrong is said in plain words, and nothing is lost: not the prompt, not the answer, not the document. */

const sentence = "The portal's first phase is ready for testing.";
const doc = '/samples/report.docx';

let site: Site;
let playground: Playground;

beforeEach(async () => {
  site = await startSite();
  site.backend.play({ reply: 'The portal is ready.' });
});
afterEach(async () => {
  await playground.close();
  await site.close();
});

/** Lets what is fetched from these addresses wait until it is released. */
async function hold(page: Page, addresses: string): Promise<() => void> {
  let release!: () => void;
  const released = new Promise<void>((resolve) => (release = resolve));
  await page.route(addresses, async (route) => {
    await released;
    await route.continue();
  });
  return release;
}

/** Loads the pane anew, as Office does when it likes; resolves once the page of before is gone. */
async function loadAnew({ page, pane }: Playground): Promise<void> {
  await Promise.all([
    page.waitForEvent('framenavigated'),
    pane.locator('body').evaluate(() => void setTimeout(() => location.reload())),
  ]);
}

test.each([
  ['failing-sync', /Word could not do that. Nothing is lost/],
  ['protected-document', /The document is protected. Stop the protection/],
])('with the fault %s the answer stays and the document is as it was', async (fault, message) => {
  playground = await site.open({ doc, fault });
  await playground.select(sentence);
  const before = await playground.text();
  await playground.command('Shorten');
  await playground.answered();
  await playground.button('Replace (tracked)').click();
  await playground.says(message);
  await playground.says('ready');
  expect(await playground.text()).toBe(before);
  await playground.button('Copy').click();
  await playground.says('Copied.');
});

test('where Word cannot track changes the answer replaces the text plainly', async () => {
  playground = await site.open({ doc, fault: 'no-tracked-changes' });
  await playground.select(sentence);
  await playground.command('Shorten');
  await playground.answered();
  await playground.apply('Replace');
  expect(await playground.text()).toContain('\nThe portal is ready.\n');
  await playground.button('Undo').click();
  await playground.says('Undone. The document is as it was.');
  expect(await playground.text()).toContain(`\n${sentence}\n`);
});

test('a host that says nothing is told of', async () => {
  playground = await site.open({ doc, fault: 'silent' });
  await playground.pane.getByText('Office has not answered yet.').waitFor();
  expect(await playground.pane.locator('#shell-prompt').isVisible()).toBe(true);
});

test('a slow host is waited for', async () => {
  playground = await site.open({ doc, fault: 'slow-host' });
  await playground.select(sentence);
  await playground.command('Shorten');
  await playground.answered();
  await playground.apply('Replace (tracked)');
  expect(await playground.text()).toContain('The portal');
});

test('what is asked before the pane is ready is answered once it is', async () => {
  playground = await site.open({ doc });
  const release = await hold(playground.page, '**/static/taskpane.*.js');
  await loadAnew(playground);
  const box = playground.pane.locator('#shell-prompt');
  // Nobody types into what is not drawn yet.
  await box.evaluate(() => new Promise(requestAnimationFrame));
  await box.pressSequentially('Say it in fewer words');
  await box.press('Enter');
  // What is typed behind it is not asked, and not lost.
  await box.pressSequentially(', please');
  release();
  await playground.says('The portal is ready.');
  expect(await playground.prompt.inputValue()).toBe('Say it in fewer words, please');
  expect(JSON.stringify(site.backend.requests.at(-1)?.body)).not.toContain('please');
});

test('what is asked before the models are known waits for them, and can be stopped', async () => {
  playground = await site.open({ doc });
  const release = await hold(playground.page, '**/v1/models');
  await loadAnew(playground);
  await playground.ask('Say it in fewer words');
  await playground.button('Stop').click();
  await playground.says(/Stopped/);
  await playground.ask('Say it in fewer words');
  await playground.button('Stop').waitFor();
  release();
  await playground.says('The portal is ready.');
});

test('a document open for reading offers to copy only', async () => {
  playground = await site.open({ doc, readOnly: true });
  await playground.select(sentence);
  await playground.pane.getByText(/The document is open for reading only/).waitFor();
  await playground.command('Shorten');
  await playground.answered();
  expect(await playground.button('Replace (tracked)').count()).toBe(0);
  expect(await playground.button('Copy').isEnabled()).toBe(true);
});

test('when the gateway goes away the prompt is kept, and trying again works once it is back', async () => {
  playground = await site.open({ doc });
  await playground.select(sentence);
  await playground.page.route('**/v1/chat/completions', (route) => route.abort());
  await playground.ask('Say it in fewer words');
  await playground.says(/The gateway does not answer/);
  expect(await playground.prompt.inputValue()).toBe('Say it in fewer words');
  await playground.page.unroute('**/v1/chat/completions');
  await playground.answer.getByRole('button', { name: 'Try again' }).first().click();
  await playground.says('The portal is ready.');
  await loadAnew(playground);
  await playground.prompt.waitFor();
  expect(await playground.prompt.inputValue()).toBe('Say it in fewer words');
});

test('a model server that refuses, or is at its limit, is named with what to do', async () => {
  playground = await site.open({ doc });
  await playground.select(sentence);
  site.backend.play({ status: 429, headers: { 'retry-after': '7' } });
  await playground.ask('Say it in fewer words');
  await playground.says(/The model is at its limit right now/);
  await playground.says(/^Try again in [1-7] s/);
  site.backend.play({ status: 401 });
  await playground.ask('Say it in fewer words');
  await playground.says(/The model server refuses the gateway’s key/);
});

test('an answer that breaks off keeps what came, and is continued', async () => {
  playground = await site.open({ doc });
  await playground.select(sentence);
  site.backend.play({ reply: 'One two three four five six.', cutAfter: 3, delayMs: 30 });
  await playground.command('Shorten');
  await playground.says(/stopped in the middle of its answer. What came is kept/);
  await playground.says('One two');
  await playground.button('Copy').waitFor();
  // A part in the place of the whole would strike the rest.
  await playground.button('Insert after').waitFor();
  expect(await playground.answer.getByRole('tab').count()).toBe(0);
  site.backend.play({ finishReason: 'length', reply: 'One two' });
  await playground.button('Try again').first().click();
  await playground.says(/reached its length limit and is cut short/);
  // The rest cannot be had at first: what came stays, and is gone on with.
  site.backend.play([{ status: 401 }, { reply: 'One two three four.' }]);
  await playground.button('Continue the answer').click();
  await playground.says(/refuses the gateway’s key/);
  await playground.says('One two');
  await playground.button('Continue the answer').click();
  await playground.button('Replace (tracked)').waitFor();
  await playground.answer.getByRole('tab', { name: 'Result' }).click();
  await playground.says('One two three four.');
  await playground.apply('Replace (tracked)');
  expect(await playground.text()).toContain('One two three four.');
});
