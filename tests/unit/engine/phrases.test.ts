import { changeCase, shorten } from '../../../src/engine/phrases.ts';

describe('sentence case by rules', () => {
  it('begins each sentence with a capital, also behind a footnote or a quotation mark', () => {
    expect(changeCase('COSTS ROSE IN MAY.⟦1⟧ THE BOARD SAID “NO.” IT WAITS.', 'sentence')).toBe(
      'Costs rose in may.⟦1⟧ The board said “no.” It waits.',
    );
  });

  it('leaves acronyms alone, unless the whole text is in capitals', () => {
    expect(changeCase('The EU Asked NATO, e.g. In Brussels.', 'sentence')).toBe('The EU asked NATO, e.g. in brussels.');
    expect(changeCase('the EU and “its” courts', 'title')).toBe('The EU and “Its” Courts');
  });
});

it('shortens without a capital behind an abbreviation', () => {
  expect(shorten('We met in order to plan, e.g. the costs.')).toBe('We met to plan, e.g. the costs.');
});
