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

test.each([
  {
    locale: 'en-US',
    theme: 'light',
    names: ['Summarise', 'Run', 'Stop', 'Try again'],
    why: 'The model is at its limit right now.',
    waits: /^Asked again by itself in \d+ s\.$/,
    kept: 'The parts that were read are kept: trying again goes on from there.',
  },
  {
    locale: 'zh-CN',
    theme: 'dark',
    names: ['总结', '执行', '停止', '重试'],
    why: '模型暂时达到上限。',
    waits: /^\d+ 秒后自动重新询问。$/,
    kept: '已读的部分予以保留，重试时从那里继续。',
  },
] as const)(
  '$locale: a reading at a limit says so, counts down, and keeps its parts when it is stopped',
  async (its) => {
    const [command, run, stop, retry] = its.names;
    const { locale, theme } = its;
    playground = await site.open({ doc: longDocument(60), locale, theme });
    await playground.putCaret(0, 0);
    const limit = { status: 429, headers: { 'retry-after': '50' } };
    site.backend.play([{ reply: 'A part.' }, { reply: 'A part.' }, limit]);
    await playground.command(command);
    await playground.button(run).click();
    await playground.says(its.waits);
    expect(await playground.answer.getByText(its.why, { exact: true }).count()).toBe(1);
    await playground.look(`long-limit-${locale}`);
    const first = Number.parseInt(
      (await playground.answer.getByText(its.waits).textContent())!.replaceAll(/\D/g, ''),
      10,
    );
    expect(first).toBeGreaterThan(30);
    await playground.answer
      .getByText(its.waits)
      .filter({ hasNotText: String(first) })
      .waitFor();
    const asked = site.backend.requests.length;
    await playground.button(stop).click();
    await playground.says(its.kept);
    await playground.look(`long-limit-stopped-${locale}`);
    site.backend.play({ reply: 'A part.' });
    await playground.button(retry).click();
    await playground.answered();
    const parts = site.backend.requests
      .slice(asked)
      .filter(({ body }) => JSON.stringify(body).includes('Notes on this part'));
    const total = Number(/Notes on this part \(\d+ of (\d+)/.exec(JSON.stringify(parts[0]!.body))![1]);
    expect(parts).toHaveLength(total - 2);
  },
);

function longDocument(count = pages): Uint8Array {
  const paragraphs: string[] = [];
  for (let page = 1; page <= count; page += 1) {
    for (let number = 1; number <= paragraphsPerPage; number += 1) {
      const text = `Paragraph ${number} of page ${page} says ${'one thing and then another, '.repeat(9)}and ends.`;
      paragraphs.push(`<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`);
    }
  }
  return docxOf({ body: paragraphs.join('') }).save();
}
