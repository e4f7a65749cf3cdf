import { startBuiltGateway } from '../support/built-gateway.ts';
import { partOf, startVisit, type Playground, type Visit } from '../support/playground.ts';
import { validateDocx } from '../support/validate-docx.ts';

/** Someone who has just typed `npm start`: no model, no key, only the rules that come with the gateway. */

const faulty = /The invoices has been sent late for two month in a row.*/;

let gateway: Awaited<ReturnType<typeof startBuiltGateway>>;
let site: Visit;
let playground: Playground;

beforeAll(async () => {
  gateway = await startBuiltGateway();
  site = await startVisit(gateway.origin);
});
afterAll(async () => {
  await site.close();
  await gateway.close();
});
beforeEach(async () => {
  playground = await site.open({ animated: true });
});
afterEach(() => playground.close());

test('grammar is corrected by tracked changes, word by word', async () => {
  const paragraph = faulty.exec(await playground.text())![0];
  await playground.select(paragraph);
  await playground.command('Fix grammar');
  await playground.answered();
  await playground.apply('Replace (tracked)');
  // However far down the work is scrolled, the settings begin with their title.
  await playground.page.setViewportSize({ width: 1280, height: 480 });
  const main = playground.pane.getByRole('main');
  expect(await main.evaluate((it) => (it.scrollTop = it.scrollHeight) && it.scrollTop)).toBeGreaterThan(40);
  await playground.button('Settings').click();
  await playground.pane.getByRole('heading', { name: 'Settings' }).waitFor();
  expect(await main.evaluate((it) => it.scrollTop)).toBe(0);
  await playground.button('Back').click();
  const after = await playground.saved();
  const xml = partOf(after, 'word/document.xml');
  const deleted = [...xml.matchAll(/<w:delText[^>]*>([^<]*)/g)].map(([, text]) => text).join('');
  expect(deleted.length).toBeGreaterThan(5);
  expect(deleted.length).toBeLessThan(60);
  expect(await validateDocx(after)).toEqual([]);
  await playground.button('Undo').click();
  await playground.says('Undone. The document is as it was.');
  // What is right as it stands is said to be, and there is nothing to write.
  await playground.select('Test the portal with ten customers.');
  await playground.command('Fix grammar');
  await playground.says('Nothing needs changing.');
  expect(await playground.button(/^(Replace|Insert|More ways)/).count()).toBe(0);
});

test('the whole document is summarised from its own sentences', async () => {
  await playground.putCaret(0, 0);
  const text = await playground.text();
  await playground.command('Summarise');
  await playground.button('Run').click();
  await playground.answered();
  const summary = (await playground.answer.locator('p').allInnerTexts()).join(' ');
  const sentences = summary.split(/(?<=[.!?])\s+/).filter((sentence) => sentence.length > 20);
  expect(sentences.length).toBeGreaterThan(0);
  // A word of the first sentence is struck out, which a reader does not read.
  const read = text.replace('mostlychiefly', 'chiefly');
  for (const sentence of sentences) expect(read).toContain(sentence);
});

test('what needs a model says so in a plain sentence, with how to connect one', async () => {
  await playground.putCaret(0, 0);
  await playground.ask('Write a poem about invoices');
  await playground.says(/needs a connected model/);
  await playground.button('How to connect a model').click();
  await playground.pane.getByText(/Tell the gateway its address/).waitFor();
  await playground.button('Back').click();
  await playground.says(/needs a connected model/);
});

test('the ribbon’s own buttons summarise into a comment and fix the grammar, without the pane', async () => {
  const paragraph = faulty.exec(await playground.text())![0];
  await playground.select(paragraph);
  const ribbon = playground.page.getByRole('tabpanel');
  await ribbon.getByRole('button', { name: 'Fix grammar' }).click();
  await playground.page.waitForFunction(() => window.playground.text().includes('have been sent late'));
  expect(partOf(await playground.saved(), 'word/document.xml')).toMatch(/<w:del [^>]*>(?:(?!<\/w:del>).)*has/s);
});
