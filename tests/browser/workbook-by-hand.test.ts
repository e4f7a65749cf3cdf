import { JSDOM } from 'jsdom';
import { excelRootOf, sheetOf, workbookOf } from '../support/excel-client.ts';
import { look } from '../support/look.ts';
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

interface Words {
  readonly locale: string;
  readonly theme: 'light' | 'dark';
  readonly rename: string;
  readonly remove: string;
  readonly color: string;
  readonly red: string;
  readonly hide: string;
  readonly show: string;
  readonly taken: string;
  readonly unfit: RegExp;
  readonly last: string;
  readonly removed: string;
}

const languages: readonly Words[] = [
  {
    locale: 'en-US',
    theme: 'light',
    rename: 'Rename',
    remove: 'Delete',
    color: 'Tab colour …',
    red: 'Red',
    hide: 'Hide',
    show: 'Show “Sums”',
    taken: 'Another sheet has this name already. Choose another one.',
    unfit: /^A sheet needs a name of 1 to 31 characters/,
    last: 'A workbook needs one sheet that is shown. Add or show another one first.',
    removed: 'The sheet “Net sales” was deleted. Ctrl+Z brings it back.',
  },
  {
    locale: 'zh-CN',
    theme: 'dark',
    rename: '重命名',
    remove: '删除',
    color: '标签颜色 …',
    red: '红色',
    hide: '隐藏',
    show: '显示“Sums”',
    taken: '已有同名的工作表，请换一个名称。',
    unfit: /^工作表名须为 1 至 31 个字符/,
    last: '工作簿至少要有一张显示的工作表。请先添加或显示另一张。',
    removed: '已删除工作表“Net sales”。按 Ctrl+Z 可恢复。',
  },
];

/** A workbook of two sheets: figures with a name and a chart on them, and sums that read them. */
async function openTwoSheets(options: Pick<Words, 'locale' | 'theme'>): Promise<void> {
  workbook = await site.openWorkbook(options);
  await workbook.page.evaluate(
    (bytes) => window.workbook.openBytes(Uint8Array.from(bytes), 'two.xlsx'),
    [...twoSheets()],
  );
  await tab('Data').click();
}

function twoSheets(): Uint8Array {
  // A file is written by means of browsers, which these tests do not run in.
  const { DOMParser, XMLSerializer } = new JSDOM().window;
  Object.assign(globalThis, { DOMParser, XMLSerializer });
  const document = workbookOf([
    ['Region', 'Sales'],
    ['North', 12],
    ['South', 30],
  ]);
  const root = excelRootOf(document);
  const data = sheetOf(document);
  data.set('name', 'Data');
  const sums = root.at('worksheets').call('add', 'Sums');
  sums.call('getRange', 'A1:A2').set('formulas', [['=SUM(Data!B2:B3)'], ['=SUM(Figures)']]);
  root.at('names').call('add', 'Figures', '=Data!$B$2:$B$3');
  sums.at('charts').call('add', 'ColumnClustered', data.call('getRange', 'A1:B3'), 'Auto');
  return document.save();
}

const tab = (name: string) => workbook.page.getByRole('tab', { name, exact: true });
/** Waits until these are the tabs: they follow with the next frame. */
const tabsAre = async (...names: readonly string[]): Promise<void> => {
  const wanted = names.join('|');
  await workbook.page.waitForFunction(
    (tabs) => Array.from(document.querySelectorAll('.sheet-tab'), (each) => each.textContent).join('|') === tabs,
    wanted,
  );
};
const toast = (text: string | RegExp): Promise<void> => workbook.page.getByRole('status').getByText(text).waitFor();

async function choose(sheet: string, ...items: readonly string[]): Promise<void> {
  await tab(sheet).click({ button: 'right' });
  for (const item of items) {
    // Behind the name a shortcut may stand.
    await workbook.page.getByRole('menuitem', { name: new RegExp(`^${item}`) }).click();
  }
}

/** Where the chart of the second sheet takes its values from. */
const charted = (): Promise<string | undefined> =>
  workbook.page.evaluate(() => window.workbook.document!.state.charts[0]?.series[0]?.valuesFormula);

test.each(languages)(
  '$locale: a sheet is named by a double click, and what speaks of it follows; refusals are said',
  async (its) => {
    await openTwoSheets(its);
    const { page } = workbook;
    await tab('Data').dblclick();
    const box = page.locator('.sheet-name');
    await box.fill('sums');
    await box.press('Enter');
    await toast(its.taken);
    await box.fill('a/b');
    await box.press('Enter');
    await toast(its.unfit);
    await look(page, `sheet-name-refused-${its.locale}`);
    await box.fill('Net sales');
    await box.press('Enter');
    await tab('Net sales').waitFor();
    expect(await workbook.formula('Sums', 'A1')).toBe("=SUM('Net sales'!B2:B3)");
    expect(await workbook.text('Sums', 'A2')).toBe('42');
    expect(await charted()).toBe("'Net sales'!$B$2:$B$3");
    // Enter leads back to the cells, where one step takes the name back.
    await page.keyboard.press('Control+z');
    await tab('Data').waitFor();
    expect(await workbook.formula('Sums', 'A1')).toBe('=SUM(Data!B2:B3)');
    await choose('Data', its.rename);
    await box.press('Escape');
    await tabsAre('Data', 'Sums');
    await tab('Data').focus();
    await page.keyboard.press('F2');
    await box.fill('Net sales');
    await tab('Sums').click();
    await tab('Net sales').waitFor();
    await choose('Net sales', its.remove);
    await toast(its.removed);
    await tabsAre('Sums');
    expect(await workbook.formula('Sums', 'A1')).toBe('=SUM(#REF!)');
    expect(await charted()).toBe('#REF!');
    await choose('Sums', its.remove);
    await toast(its.last);
    await page.keyboard.press('Control+z');
    await tab('Net sales').waitFor();
    expect(await workbook.text('Sums', 'A1')).toBe('42');
    expect(await charted()).toBe("'Net sales'!$B$2:$B$3");
  },
);

test.each(languages)(
  '$locale: sheets are added, coloured, hidden and shown, moved by pointer and by menu',
  async (its) => {
    await openTwoSheets(its);
    const { page } = workbook;
    await page.locator('.sheet-tabs > button').click();
    await tabsAre('Data', 'Sheet2', 'Sums');
    expect(await tab('Sheet2').getAttribute('aria-selected')).toBe('true');
    await page.keyboard.press('Shift+F11');
    await tabsAre('Data', 'Sheet2', 'Sheet3', 'Sums');
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+z');
    await tabsAre('Data', 'Sums');
    await choose('Data', its.color);
    await look(page, `sheet-colours-${its.locale}`);
    await page.getByRole('menuitemradio', { name: its.red, exact: true }).click();
    await look(page, `sheet-coloured-${its.locale}`);
    await tab('Data').and(page.locator('[style*="border-bottom-color: rgb(255, 0, 0)"]')).waitFor();
    await choose('Sums', its.hide);
    await tabsAre('Data');
    await choose('Data', its.hide);
    await toast(its.last);
    await tab('Data').click({ button: 'right' });
    await look(page, `sheet-menu-${its.locale}`);
    await page.getByRole('menuitem', { name: its.show }).click();
    await tab('Sums').waitFor();
    const [from, to] = [(await tab('Sums').boundingBox())!, (await tab('Data').boundingBox())!];
    await page.mouse.move(from.x + 10, from.y + 10);
    await page.mouse.down();
    await page.mouse.move(to.x + 5, to.y + 10, { steps: 4 });
    await page.mouse.up();
    await tabsAre('Sums', 'Data');
    await page.keyboard.press('Control+z');
    await tabsAre('Data', 'Sums');
  },
);

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
  await workbook.page.getByRole('button', { name: 'Underline', pressed: true }).waitFor();
  await keyboard.press('Control+u');
  expect(await formatOf(2, 2)).toMatchObject({ bold: true, italic: true, underline: 'none' });
  for (let step = 0; step < 4; step += 1) await keyboard.press('Control+z');
  expect(await formatOf(2, 2)).toEqual(before);
});

test('Ctrl+click selects several areas: their sum is told, all get a format, and copying them is refused', async () => {
  await openTwoSheets({ locale: 'en-US', theme: 'light' });
  const { page } = workbook;
  const cells = page.locator('.grid-scroller');
  // Columns of 64 pixels and rows of 20, behind headings of 48 and 22.
  const click = (row: number, column: number, held: readonly 'Control'[] = []): Promise<void> =>
    cells.click({ position: { x: 48 + 64 * column + 30, y: 22 + 20 * row + 10 }, modifiers: [...held] });
  await click(1, 1);
  await click(2, 1, ['Control']);
  await click(4, 3, ['Control']);
  await page.getByText(/^Sum 42/).waitFor();
  expect(await page.evaluate(() => window.workbook.document!.selection.areas.length)).toBe(3);
  await look(page, 'several-areas');
  await page.keyboard.press('Control+b');
  expect(await formatOf(1, 1)).toMatchObject({ bold: true });
  expect(await formatOf(4, 3)).toMatchObject({ bold: true });
  await page.keyboard.press('Control+c');
  await toast('That cannot be done with several areas at once. Select one of them first.');
  await page.keyboard.press('Delete');
  expect(await workbook.text('Data', 'B2')).toBe('');
  await page.keyboard.press('Control+z');
  expect(await workbook.text('Data', 'B2')).toBe('12');
});
