import { cleanUpSteps, noChoices } from '../../../../../src/core/sheet/clean-up-steps.ts';
import { cleanUpOf } from '../../../../../src/core/sheet/sheet-facts.ts';
import { shownCell } from '../../../../../src/core/sheet/shown-cell.ts';
import { changesOfStep } from '../../../../../src/taskpane/features/sheet/changes-of-step.ts';
import { sheetStrings } from '../../../../../src/taskpane/features/sheet/strings.ts';
import { sheetContext } from '../../../../support/sheet-context.ts';

describe('the changes of a step as they are shown', () => {
  it('have dates as people write them, not the serial numbers that cells hold', () => {
    const rows = [
      ['Order', 'Day', 'Sum'],
      ['A-1', 45296, 180],
      ['A-2', 45297, 317],
      ['A-3', 'March 7, 2024', 20],
      ['A-1', 45296, 180],
    ];
    const sheet = sheetContext(rows, { formats: rows.map(() => ['General', 'd/m/yyyy', 'General']) }).sheet!;
    const steps = cleanUpSteps(sheet, cleanUpOf(sheet), noChoices, '');
    const words = sheetStrings('en');
    const shown = steps.flatMap((step) => changesOfStep(sheet, step, words).changes);
    expect(shown.map(({ before, note }) => [before, note])).toEqual([
      ['March 7, 2024', '2024-03-07'],
      ['A-1 | 2024-01-05 | 180', 'removed; row 2 stays'],
    ]);
  });

  it.each([
    [45296.75, 'yyyy-mm-dd hh:mm', '2024-01-05 18:00'],
    [45296.99999, 'd/m/yy h:mm', '2024-01-06 00:00'],
    [0.5, 'h:mm', '12:00'],
    [45296, 'mmm yyyy', '2024-01'],
    [45296, '#,##0', 45296],
    [-1, 'yyyy-mm-dd', -1],
    ['45296', 'yyyy-mm-dd', '45296'],
    [null, 'yyyy-mm-dd', ''],
  ])('show %p in the format %p as %p', (cell, format, shown) => {
    expect(shownCell(cell, format)).toBe(shown);
  });
});
