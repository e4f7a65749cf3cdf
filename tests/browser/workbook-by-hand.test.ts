import { startSite, type Site } from '../support/playground.ts';
import type { WorkbookPage } from '../support/workbook-page.ts';

/** What a person does with cells and sheets of the emulated Excel by pointer and by key. */

let site: Site;
let workbook: WorkbookPage;

beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site.close());
afterEach(() => workbook.close());

/** How a cell of the sheet in front looks. */
function formatOf(row: number, column: number): Promise<Readonly<Record<string, unknown>>> {
  return workbook.page.evaluate(
    ([at, of]) => {
      const { activeSheet, formats } = window.workbook.document!;
      return { ...formats.get(activeSheet.styleAt(at!, of!)) };
    },
    [row, column],
  );
}

test('Ctrl+B, I and U format what is selected, and take it away again; one step of undo each', async () => {
  workbook = await site.openWorkbook();
  const { keyboard } = workbook.page;
  await workbook.page.evaluate(() => window.workbook.select(window.workbook.document!.activeSheet.name, 'B2:C3'));
  await workbook.page.locator('.grid textarea').focus();
  const before = await formatOf(2, 2);
  for (const key of ['b', 'i', 'u']) await keyboard.press(`Control+${key}`);
  expect(await formatOf(2, 2)).toMatchObject({ bold: true, italic: true, underline: 'single' });
  expect(await workbook.page.getByRole('button', { name: 'Underline' }).getAttribute('aria-pressed')).toBe('true');
  await keyboard.press('Control+u');
  expect(await formatOf(2, 2)).toMatchObject({ bold: true, italic: true, underline: 'none' });
  for (let step = 0; step < 4; step += 1) await keyboard.press('Control+z');
  expect(await formatOf(2, 2)).toEqual(before);
});
