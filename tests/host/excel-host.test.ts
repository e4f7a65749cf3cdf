/** @jest-environment jsdom */
import { createExcelHost } from '../../src/emulator/excel/excel-host.ts';
import { ExcelDocument } from '../../src/emulator/excel/excel-document.ts';
import { SheetTabs } from '../../src/emulator/page/excel/sheet-tabs.ts';
import { stringsFor } from '../../src/emulator/page/strings.ts';
import { openOffice, type OfficeWindow, type StreamingInvocation } from '../support/office-in-jsdom.ts';

// Evaluating Excel's file of office.js takes seconds on a busy machine.
jest.setTimeout(60_000);

let office: OfficeWindow;
let document: ExcelDocument;
afterEach(() => office.close());

async function open(opened = new ExcelDocument()): Promise<void> {
  document = opened;
  office = await openOffice({ documentHost: createExcelHost(document, { url: 'https://localhost/book.xlsx' }) });
}

describe('the real office.js over the emulated Excel', () => {
  it('[EXCEL-1] becomes ready, reads and writes cells, calculates within the request, and gives its references back', async () => {
    await open();
    expect(office.Office.context.host).toBe('Excel');
    office.log.resetCounters();
    const seen = await office.Excel.run(async (context) => {
      const sheet = context.workbook.worksheets.getActiveWorksheet();
      sheet.getRange('A1:B3').values = [
        ['Region', 'Sales'],
        ['North', 10],
        ['South', '32.5'],
      ];
      const total = sheet.getRange('B4');
      total.formulas = [['=SUM(B2:B3)']];
      total.numberFormat = [['#,##0.00']];
      const all = sheet.getUsedRange();
      all.load('values,formulas,text,valueTypes,numberFormat,address,rowCount,columnCount,worksheet/name');
      await context.sync();
      return [
        all.address,
        all.worksheet.name,
        all.rowCount,
        all.columnCount,
        all.values,
        all.formulas[3],
        all.text[3],
        all.valueTypes[3],
      ];
    });
    expect(seen).toEqual([
      'Sheet1!A1:B4',
      'Sheet1',
      4,
      2,
      [
        ['Region', 'Sales'],
        ['North', 10],
        ['South', 32.5],
        ['', 42.5],
      ],
      ['', '=SUM(B2:B3)'],
      ['', '42.50'],
      ['Empty', 'Double'],
    ]);
    expect(office.log.counters.syncs).toBe(1);
    expect(office.conversation.executor.interpreter.references.size).toBe(0);
  });
});

const until = async (holds: () => boolean): Promise<void> => {
  for (let tries = 0; tries < 400 && !holds(); tries += 1) await new Promise((resolve) => setTimeout(resolve, 5));
};

describe('events', () => {
  it('[EXCEL-2] tells of changed cells, selections and sheets, with the address and the sheet', async () => {
    await open();
    const heard: string[] = [];
    await office.Excel.run(async (context) => {
      const { worksheets } = context.workbook;
      const sheet = worksheets.getActiveWorksheet();
      const hear = (event: { address?: string; changeType?: string; type: string }): Promise<void> => {
        heard.push([event.type, event.address ?? '', event.changeType ?? ''].join(' '));
        return Promise.resolve();
      };
      sheet.onChanged.add(hear);
      worksheets.onSelectionChanged.add(hear);
      worksheets.onAdded.add(hear);
      await context.sync();
      sheet.getRange('B2:C3').values = [
        [1, 2],
        [3, 4],
      ];
      sheet.getRange('5:6').insert('Down');
      sheet.getRange('C3').select();
      worksheets.add('Second');
      await context.sync();
    });
    await until(() => heard.length >= 4);
    expect(heard.sort()).toEqual([
      'WorksheetAdded  ',
      'WorksheetChanged 5:6 RowInserted',
      'WorksheetChanged B2:C3 RangeEdited',
      'WorksheetSelectionChanged C3 ',
    ]);
  });
});

describe('events of what is made in a workbook', () => {
  it('[EXCEL-43] tells of charts, tables, formulas, moved sheets, clicks, settings and the selection', async () => {
    await open();
    const heard: string[] = [];
    const hear =
      (...keys: readonly string[]) =>
      (event: unknown): Promise<void> => {
        const told = event as Readonly<Record<string, unknown>> & { readonly type?: string };
        const details = keys.map((key) => JSON.stringify(told[key]));
        heard.push([told.type ?? 'SelectionChanged', ...details].join(' '));
        return Promise.resolve();
      };
    await office.Excel.run(async (context) => {
      const { workbook } = context;
      const sheet = workbook.worksheets.getActiveWorksheet();
      sheet.charts.onAdded.add(hear());
      sheet.charts.onDeleted.add(hear());
      workbook.tables.onAdded.add(hear());
      workbook.tables.onDeleted.add(hear('tableName'));
      workbook.worksheets.onFormulaChanged.add(hear('formulaDetails'));
      workbook.worksheets.onMoved.add(hear('positionBefore', 'positionAfter'));
      workbook.worksheets.onSingleClicked.add(hear('address', 'offsetX'));
      workbook.onSelectionChanged.add(hear());
      workbook.settings.onSettingsChanged.add(({ settings }) =>
        Promise.resolve(void heard.push(`SettingsChanged ${settings === workbook.settings}`)),
      );
      const table = sheet.tables.add('J1:K2', true);
      table.onSelectionChanged.add(hear('isInsideTable', 'address'));
      await context.sync();
      sheet.getRange('J2').select();
      await context.sync();
      sheet.getRange('A1').select();
      workbook.settings.add('tone', 'plain');
      const chart = sheet.charts.add('Line', sheet.getRange('J1:K2'));
      await context.sync();
      sheet.tables.add('P1:P2', true);
      chart.delete();
      table.delete();
      sheet.getRange('M1').formulas = [['=1+1']];
      sheet.getRange('M1').formulas = [['=1+2']];
      workbook.worksheets.add('Behind');
      sheet.position = 1;
      await context.sync();
    });
    const { sheets, activeSheet } = document;
    document.emit({ type: 'clicked', sheetId: activeSheet.id, row: 1, column: 2, x: 3, y: 4 });
    expect(sheets[1]).toBe(activeSheet);
    await until(() => heard.some((each) => each.startsWith('WorksheetSingleClicked')));
    expect(heard.filter((each) => each === 'SelectionChanged')).not.toEqual([]);
    expect(heard.filter((each) => each !== 'SelectionChanged').sort()).toEqual([
      'ChartAdded',
      'ChartDeleted',
      'SettingsChanged true',
      'TableAdded',
      'TableDeleted "Table1"',
      'TableSelectionChanged false ""',
      'TableSelectionChanged true "J2"',
      'WorksheetFormulaChanged [{"cellAddress":"M1","previousFormula":""}]',
      'WorksheetFormulaChanged [{"cellAddress":"M1","previousFormula":"=1+1"}]',
      'WorksheetMoved 0 1',
      'WorksheetSingleClicked "C2" 3',
    ]);
  });
});

describe('events of sheets that a person edits by hand', () => {
  it('[EXCEL-43] tells of sheets added, named, moved and deleted under the grid', async () => {
    await open();
    const say = (): void => undefined;
    const tabs = new SheetTabs(document, {
      strings: stringsFor('en-US'),
      locale: 'en-US',
      onChosen: say,
      onRefused: say,
      say,
      work: (run) => run(),
    });
    const page = globalThis.document;
    page.body.append(tabs.element);
    const heard: string[] = [];
    await office.Excel.run(async (context) => {
      const { worksheets } = context.workbook;
      const hear = (event: { readonly type: string }): Promise<void> => Promise.resolve(void heard.push(event.type));
      worksheets.onAdded.add(hear);
      worksheets.onDeleted.add(hear);
      worksheets.onMoved.add(hear);
      worksheets.onNameChanged.add(({ nameBefore, nameAfter }) =>
        Promise.resolve(void heard.push(`${nameBefore} is ${nameAfter}`)),
      );
      await context.sync();
    });
    const tabOf = (name: string): HTMLElement => {
      tabs.refresh();
      return [...tabs.element.querySelectorAll<HTMLElement>('[role=tab]')].find((tab) => tab.textContent === name)!;
    };
    const choose = (name: string, label: string): void => {
      tabOf(name).dispatchEvent(new MouseEvent('contextmenu', { bubbles: true }));
      const items = [...page.querySelectorAll<HTMLElement>('[role=menuitem]')];
      items.find((item) => item.textContent.startsWith(label))!.click();
    };
    tabs.add();
    choose('Sheet2', 'Rename');
    const box = tabs.element.querySelector('input')!;
    box.value = 'Plan';
    box.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', cancelable: true }));
    choose('Plan', 'Move left');
    choose('Plan', 'Delete');
    await until(() => heard.length >= 4);
    expect(heard.sort()).toEqual(['Sheet2 is Plan', 'WorksheetAdded', 'WorksheetDeleted', 'WorksheetMoved']);
    expect(document.sheets.map(({ name }) => name)).toEqual(['Sheet1']);
    // Each is a step of its own.
    for (const sheets of [['Plan', 'Sheet1'], ['Sheet1', 'Plan'], ['Sheet1', 'Sheet2'], ['Sheet1']]) {
      document.undo();
      expect(document.sheets.map(({ name }) => name)).toEqual(sheets);
    }
    tabs.element.remove();
  });
});

describe('work that holds the page up', () => {
  it('[EXCEL-44] begins when the page has told of it, and requests that come meanwhile keep their order', async () => {
    document = new ExcelDocument();
    const steps: string[] = [];
    const beforeWriting = (): Promise<() => void> =>
      new Promise((resolve) => setTimeout(() => resolve(() => steps.push('done')), 20));
    const url = 'https://localhost/book.xlsx';
    office = await openOffice({ documentHost: createExcelHost(document, { url, beforeWriting }) });
    const write = office.Excel.run(async (context) => {
      context.workbook.worksheets.getActiveWorksheet().getRange('A1').values = [[7]];
      await context.sync();
    });
    const read = office.Excel.run(async (context) => {
      const cell = context.workbook.worksheets.getActiveWorksheet().getRange('A1');
      cell.load('values');
      await context.sync();
      return cell.values;
    });
    expect(await read).toEqual([[7]]);
    await write;
    expect(steps).toEqual(['done']);
  });

  it('[EXCEL-44] is no request that office.js makes for itself when the add-in starts', async () => {
    const beforeWriting = jest.fn(() => null);
    const url = 'https://localhost/book.xlsx';
    office = await openOffice({ documentHost: createExcelHost(new ExcelDocument(), { url, beforeWriting }) });
    const isFunctionsReady = ({ detail }: { detail: unknown }): boolean =>
      JSON.stringify(detail).includes('ForCustomFunctions');
    await until(() => office.log.entries.some(isFunctionsReady));
    expect(beforeWriting).not.toHaveBeenCalled();
  });
});

describe('limits', () => {
  it('[EXCEL-3] refuses a request or an answer of more than 5 MB with Office’s code', async () => {
    await open();
    const text = 'x'.repeat(6000);
    const rows = Array.from({ length: 1000 }, () => [text]);
    const write = office.Excel.run(async (context) => {
      context.workbook.worksheets.getActiveWorksheet().getRange('A1:A1000').values = rows;
      await context.sync();
    });
    await expect(write).rejects.toMatchObject({ code: 'RequestPayloadSizeLimitExceeded' });
    const read = office.Excel.run(async (context) => {
      const sheet = context.workbook.worksheets.getActiveWorksheet();
      sheet.getRange('A1').values = [[text]];
      sheet.getRange('A2:A1000').copyFrom('A1');
      const all = sheet.getRange('A1:A1000');
      all.load('values');
      await context.sync();
    });
    await expect(read).rejects.toMatchObject({ code: 'ResponsePayloadSizeLimitExceeded' });
  });
});

describe('custom functions', () => {
  const parameter = { name: 'text', dimensionality: 'scalar', optional: false, repeating: false } as const;
  const info = { parameters: [parameter], isStreaming: false, isCancelable: false, isVolatile: false };

  it('[EXCEL-18] run in the add-in’s own runtime: called by the cell, answered, streamed and cancelled', async () => {
    document = new ExcelDocument();
    office = await openOffice({
      documentHost: createExcelHost(document, {
        url: 'https://localhost/book.xlsx',
        customFunctions: [
          { ...info, name: 'INKSTONE.ASK', id: 'ASK' },
          { ...info, name: 'INKSTONE.COUNT', id: 'COUNT', isStreaming: true, isCancelable: true },
        ],
      }),
    });
    const functions = office.CustomFunctions;
    let stream: StreamingInvocation | undefined;
    let cancelled = 0;
    functions.associate('ASK', (text: string) => Promise.resolve(`${text}!`));
    functions.associate('COUNT', (_: string, invocation: StreamingInvocation) => {
      stream = invocation;
      invocation.onCanceled = () => void (cancelled += 1);
      invocation.setResult(1);
    });
    const value = (row: number): unknown => document.value(document.activeSheet, row, 0);
    await office.Excel.run(async (context) => {
      const sheet = context.workbook.worksheets.getActiveWorksheet();
      sheet.getRange('A1:A2').formulas = [['=INKSTONE.ASK("hi")'], ['=INKSTONE.COUNT("x")']];
      await context.sync();
    });
    await until(() => value(0) === 'hi!' && value(1) === 1);
    expect([value(0), value(1)]).toEqual(['hi!', 1]);
    stream!.setResult(2);
    await until(() => value(1) === 2);
    expect(value(1)).toBe(2);
    await office.Excel.run(async (context) => {
      context.workbook.worksheets.getActiveWorksheet().getRange('A2').clear();
      await context.sync();
    });
    await until(() => cancelled === 1);
    expect(cancelled).toBe(1);
  });
});

describe('the common API', () => {
  const answer = <T>(call: (done: (result: Office.AsyncResult<T>) => void) => void): Promise<T | number> =>
    new Promise((resolve) => {
      call(({ status, value, error }) => resolve(String(status) === 'succeeded' ? value : error.code));
    });
  const { Text, Matrix } = { Text: 'text', Matrix: 'matrix' } as unknown as typeof Office.CoercionType;

  it('[EXCEL-19] reads and writes the selection as text and as a matrix, and refuses what does not fit', async () => {
    await open();
    const api = office.Office.context.document;
    await answer((done) =>
      api.setSelectedDataAsync(
        [
          ['a', 1],
          ['b', '=B1+1'],
        ],
        { coercionType: Matrix },
        done,
      ),
    );
    document.select(document.activeSheet, [{ top: 0, left: 0, bottom: 1, right: 1 }]);
    expect(await answer((done) => api.getSelectedDataAsync(Matrix, done))).toEqual([
      ['a', 1],
      ['b', 2],
    ]);
    expect(await answer((done) => api.getSelectedDataAsync(Text, done))).toBe('a\t1\nb\t2');
    expect(await answer((done) => api.setSelectedDataAsync([[1, 2, 3]], { coercionType: Matrix }, done))).toBe(2002);
  });
});
