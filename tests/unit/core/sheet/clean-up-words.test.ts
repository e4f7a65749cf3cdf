import { asksForCleanUp } from '../../../../src/core/sheet/clean-up-words.ts';

describe('free words that ask for a clean-up', () => {
  it.each([
    'split the name column',
    'Please split column B by comma',
    'remove duplicates',
    'can you delete the duplicate rows?',
    'dedupe this table',
    'clean up this table',
    'trim the spaces',
    '把姓名列拆分成两列',
    '请删除重复的行',
    '去重',
    '整理一下数据',
  ])('lead to its plan: %s', (words) => expect(asksForCleanUp(words)).toBe(true));

  it.each([
    'How many duplicates are there?',
    'split revenue by region',
    'Which rows are duplicates?',
    'what is the cleanest region',
    'summarise the name column',
    '有多少重复的行？',
    '哪个地区的收入最高',
  ])('and questions do not: %s', (words) => expect(asksForCleanUp(words)).toBe(false));
});
