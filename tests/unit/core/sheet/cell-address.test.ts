import { cellAt } from '../../../../src/core/sheet/cell-address.ts';
import { splitAddress } from '../../../../src/host/excel/address.ts';

describe('addresses', () => {
  it.each([
    ["'Q3 plan'!B2:F14", { sheet: 'Q3 plan', range: 'B2:F14' }],
    ["'It''s'!A1", { sheet: "It's", range: 'A1' }],
    ['Sales!A1', { sheet: 'Sales', range: 'A1' }],
    ['A1:B2', { sheet: '', range: 'A1:B2' }],
  ])('are taken apart: %s', (address, parts) => {
    expect(splitAddress(address)).toEqual(parts);
  });

  it('of a cell within a range count from its corner', () => {
    expect(cellAt('Y9:AB12', 2, 3)).toBe('AB11');
  });
});
