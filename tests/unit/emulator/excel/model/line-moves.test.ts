import { shiftArea, type Band } from '../../../../../src/emulator/excel/formula/move-references.ts';
import type { Area } from '../../../../../src/emulator/excel/model/address.ts';
import { LineMoves, movedItems, type LineMove } from '../../../../../src/emulator/excel/model/line-moves.ts';

const band: Band = { sheet: 'S', axis: 'rows', from: 0, to: 9 };
const removed: LineMove[] = [
  { at: 2, by: -1 },
  { at: 4, by: -3 },
  { at: 7, by: -1 },
  { at: 20, by: -2 },
];
const added: LineMove[] = [
  { at: 0, by: 1 },
  { at: 4, by: 3 },
  { at: 4, by: 1 },
  { at: 20, by: 2 },
];

describe.each([
  ['that went', removed],
  ['that came', added],
])('[EXCEL-12] rows %s at several places', (_, moves) => {
  const lines = new LineMoves(moves);
  /** The last first, so that those before it stand where they stood. */
  const oneByOne = (area: Area): Area | null =>
    moves.toReversed().reduce<Area | null>((moved, move) => moved && shiftArea(moved, { ...band, ...move }), area);

  it('move an area as they would one by one', () => {
    for (let top = 0; top < 26; top += 1) {
      for (let bottom = top; bottom < 26; bottom += 1) {
        const area: Area = { top, bottom, left: 1, right: 2 };
        expect([top, bottom, shiftArea(area, { ...band, lines })]).toEqual([top, bottom, oneByOne(area)]);
      }
    }
  });

  it('move what stands in them as they would one by one', () => {
    const items = Array.from({ length: 24 }, (__, row) => row);
    const moved = movedItems(items, lines, -1);
    for (const row of items) {
      const area = oneByOne({ top: row, bottom: row, left: 1, right: 2 });
      expect(lines.line(row)).toBe(area?.top ?? null);
      if (area) expect(moved[area.top]).toBe(row);
      else expect(moved).not.toContain(row);
    }
    expect(moved).toHaveLength(moves.reduce((count, { by }) => count + by, 24));
  });
});
