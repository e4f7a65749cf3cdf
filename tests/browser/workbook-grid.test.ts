import { unzipSync } from 'fflate';
import { startBuiltGateway } from '../support/built-gateway.ts';
import { largeXlsx } from '../support/large-xlsx.ts';
import { look } from '../support/look.ts';
import { startVisit, type Visit } from '../support/playground.ts';
import type { WorkbookPage } from '../support/workbook-page.ts';
import { readXlsx } from '../support/xlsx-corpus.ts';

let gateway: { origin: string; close: () => Promise<void> };
let visit: Visit;
let workbook: WorkbookPage;
beforeAll(async () => {
  gateway = await startBuiltGateway();
  visit = await startVisit(gateway.origin);
});
afterAll(async () => {
  await visit.close();
  await gateway.close();
});
afterEach(() => workbook.close());

/** The saved file as one text: as an array of numbers some megabytes take long to come over. */
async function savedFast({ page }: WorkbookPage): Promise<Uint8Array> {
  const text = await page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        const reader = new FileReader();
        reader.onload = () => resolve(typeof reader.result === 'string' ? reader.result : '');
        reader.readAsDataURL(new Blob([new Uint8Array(window.workbook.save())]));
      }),
  );
  return Buffer.from(text.slice(text.indexOf(',') + 1), 'base64');
}

test('a hundred thousand rows are drawn as far as they are seen, and an edit far down changes one row of the file', async () => {
  workbook = await visit.openWorkbook();
  const { page } = workbook;
  const bytes = largeXlsx(100_000);
  await page.route('**/large.xlsx', (route) => route.fulfill({ body: Buffer.from(bytes) }));
  await page.evaluate(async () => {
    const answer = await fetch('/large.xlsx');
    window.workbook.openBytes(new Uint8Array(await answer.arrayBuffer()), 'large.xlsx');
  });
  const drawn = await page.evaluate(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    const scroller = document.querySelector('.grid-scroller')!;
    await frame();
    const before = window.workbook.work;
    for (let step = 0; step < 30; step += 1) {
      scroller.scrollTop = (step * 65_000) % 1_900_000;
      await frame();
    }
    const { draws, rows } = window.workbook.work;
    return { draws: draws - before.draws, rows: rows - before.rows, height: scroller.scrollHeight };
  });
  expect(drawn.height).toBeGreaterThan(1_990_000);
  expect(drawn.draws).toBeLessThanOrEqual(40);
  expect(drawn.rows / drawn.draws).toBeLessThan(60);

  await page.evaluate(() => window.workbook.select('Large', 'C90000'));
  await page.getByRole('textbox', { name: 'Formula', exact: true }).fill('5');
  await page.keyboard.press('Enter');
  expect(await workbook.text('Large', 'D90000')).toBe('10');
  const [old, now] = [unzipSync(bytes), unzipSync(await savedFast(workbook))];
  const changed = Object.keys(now).filter(
    (name) => Buffer.compare(Buffer.from(now[name]!), Buffer.from(old[name] ?? [])) !== 0,
  );
  expect(changed).toEqual(['xl/worksheets/sheet1.xml']);
  const rowsOf = (part: Uint8Array): string[] => Buffer.from(part).toString().split('<row ');
  const [before, after] = [rowsOf(old[changed[0]!]!), rowsOf(now[changed[0]!]!)];
  expect(after.filter((row, index) => row !== before[index])).toEqual([
    'r="90000"><c r="A90000"><v>90000</v></c><c r="B90000" t="inlineStr"><is><t>Customer 116</t></is></c><c r="C90000"><v>5</v></c><c r="D90000"><f>C90000*2</f><v>10</v></c></row>',
  ]);
}, 180_000);

test('a comment is shown beside its cell, answered and resolved there; a circle of formulas is named', async () => {
  workbook = await visit.openWorkbook();
  const { page } = workbook;
  const paste = (text: string): Promise<void> =>
    page.evaluate((given) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', given);
      const event = new ClipboardEvent('paste', { clipboardData, cancelable: true });
      document.querySelector('textarea.cell-box')?.dispatchEvent(event);
    }, text);
  await page.evaluate(() => window.workbook.select('Sales', 'C3'));
  await page.getByRole('button', { name: 'New comment' }).click();
  await page.getByRole('textbox', { name: 'Text of the comment' }).fill('Is this net?');
  await page.getByRole('button', { name: 'Post' }).click();
  const card = page.getByRole('article', { name: /Comment by/ });
  await card.getByText('Is this net?').waitFor();
  await card.getByRole('button', { name: 'Reply' }).click();
  await page.getByRole('textbox', { name: 'Text of the comment' }).fill('Yes.');
  await page.getByRole('textbox', { name: 'Text of the comment' }).press('Control+Enter');
  await card.getByText('Yes.').waitFor();
  await card.getByRole('button', { name: 'Resolve' }).click();
  await card.getByText('Resolved').waitFor();
  await page.evaluate(() => window.workbook.select('Sales', 'A1'));
  await card.waitFor({ state: 'detached' });
  const saved = unzipSync(await workbook.saved());
  expect(Buffer.from(saved['xl/threadedComments/threadedComment1.xml']!).toString()).toMatch(
    /done="1".*Is this net\?.*parentId.*Yes\./s,
  );

  await page.evaluate(() => window.workbook.select('Sales', 'H50'));
  await page.getByRole('textbox', { name: 'Formula', exact: true }).fill('=H50+1');
  await page.keyboard.press('Enter');
  await page.getByText('Circular reference: H50').waitFor();
  expect(await workbook.text('Sales', 'H50')).toBe('0');
  // What the sheet refuses is not lost: it stays to be mended.
  await page.evaluate(() => window.workbook.select('Sales', 'J2'));
  await page.keyboard.type('=SUM(1,2');
  await page.keyboard.press('Enter');
  await page.getByText('This formula cannot be read.').waitFor();
  await page.keyboard.type(')');
  await page.keyboard.press('Enter');
  expect(await workbook.text('Sales', 'J2')).toBe('3');
  // Copied, a formula looks at the cells beside its new place.
  await page.keyboard.type('=J2+1');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Shift+Enter');
  await page.keyboard.press('Control+c');
  await page.keyboard.press('ArrowDown');
  // The machine's clipboard is everybody's: another test may have copied something meanwhile.
  await paste('4');
  await page.waitForFunction(() => window.workbook.document?.activeSheet.grid.formula(3, 9) !== null);
  expect(await workbook.formula('Sales', 'J4')).toBe('=J3+1');

  // What does not fit there is said, and leaves the sheet as it is.
  await page.evaluate(() => window.workbook.select('Sales', 'A1048576'));
  await paste('1\n2');
  await page.getByText('That would not fit on the sheet.').waitFor();
  expect(await workbook.text('Sales', 'A1048576')).toBe('');
  // What was begun in the formula bar is entered by a click elsewhere; a double click keeps what is typed into the cell.
  await page.evaluate(() => window.workbook.select('Sales', 'J6'));
  const bar = page.getByRole('textbox', { name: 'Formula', exact: true });
  await bar.fill('=J2*2');
  await page.locator('.grid-scroller').click({ position: { x: 100, y: 100 } });
  expect(await workbook.formula('Sales', 'J6')).toBe('=J2*2');
  await page.evaluate(() => window.workbook.select('Sales', 'J7'));
  await page.keyboard.type('some words');
  await page.locator('textarea.cell-box').dblclick();
  await page.keyboard.press('End');
  await page.keyboard.press('Alt+Enter');
  await page.keyboard.type('more');
  await page.keyboard.press('Enter');
  expect(await workbook.text('Sales', 'J7')).toBe('some words\nmore');
  // The bar goes on with this cell's content even when it gets the focus before the page is drawn again.
  await bar.evaluate((box) => {
    window.workbook.select('Sales', 'J7');
    box.focus();
  });
  await page.keyboard.press('Control+End');
  await page.keyboard.type('!');
  await page.keyboard.press('Enter');
  expect(await workbook.text('Sales', 'J7')).toBe('some words\nmore!');
  // Typing goes on in the sheet that was added.
  await page.getByRole('button', { name: 'Add a sheet' }).click();
  await page.keyboard.type('7');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.type('8');
  await page.keyboard.press('Enter');
  const added = await page.evaluate(() => window.workbook.document!.activeSheet.name);
  expect([await workbook.text(added, 'A1'), await workbook.text(added, 'B1')]).toEqual(['7', '8']);
  await page.getByRole('textbox', { name: 'Name of the selection' }).fill('nowhere');
  await page.keyboard.press('Enter');
  await page.getByText('Nothing here is called “nowhere”.').first().waitFor();

  await page.route('**/linked.xlsx', (route) =>
    route.fulfill({ body: Buffer.from(readXlsx('excel-2013-formulas.xlsx')) }),
  );
  await page.evaluate(async () => {
    const answer = await fetch('/linked.xlsx');
    window.workbook.openBytes(new Uint8Array(await answer.arrayBuffer()), 'linked.xlsx');
    await window.workbook.ready;
  });
  const nameBox = page.getByRole('textbox', { name: 'Name of the selection' });
  for (const place of ['StatsLibTests!B2', 'EverythingTests!D725']) {
    await nameBox.fill(place);
    await nameBox.press('Enter');
    await page.getByRole('tab', { name: place.split('!')[0]!, selected: true }).waitFor();
  }
  const link = page.getByRole('article', { name: 'Link' }).getByRole('link', { name: 'http://poi.apache.org/' });
  expect(await link.getAttribute('rel')).toBe('noopener noreferrer');
  // The cell far down on the other sheet has come into sight.
  expect((await link.boundingBox())!.y).toBeLessThan(800);
  expect(await workbook.text('EverythingTests', 'D725')).toBe('http://poi.apache.org');
  expect(await page.evaluate(() => window.workbook.document?.undoDepth)).toBe(0);
  await look(page, 'link-card');
  await page.goto(`${gateway.origin}/playground/api.html?host=excel`);
  await page.getByRole('heading', { name: 'Excel.PivotTable', exact: true }).waitFor();
  expect(await page.getByText(/ExcelApi 1\.8: declared/).count()).toBe(1);
});
