/** @jest-environment jsdom */
import fc from 'fast-check';
import { ExcelDocument } from '../../../../src/emulator/excel/excel-document.ts';
import { excelRootOf, sheetOf, workbookOf } from '../../../support/excel-client.ts';

/** A sheet with everything that hangs on cells, in twenty rows. */
function furnished(): ExcelDocument {
  const document = workbookOf(
    Array.from({ length: 20 }, (_, index) => [`Item ${index}`, index, `=B${index + 1}*2`, `=SUM(B$1:B${index + 1})`]),
  );
  const root = excelRootOf(document);
  const sheet = sheetOf(document);
  const range = (address: string): ReturnType<typeof sheet.call> => sheet.call('getRange', address);
  for (const row of [3, 8, 14]) {
    range(`A${row}`).set('hyperlink', { address: `https://example.com/${row}`, textToDisplay: `Item ${row}` });
    root.at('comments').call('add', `Sheet1!B${row}`, `At ${row}`);
    range(`B${row}:C${row + 3}`)
      .at('conditionalFormats')
      .call('add', 'Custom')
      .at('custom')
      .at('rule')
      .set('formula', `=$B${row}>1`);
    range(`D${row}:E${row + 1}`).do('merge', false);
    range(`F${row}`)
      .at('format')
      .set('rowHeight', 20 + row);
    sheet.at('charts').call('add', 'Line', range(`B${row}:B${row + 4}`), 'Columns');
  }
  root.at('names').call('add', 'Middle', '=Sheet1!$B$6:$B$15');
  return document;
}

const seen = (document: ExcelDocument): unknown => {
  const { charts, comments, conditionalFormats, hyperlinks, names } = document.state;
  const sheet = document.activeSheet;
  const used = document.usedArea(sheet);
  const cells: unknown[] = [];
  for (let row = 0; row <= (used?.bottom ?? 0); row += 1)
    for (let column = 0; column <= (used?.right ?? 0); column += 1)
      cells.push([document.value(sheet, row, column), sheet.grid.formula(row, column)?.text]);
  return {
    cells,
    merges: sheet.state.merges,
    rows: [...sheet.state.rows].sort(([one], [other]) => one - other),
    names: names.map(({ formula }) => formula),
    links: hyperlinks.map(({ area, address }) => [area, address]),
    comments: comments.map(({ row, column, content }) => [row, column, content]),
    formats: conditionalFormats.map(({ areas, rule }) => [areas, rule]),
    charts: charts.map(({ place, series }) => [
      place,
      series.map(({ valuesFormula, categoriesFormula, nameFormula }) => [
        valuesFormula,
        categoriesFormula,
        nameFormula,
      ]),
    ]),
  };
};

const places = fc.uniqueArray(fc.tuple(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 2 })), {
  selector: ([row]) => row,
  minLength: 1,
  maxLength: 6,
});

test('[EXCEL-75] rows that go, or come, at several places of one request leave what they would one after the other', () => {
  fc.assert(
    fc.property(places, fc.boolean(), fc.boolean(), (chosen, isInsertion, isWhole) => {
      const move = (document: ExcelDocument): void => {
        const sorted = chosen.toSorted(([one], [other]) => (isInsertion ? one - other : other - one));
        for (const [row, count] of sorted) {
          const address = isWhole ? `${row}:${row + count - 1}` : `A${row}:F${row + count - 1}`;
          const range = sheetOf(document).call('getRange', address);
          if (isInsertion) range.call('insert', 'Down');
          else range.do('delete', 'Up');
        }
      };
      const [together, singly] = [furnished(), furnished()];
      together.heldMoves.during(() => move(together));
      move(singly);
      expect(seen(together)).toEqual(seen(singly));
    }),
    { numRuns: 40 },
  );
});
