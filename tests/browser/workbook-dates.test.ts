import { startSite, type Site } from '../support/playground.ts';
import { look } from '../support/look.ts';
import type { WorkbookPage } from '../support/workbook-page.ts';

/** Dates in an answer about cells lead to them, as its numbers do. */

let site: Site;
let workbook: WorkbookPage;

beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site.close());
afterEach(() => workbook.close());

/** A new workbook with dates in its first column. */
async function openDates(locale: string, theme: 'light' | 'dark'): Promise<void> {
  workbook = await site.openWorkbook({ locale, theme });
  const { page } = workbook;
  await page.getByRole('button', { name: /^(File|文件)$/ }).click();
  await page.getByRole('menuitem', { name: /^(New workbook|新建工作簿)$/ }).click();
  await page.locator('.grid textarea').focus();
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.setData('text/plain', 'Date\tAmount\n2024-01-05\t120\n2024-02-03\t95\n2024-03-11\t60');
    document.querySelector('.grid textarea')!.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data }));
  });
}

test.each([
  ['en-US', 'light', 'Summarise', 'Amounts fell from 120 on January 5, 2024 to 60 in March 2024.', 'January 5, 2024'],
  ['zh-CN', 'dark', '总结', '金额从2024年1月5日的 120 降到2024年3月的 60。', '2024年1月5日'],
] as const)('%s: a date is a button that selects its cell', async (locale, theme, command, reply, date) => {
  await openDates(locale, theme);
  const { page, pane } = workbook;
  site.backend.play({ reply });
  await workbook.select('Sheet1', 'A1:B4');
  await workbook.command(command);
  const button = pane.getByRole('button', { name: date, exact: true });
  await look(page, `dates-${locale}`);
  await button.click();
  await page.waitForFunction(() => {
    const { activeCell } = window.workbook.document!.selection;
    return activeCell.row === 1 && activeCell.column === 0;
  });
});
