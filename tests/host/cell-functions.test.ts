/** @jest-environment jsdom */
import { AssistantError } from '../../src/base/errors.ts';
import { createExcelHost as createEmulatedExcel } from '../../src/emulator/excel/excel-host.ts';
import { ExcelDocument } from '../../src/emulator/excel/excel-document.ts';
import { insertRows } from '../support/excel-client.ts';
import { associateFunctions, type CellCall } from '../../src/functions/associate.ts';
import { answersNamespace } from '../../src/functions/answers-xml.ts';
import type { CellFunctions } from '../../src/functions/cell-functions.ts';
import { CopilotConversion } from '../../src/functions/copilot-conversion.ts';
import type { OfficeFunctions } from '../../src/functions/office-runtime.ts';
import type { Host } from '../../src/host/host.ts';
import { createExcelHost } from '../../src/host/excel/excel-host.ts';
import { AnsweringModel, openFunctions, ownFunctions } from '../support/cell-functions.ts';
import { openOffice, type OfficeWindow } from '../support/office-in-jsdom.ts';

// Evaluating Excel's file of office.js takes seconds on a busy machine.
jest.setTimeout(60_000);

let office: OfficeWindow;
let workbook: ExcelDocument;
let host: Host;
let model: AnsweringModel;
let functions: CellFunctions;
let calls: CellCall[];

/** Opens a workbook in Excel with our functions, which run over the real office.js as in the pane. */
async function open(document: ExcelDocument): Promise<void> {
  workbook = document;
  calls = [];
  office = await openOffice({
    documentHost: createEmulatedExcel(document, {
      url: 'https://localhost/book.xlsx',
      customFunctions: ownFunctions,
    }),
  });
  Object.assign(globalThis, { Office: office.Office, Excel: office.Excel });
  host = createExcelHost();
  functions = openFunctions(host.cells!, { current: model }).functions;
  associateFunctions(office.CustomFunctions as unknown as OfficeFunctions)((call) => {
    calls.push(call);
    return functions.answer(call);
  });
}

async function enter(address: string, formulas: readonly (readonly string[])[]): Promise<void> {
  await office.Excel.run(async (context) => {
    context.workbook.worksheets.getActiveWorksheet().getRange(address).formulas = formulas.map((row) => [...row]);
    await context.sync();
  });
}

function value(row: number, column: number): unknown {
  return workbook.value(workbook.activeSheet, row, column);
}

const until = async (holds: () => boolean): Promise<void> => {
  for (let tries = 0; tries < 2000 && !holds(); tries += 1) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(holds()).toBe(true);
};

beforeEach(() => {
  model = new AnsweringModel();
});
afterEach(() => office.close());

describe('our functions over the real office.js', () => {
  it('[EXCEL-61] get arguments as Excel gives them: ranges as rows, what repeats as one list, null for what is left out', async () => {
    await open(new ExcelDocument());
    model.answer = (user) => (user.includes('=SUM') || user.includes('formula') ? '=SUM(B1:B2)' : 'fine');
    await enter('A1:B2', [
      ['a', '1'],
      ['b', '2'],
    ]);
    await enter('D1:D4', [
      ['=INKSTONE.ASK("Which?",A1:A2,"x",B1)'],
      ['=INKSTONE.ASK("Which?")'],
      ['=INKSTONE.SUMMARIZE(A1)'],
      ['=INKSTONE.FORMULA("total",A1:B2)'],
    ]);
    await until(() => [0, 1, 2].every((row) => value(row, 3) === 'fine') && value(3, 3) === '=SUM(B1:B2)');
    expect(calls.map(({ name, args, address }) => [name, args, address])).toEqual([
      ['ask', ['Which?', [[['a'], ['b']], [['x']], [[1]]]], 'Sheet1!D1'],
      ['ask', ['Which?', null], 'Sheet1!D2'],
      ['summarize', [[['a']], null], 'Sheet1!D3'],
      [
        'formula',
        [
          'total',
          [
            ['a', 1],
            ['b', 2],
          ],
        ],
        'Sheet1!D4',
      ],
    ]);
    expect(calls[3]!.places).toEqual(['', 'Sheet1!A1:B2']);
    expect(workbook.activeSheet.grid.formula(3, 3)?.text).toBe('INKSTONE.FORMULA("total",A1:B2)');
  });

  it('never ask again when rows come, all is calculated, or the file is opened again; only on request', async () => {
    await open(new ExcelDocument());
    let asked = 0;
    model.answer = () => `answer ${(asked += 1)}`;
    await enter('A1:B2', [
      ['one', '=INKSTONE.SUMMARIZE(A1)'],
      ['two', '=INKSTONE.SUMMARIZE(A2)'],
    ]);
    await until(() => value(0, 1) === 'answer 1' && value(1, 1) === 'answer 2');
    insertRows(workbook, '1:1');
    await office.Excel.run(async (context) => {
      context.application.calculate('FullRebuild');
      await context.sync();
    });
    await until(() => value(1, 1) === 'answer 1' && value(2, 1) === 'answer 2');
    await until(() => workbook.customXml.length === 1);
    expect(workbook.customXml[0]!.xml).toContain(answersNamespace);
    workbook.undo();
    expect(workbook.customXml).toHaveLength(1);

    const file = workbook.save();
    office.close();
    await open(ExcelDocument.open(file));
    await office.Excel.run(async (context) => {
      context.application.calculate('FullRebuild');
      await context.sync();
    });
    await until(() => value(0, 1) === 'answer 1' && value(1, 1) === 'answer 2');
    expect(model.requests).toHaveLength(2);

    await functions.refresh('workbook');
    await until(() => [value(0, 1), value(1, 1)].sort().join() === 'answer 3,answer 4');
    expect(model.requests).toHaveLength(4);
    // What was asked anew is what the file has from now on.
    await until(() => workbook.customXml.some(({ xml }) => xml.includes('answer 4')));
    expect(workbook.customXml.some(({ xml }) => xml.includes('answer 1'))).toBe(false);
  });

  it('[EXCEL-62] show why they failed on the cell’s error, and fill when failed cells are asked again', async () => {
    await open(new ExcelDocument());
    model.answer = () => new AssistantError('policy-forbids', 'By the policy for everybody, no.');
    await enter('A1:A3', [['=INKSTONE.ASK("Which?")'], ['=INKSTONE.CLASSIFY("x","praise")'], ['=1/0']]);
    await until(() => workbook.errorMessage(workbook.activeSheet, 0, 0) !== '');
    expect([value(0, 0), value(1, 0)]).toEqual([{ error: '#N/A' }, { error: '#VALUE!' }]);
    expect(workbook.errorMessage(workbook.activeSheet, 0, 0)).toMatch(/By the policy for everybody/);
    expect(workbook.errorMessage(workbook.activeSheet, 1, 0)).toMatch(/at least two labels/);
    expect(workbook.errorMessage(workbook.activeSheet, 2, 0)).toBe('');
    model.answer = () => 'allowed now';
    await functions.retryFailed();
    await until(() => value(0, 0) === 'allowed now');
    expect(workbook.errorMessage(workbook.activeSheet, 0, 0)).toBe('');
  });

  it('of a file that was saved while they waited show #BUSY! for good, until they are asked again', async () => {
    await open(new ExcelDocument());
    model.answer = () => 'answered';
    await enter('A1:A2', [['=INKSTONE.ASK("Which?")'], ['=1+1']]);
    const file = workbook.save();
    office.close();
    await open(ExcelDocument.open(file));
    expect(value(0, 0)).toEqual({ error: '#BUSY!' });
    await functions.retryFailed();
    await until(() => value(0, 0) === 'answered');
  });

  it('are asked again where they are selected and failed, and nowhere else', async () => {
    await open(new ExcelDocument());
    model.answer = () => new AssistantError('model-refused', 'No.');
    await enter('A1:A3', [['=INKSTONE.ASK("One?")'], ['=INKSTONE.ASK("Two?")'], ['=INKSTONE.ASK("Three?")']]);
    await until(() => [0, 1, 2].every((row) => workbook.errorMessage(workbook.activeSheet, row, 0) !== ''));
    model.answer = () => 'answered';
    await office.Excel.run(async (context) => {
      context.workbook.worksheets.getActiveWorksheet().getRange('A2').select();
      await context.sync();
    });
    await functions.retrySelected();
    await until(() => value(1, 0) === 'answered');
    expect([value(0, 0), value(2, 0)]).toEqual([{ error: '#N/A' }, { error: '#N/A' }]);
    expect(functions.state.found).toBe(1);
  });

  it('spill an answer of several rows', async () => {
    await open(new ExcelDocument());
    model.answer = () => '[["=a", "b"], ["c"]]';
    await enter('A1', [['=INKSTONE.ASK("List them")']]);
    await until(() => value(0, 0) === '=a');
    expect([value(0, 1), value(1, 0), value(1, 1)]).toEqual(['b', 'c', '']);
  });

  it('[EXCEL-60] keep their answers in custom XML parts, which files carry under the same ids and undo does not know', async () => {
    await open(new ExcelDocument());
    const { parts } = host.cells!;
    const [one, two] = await parts.write([
      { id: null, xml: '<a xmlns="urn:one">1 &amp; 2</a>' },
      { id: null, xml: '<b xmlns="urn:two"/>' },
    ]);
    await parts.write([{ id: one!, xml: '<a xmlns="urn:one">3</a>' }]);
    expect(await parts.read('urn:one')).toEqual([{ id: one, xml: '<a xmlns="urn:one">3</a>' }]);
    const again = ExcelDocument.open(workbook.save());
    expect(again.customXml.map(({ id }) => id).sort()).toEqual([one, two].sort());
    await parts.remove([one!, '{GONE}']);
    expect(await parts.read('urn:one')).toEqual([]);
    await expect(parts.write([{ id: null, xml: 'no xml' }])).rejects.toMatchObject({ code: 'host-failed' });
  });
});

describe('formulas of =COPILOT', () => {
  it('are found in all sheets, shown, converted, answered, and taken back', async () => {
    await open(new ExcelDocument());
    model.answer = () => 'North';
    const before = [
      ['=COPILOT("Which region?",A2:A3)'],
      ['=IFERROR(COPILOT("Any",A2,"of these"),"-")'],
      ['=LEN("COPILOT(")'],
    ];
    await enter('A2:A3', [['North'], ['South']]);
    await enter('C2:C4', before);
    await office.Excel.run(async (context) => {
      context.workbook.worksheets.add('Second').getRange('B5').formulas = [['=COPILOT("Hello")']];
      await context.sync();
    });
    expect(value(1, 2)).toEqual({ error: '#NAME?' });
    const conversion = new CopilotConversion(host);
    await conversion.find();
    expect(conversion.state).toMatchObject({ status: 'found', cellCount: 3 });
    expect(value(1, 2)).toEqual({ error: '#NAME?' });
    await conversion.convert();
    expect(conversion.state).toMatchObject({ status: 'converted', error: null });
    await until(() => value(1, 2) === 'North' && value(2, 2) === 'North');
    const second = workbook.sheetByName('Second')!;
    expect(second.grid.formula(4, 1)?.text).toBe('INKSTONE.ASK("Hello")');
    await conversion.undo();
    expect(conversion.state).toMatchObject({ status: 'idle', error: null });
    expect([1, 2, 3].map((row) => [`=${workbook.activeSheet.grid.formula(row, 2)!.text}`])).toEqual(before);
    expect(second.grid.formula(4, 1)?.text).toBe('COPILOT("Hello")');
  });
});
