import { startSite, type Playground, type Site } from '../support/playground.ts';
import { violations } from '../support/axe.ts';
import { keepRecords } from '../support/kept-records.ts';
import type { Library, Overview } from '../../src/protocol/records.ts';

const sentence = "The portal's first phase is ready for testing.";
const { bookkeeping, remove } = keepRecords();
let site: Site;
let playground: Playground;

beforeAll(async () => {
  site = await startSite({ bookkeeping });
  // Opened ahead: making the store takes a while.
  await bookkeeping.records!.read();
}, 180_000);
afterAll(async () => {
  await site.close();
  remove();
});
beforeEach(async () => {
  playground = await site.open({ doc: '/samples/report.docx' });
  await playground.select(sentence);
});
afterEach(() => playground.close());

const overview = async (): Promise<Overview> =>
  (await fetch(`${site.origin}/v1/admin/overview`)).json() as Promise<Overview>;

test('an answer tells what it cost, by itself and for a thousand characters, and warns of the budget', async () => {
  site.backend.play({ reply: 'Ready.', usage: { prompt_tokens: 20, completion_tokens: 5, total_tokens: 25 } });
  await playground.command('Rewrite');
  await playground.answered();
  // 20 × 0.002 + 5 × 0.006, over six characters.
  await playground.says('Cost: ¥0.07 (¥11.67 per 1,000 characters)');
  await playground.command('Rewrite');
  await playground.answered();
  await playground.says('You have used ¥0.14 of ¥0.10 today.');
  expect(await violations(pane())).toEqual([]);
  await playground.look('answer-cost');
});

test('nothing of feedback is sent until the person agrees, and then what they rate, choose, use and take back', async () => {
  site.backend.play([{ reply: 'First draft.' }, { reply: 'Second draft.' }]);
  await playground.command('Rewrite');
  await playground.answered();
  await playground.button('Good answer').click();
  expect((await overview()).feedback).toEqual([]);
  await playground.button('Settings').click();
  await playground.pane.getByRole('switch', { name: 'Share feedback with my organisation' }).click();
  await playground.button('Back').click();
  await playground.button('Bad answer').click();
  await playground.button('Try again').click();
  await playground.answer.getByText('Second').first().waitFor();
  await playground.button('Show the other draft').click();
  await playground.answer.getByText('First').first().waitFor();
  await playground.apply('Replace (tracked)');
  await playground.button('Undo').click();
  await playground.says('Undone. The document is as it was.');
  let told: string[] = [];
  while (told.length < 4) told = (await overview()).feedback.map(({ type, value }) => `${type} ${value}`).sort();
  expect(told).toEqual(['choice chosen', 'insertion applied', 'insertion undone', 'rating down']);
  const dpo = await (await fetch(`${site.origin}/v1/admin/feedback.jsonl?format=dpo`)).text();
  expect(JSON.parse(dpo)).toMatchObject({
    chosen: [{ role: 'assistant', content: 'First draft.' }],
    rejected: [{ role: 'assistant', content: 'Second draft.' }],
  });
  expect(JSON.parse(dpo).prompt.at(-1).content).toContain(sentence);
});

test('by keyboard a prompt is saved, picked again and removed', async () => {
  const { page, prompt } = playground;
  await prompt.fill('Say it as a limerick');
  await tabTo('Saved prompts');
  await page.keyboard.press('Enter');
  await playground.pane.getByText('No prompts are saved yet').waitFor();
  await tabTo('Save this prompt');
  await page.keyboard.press('Enter');
  await playground.button('Say it as a limerick').waitFor();
  expect(await violations(pane())).toEqual([]);
  await playground.look('saved-prompts');
  await prompt.fill('');
  await tabTo('Say it as a limerick');
  await page.keyboard.press('Enter');
  expect(await prompt.inputValue()).toBe('Say it as a limerick');
  await tabTo('Saved prompts');
  await page.keyboard.press('Enter');
  await playground.button('Remove “Say it as a limerick”').waitFor();
  await tabTo('Remove “Say it as a limerick”');
  await page.keyboard.press('Enter');
  await playground.pane.getByText('No prompts are saved yet').waitFor();
  const library = (await (await fetch(`${site.origin}/v1/prompts`)).json()) as Library;
  expect(library.data).toEqual([]);
});

function pane(): ReturnType<Playground['page']['mainFrame']> {
  return playground.page.frames().find((frame) => frame.url().includes('/taskpane/'))!;
}

/** Presses Tab until the button of this name has the focus. */
async function tabTo(name: string): Promise<void> {
  const wanted = playground.button(name);
  await wanted.waitFor();
  for (let count = 0; count < 60; count += 1) {
    if (await wanted.evaluate((element) => element === element.ownerDocument.activeElement)) return;
    await playground.page.keyboard.press('Tab');
  }
  throw new Error(`The keyboard does not get to “${name}”.`);
}
