import fc from 'fast-check';
import { groupsIn, typedGroups } from '../../../src/admin/parts/group-names.ts';

describe('names of groups as they are typed', () => {
  it.each([
    ['legal, sales', ['legal', 'sales']],
    ['法务，销售、市场', ['法务', '销售', '市场']],
    [' legal ,, legal,', ['legal']],
    ['"Sales, EMEA", legal', ['Sales, EMEA', 'legal']],
    ['"the ""blue"" team"', ['the "blue" team']],
    ['a "quoted" word, b', ['a "quoted" word', 'b']],
    ['"never closed, b', ['"never closed', 'b']],
    ['', []],
  ])('%s', (typed, names) => expect(groupsIn(typed)).toEqual(names));

  it('come back as they were, whatever is in them', () => {
    const one = fc
      .oneof(fc.string(), fc.constantFrom('a,b', '"', 'x, "y"', '，', '、甲'))
      .map((text) => text.trim())
      .filter((text) => text !== '');
    fc.assert(
      fc.property(fc.uniqueArray(one, { maxLength: 5 }), (names) => {
        expect(groupsIn(typedGroups(names))).toEqual(names);
      }),
    );
  });
});
