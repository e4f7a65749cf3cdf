import { checkDraft } from '../../../../../src/core/sheet/sheet-facts.ts';
import { markNumbers, splitMarked } from '../../../../../src/taskpane/features/sheet/marked-numbers.ts';
import { sheetContext } from '../../../../support/sheet-context.ts';

const sheet = sheetContext([
  ['City', 'Visitors'],
  ['Bern', 120],
  ['Graz', 340],
]).sheet!;

describe('numbers that are marked in a text', () => {
  const checked = checkDraft(sheet, 'Graz had 340 visitors and Bern had 121.');

  it('are found again between the words, in their order', () => {
    expect(splitMarked(markNumbers(checked))).toEqual([
      { text: 'Graz had ' },
      { text: '340', number: 0 },
      { text: ' visitors and Bern had ' },
      { text: '121', number: 1 },
      { text: '.' },
    ]);
  });

  it('leave a text without numbers as it is', () => {
    expect(splitMarked('No numbers here.')).toEqual([{ text: 'No numbers here.' }]);
  });
});
