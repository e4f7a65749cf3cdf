import { partOf, startSite, type Playground, type Site } from '../support/playground.ts';

const sentence = "The portal's first phase is ready for testing.";

let site: Site;
let playground: Playground;

beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site.close());
beforeEach(async () => {
  playground = await site.open();
});
afterEach(() => playground.close());

test('a rewrite lands as the smallest tracked change, and undo gives the document back', async () => {
  const before = await playground.saved();
  await playground.select(sentence);
  site.backend.play({ reply: "The portal's first phase is ready for use.", delayMs: 20 });
  await playground.look('selected');
  await playground.command('Rewrite');
  await playground.answered();
  await playground.look('answered');
  await playground.button('Replace (tracked)').click();
  await playground.pane.getByText('Done. It is in the document.').waitFor();
  await playground.look('replaced');
  const after = partOf(await playground.saved(), 'word/document.xml');
  expect(after).toMatch(/<w:del [^>]*>(?:(?!<\/w:del>).)*<w:delText[^>]*>testing<\/w:delText>/s);
  await playground.button('Undo').click();
  await playground.pane.getByText('Undone. The document is as it was.').waitFor();
  expect(partOf(await playground.saved(), 'word/document.xml')).toBe(partOf(before, 'word/document.xml'));
});
