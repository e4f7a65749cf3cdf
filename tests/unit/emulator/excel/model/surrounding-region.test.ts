import { parseArea, areaName } from '../../../../../src/emulator/excel/model/address.ts';
import { CellGrid } from '../../../../../src/emulator/excel/model/cell-grid.ts';
import { surroundingRegion } from '../../../../../src/emulator/excel/model/surrounding-region.ts';

function regionAround(grid: CellGrid, address: string): string {
  return areaName(surroundingRegion(grid, parseArea(address)!));
}

function gridOf(...addresses: string[]): CellGrid {
  const grid = new CellGrid();
  for (const address of addresses) {
    const { top, left, bottom, right } = parseArea(address)!;
    for (let row = top; row <= bottom; row += 1)
      for (let column = left; column <= right; column += 1) grid.setValue(row, column, 1);
  }
  return grid;
}

it('goes as far as cells touch one another, at corners too', () => {
  const grid = gridOf('B2:C4', 'D5:F5', 'G6', 'A9', 'I1:I9');
  expect(regionAround(grid, 'C3')).toBe('B2:G6');
  expect(regionAround(grid, 'A1')).toBe('A1:G6');
  expect(regionAround(grid, 'A9')).toBe('A9');
  expect(regionAround(grid, 'I4')).toBe('I1:I9');
});

it('takes in what a side that grew later comes to touch', () => {
  // Down, right, up, left and down again around an empty middle.
  const grid = gridOf('E5:E9', 'F10:J10', 'K1:K9', 'A1:J1', 'A2:A20');
  expect(regionAround(grid, 'E5')).toBe('A1:K20');
});

it('is one empty cell where nothing is beside it, at the edges of the sheet as elsewhere', () => {
  expect(regionAround(new CellGrid(), 'C3')).toBe('C3');
  expect(regionAround(gridOf('A1'), 'XFD1048576')).toBe('XFD1048576');
  expect(regionAround(gridOf('XFC1048575:XFD1048576'), 'XFD1048576')).toBe('XFC1048575:XFD1048576');
});

it('looks at each cell beside the region once or twice, however long a table or a diagonal is', () => {
  const table = gridOf('A1:D20000');
  const diagonal = new CellGrid();
  for (let index = 0; index < 500; index += 1) diagonal.setValue(index, index, 1);
  const holdsValue = jest.spyOn(CellGrid.prototype, 'holdsValue');
  const cellsSeen = (): number =>
    holdsValue.mock.calls.reduce(
      (sum, [{ top, left, bottom, right }]) => sum + (bottom - top + 1) * (right - left + 1),
      0,
    );
  expect(regionAround(table, 'B7000')).toBe('A1:D20000');
  // All of its four columns, and a column and a row beside it.
  expect(cellsSeen()).toBeLessThan(2 * 6 * 20_000);
  holdsValue.mockClear();
  expect(surroundingRegion(diagonal, parseArea('A1')!)).toEqual({ top: 0, left: 0, bottom: 499, right: 499 });
  // All cells between its corners; two sides of 500 regions that are looked at anew would be twice that.
  expect(cellsSeen()).toBeLessThan(1.1 * 500 * 500);
  holdsValue.mockRestore();
});
