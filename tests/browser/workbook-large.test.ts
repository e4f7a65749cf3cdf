import { startBuiltGateway } from '../support/built-gateway.ts';
import { largeXlsx } from '../support/large-xlsx.ts';
import { startVisit, type Visit } from '../support/playground.ts';
import type { WorkbookPage } from '../support/workbook-page.ts';

const rows = 100_000;

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

beforeEach(async () => {
  workbook = await visit.openWorkbook();
  const { page } = workbook;
  const body = Buffer.from(largeXlsx(rows));
  await page.route('**/large.xlsx', (route) => route.fulfill({ body }));
  await page.evaluate(async () => {
    const answer = await fetch('/large.xlsx');
    window.workbook.openBytes(new Uint8Array(await answer.arrayBuffer()), 'large.xlsx');
  });
  await workbook.select('Large', `A1:D${rows}`);
});
afterEach(() => workbook.close());

test('a summary of 400,000 cells tells how far it is, and is counted in a worker', async () => {
  const { page, pane } = workbook;
  const started = page.waitForEvent('worker');
  await workbook.button('Summarise').click();
  await pane.getByText(/^Reading cells: [\d,]+ of 400,000$/).waitFor();
  const worker = await started;
  // One that could not load its code would be ended, and the cells counted in the pane.
  expect(await worker.evaluate(() => typeof postMessage)).toBe('function');
  await workbook.says(/A comes to a total of 5\.00 billion/);
  await workbook.button('Copy').waitFor();
  expect(page.workers()).toEqual([worker]);
}, 120_000);

test('reading a large table is stopped by the person, and asked for again', async () => {
  const { pane } = workbook;
  await workbook.button('Summarise').click();
  await pane.getByText(/^Reading cells: /).waitFor();
  await workbook.button('Stop').click();
  await pane.getByText(/^Reading cells: /).waitFor({ state: 'detached' });
  await workbook.button('Send').waitFor();
  await workbook.button('Summarise').click();
  await workbook.says(/A comes to a total of 5\.00 billion/);
}, 120_000);
