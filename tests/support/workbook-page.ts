import type { Browser, FrameLocator, Locator, Page } from 'playwright-core';
import { lessMotion } from './motion.ts';

export interface WorkbookOptions {
  readonly locale?: string;
  readonly theme?: 'light' | 'dark';
}

/** The playground of a workbook in a tab: the grid, the pane in it, and what a person does with them. */
export interface WorkbookPage {
  readonly page: Page;
  readonly pane: FrameLocator;
  readonly prompt: Locator;
  /** The answer to the last request. */
  readonly answer: Locator;
  button(name: string | RegExp): Locator;
  /** Shows a sheet, selects cells, and waits until the pane says so. */
  select(sheet: string, address: string): Promise<void>;
  /** Presses a command's button, opening the list of all commands where it is not among the first; resolves when the answer is whole. */
  command(name: string): Promise<void>;
  /** Presses a way to use the answer, from the list of all ways where it is not the first. */
  use(label: string): Promise<void>;
  says(text: string | RegExp): Promise<void>;
  text(sheet: string, address: string): Promise<string>;
  formula(sheet: string, address: string): Promise<string | null>;
  /** Everything that the cells of a sheet hold, as they show it, with formulas. */
  cells(sheet: string): Promise<readonly string[]>;
  saved(): Promise<Uint8Array>;
  close(): Promise<void>;
}

export async function openWorkbook(browser: Browser, origin: string, options: WorkbookOptions): Promise<WorkbookPage> {
  const context = await browser.newContext({
    ...lessMotion,
    viewport: { width: 1280, height: 860 },
    locale: options.locale ?? 'en-US',
  });
  context.setDefaultTimeout(30_000);
  const page = await context.newPage();
  await page.goto(`${origin}/playground/?${new URLSearchParams({ host: 'excel', ...options }).toString()}`);
  // The page of a workbook comes with code of its own.
  await page.waitForFunction(() => 'workbook' in window);
  await page.evaluate(() => window.workbook.ready);
  const pane = page.frameLocator('iframe[src*="/taskpane/"]');
  const prompt = pane.locator('textarea:not(#shell-prompt)');
  await prompt.waitFor();
  const workbook: WorkbookPage = {
    page,
    pane,
    prompt,
    answer: pane.getByRole('region', { name: /^(Answer|回答)$/ }),
    button: (name) => pane.getByRole('button', { name, ...(typeof name === 'string' && { exact: true }) }),
    select: async (sheet, address) => {
      await page.evaluate(
        ([name, cells]) => {
          const { document } = window.workbook;
          const wanted = document?.sheetByName(name!);
          if (wanted) document?.activate(wanted);
          window.workbook.select(name!, cells!);
        },
        [sheet, address],
      );
      await pane
        .getByRole('region', { name: /^(Selection|选定内容|所选内容)$/ })
        .getByText(address)
        .first()
        .waitFor();
    },
    command: async (name) => {
      const button = workbook.button(name);
      const more = workbook.button(/^(More|更多)$/);
      await button.or(more).first().waitFor();
      if (!(await button.isVisible())) await more.click();
      await button.click();
      const run = workbook.button('Run');
      await run
        .or(workbook.button(/^(Copy|复制)$/))
        .first()
        .waitFor();
      if (await run.isVisible()) await run.click();
      await workbook.answer.getByText(name).first().waitFor();
      await workbook.button(/^(Copy|复制)$/).waitFor();
    },
    use: async (label) => {
      const button = workbook.button(label);
      if (await button.isVisible()) await button.click();
      else {
        await workbook.button(/^(More ways to use the answer|其他用法)$/).click();
        await pane.getByRole('menuitem', { name: label, exact: true }).click();
        await button.click();
      }
    },
    says: async (text) => workbook.answer.getByText(text).first().waitFor(),
    text: (sheet, address) => page.evaluate(([name, at]) => window.workbook.text(name!, at!), [sheet, address]),
    formula: (sheet, address) => page.evaluate(([name, at]) => window.workbook.formula(name!, at!), [sheet, address]),
    cells: (sheet) =>
      page.evaluate((name) => {
        const { document } = window.workbook;
        const wanted = document?.sheetByName(name);
        const used = wanted && document?.usedArea(wanted, true);
        if (!document || !wanted || !used) return [];
        const cells: string[] = [];
        for (let row = 0; row <= used.bottom; row += 1) {
          for (let column = 0; column <= used.right; column += 1) {
            const formula = wanted.grid.formula(row, column)?.text ?? '';
            cells.push(`${row} ${column} ${document.textAt(wanted, row, column)} ${formula}`);
          }
        }
        return cells;
      }, sheet),
    saved: async () => Uint8Array.from(await page.evaluate(() => [...window.workbook.save()])),
    close: () => context.close(),
  };
  return workbook;
}
