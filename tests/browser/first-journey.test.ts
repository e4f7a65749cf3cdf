import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { productRoot } from '../support/gateway.ts';
import { partOf, startSite, type Playground, type Site } from '../support/playground.ts';

const sentence = "The portal's first phase is ready for testing.";
const reply = "The portal's first phase is ready for use.";

let site: Site;
let playground: Playground;

beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site.close());
afterEach(() => playground.close());

describe('a rewrite', () => {
  beforeEach(async () => {
    playground = await site.open({ animated: true });
    await playground.select(sentence);
    site.backend.play({ reply });
  });

  test('lands as the smallest tracked change, and undo gives the document back', async () => {
    const before = await playground.saved();
    await playground.command('Rewrite');
    await playground.answered();
    await playground.apply('Replace (tracked)');
    const after = await playground.saved();
    const xml = partOf(after, 'word/document.xml');
    expect(xml).toMatch(/<w:del [^>]*>(?:(?!<\/w:del>).)*<w:delText[^>]*>testing<\/w:delText>/s);
    expect(xml).toMatch(/<w:ins [^>]*>(?:(?!<\/w:ins>).)*<w:t[^>]*>use<\/w:t>/s);
    expect(changedParts(before, after)).toEqual(['word/document.xml']);
    await playground.button('Undo').click();
    await playground.says('Undone. The document is as it was.');
    expect(partOf(await playground.saved(), 'word/document.xml')).toBe(partOf(before, 'word/document.xml'));
  });

  test('takes one request to capture and one to write', async () => {
    await playground.command('Rewrite');
    await playground.answered();
    await playground.requests();
    await playground.apply('Replace (tracked)');
    expect(await playground.requests()).toBe(1);
  });

  test('streams into the pane, and Escape stops it and keeps what came', async () => {
    site.backend.play({ reply: 'One two three four five six seven eight nine ten.', delayMs: 400 });
    await playground.ask('Count');
    await playground.says('One two');
    await playground.page.keyboard.press('Escape');
    await playground.says('Stopped. What came until then is kept.');
    // The keyboard stays where it was: Office takes it to the document only where there is nothing to stop.
    await playground.pane.locator('textarea:focus').waitFor();
    await playground.page.keyboard.press('Escape');
    await playground.page.waitForFunction(() => document.activeElement?.matches('.document'));
    await playground.answered();
    const said = await playground.answer.innerText();
    expect(said).toContain('One two');
    expect(said).not.toContain('ten.');
  });

  test('of a paragraph that was clicked three times is of that paragraph alone, and goes right behind it', async () => {
    await playground.page.getByText(sentence).click({ clickCount: 3 });
    await playground.pane.getByText(`${sentence.length} characters`, { exact: true }).waitFor();
    await playground.ask('Go on');
    await playground.answered();
    await playground.apply('Insert after');
    expect(await playground.text()).toMatch(
      /ready for testing\.\s+The portal's first phase is ready for use\.\s+What needs work/,
    );
  });

  test('is never written elsewhere: when the text changed since, the person is asked', async () => {
    await playground.command('Rewrite');
    await playground.answered();
    await playground.page.getByText(sentence).dblclick({ position: { x: 30, y: 6 } });
    await playground.page.keyboard.type('surely');
    const edited = await playground.text();
    await playground.button('Replace (tracked)').click();
    await playground.says('The text has changed since, so nothing was written. Where should the answer go?');
    expect(await playground.text()).toBe(edited);
    await playground.button('Cancel').click();
    expect(await playground.text()).toBe(edited);
    expect(await playground.answer.innerText()).toContain('ready for');
  });

  test('is refused by undo once the person has edited what it wrote', async () => {
    await playground.command('Rewrite');
    await playground.answered();
    await playground.apply('Replace (tracked)');
    await playground.page.getByText(/^The portal's first phase is/).dblclick({ position: { x: 30, y: 6 } });
    await playground.page.keyboard.type('surely');
    const edited = await playground.text();
    await playground.button('Undo').click();
    await playground.says('This text was edited since, so it was left alone.');
    expect(await playground.text()).toBe(edited);
  });

  test('can be opened as a new document, or copied, and leaves the document alone', async () => {
    const before = await playground.text();
    await playground.command('Rewrite');
    await playground.answered();
    await playground.button('Copy').click();
    await playground.says('Copied.');
    const copied = await playground.page.evaluate(async () => navigator.clipboard.readText());
    expect(copied.trim()).toBe(reply);
    expect(await playground.text()).toBe(before);
    await playground.button('More ways to use the answer').click();
    await playground.pane.getByRole('menuitem', { name: 'Open as a new document' }).click();
    await expect(waitForText(reply)).resolves.toBe(true);
  });

  async function waitForText(text: string): Promise<boolean> {
    await playground.page.waitForFunction((wanted) => window.playground.text().trim() === wanted, text);
    return true;
  }
});

test('the caret stays with its text when the pages are zoomed', async () => {
  playground = await site.open({ animated: true });
  await playground.putCaret(6);
  await playground.page.getByRole('button', { name: 'Zoom in' }).click();
  await expect(waitForCaret()).resolves.toBe(true);

  async function waitForCaret(): Promise<boolean> {
    await playground.page.waitForFunction(() => {
      const caret = document.querySelector('.kept-caret')?.getBoundingClientRect();
      if (!caret || caret.height === 0) return false;
      const under = document.elementsFromPoint(caret.x + 4, caret.y + caret.height / 2);
      return under.some((element) => element.textContent.startsWith("The portal's first phase"));
    });
    return true;
  }
});

test('a document that was only looked at is saved byte for byte, part for part', async () => {
  playground = await site.open({ animated: true, doc: '/samples/report.docx' });
  const original = readFileSync(join(productRoot, 'assets/samples/report.docx'));
  expect(changedParts(original, await playground.saved())).toEqual([]);
});

/** The parts that are not the same bytes in both. */
function changedParts(before: Uint8Array, after: Uint8Array): string[] {
  const [old, now] = [unzipSync(before), unzipSync(after)];
  const names = new Set([...Object.keys(old), ...Object.keys(now)]);
  return [...names].filter(
    (name) => Buffer.compare(old[name] ?? new Uint8Array(), now[name] ?? new Uint8Array()) !== 0,
  );
}
