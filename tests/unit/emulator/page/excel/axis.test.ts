import { Axis } from '../../../../../src/emulator/page/excel/axis.ts';

const axis = new Axis(
  1000,
  20,
  new Map([
    [10, 50],
    [3, 0],
  ]),
);

describe('an axis of rows', () => {
  it('places every index after those before it, whatever their sizes', () => {
    expect([axis.start(0), axis.start(3), axis.start(4), axis.start(11)]).toEqual([0, 60, 60, 230]);
    expect([axis.size(3), axis.size(10), axis.size(11)]).toEqual([0, 50, 20]);
    expect(axis.length).toBe(1000 * 20 - 20 + 30);
  });

  it('finds the index at a pixel, and never a hidden one', () => {
    expect(axis.at(0)).toBe(0);
    expect(axis.at(60)).toBe(4);
    expect(axis.at(229)).toBe(10);
    expect(axis.at(1e9)).toBe(999);
  });
});
