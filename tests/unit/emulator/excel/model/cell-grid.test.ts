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

it('finds what is used within an area alone, with or without formats', () => {
  const grid = new CellGrid();
  grid.setValue(10, 1, 'a');
  grid.setValue(20_000, 2, 'b');
  grid.setStyle(30, 4, 1);
  grid.setFormula(40, 1, { text: 'A1', isDynamic: true });
  const all = { top: 0, left: 0, bottom: 1_048_575, right: 16_383 };
  expect(grid.usedWithin(all, true)).toEqual({ top: 10, left: 1, bottom: 20_000, right: 2 });
  expect(grid.usedWithin({ top: 0, left: 0, bottom: 50, right: 9 }, false)).toEqual({
    top: 10,
    left: 1,
    bottom: 40,
    right: 4,
  });
  expect(grid.usedWithin({ top: 0, left: 0, bottom: 50, right: 9 }, true)).toEqual({
    top: 10,
    left: 1,
    bottom: 40,
    right: 1,
  });
  expect(grid.usedWithin({ top: 41, left: 0, bottom: 50, right: 9 }, true)).toBeNull();
});

it('visits the cells of an area that hold a value or a formula without one', () => {
  const grid = new CellGrid();
  for (let row = 0; row < 100; row += 1) grid.setFormula(row, 0, { text: 'B1', isDynamic: true });
  grid.setValue(3, 0, 7);
  const visited: unknown[] = [];
  grid.eachValue({ top: 2, left: 0, bottom: 4, right: 0 }, (row, _, value) => visited.push([row, value]));
  expect(visited).toEqual([
    [3, 7],
    [2, null],
    [4, null],
  ]);
});
