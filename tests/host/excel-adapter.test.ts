/** @jest-environment jsdom */
import type { EditPlan } from '../../src/core/edits/edit-plan.ts';
import { createExcelHost as createEmulatedExcel } from '../../src/emulator/excel/excel-host.ts';
import { setInputs } from '../../src/emulator/excel/edit/set-cells.ts';
import type { ExcelDocument } from '../../src/emulator/excel/excel-document.ts';
import { parseArea } from '../../src/emulator/excel/model/address.ts';
import type { Host } from '../../src/host/host.ts';
import { createExcelHost } from '../../src/host/excel/excel-host.ts';
import { valuesAt, workbookOf } from '../support/excel-client.ts';
import { openOffice, type OfficeWindow } from '../support/office-in-jsdom.ts';

// Evaluating Excel's file of office.js takes seconds on a busy machine.
jest.setTimeout(60_000);

let office: OfficeWindow;
let workbook: ExcelDocument;
let host: Host;

beforeEach(async () => {
  workbook = workbookOf([
    ['Month', 'Revenue', 'Cost'],
    ['2026-01', 100, 60],
    ['2026-02', 120, 70],
    ['Total', '=SUM(B2:B3)', '=SUM(C2:C3)'],
  ]);
  office = await openOffice({ documentHost: createEmulatedExcel(workbook, { url: 'https://localhost/book.xlsx' }) });
  Object.assign(globalThis, { Office: office.Office, Excel: office.Excel });
  host = createExcelHost();
  office.log.resetCounters();
});
afterEach(() => office.close());

function select(address: string): void {
  workbook.select(workbook.activeSheet, [parseArea(address)!]);
}

/** Everything that a sheet's cells hold and how it is formatted. */
function cellsOf(): unknown {
  const { grid } = workbook.activeSheet;
  return workbook.sheets.map((sheet) => [
    sheet.name,
    Array.from({ length: 12 }, (_, row) =>
      Array.from({ length: 12 }, (__, column) => [
        workbook.value(sheet, row, column),
        grid.formula(row, column)?.text,
        workbook.formats.get(sheet.styleAt(row, column)).numberFormat,
      ]),
    ),
  ]);
}

async function planOf(...edits: EditPlan['edits']): Promise<EditPlan> {
  return { context: await host.readContext('document'), edits, tracked: false };
}

async function apply(plan: EditPlan) {
  const outcome = await host.applyEditPlan(plan);
  if (outcome.status !== 'applied') throw new Error(`It was not applied: ${outcome.status}.`);
  return outcome.receipt;
}

describe('reading', () => {
  it('tells place, size, cells and formulas of what is selected', async () => {
    select('A1:C4');
    const { sheet, size, title } = await host.readContext('document');
    expect(title).toBe('book');
    expect(size.paragraphs).toBe(4);
    expect(sheet).toMatchObject({ sheet: 'Sheet1', tableAddress: 'A1:C4', isRead: true, cellsLeftOut: 0 });
    expect(sheet?.table.columns[1]).toEqual(['Revenue', 100, 120, 220]);
  });

  it('takes one request where the selection is still what it was', async () => {
    select('A1:C4');
    await host.readContext('surroundings');
    office.log.resetCounters();
    await host.readContext('document');
    expect(office.log.counters.syncs).toBe(1);
  });

  it('takes a single cell for the block of cells around it, and tells its formula', async () => {
    select('B4');
    const { sheet } = await host.readContext('document');
    expect(sheet).toMatchObject({
      tableAddress: 'A1:C4',
      active: { address: 'B4', formula: '=SUM(B2:B3)', text: '220' },
    });
  });

  it('takes a lone cell beside, below or away from a table, where a formula is to go, for the table', async () => {
    const fill = (cell: string): void =>
      workbook.transact('fill', () => {
        const { top, left } = parseArea(cell)!;
        setInputs(workbook, workbook.activeSheet, { top, left, bottom: top, right: left }, [['=1+1']]);
      });
    for (const [cell, isFilled] of [
      ['E3', false],
      ['B9', false],
      ['H20', false],
      ['E3', true],
    ] as const) {
      if (isFilled) fill(cell);
      select(cell);
      const { sheet } = await host.readContext('document');
      expect(sheet).toMatchObject({ address: cell, tableAddress: 'A1:C4', active: { address: cell } });
      expect(sheet?.table.columns[1]).toEqual(['Revenue', 100, 120, 220]);
    }
  });

  it('reads a sheet with nothing on it, or in one cell alone', async () => {
    const inputs = (value: string): string[][] =>
      Array.from({ length: 4 }, (_, row) =>
        Array.from({ length: 3 }, (__, column) => (row + column === 0 ? value : '')),
      );
    for (const value of ['', 'alone']) {
      workbook.transact('fill', () =>
        setInputs(workbook, workbook.activeSheet, { top: 0, left: 0, bottom: 3, right: 2 }, inputs(value)),
      );
      select('A1');
      expect((await host.readContext('surroundings')).sheet).toMatchObject({ tableAddress: 'A1' });
    }
  });

  it('tells that rows or columns of it are hidden', async () => {
    select('A1:C4');
    expect((await host.readContext('document')).sheet).not.toHaveProperty('hidden');
    await office.Excel.run(async (context) => {
      const sheet = context.workbook.worksheets.getActiveWorksheet();
      sheet.getRange('2:2').rowHidden = true;
      sheet.getRange('C:C').columnHidden = true;
      await context.sync();
    });
    expect((await host.readContext('surroundings')).sheet?.hidden).toEqual({ rows: true, columns: true });
    select('A1:B1');
    expect((await host.readContext('surroundings')).sheet).not.toHaveProperty('hidden');
  });

  it('says that one block of cells is wanted where several areas are selected', async () => {
    workbook.select(
      workbook.activeSheet,
      ['A1:A3', 'C1:C3'].map((area) => parseArea(area)!),
    );
    await expect(host.readContext('surroundings')).rejects.toMatchObject({
      code: 'selection-empty',
      reason: 'no-block',
    });
    select('A1:C4');
    expect((await host.readContext('document')).sheet?.tableAddress).toBe('A1:C4');
  });

  it('looks at a large selection without reading it until something is asked', async () => {
    const rows = Array.from({ length: 600 }, (_, row) => Array.from({ length: 20 }, (__, column) => row + column));
    workbook.transact('fill', () =>
      setInputs(workbook, workbook.activeSheet, { top: 0, left: 0, bottom: 599, right: 19 }, rows),
    );
    select('A1:T600');
    const look = await host.readContext('surroundings');
    expect(look.sheet).toMatchObject({ isRead: false, tableAddress: 'A1:T600' });
    const read = await host.readContext('document');
    expect(read.sheet?.isRead).toBe(true);
    expect(read.sheet?.table.columns[19]?.[599]).toBe(618);
  });
});

describe('reading much', () => {
  it('asks in smaller parts where texts are too long for one answer, tells how far it is, and can be stopped', async () => {
    const long = 'x'.repeat(5000);
    const rows = Array.from({ length: 600 }, (_, row) => [`${row} ${long}`]);
    workbook.transact('fill', () =>
      setInputs(workbook, workbook.activeSheet, { top: 0, left: 0, bottom: 599, right: 0 }, rows),
    );
    select('A1:A600');
    const told: number[] = [];
    const { sheet } = await host.readContext('document', undefined, ({ done }) => told.push(done));
    expect(sheet?.table.columns[0]).toHaveLength(600);
    expect(sheet?.table.columns[0]?.[599]).toBe(`599 ${long}`);
    expect(told).toEqual([...told].sort((one, other) => one - other));
    expect(told.length).toBeGreaterThan(1);
    expect(told.at(-1)).toBe(600);

    const abort = new AbortController();
    await expect(host.readContext('document', abort.signal, () => abort.abort())).rejects.toMatchObject({
      code: 'aborted',
    });
  });

  it('tells what the formula of the active cell reads, with the first error in it', async () => {
    workbook.transact('fill', () =>
      setInputs(workbook, workbook.activeSheet, { top: 5, left: 0, bottom: 6, right: 0 }, [
        ['=1/0'],
        ['=B2*A6+SUM(B2:C3)'],
      ]),
    );
    select('A7');
    const { sheet } = await host.readContext('document');
    expect(sheet?.active.precedents).toEqual([
      { address: 'B2', cellCount: 1, texts: ['100'], isText: false, error: null },
      { address: 'A6', cellCount: 1, texts: ['#DIV/0!'], isText: false, error: { address: 'A6', text: '#DIV/0!' } },
      { address: 'B2:C3', cellCount: 4, texts: ['100', '60', '120', '70'], isText: false, error: null },
    ]);
    expect(sheet?.freeColumn).toBe(4);
  });
});

describe('writing', () => {
  it('tells each cell that it changed, and takes back what it wrote where Excel refuses the rest', async () => {
    const cells = {
      type: 'cells',
      sheet: 'Sheet1',
      address: 'E1:E2',
      cells: [[{ value: 'a' }], [null]],
      numberFormats: [['0.0'], [null]],
    } as const;
    const { places } = await apply(await planOf(cells));
    expect(places).toEqual([
      {
        kind: 'cells',
        sheet: 'Sheet1',
        address: 'E1:E2',
        cells: [{ address: 'E1', before: '', after: 'a' }],
        cellCount: 1,
      },
    ]);
    const chart = {
      type: 'chart',
      sheet: 'Gone',
      kind: 'line',
      title: '',
      at: 'A1',
      categories: 'A1',
      series: [{ name: 'x', values: 'B1' }],
    } as const;
    const more = { ...cells, address: 'F1:F2' };
    await expect(host.applyEditPlan(await planOf(more, chart))).rejects.toMatchObject({ name: 'AssistantError' });
    expect(valuesAt(workbook, 'F1:F2')).toEqual([[''], ['']]);
  });

  it('writes what is too much for one request in several, tells it as one place, and dates as the cells show them', async () => {
    const rows = 45_000;
    const edit = {
      type: 'cells',
      sheet: 'Sheet1',
      address: `H1:H${rows}`,
      cells: Array.from({ length: rows }, (_, row) => [{ value: 45_292 + (row % 300) }]),
      numberFormats: Array.from({ length: rows }, () => ['yyyy-mm-dd']),
    } as const;
    const plan = await planOf(edit);
    const stopping = new AbortController();
    await expect(
      host.applyEditPlan(plan, {
        signal: stopping.signal,
        onProgress: ({ phase }) => {
          if (phase === 'writing') stopping.abort();
        },
      }),
    ).rejects.toMatchObject({ code: 'aborted' });
    expect(valuesAt(workbook, `H1:H2`)).toEqual([[''], ['']]);
    const receipt = await apply(plan);
    expect(receipt.places).toMatchObject([{ address: `H1:H${rows}`, cellCount: rows }]);
    expect(receipt.places?.[0]?.cells[1]).toEqual({
      address: 'H2',
      before: '',
      after: 45_293,
      afterShown: '2024-01-02',
    });
    await host.undo(receipt);
    expect(valuesAt(workbook, `H${rows}`)).toEqual([['']]);
  });

  it('writes values and formulas, and undo gives every cell back', async () => {
    select('A1:C4');
    const before = cellsOf();
    const plan = await planOf({
      type: 'cells',
      sheet: 'Sheet1',
      address: 'A6:A8',
      cells: [[{ value: 'Revenue grew.' }], [{ formula: '="It is "&TEXT(B4,"#,##0")&"."' }], [{ value: '=1+1' }]],
    });
    const receipt = await apply(plan);
    // A text that begins with an equals sign stays a text.
    expect(valuesAt(workbook, 'A6:A8')).toEqual([['Revenue grew.'], ['It is 220.'], ['=1+1']]);
    expect(await host.undo(receipt)).toEqual({ status: 'undone' });
    expect(cellsOf()).toEqual(before);
  });

  it('writes over no cell that holds something, unless that is asked for', async () => {
    const plan = await planOf({
      type: 'cells',
      sheet: 'Sheet1',
      address: 'B2:B3',
      cells: [[{ value: 1 }], [{ value: 2 }]],
    });
    expect(await host.applyEditPlan(plan)).toEqual({
      status: 'occupied',
      sheet: 'Sheet1',
      address: 'B2:B3',
      cellCount: 2,
    });
    expect(valuesAt(workbook, 'B2:B3')).toEqual([[100], [120]]);
    expect(await host.applyEditPlan(plan, { overwrite: true })).toMatchObject({ status: 'applied' });
    expect(valuesAt(workbook, 'B2:B4')).toEqual([[1], [2], [3]]);
  });

  it('writes nothing where a cell was edited since it was read', async () => {
    const plan = await planOf({
      type: 'cells',
      sheet: 'Sheet1',
      address: 'B2',
      cells: [[{ value: 1 }]],
      before: [[99]],
    });
    expect(await host.applyEditPlan(plan)).toMatchObject({ status: 'conflict', reason: 'text-changed' });
    expect(valuesAt(workbook, 'B2')).toEqual([[100]]);
  });

  it('leaves what was edited after it alone when it is taken back', async () => {
    const receipt = await apply(
      await planOf({ type: 'cells', sheet: 'Sheet1', address: 'E1', cells: [[{ value: 'a' }]] }),
    );
    await office.Excel.run(async (context) => {
      context.workbook.worksheets.getActiveWorksheet().getRange('E1').values = [['mine']];
      await context.sync();
    });
    expect(await host.undo(receipt)).toEqual({ status: 'changed' });
    expect(valuesAt(workbook, 'E1')).toEqual([['mine']]);
  });

  it('says of a protected sheet that it is protected: nothing was written', async () => {
    const before = cellsOf();
    const plan = await planOf(
      { type: 'cells', sheet: 'Sheet1', address: 'A6', cells: [[{ value: 'a' }]] },
      { type: 'cells', sheet: 'Sheet1', address: 'B2', cells: [[{ value: '1,100' }]], before: [[100]] },
    );
    await office.Excel.run(async (context) => {
      context.workbook.worksheets.getActiveWorksheet().protection.protect();
      await context.sync();
    });
    await expect(host.applyEditPlan(plan)).rejects.toMatchObject({ code: 'document-protected' });
    expect(cellsOf()).toEqual(before);
  });

  it('tells how many cells show an error after it', async () => {
    const receipt = await apply(
      await planOf({ type: 'cells', sheet: 'Sheet1', address: 'E1', cells: [[{ formula: '=1/0' }]] }),
    );
    expect(receipt.errorCells).toBe(1);
  });

  it('makes a sheet under a name that is free, and undo takes it away', async () => {
    const edit = { type: 'new-sheet', name: 'Sheet1', cells: [[{ value: 'a' }]] } as const;
    const receipt = await apply(await planOf(edit));
    expect(workbook.sheets.map(({ name }) => name)).toEqual(['Sheet1', 'Sheet1 2']);
    await host.undo(receipt);
    expect(workbook.sheets.map(({ name }) => name)).toEqual(['Sheet1']);
  });

  it('adds a native chart with named series beside the table, and undo takes it away', async () => {
    const receipt = await apply(
      await planOf({
        type: 'chart',
        sheet: 'Sheet1',
        kind: 'line',
        title: 'Revenue and cost',
        at: 'E1',
        categories: 'A2:A3',
        series: [
          { name: 'Revenue', values: 'B2:B3' },
          { name: 'Cost', values: 'C2:C3' },
        ],
      }),
    );
    expect(workbook.state.charts).toMatchObject([
      {
        kind: 'Line',
        title: 'Revenue and cost',
        series: [
          { name: 'Revenue', valuesFormula: 'Sheet1!$B$2:$B$3', categoriesFormula: 'Sheet1!$A$2:$A$3' },
          { name: 'Cost', valuesFormula: 'Sheet1!$C$2:$C$3', categoriesFormula: 'Sheet1!$A$2:$A$3' },
        ],
      },
    ]);
    await host.undo(receipt);
    expect(workbook.state.charts).toEqual([]);
    const unnamed = { type: 'chart', sheet: 'Sheet1', kind: 'column', title: 'Revenue', at: 'E1' } as const;
    await apply(await planOf({ ...unnamed, categories: null, series: [{ name: 'Revenue', values: 'B2:B3' }] }));
    expect(workbook.state.charts).toMatchObject([{ series: [{ valuesFormula: 'Sheet1!$B$2:$B$3' }] }]);
  });
});

describe('a formula that is tried out', () => {
  it('gives its value, spill or error, and leaves the sheet as it was', async () => {
    const before = cellsOf();
    const { cells } = host;
    expect(await cells?.evaluate('=SUM(B2:B3)*2', 'Sheet1', 'B4')).toMatchObject({ values: [[440]], error: null });
    expect(await cells?.evaluate('=SEQUENCE(2)', 'Sheet1', 'B2')).toMatchObject({ values: [[1], [2]], error: null });
    expect(await cells?.evaluate('=1/0', 'Sheet1', 'B2')).toMatchObject({ error: '#DIV/0!' });
    expect(cellsOf()).toEqual(before);
  });

  it('is refused with a reason where Excel cannot read it', async () => {
    await expect(host.cells?.evaluate('=SUM(', 'Sheet1', 'B2')).rejects.toMatchObject({ name: 'AssistantError' });
  });
});
