import { checkDraft } from '../../../../../src/core/sheet/sheet-facts.ts';
import { sheetContext } from '../../../../support/sheet-context.ts';

const sheet = sheetContext([
  ['Month', 'Region', 'Revenue'],
  ['2026-01', 'North', 120],
  ['2026-01', 'South', 340],
  ['2026-02', 'North', 150],
  ['2026-02', 'South', 360],
]).sheet!;

describe('a number beside the address of a cell', () => {
  it.each([
    'Revenue of South is 360 in C5.',
    '南区收入为360（C5）。',
    'C5 is 360.',
    'It divides by C5, which holds 360.',
    'It reads C5 (currently 360).',
    '它引用C5，其值为360。',
  ])('is that cell’s: %s', (draft) => {
    const [number] = checkDraft(sheet, draft).numbers;
    expect(number).toMatchObject({ status: 'verified', finding: { sources: [{ sheet: 'Sales', range: 'C5' }] } });
  });

  it('is not looked for in the name of an error', () => {
    expect(checkDraft(sheet, 'C2 shows #DIV/0! as it divides by nothing.').numbers).toEqual([]);
  });

  it('is flagged with what the cell holds where it holds something else', () => {
    const [number] = checkDraft(sheet, 'Revenue of South is 365 in C5.').numbers;
    expect(number).toMatchObject({ status: 'unverified', nearest: { value: 360 } });
  });
});
