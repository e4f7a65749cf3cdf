import { partOf, startSite, type Playground, type Site } from '../support/playground.ts';
import { validateDocx } from '../support/validate-docx.ts';

let site: Site;
let playground: Playground;

beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site.close());
beforeEach(async () => {
  playground = await site.open({ locale: 'zh-CN' });
});
afterEach(() => playground.close());

test('in Chinese the page, the ribbon, the pane and the sample are Chinese', async () => {
  await playground.page.getByRole('tab', { name: '开始' }).waitFor();
  await playground.page.getByRole('button', { name: '总结' }).waitFor();
  await playground.pane.getByRole('textbox', { name: '提示' }).waitFor();
  expect(await playground.text()).toMatch(/[\u4e00-\u9fff]{12}/);
  expect(await playground.pane.locator('body').innerText()).not.toMatch(/\b(Summarise|Send|Selection|Settings)\b/);
});

test('a Chinese rewrite lands as tracked changes of words, and undo gives the text back', async () => {
  const paragraph = (await playground.text()).split('\n').find((text) => text.length > 30)!;
  const before = partOf(await playground.saved(), 'word/document.xml');
  await playground.page.evaluate((text) => window.playground.selectText(text), paragraph);
  site.backend.play({ reply: paragraph.replace(/。$/, '，特此说明。') });
  await playground.command('改写');
  await playground.answered();
  await playground.button('替换（留修订）').click();
  await playground.says('完成，已写入文档。');
  const after = await playground.saved();
  const xml = partOf(after, 'word/document.xml');
  expect(xml).toMatch(/<w:ins [^>]*>(?:(?!<\/w:ins>).)*特此说明/s);
  expect(xml.match(/<w:delText[^>]*>[^<]*/g)?.join('').length ?? 0).toBeLessThan(60);
  expect(await validateDocx(after)).toEqual([]);
  await playground.button('撤销').click();
  await playground.says('已撤销，文档恢复原样。');
  expect(partOf(await playground.saved(), 'word/document.xml')).toBe(before);
});
