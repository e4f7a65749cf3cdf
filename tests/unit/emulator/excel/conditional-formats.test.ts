/** @jest-environment jsdom */
import { ConditionalLooks } from '../../../../src/emulator/excel/conditional/conditional-looks.ts';
import { ExcelDocument } from '../../../../src/emulator/excel/excel-document.ts';
import type { Client } from '../../../support/object-model-client.ts';
import { sheetOf, workbookOf } from '../../../support/excel-client.ts';
import { expectNoNewErrors } from '../../../support/validate-docx.ts';
import { readXlsx } from '../../../support/xlsx-corpus.ts';

const rows = [
  ['Name', 'Sales', 'Limit'],
  ['Ink red', 10, 15],
  ['pens', 20, 15],
  ['Ink blue', 30, 25],
  ['', -10, 0],
  ['#N/A', 50, '=1/0'],
];

function add(document: ExcelDocument, address: string, kind: string): Client {
  return sheetOf(document).call('getRange', address).at('conditionalFormats').call('add', kind);
}

/** The fill of each cell of a column, from row 2 on. */
function fills(document: ExcelDocument, column: number): (string | undefined)[] {
  const looks = new ConditionalLooks(document);
  const found = [1, 2, 3, 4, 5].map((row) => looks.at(document.activeSheet, row, column)?.fillColor);
  looks.close();
  return found;
}

function rule(
  document: ExcelDocument,
  address: string,
  kind: string,
  part: string,
  value: unknown,
  color: string,
): Client {
  // oxfmt-ignore
  const format = add(document, address, kind);
  const own = format.at(part);
  if (kind === 'Custom') own.at('rule').set('formula', value);
  else own.set('rule', value);
  own.at('format').at('fill').set('color', color);
  return format;
}

const [red, green] = ['#FF0000', '#00FF00'];

describe('conditional formats', () => {
  it('[EXCEL-34] hold by the cell’s value, by a formula that moves with the cell, by text, rank and ready-made criteria', () => {
    const holding = (kind: string, part: string, value: unknown, address = 'B2:B6'): unknown => {
      const document = workbookOf(rows);
      rule(document, address, kind, part, value, red);
      return fills(document, address.startsWith('B') ? 1 : 0).map((fill) => fill === red);
    };
    const yes = true;
    const no = false;
    expect(holding('CellValue', 'cellValue', { operator: 'GreaterThan', formula1: '=15' })).toEqual([
      no,
      yes,
      yes,
      no,
      yes,
    ]);
    expect(holding('CellValue', 'cellValue', { operator: 'Between', formula1: '=B2', formula2: '20' })).toEqual([
      yes,
      yes,
      no,
      yes,
      no,
    ]);
    expect(holding('CellValue', 'cellValue', { operator: 'LessThan', formula1: '=$C$2' })).toEqual([
      yes,
      no,
      no,
      yes,
      no,
    ]);
    expect(holding('Custom', 'custom', '=$B2>$C2')).toEqual([no, yes, yes, no, no]);
    expect(holding('ContainsText', 'textComparison', { operator: 'Contains', text: 'ink' }, 'A2:A6')).toEqual([
      yes,
      no,
      yes,
      no,
      no,
    ]);
    expect(holding('ContainsText', 'textComparison', { operator: 'BeginsWith', text: 'P' }, 'A2:A6')).toEqual([
      no,
      yes,
      no,
      no,
      no,
    ]);
    expect(holding('TopBottom', 'topBottom', { type: 'TopItems', rank: 2 })).toEqual([no, no, yes, no, yes]);
    expect(holding('TopBottom', 'topBottom', { type: 'BottomPercent', rank: 40 })).toEqual([yes, no, no, yes, no]);
    expect(holding('PresetCriteria', 'preset', { criterion: 'AboveAverage' })).toEqual([no, no, yes, no, yes]);
    expect(holding('PresetCriteria', 'preset', { criterion: 'Blanks' }, 'A2:A6')).toEqual([no, no, no, yes, no]);
    expect(holding('PresetCriteria', 'preset', { criterion: 'UniqueValues' })).toEqual([yes, yes, yes, yes, yes]);
  });

  it('[EXCEL-34] apply in the order of their priority, the first to speak of a property, and stop where one says so', () => {
    const document = workbookOf(rows);
    const low = rule(document, 'B2:B6', 'CellValue', 'cellValue', { operator: 'GreaterThan', formula1: '0' }, green);
    const high = rule(document, 'B2:B6', 'CellValue', 'cellValue', { operator: 'GreaterThan', formula1: '25' }, red);
    low.at('cellValue').at('format').at('font').set('bold', true);
    const look = (): unknown => new ConditionalLooks(document).at(document.activeSheet, 5, 1);
    expect([fills(document, 1), look()]).toEqual([[green, green, red, undefined, red], { fillColor: red, bold: true }]);
    high.set('stopIfTrue', true);
    expect(look()).toEqual({ fillColor: red });
    expect([high.value('priority'), low.value('priority')]).toEqual([0, 1]);
    low.set('priority', 0);
    expect(look()).toEqual({ fillColor: green, bold: true });
    sheetOf(document).call('getRange', 'B3:B4').at('conditionalFormats').do('clearAll');
    expect(fills(document, 1)).toEqual([green, undefined, undefined, undefined, green]);
    expect(low.call('getRanges').value('address')).toBe('Sheet1!B2,Sheet1!B5:B6');
    document.undo();
    expect(fills(document, 1)[2]).toBe(green);
  });

  it('[EXCEL-35] colour by scales, draw bars with their axis, and choose icons', () => {
    const document = workbookOf(rows);
    const scale = add(document, 'B2:B6', 'ColorScale').at('colorScale');
    expect(scale.value('threeColorScale')).toBe(true);
    scale.set('criteria', {
      minimum: { type: 'LowestValue', color: '#000000' },
      maximum: { type: 'Number', formula: '30', color: '#FFFFFF' },
    });
    expect(fills(document, 1)).toEqual(['#808080', '#BFBFBF', '#FFFFFF', '#000000', '#FFFFFF']);
    const bars = add(document, 'C2:C5', 'DataBar').at('dataBar');
    bars.at('positiveFormat').set('fillColor', '#0000FF');
    sheetOf(document)
      .call('getRange', 'C2:C5')
      .set('values', [[10], [30], [0], [-10]]);
    const looks = new ConditionalLooks(document);
    const bar = (row: number): unknown => looks.at(document.activeSheet, row, 2)?.bar;
    expect(bar(2)).toMatchObject({ from: 0.25, to: 1, axis: 0.25, color: '#0000FF' });
    expect(bar(4)).toMatchObject({ from: 0, to: 0.25, color: '#FF0000' });
    bars.set('showDataBarOnly', true);
    expect(looks.at(document.activeSheet, 1, 2)).toMatchObject({ isValueHidden: true });
    const icons = add(document, 'B2:B6', 'IconSet').at('iconSet');
    icons.set('style', 'ThreeArrows');
    expect([1, 2, 3, 4, 5].map((row) => looks.at(document.activeSheet, row, 1)?.icon?.number)).toEqual([1, 1, 1, 0, 2]);
    icons.set('reverseIconOrder', true);
    expect(looks.at(document.activeSheet, 5, 1)?.icon?.number).toBe(0);
  });

  it('[EXCEL-36] are saved as valid rules of every kind, read back the same, and follow their cells', async () => {
    const document = workbookOf(rows);
    rule(
      document,
      'B2:B6',
      'CellValue',
      'cellValue',
      { operator: 'NotBetween', formula1: '1', formula2: '=$C$2' },
      red,
    );
    rule(document, 'A2:C6', 'Custom', 'custom', '=AND($B2>1,A2<>"")', green).set('stopIfTrue', true);
    for (const operator of ['Contains', 'NotContains', 'BeginsWith', 'EndsWith'])
      rule(document, 'A2:A6', 'ContainsText', 'textComparison', { operator, text: 'a "b"' }, red);
    for (const type of ['TopItems', 'TopPercent', 'BottomItems', 'BottomPercent'])
      rule(document, 'B2:B6', 'TopBottom', 'topBottom', { type, rank: 3 }, red);
    for (const criterion of [
      'Blanks',
      'NonErrors',
      'LastMonth',
      'BelowAverage',
      'TwoStdDevAboveAverage',
      'DuplicateValues',
    ])
      rule(document, 'B2:B6', 'PresetCriteria', 'preset', { criterion }, red);
    add(document, 'B2:B6', 'ColorScale');
    add(document, 'B2:B6', 'IconSet').at('iconSet').set('style', 'FiveQuarters');
    const bar = add(document, 'C2:C6', 'DataBar').at('dataBar');
    bar.at('positiveFormat').set('gradientFill', false);
    bar.at('positiveFormat').set('borderColor', '#112233');
    bar.set('axisFormat', 'CellMidPoint');
    bar.set('lowerBoundRule', { type: 'Formula', formula: '=$B$2' });
    const looked = rule(document, 'C2:C6', 'CellValue', 'cellValue', { operator: 'EqualTo', formula1: '="x"' }, green);
    const format = looked.at('cellValue').at('format');
    format.at('font').set('color', '#010203');
    format.at('font').set('underline', 'Double');
    format.set('numberFormat', '0.000');
    format.at('borders').at('top').set('style', 'Dash');
    const bytes = document.save();
    await expectNoNewErrors(null, bytes);
    const again = ExcelDocument.open(bytes);
    const bare = ({ state }: ExcelDocument): unknown =>
      state.conditionalFormats.map(({ id: _, sheetId: __, source: ___, ...each }) => each);
    expect(bare(again)).toEqual(bare(document));
    expect(again.save()).toEqual(bytes);
    sheetOf(again).call('getRange', '1:1').do('insert', 'Down');
    const moved = ExcelDocument.open(again.save());
    expect(moved.state.conditionalFormats.find(({ rule: { kind } }) => kind === 'Custom')).toMatchObject({
      areas: [{ top: 2, bottom: 6 }],
      rule: { formula: 'AND($B3>1,A3<>"")' },
    });
  });

  it('[EXCEL-36] of another program are read, and those that are not changed stay as they were', async () => {
    const bytes = readXlsx('excel-mac-conditional.xlsx');
    const document = ExcelDocument.open(bytes);
    expect(document.state.conditionalFormats.map(({ rule: each }) => each)).toMatchObject([
      { kind: 'Custom', formula: '$B$3>5' },
      { kind: 'CellValue', operator: 'LessThan', formula1: '$B$3' },
      { kind: 'PresetCriteria', criterion: 'ThisMonth' },
      { kind: 'ContainsText', operator: 'Contains', text: 'Grain' },
    ]);
    rule(document, 'D1:D9', 'CellValue', 'cellValue', { operator: 'LessThan', formula1: '1' }, red);
    const saved = document.save();
    await expectNoNewErrors(bytes, saved);
    expect(ExcelDocument.open(saved).state.conditionalFormats).toHaveLength(5);
  });
});
