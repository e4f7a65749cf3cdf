import { docxOf } from '../support/docx-builder.ts';
import { partOf, startSite, type Playground, type Site } from '../support/playground.ts';

/** 500 pages of ten paragraphs of fifty words: a quarter of a million words. */
const pages = 500;
const paragraphsPerPage = 10;

let site: Site;
let playground: Playground;

beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site.close());
afterEach(() => playground.close());

test('in a document of 500 pages a rewrite takes the same requests, and draws only what it changed', async () => {
  playground = await site.open({ doc: longDocument() });
  const target = `Paragraph 7 of page 400 says`;
  await playground.select(target);
  await playground.page.evaluate(() => window.playground.whenRendered);
  site.backend.play({ reply: 'Paragraph 7 of page 400 tells' });
  await playground.command('Rewrite');
  await playground.answered();
  await playground.requests();
  const rendered = await playground.page.evaluate(() => window.playground.renderedBlocks);
  await playground.apply('Replace (tracked)');
  expect(await playground.requests()).toBe(1);
  expect((await playground.page.evaluate(() => window.playground.renderedBlocks)) - rendered).toBeLessThan(10);
  expect(partOf(await playground.saved(), 'word/document.xml')).toMatch(/<w:ins [^>]*>(?:(?!<\/w:ins>).)*tells/s);
  await playground.button('Undo').click();
  await playground.says('Undone. The document is as it was.');
});

test('a summary of 500 pages is read part by part, with progress, and can be stopped', async () => {
  playground = await site.open({ doc: longDocument() });
  await playground.putCaret(0, 0);
  site.backend.play({ reply: 'A part.', delayMs: 20 });
  await playground.command('Summarise');
  await playground.button('Run').click();
  await playground.says(/^Reading part \d+ of \d+/);
  await playground.button('Stop').click();
  await playground.prompt.fill('The pane still takes a prompt');
  expect(await playground.prompt.inputValue()).toBe('The pane still takes a prompt');
});

function longDocument(): Uint8Array {
  const paragraphs: string[] = [];
  for (let page = 1; page <= pages; page += 1) {
    for (let number = 1; number <= paragraphsPerPage; number += 1) {
      const text = `Paragraph ${number} of page ${page} says ${'one thing and then another, '.repeat(9)}and ends.`;
      paragraphs.push(`<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`);
    }
  }
  return docxOf({ body: paragraphs.join('') }).save();
}
