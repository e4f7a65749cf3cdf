/** @jest-environment jsdom */
import { planCleanUp } from '../../src/core/sheet/plan-clean-up.ts';
import { noChoices, type CleanUpChoices } from '../../src/core/sheet/clean-up-steps.ts';
import { cleanUpOf } from '../../src/core/sheet/sheet-facts.ts';
import type { EditPlan } from '../../src/core/edits/edit-plan.ts';
import { createExcelHost as createEmulatedExcel } from '../../src/emulator/excel/excel-host.ts';
import type { ExcelDocument } from '../../src/emulator/excel/excel-document.ts';
import { parseArea } from '../../src/emulator/excel/model/address.ts';
import type { CellContents, Host, WriteProgress } from '../../src/host/host.ts';
import { createExcelHost } from '../../src/host/excel/excel-host.ts';
import { excelRootOf, sheetOf, valuesAt, workbookOf } from '../support/excel-client.ts';
import { openOffice, type OfficeWindow } from '../support/office-in-jsdom.ts';

// Evaluating Excel's file of office.js takes seconds on a busy machine.
jest.setTimeout(60_000);

let office: OfficeWindow | undefined;
let workbook: ExcelDocument;
let host: Host;

const orders = [
  ['Order', 'Name', 'Amount', 'Net'],
  ['A-1', 'Smith, John', 180, '=C2/2'],
  ['A-2', 'Doe, Jane', 317, '=C3/2'],
  ['A-1', 'SMITH, John ', 180, '=C4/2'],
  ['A-3', 'Roe, Richard', 450, '=C5/2'],
  ['A-2', 'Doe, Jane', 317, '=C6/2'],
];

async function open(rows: readonly (readonly unknown[])[]): Promise<void> {
  workbook = workbookOf(rows);
  office = await openOffice({ documentHost: createEmulatedExcel(workbook, { url: 'https://localhost/book.xlsx' }) });
  Object.assign(globalThis, { Office: office.Office, Excel: office.Excel });
  host = createExcelHost();
}
afterEach(() => office?.close());

function range(address: string) {
  return sheetOf(workbook).call('getRange', address);
}

/** Everything that cells hold and how they look, with the tables. */
function everything(): unknown {
  return [
    workbook.sheets.map((sheet) =>
      Array.from({ length: 14 }, (_, row) =>
        Array.from({ length: 12 }, (__, column) => [
          workbook.value(sheet, row, column),
          sheet.grid.formula(row, column)?.text,
          workbook.formats.get(sheet.styleAt(row, column)),
        ]),
      ),
    ),
    workbook.state.tables,
    workbook.state.names,
  ];
}

async function plan(address: string, choices: Partial<CleanUpChoices> = {}, words = ''): Promise<EditPlan> {
  workbook.select(workbook.activeSheet, [parseArea(address)!]);
  const context = await host.readContext('document');
  const sheet = { ...context.sheet!, around: await host.cells!.lookAround(context.sheet!) };
  return planCleanUp({ ...context, sheet }, cleanUpOf(sheet), { ...noChoices, ...choices }, words);
}

async function apply(made: EditPlan) {
  const outcome = await host.applyEditPlan(made);
  if (outcome.status !== 'applied') throw new Error(`It was not applied: ${outcome.status}.`);
  return outcome.receipt;
}

describe('rows that repeat an earlier one', () => {
  it('go with the sheet’s rows where nothing stands beside, and undo brings values, formulas, formats and places back', async () => {
    await open([...orders, [], ['Total', '', '=SUM(C2:C6)', '=C6+D3']]);
    range('A4:D4').at('format').at('fill').set('color', '#FFEEAA');
    range('B6').at('format').at('font').set('bold', true);
    range('C6').set('numberFormat', [['0.00']]);
    range('A6').at('format').set('rowHeight', 30);
    excelRootOf(workbook).at('names').call('add', 'Amounts', '=Sheet1!$C$2:$C$6');
    const before = everything();
    const made = await plan('A1:D6');
    expect(made.edits).toMatchObject([
      {
        type: 'remove-rows',
        wholeRows: true,
        rows: [
          { row: 3, keptRow: 1 },
          { row: 5, keptRow: 2 },
        ],
      },
    ]);
    const receipt = await apply(made);
    expect(valuesAt(workbook, 'A1:C4')).toEqual([
      ['Order', 'Name', 'Amount'],
      ['A-1', 'Smith, John', 180],
      ['A-2', 'Doe, Jane', 317],
      ['A-3', 'Roe, Richard', 450],
    ]);
    expect(range('C6:D6').value('formulas')).toEqual([['=SUM(C2:C4)', '=#REF!+D3']]);
    expect(receipt).toMatchObject({ errorCells: 1, places: [{ kind: 'rows', address: 'A1:D6', rowCount: 2 }] });
    expect(await host.undo(receipt)).toEqual({ status: 'undone' });
    expect(everything()).toEqual(before);
  });

  it('come back with comments, and with the ranges of charts and conditional formats that ended in them', async () => {
    await open(orders);
    const root = excelRootOf(workbook);
    const sheet = sheetOf(workbook);
    const comment = root.at('comments').call('add', 'Sheet1!A6', 'Is this one right?');
    comment.at('replies').do('add', 'Yes.');
    comment.set('resolved', true);
    root.at('comments').call('add', 'Sheet1!B4', 'Twice?');
    const { comments } = workbook.state;
    workbook.changeState({ comments: comments.map((each, at) => (at === 1 ? { ...each, author: 'Ada' } : each)) });
    root.at('comments').call('add', 'Sheet1!B3', 'Stays.');
    sheet.at('charts').call('add', 'ColumnClustered', range('B1:C6'), 'Columns');
    const higher = range('A2:D6').at('conditionalFormats').call('add', 'Custom');
    higher.at('custom').at('rule').set('formula', '=$C2>200');
    higher.at('custom').at('format').at('fill').set('color', '#FFEEAA');
    higher.at('custom').at('format').at('borders').at('bottom').set('style', 'Dash');
    // This one goes with its row.
    range('C6').at('conditionalFormats').call('add', 'IconSet').at('iconSet').set('style', 'FiveArrows');
    range('A1:D1').at('conditionalFormats').call('add', 'ColorScale');
    const seen = (): unknown => ({
      comments: workbook.state.comments
        .map(({ id: _, created: __, replies, ...own }) => ({ ...own, replies: replies.map(({ content }) => content) }))
        .toSorted((one, other) => one.row - other.row),
      charts: workbook.state.charts,
      formats: workbook.state.conditionalFormats.map(({ areas, rule, look }) => ({ areas, rule, look })),
      cells: everything(),
    });
    const before = seen();
    const receipt = await apply(await plan('A1:D6'));
    expect(workbook.state.comments.map(({ content }) => content)).toEqual(['Stays.']);
    expect(workbook.state.charts[0]?.series[0]?.valuesFormula).toBe('Sheet1!$C$2:$C$4');
    expect(await host.undo(receipt)).toEqual({ status: 'undone' });
    // Excel lets nobody write in another's name.
    const [, ada] = workbook.state.comments.toSorted((one, other) => one.row - other.row);
    expect(ada?.content).toBe('Ada: Twice?');
    workbook.changeState({
      comments: workbook.state.comments.map((each) =>
        each === ada ? { ...each, author: 'Ada', content: 'Twice?' } : each,
      ),
    });
    expect(seen()).toEqual(before);
  });

  it('come back with their links, and with how these looked', async () => {
    await open(orders);
    range('A4').set('hyperlink', { address: 'https://example.com/orders/1', screenTip: 'The order' });
    range('B6').set('hyperlink', { documentReference: 'Sheet1!A1' });
    range('B6').at('format').at('font').set('color', '#FF0000');
    range('A5').set('hyperlink', { address: 'https://example.com/orders/3' });
    const links = (): unknown =>
      ['A4', 'B6', 'A5'].map((address) => [
        range(address).value('hyperlink'),
        range(address).at('format').at('font').value('color'),
        range(address).at('format').at('font').value('underline'),
      ]);
    const before = [links(), everything()];
    const receipt = await apply(await plan('A1:D6'));
    expect(range('A4').value('hyperlink')).toMatchObject({ address: 'https://example.com/orders/3' });
    expect(await host.undo(receipt)).toEqual({ status: 'undone' });
    expect([links(), everything()]).toEqual(before);
  });

  it('go as cells where something stands beside at a distance, which stays', async () => {
    await open(orders.map((row, index) => [...row, '', index === 5 ? 'note' : '']));
    const before = everything();
    const made = await plan('A1:D6');
    expect(made.edits).toMatchObject([{ type: 'remove-rows', wholeRows: false }]);
    const receipt = await apply(made);
    expect(valuesAt(workbook, 'F6')).toEqual([['note']]);
    expect(valuesAt(workbook, 'A5:A6')).toEqual([[''], ['']]);
    await host.undo(receipt);
    expect(everything()).toEqual(before);
  });

  it('stay where rows go on beside the selection, are hidden, or hold merged cells', async () => {
    await open(orders);
    expect((await plan('A1:C6')).edits.map(({ type }) => type)).not.toContain('remove-rows');
    range('A5').set('rowHidden', true);
    expect((await plan('A1:D6')).edits.map(({ type }) => type)).not.toContain('remove-rows');
    range('A5').set('rowHidden', false);
    range('A5:B5').do('merge', false);
    expect((await plan('A1:D6')).edits.map(({ type }) => type)).not.toContain('remove-rows');
  });

  it('go from an Excel table, the last one too, and come back into it', async () => {
    await open([...orders.map((row) => [...row, '', '']), [], ['below']]);
    excelRootOf(workbook).at('tables').call('add', 'A1:D6', true);
    range('H1:H2').set('formulas', [['=SUM(Table1[Amount])'], ['=C6']]);
    const before = everything();
    const receipt = await apply(await plan('A1:D6'));
    expect(workbook.state.tables[0]?.area).toMatchObject({ top: 0, bottom: 3 });
    expect(valuesAt(workbook, 'H1')).toEqual([[947]]);
    expect(valuesAt(workbook, 'A6')).toEqual([['below']]);
    await host.undo(receipt);
    expect(everything()).toEqual(before);
  });

  it('stay on a protected sheet, which takes nothing, and where a table has other columns than the selection', async () => {
    await open(orders.map((row) => [...row, 'x']));
    excelRootOf(workbook).at('tables').call('add', 'A1:E6', true);
    expect((await plan('A1:D6')).edits.map(({ type }) => type)).not.toContain('remove-rows');
    const made = await plan('A1:E6');
    const before = everything();
    sheetOf(workbook).at('protection').do('protect');
    expect((await plan('A1:E6')).context.sheet?.around?.isProtected).toBe(true);
    await expect(host.applyEditPlan(made)).rejects.toMatchObject({ code: 'document-protected' });
    sheetOf(workbook).at('protection').do('unprotect');
    expect(everything()).toEqual(before);
  });

  it('are left where the plan no longer fits, or undo where the rows beside were edited', async () => {
    await open(orders);
    const made = await plan('A1:D6');
    range('C4').set('values', [[181]]);
    expect(await host.applyEditPlan(made)).toMatchObject({ status: 'conflict' });
    range('C4').set('values', [[180]]);
    const receipt = await apply(await plan('A1:D6'));
    range('A1:A1').call('getEntireRow').call('insert', 'Down');
    expect(await host.undo(receipt)).toEqual({ status: 'changed' });
  });
});

describe('rows that repeat others in very many places', () => {
  /** Each third row repeats the one before, in 520 places. */
  const many = [
    ['Order', 'Name'],
    ...Array.from({ length: 1560 }, (_, row) => {
      const own = row % 3 === 2 ? row - 1 : row;
      return [`A-${own}`, `Name ${own * 7}`];
    }),
  ];
  const values = (): unknown => valuesAt(workbook, 'A1:B1561');

  it('go all at once, in requests that each hold some, and come back in one step', async () => {
    await open(many);
    range('A4:B4').at('format').at('fill').set('color', '#FFEEAA');
    range('A7').at('format').set('rowHeight', 30);
    const before = values();
    const made = await plan('A1:B1561');
    const told: WriteProgress[] = [];
    const outcome = await host.applyEditPlan(made, { onProgress: (progress) => told.push(progress) });
    if (outcome.status !== 'applied') throw new Error(outcome.status);
    expect(workbook.usedArea(workbook.activeSheet)?.bottom).toBe(1040);
    expect(valuesAt(workbook, 'A1040:A1041')).toEqual([['A-1557'], ['A-1558']]);
    expect(told).toEqual([1, 501].map((done) => ({ phase: 'writing', done, total: 520 })));
    expect(outcome.receipt.places).toMatchObject([{ kind: 'rows', rowCount: 520 }]);
    expect(await host.undo(outcome.receipt)).toEqual({ status: 'undone' });
    expect(values()).toEqual(before);
    expect(range('A4').at('format').at('fill').value('color')).toBe('#FFEEAA');
    expect(range('A5').at('format').at('fill').value('color')).toBe('#FFFFFF');
    expect(range('A7').at('format').value('rowHeight')).toBe(30);
  });

  it('are all there again where Excel refuses one after others are gone, or where the person stops it', async () => {
    await open(many);
    const made = await plan('A1:B1561');
    const stopped = new AbortController();
    const before = values();
    await expect(
      host.applyEditPlan(made, { signal: stopped.signal, onProgress: () => stopped.abort() }),
    ).rejects.toMatchObject({ code: 'aborted' });
    expect(values()).toEqual(before);
    await expect(
      host.applyEditPlan(made, { onProgress: () => sheetOf(workbook).at('protection').do('protect') }),
    ).rejects.toMatchObject({ code: 'host-failed', reason: 'half-written' });
  });

  it('are all there again where Excel does a part of a request', async () => {
    await open(many.slice(0, 14));
    const made = await plan('A1:B14');
    expect(made.edits).toMatchObject([{ rows: [{ row: 3 }, { row: 6 }, { row: 9 }, { row: 12 }] }]);
    // The rows below it go; those above would tear it.
    range('B6:C7').set('values', [
      ['A-4', 'Other'],
      ['A-4', 1],
    ]);
    excelRootOf(workbook).at('tables').call('add', 'B6:C7', true);
    const before = valuesAt(workbook, 'A1:C14');
    const [edit] = made.edits;
    if (edit?.type !== 'remove-rows') throw new Error('No rows go.');
    const own = {
      ...edit,
      wholeRows: false,
      before: edit.rows.map(({ row }) => (valuesAt(workbook, `A${row + 1}:B${row + 1}`) as CellContents)[0] ?? []),
    };
    await expect(host.applyEditPlan({ ...made, edits: [own] })).rejects.toMatchObject({ code: 'host-failed' });
    expect(valuesAt(workbook, 'A1:C14')).toEqual(before);
  });
});

describe('a column that is split', () => {
  const words = 'split the Name column';

  it('goes into sheet columns of its own, and formulas follow the cells that move', async () => {
    await open([...orders.slice(0, 4), [], ['', '', '', '', '=SUM(C2:D4)']]);
    const before = everything();
    const made = await plan('A1:D4', {}, words);
    expect(made.edits).toMatchObject([{ type: 'add-columns', address: 'C1:D4', room: 'sheet' }]);
    const receipt = await apply(made);
    expect(valuesAt(workbook, 'B1:E4')).toEqual([
      ['Name', 'Name 1', 'Name 2', 'Amount'],
      ['Smith, John', 'Smith', 'John', 180],
      ['Doe, Jane', 'Doe', 'Jane', 317],
      ['SMITH, John ', 'SMITH', 'John', 180],
    ]);
    expect(range('F2').value('formulas')).toEqual([['=E2/2']]);
    expect(range('G6').value('formulas')).toEqual([['=SUM(E2:F4)']]);
    await host.undo(receipt);
    expect(everything()).toEqual(before);
  });

  it('goes right of everything where a sheet column would tear what stands below, and asks before it writes over cells', async () => {
    const wide = ['wide', 'wide', 'wide', 'wide'];
    await open([...orders.slice(0, 4), [], wide, wide, wide]);
    const made = await plan('A1:D4', {}, words);
    expect(made.edits).toMatchObject([{ type: 'add-columns', address: 'F1:G4', room: 'free' }]);
    range('G2').set('values', [['mine']]);
    expect(await host.applyEditPlan(made)).toMatchObject({ status: 'occupied', cellCount: 1 });
  });

  it('takes the place of the column where that is wanted, in an Excel table and with repeated rows gone at the same time', async () => {
    await open(orders.map((row) => [...row, 'x']));
    excelRootOf(workbook).at('tables').call('add', 'A1:E6', true);
    const before = everything();
    const made = await plan('A1:E6', { replaced: [1], steps: { 'same-rows': true } }, words);
    expect(made.edits.map(({ type }) => type)).toEqual(['remove-rows', 'add-columns', 'cells', 'cells']);
    const receipt = await apply(made);
    expect(valuesAt(workbook, 'A1:D4')).toEqual([
      ['Order', 'Name 1', 'Name 2', 'Amount'],
      ['A-1', 'Smith', 'John', 180],
      ['A-2', 'Doe', 'Jane', 317],
      ['A-3', 'Roe', 'Richard', 450],
    ]);
    expect(receipt.places?.map(({ kind }) => kind)).toEqual(['rows', 'columns', 'cells', 'cells']);
    await host.undo(receipt);
    expect(everything()).toEqual(before);
  });

  it('is taken back only while nothing else stands in its columns', async () => {
    await open(orders.slice(0, 4));
    const receipt = await apply(await plan('A1:D4', {}, words));
    range('C9').set('values', [['mine']]);
    expect(await host.undo(receipt)).toEqual({ status: 'changed' });
    expect(valuesAt(workbook, 'C9')).toEqual([['mine']]);
  });
});
