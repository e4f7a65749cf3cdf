import { CellGrid } from '../../../../../src/emulator/excel/model/cell-grid.ts';

it('measures its used area again when a value comes past the end of a column, or in a new one', () => {
  const grid = new CellGrid();
  grid.setValue(0, 0, 'a');
  expect(grid.usedArea()).toEqual({ top: 0, left: 0, bottom: 0, right: 0 });
  grid.setValue(4, 0, 1);
  expect(grid.usedArea()).toEqual({ top: 0, left: 0, bottom: 4, right: 0 });
  grid.setValue(2, 3, 1);
  expect(grid.usedArea()).toEqual({ top: 0, left: 0, bottom: 4, right: 3 });
  grid.setValue(2, 3, null);
  expect(grid.usedArea()).toEqual({ top: 0, left: 0, bottom: 4, right: 0 });
});
