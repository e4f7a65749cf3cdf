import { startSite, type Playground, type Site } from '../support/playground.ts';

/** Commands of the ribbon that fail: they have no window, so the pane says why, and what to do next. */

const sentence = "The portal's first phase is ready for testing.";

let site: Site;
let playground: Playground;

beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site.close());
afterEach(() => playground.close());

async function run(label: string): Promise<void> {
  await playground.page.getByRole('tabpanel').getByRole('button', { name: label }).click();
}

test('a pane that is open says what failed, and tries again', async () => {
  playground = await site.open({ doc: '/samples/report.docx' });
  site.backend.play({ status: 503 });
  await playground.select(sentence);
  await run('Fix grammar');
  await playground.answer.getByRole('heading', { name: 'Fix grammar' }).waitFor();
  await playground.says(/The model server is starting or has too much to do/);
  await playground.look('ribbon-failed');
  site.backend.play({ reply: 'The first phase of the portal is ready.' });
  await playground.button('Try again').click();
  await playground.answered();
  await playground.apply('Replace (tracked)');
  expect(await playground.text()).toContain('of the portal is ready.');
});

test('a pane that was closed opens and says so, in Chinese too', async () => {
  playground = await site.open({ doc: '/samples/report.docx', locale: 'zh-CN', theme: 'dark' });
  site.backend.play({ status: 503 });
  await playground.select(sentence);
  await playground.page.getByRole('button', { name: '关闭窗格' }).click();
  await run('改正语法');
  // By the name that the ribbon has for it.
  await playground.answer.getByRole('heading', { name: '改正语法' }).waitFor();
  await playground.says(/模型服务正在启动或过于繁忙/);
  await playground.look('ribbon-failed-zh-dark');
  site.backend.play({ reply: 'The first phase of the portal is ready.' });
  await playground.button('重试').click();
  await playground.answered();
});

test('with nothing selected it says so, and tries again with what is selected then', async () => {
  playground = await site.open({ doc: '/samples/report.docx' });
  site.backend.play({ reply: 'The first phase of the portal is ready.' });
  await playground.putCaret(1);
  await playground.button('Settings').click();
  await run('Fix grammar');
  await playground.says('Select some text first.');
  await playground.look('ribbon-nothing-selected');
  await playground.select(sentence);
  await playground.button('Try again').click();
  await playground.answered();
});

test('an answer that the document refuses is kept, and why is said', async () => {
  playground = await site.open({ doc: '/samples/report.docx', readOnly: true });
  site.backend.play({ reply: 'The first phase of the portal is ready.' });
  await playground.select(sentence);
  await run('Fix grammar');
  await playground.says(/open for reading only/);
  await playground.button('Copy').waitFor();
  await playground.look('ribbon-read-only');
});
