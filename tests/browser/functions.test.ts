import type { BackendRequest } from '../support/scripted-backend.ts';
import { startSite, type Site } from '../support/playground.ts';
import type { WorkbookPage } from '../support/workbook-page.ts';

// One visit from the first formula to the last.
jest.setTimeout(480_000);

let site: Site;
let workbook: WorkbookPage;
beforeAll(async () => {
  site = await startSite();
});
afterAll(async () => {
  await workbook.close();
  await site.close();
});

/** Types a formula into a cell, as a person does. */
async function enter(address: string, formula: string): Promise<void> {
  await workbook.page.evaluate((at) => window.workbook.select('Orders', at), address);
  const bar = workbook.page.getByRole('textbox', { name: 'Formula', exact: true });
  await bar.fill(formula);
  await bar.press('Enter');
}

async function shows(address: string, text: string): Promise<void> {
  await workbook.page.waitForFunction(([at, wanted]) => window.workbook.text('Orders', at) === wanted, [
    address,
    text,
  ] as const);
}

/** Fills a column with a formula for each of so many rows, in one go. */
async function fill(column: number, rows: number, text: string): Promise<void> {
  await workbook.page.evaluate(
    ([at, count, formula]) => {
      const { document } = window.workbook;
      const sheet = document?.sheetByName('Orders');
      if (!document || !sheet) throw new Error('The sheet is gone.');
      const area = { top: 1, left: at, bottom: count, right: at };
      document.transact('fill', () =>
        document.writeCells(
          sheet,
          area,
          Array.from({ length: count }, (_, index) => [
            index + 1,
            at,
            {
              value: null,
              formula: { text: formula.replace('ROW', String(index + 2)), isDynamic: true },
              style: undefined,
            },
          ]),
        ),
      );
    },
    [column, rows, text] as const,
  );
}

function userOf({ body }: BackendRequest): string {
  return (body['messages'] as { content: string }[]).at(-1)?.content ?? '';
}

test('functions answer in cells once, wait for a word before a hundred, are stopped, retried, kept in the file, and take over from =COPILOT', async () => {
  site.backend.play({ reply: (request) => `=${/INPUT\n(.*)\nINPUT/.exec(userOf(request))?.[1] ?? 'nothing'}` });
  workbook = await site.openWorkbook();
  // A hundred requests take their time on a busy machine.
  workbook.page.context().setDefaultTimeout(120_000);
  const { page, pane } = workbook;
  const card = pane.getByRole('region', { name: 'Functions in cells' });
  await page.evaluate(() => {
    const sheet = window.workbook.document?.sheetByName('Orders');
    if (sheet) window.workbook.document?.activate(sheet);
  });

  // One cell, and the same without the pane in sight: both share a runtime. What looks like a formula stays text.
  await enter('J2', '=INKSTONE.SUMMARIZE("one","in a word")');
  await shows('J2', '=one');
  expect(await workbook.formula('Orders', 'J2')).toBe('=INKSTONE.SUMMARIZE("one","in a word")');
  await page.getByRole('button', { name: 'Close the pane' }).click();
  await enter('J3', '=INKSTONE.ASK("Say it","two")');
  await shows('J3', '=two');
  expect(site.backend.requests).toHaveLength(2);

  // At a limit the pane says why the cell waits, asks again by itself, and tells of the selected cell why it has no answer.
  await page.getByRole('button', { name: 'Open Inkstone' }).click();
  site.backend.play({ status: 429, headers: { 'retry-after': '40' } });
  await enter('J4', '=INKSTONE.SUMMARIZE("three","in a word")');
  await card.getByText('The limit of requests is reached.').waitFor();
  await card.getByText(/Asked again by itself in \d+ s\./).waitFor();
  await shows('J4', '#BUSY!');
  await card.getByRole('button', { name: 'Stop' }).click();
  site.backend.play({ status: 429, headers: { 'retry-after': '3600' } });
  await card.getByRole('button', { name: 'Retry failed cells' }).click();
  await card.getByText('Try again in 60 minutes').waitFor();
  site.backend.play({ status: 401 });
  await enter('J5', '=INKSTONE.SUMMARIZE("four","in a word")');
  await page.evaluate(() => window.workbook.select('Orders', 'J4'));
  const why = card.getByRole('group').filter({ hasText: 'J4: The limit of requests is reached.' });
  await why.getByText('Try again in 60 minutes').waitFor();
  expect(await workbook.button('Repair formula').count()).toBe(0);
  site.backend.play({ reply: (request) => `=${/INPUT\n(.*)\nINPUT/.exec(userOf(request))?.[1] ?? 'nothing'}` });
  await why.getByRole('button', { name: 'Try again' }).click();
  await shows('J4', '=three');
  await shows('J5', '#N/A');
  await workbook.page.evaluate(() => window.workbook.select('Orders', 'J5'));
  await card.getByText('J5: The model server refuses the gateway’s key').waitFor();
  await card.getByRole('button', { name: 'Try again' }).click();
  await shows('J5', '=four');
  const begun = site.backend.requests.length;

  // A hundred and more: the pane comes, says how many, and they are asked on a word.
  await fill(11, 100, 'INKSTONE.SUMMARIZE("row ROW")');
  await card.getByText('100 questions to small. Ask them?').waitFor();
  await card.getByText(/About [\d,]+ tokens are sent/).waitFor();
  expect(site.backend.requests).toHaveLength(begun);
  await card.getByRole('button', { name: 'Ask 100' }).click();
  await shows('L101', '=row 101');
  await card.getByText('All 100 questions were answered.').waitFor();
  expect(site.backend.requests).toHaveLength(begun + 100);

  // Stopped on the way: the rest says so, and is asked again on request.
  site.backend.play({ reply: 'slow answer', delayMs: 60_000 });
  await fill(12, 20, 'INKSTONE.SUMMARIZE("slow ROW")');
  await card.getByText('0 of 20 answered').waitFor();
  await card.getByRole('button', { name: 'Stop' }).click();
  await shows('M21', '#N/A');
  await page.evaluate(() => window.workbook.select('Orders', 'M21'));
  await page.getByText(/Stopped before it was answered/).waitFor();
  await card.getByText('20 questions were not answered.').waitFor();
  // And again where the model cannot: said in the words of cells, and the retry stays.
  site.backend.play({ status: 401 });
  await card.getByRole('button', { name: 'Retry failed cells' }).click();
  await card.getByText('The model server refuses the gateway’s key; ask whoever runs the gateway.').waitFor();
  await card.getByText('20 questions were not answered.').waitFor();
  await shows('M2', '#N/A');
  site.backend.play({ reply: 'at last' });
  await card.getByRole('button', { name: 'Retry failed cells' }).click();
  await shows('M2', 'at last');
  await shows('M21', 'at last');

  // The saved file carries the answers: opened again and calculated, nothing is asked.
  const before = site.backend.requests.length;
  await page.waitForFunction(() => {
    const xml = window.workbook.document?.customXml.map((part) => part.xml).join('') ?? '';
    return xml.split('<answer ').length - 1 === 124;
  });
  const bytes = [...(await workbook.saved())];
  await page.evaluate((saved) => window.workbook.openBytes(Uint8Array.from(saved), 'again.xlsx'), bytes);
  await workbook.prompt.waitFor();
  await page.evaluate(() => {
    const { document } = window.workbook;
    document?.calculation.everythingChanged(true);
    document?.calculate();
  });
  await shows('L101', '=row 101');
  await shows('M21', 'at last');
  expect(site.backend.requests).toHaveLength(before);
  await card.getByRole('button', { name: 'Functions in cells' }).click();
  await card.getByText('124 answers kept in this workbook').waitFor();

  // =COPILOT of before: shown, converted, answered, taken back.
  site.backend.play({ reply: 'from ours' });
  await enter('O2', '=COPILOT("Which is it?",J2)');
  await shows('O2', '#NAME?');
  // The pane reads a cell when it is selected.
  await page.evaluate(() => window.workbook.select('Orders', 'P2'));
  await page.evaluate(() => window.workbook.select('Orders', 'O2'));
  await card.getByText('This cell uses =COPILOT').waitFor();
  await card.getByRole('button', { name: 'Convert =COPILOT formulas' }).click();
  await card
    .getByRole('listitem')
    .filter({ hasText: /Orders!O2=COPILOT.*=INKSTONE\.ASK\("Which is it\?", J2\)/ })
    .waitFor();
  await card.getByRole('button', { name: 'Convert', exact: true }).click();
  await shows('O2', 'from ours');
  await card.getByRole('button', { name: 'Undo' }).click();
  await shows('O2', '#NAME?');
  expect(await workbook.formula('Orders', 'O2')).toBe('=COPILOT("Which is it?",J2)');
});
