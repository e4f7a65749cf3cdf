/** @jest-environment jsdom */
import type { ExcelDocument } from '../../../../src/emulator/excel/excel-document.ts';
import type { Client } from '../../../support/object-model-client.ts';
import { excelRootOf, sheetOf, valuesAt, workbookOf } from '../../../support/excel-client.ts';

const rows = [
  ['Region', 'Product', 'Year', 'Sales', 'Note'],
  ['North', 'Pens', 2024, 10, 'a'],
  ['South', 'Ink', 2024, 5, 'b'],
  ['North', 'Ink', 2025, 20, ''],
  ['south', 'Pens', 2025, 7, 'c'],
  ['North', 'Pens', 2025, 1, 'd'],
];

function pivotOf(document: ExcelDocument, destination = 'G3'): Client {
  return sheetOf(document).at('pivotTables').call('add', 'Summary', 'A1:E6', destination);
}

function put(pivot: Client, axis: 'row' | 'column' | 'filter' | 'data', name: string): Client {
  const hierarchy = pivot.at('hierarchies').call('getItemOrNullObject', name);
  return pivot.at(`${axis}Hierarchies`).call('add', hierarchy);
}

function shown(pivot: Client): unknown {
  return pivot.at('layout').call('getRange').value('values');
}

describe('a pivot table', () => {
  it('[EXCEL-29] groups records by its rows and columns, sums them, and totals both, with the labels that Excel writes', () => {
    const document = workbookOf(rows);
    const pivot = pivotOf(document);
    expect(pivot.at('layout').call('getRange').value('address')).toBe('Sheet1!G3:I20');
    put(pivot, 'row', 'Region');
    put(pivot, 'data', 'Sales');
    // Texts are one item whatever their case, named as they came first.
    expect(shown(pivot)).toEqual([
      ['Row Labels', 'Sum of Sales'],
      ['North', 31],
      ['South', 12],
      ['Grand Total', 43],
    ]);
    put(pivot, 'column', 'Year');
    expect(shown(pivot)).toEqual([
      ['Sum of Sales', 'Column Labels', '', ''],
      ['Row Labels', 2024, 2025, 'Grand Total'],
      ['North', 10, 21, 31],
      ['South', 5, 7, 12],
      ['Grand Total', 15, 28, 43],
    ]);
    const layout = pivot.at('layout');
    const address = (method: string): unknown => layout.call(method).value('address');
    expect([address('getRowLabelRange'), address('getColumnLabelRange'), address('getDataBodyRange')]).toEqual([
      'Sheet1!G4:G7',
      'Sheet1!H3:J4',
      'Sheet1!H5:J7',
    ]);
    const second = put(pivot, 'data', 'Note');
    expect(second.value('name')).toBe('Count of Note');
    expect(shown(pivot)).toEqual([
      ['', 'Column Labels', '', '', '', '', ''],
      ['', 2024, '', 2025, '', 'Total Sum of Sales', 'Total Count of Note'],
      ['Row Labels', 'Sum of Sales', 'Count of Note', 'Sum of Sales', 'Count of Note', '', ''],
      ['North', 10, 1, 21, 1, 31, 2],
      ['South', 5, 1, 7, 1, 12, 2],
      ['Grand Total', 15, 2, 28, 2, 43, 4],
    ]);
  });

  it('[EXCEL-29] computes every function and the shares of the whole, of a row and of a column', () => {
    const document = workbookOf([
      ['Kind', 'Half', 'Value'],
      ['a', 1, 2],
      ['a', 2, 4],
      ['a', 2, 9],
      ['b', 1, 5],
    ]);
    const pivot = sheetOf(document).at('pivotTables').call('add', 'P', 'A1:C5', 'F1');
    put(pivot, 'row', 'Kind');
    const data = put(pivot, 'data', 'Value');
    const values = Object.fromEntries(
      [
        'Sum',
        'Count',
        'Average',
        'Max',
        'Min',
        'Product',
        'CountNumbers',
        'StandardDeviation',
        'StandardDeviationP',
        'Variance',
        'VarianceP',
      ].map((by) => {
        data.set('summarizeBy', by);
        const [, [, a], [, b]] = shown(pivot) as [unknown, [unknown, number], [unknown, number]];
        return [by, [typeof a === 'number' ? Number(a.toFixed(4)) : a, b]];
      }),
    );
    expect(values).toEqual({
      Sum: [15, 5],
      Count: [3, 1],
      Average: [5, 5],
      Max: [9, 5],
      Min: [2, 5],
      Product: [72, 5],
      CountNumbers: [3, 1],
      StandardDeviation: [3.6056, '#DIV/0!'],
      StandardDeviationP: [2.9439, 0],
      Variance: [13, '#DIV/0!'],
      VarianceP: [8.6667, 0],
    });
    data.do('setToDefault');
    put(pivot, 'column', 'Half');
    const share = (calculation: string): unknown => {
      data.set('showAs', { calculation });
      return (shown(pivot) as unknown[][]).slice(2).map((row) => row.slice(1));
    };
    expect(share('PercentOfGrandTotal')).toEqual([
      [0.1, 0.65, 0.75],
      [0.25, 0, 0.25],
      [0.35, 0.65, 1],
    ]);
    expect(share('PercentOfRowTotal')).toEqual([
      [2 / 15, 13 / 15, 1],
      [1, 0, 1],
      [0.35, 0.65, 1],
    ]);
    expect(share('PercentOfColumnTotal')).toEqual([
      [2 / 7, 1, 0.75],
      [5 / 7, 0, 0.25],
      [1, 1, 1],
    ]);
    expect(sheetOf(document).call('getRange', 'G3').value('text')).toEqual([['28.57%']]);
    expect(() => data.set('showAs', { calculation: 'RunningTotal' })).toThrow('not computed here');
  });

  it('[EXCEL-30] lays items within items out compactly, in outline or as a table, with subtotals above, below or not at all', () => {
    const document = workbookOf(rows);
    const pivot = pivotOf(document);
    put(pivot, 'row', 'Region');
    put(pivot, 'row', 'Product');
    put(pivot, 'data', 'Sales');
    expect(shown(pivot)).toEqual([
      ['Row Labels', 'Sum of Sales'],
      ['North', 31],
      ['Ink', 20],
      ['Pens', 11],
      ['South', 12],
      ['Ink', 5],
      ['Pens', 7],
      ['Grand Total', 43],
    ]);
    expect(sheetOf(document).call('getRange', 'G5').at('format').value('indentLevel')).toBe(1);
    const layout = pivot.at('layout');
    layout.set('subtotalLocation', 'AtBottom');
    expect((shown(pivot) as unknown[][]).slice(1, 5)).toEqual([
      ['North', ''],
      ['Ink', 20],
      ['Pens', 11],
      ['North Total', 31],
    ]);
    layout.set('layoutType', 'Tabular');
    expect(shown(pivot)).toEqual([
      ['Region', 'Product', 'Sum of Sales'],
      ['North', 'Ink', 20],
      ['', 'Pens', 11],
      ['North Total', '', 31],
      ['South', 'Ink', 5],
      ['', 'Pens', 7],
      ['South Total', '', 12],
      ['Grand Total', '', 43],
    ]);
    layout.set('layoutType', 'Outline');
    layout.set('subtotalLocation', 'Off');
    layout.set('showColumnGrandTotals', false);
    expect(shown(pivot)).toEqual([
      ['Region', 'Product', 'Sum of Sales'],
      ['North', '', ''],
      ['', 'Ink', 20],
      ['', 'Pens', 11],
      ['South', '', ''],
      ['', 'Ink', 5],
      ['', 'Pens', 7],
    ]);
  });

  it('[EXCEL-31] sorts, leaves items out, and filters above the report, which makes room for its filters', () => {
    const document = workbookOf(rows);
    const pivot = pivotOf(document, 'G1');
    const region = put(pivot, 'row', 'Region');
    const sales = put(pivot, 'data', 'Sales');
    const field = region.at('fields').call('getItemOrNullObject', 'Region');
    field.do('sortByLabels', 'Descending');
    expect((shown(pivot) as unknown[][]).map(([label]) => label)).toEqual([
      'Row Labels',
      'South',
      'North',
      'Grand Total',
    ]);
    field.do('sortByValues', 'Descending', sales);
    expect((shown(pivot) as unknown[][]).map(([label]) => label)).toEqual([
      'Row Labels',
      'North',
      'South',
      'Grand Total',
    ]);
    const year = put(pivot, 'filter', 'Year').at('fields').call('getItemOrNullObject', 'Year');
    expect(pivot.at('layout').call('getFilterAxisRange').value('address')).toBe('Sheet1!G1:H1');
    expect(valuesAt(document, 'G1:H4')).toEqual([
      ['Year', '(All)'],
      ['', ''],
      ['Row Labels', 'Sum of Sales'],
      ['North', 31],
    ]);
    year.do('applyFilter', { manualFilter: { selectedItems: ['2024'] } });
    expect(valuesAt(document, 'G1:H6')).toEqual([
      ['Year', 2024],
      ['', ''],
      ['Row Labels', 'Sum of Sales'],
      ['North', 10],
      ['South', 5],
      ['Grand Total', 15],
    ]);
    expect(year.do('isFiltered')).toBe(true);
    year.do('clearAllFilters');
    field.at('items').call('getItemOrNullObject', 'South').set('visible', false);
    expect((shown(pivot) as unknown[][]).slice(1)).toEqual([
      ['North', 31],
      ['Grand Total', 31],
    ]);
    expect(() => field.at('items').call('getItemOrNullObject', 'North').set('visible', false)).toThrow('At least one');
  });

  it('[EXCEL-32] shows what was read at its last refresh, follows a table that grew, and is undone whole', () => {
    const document = workbookOf(rows);
    const sheet = sheetOf(document);
    sheet.at('tables').call('add', 'A1:E6', true).set('name', 'Orders');
    const before = document.undoDepth;
    const pivot = document.transact('one', () => {
      const made = sheet.at('pivotTables').call('add', 'P', 'Orders', 'G3');
      put(made, 'row', 'Region');
      put(made, 'data', 'Sales');
      return made;
    });
    expect([pivot.do('getDataSourceType'), pivot.do('getDataSourceString')]).toEqual(['LocalTable', 'Orders']);
    sheet
      .at('tables')
      .call('getItemOrNullObject', 'Orders')
      .at('rows')
      .do('add', null, [['West', 'Ink', 2025, 100, '']]);
    expect((shown(pivot) as unknown[][]).at(-1)).toEqual(['Grand Total', 43]);
    pivot.do('refresh');
    expect((shown(pivot) as unknown[][]).slice(1)).toEqual([
      ['North', 31],
      ['South', 12],
      ['West', 100],
      ['Grand Total', 143],
    ]);
    while (document.undoDepth > before) document.undo();
    expect([document.state.pivotTables, valuesAt(document, 'G3:H7')]).toEqual([[], Array(5).fill(['', ''])]);
    document.redo();
    expect(valuesAt(document, 'G6:H6')).toEqual([['Grand Total', 43]]);
  });

  it('[EXCEL-32] is written in by nobody else, covers nothing, and moves as a whole', () => {
    const document = workbookOf(rows);
    const pivot = pivotOf(document);
    put(pivot, 'row', 'Region');
    put(pivot, 'data', 'Sales');
    const sheet = sheetOf(document);
    expect(() => sheet.call('getRange', 'H4').set('values', [[1]])).toThrow('affect a PivotTable');
    expect(() => sheet.call('getRange', 'G5:H5').do('delete', 'Up')).toThrow('PivotTable');
    expect(() => sheet.at('pivotTables').call('add', 'Summary', 'A1:E6', 'L1')).toThrow('already');
    expect(() => sheet.at('pivotTables').call('add', 'Other', 'A1:E6', 'F2')).toThrow('cannot overlap');
    expect(() => sheet.at('pivotTables').call('add', 'Third', 'A1:F6', 'L1')).toThrow('field name is not valid');
    sheet.call('getRange', 'I3').set('values', [['in the way']]);
    expect(() => put(pivot, 'column', 'Year')).toThrow('write over cells');
    sheet.call('getRange', 'A1:A2').call('getEntireRow').do('insert', 'Down');
    expect(pivot.at('layout').call('getRange').value('address')).toBe('Sheet1!G5:H8');
    pivot.do('refresh');
    expect((shown(pivot) as unknown[][]).at(-1)).toEqual(['Grand Total', 43]);
    expect(
      sheet
        .call('getRange', 'G1:G20')
        .call('getPivotTables')
        .items.map((each) => each.value('name')),
    ).toEqual(['Summary']);
    pivot.do('delete');
    expect(valuesAt(document, 'G5:H8')).toEqual(Array(4).fill(['', '']));
    expect(excelRootOf(document).at('pivotTables').do('getCount')).toBe(0);
  });
});
