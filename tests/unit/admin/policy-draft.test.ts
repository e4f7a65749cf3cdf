import { describePolicy } from '../../../src/admin/policies/describe-policy.ts';
import { fromDraft, placeRow, toDraft } from '../../../src/admin/policies/policy-draft.ts';
import type { Policy } from '../../../src/protocol/policy.ts';

const offered = { models: ['small', 'large'], commands: ['shorten', 'translate'] };
const plain: Policy = {
  group: 'legal',
  localOnly: false,
  featuresOff: [],
  priority: 'normal',
  perPerson: {},
  wholeGroup: {},
};
const full: Policy = {
  group: 'legal',
  models: ['small', 'qwen*'],
  commands: ['shorten', 'ask-cell'],
  surfaces: ['word', 'teams'],
  localOnly: true,
  featuresOff: ['history'],
  instructions: 'Be brief.',
  priority: 'high',
  auditContent: false,
  perPerson: { tokensPerDay: 400_000, requestsPerHour: 30 },
  wholeGroup: { tokensPerDay: 1_000_000, tokensPerHour: 5, requestsPerDay: 6 },
};

describe('a policy in the form', () => {
  it.each([
    ['with nothing set', plain],
    ['with everything set', full],
  ])('comes out as it went in, %s', (_name, policy) => {
    expect(fromDraft(toDraft(policy, offered), [])).toEqual({ policy, problems: [] });
  });

  it('keeps ids that it has no box for', () => {
    expect(toDraft(full, offered).models).toEqual({ isLimited: true, chosen: ['small'], more: 'qwen*' });
  });

  it('takes numbers as people write them', () => {
    const draft = toDraft(plain, offered);
    const read = fromDraft({ ...draft, perPerson: { ...draft.perPerson, tokensPerDay: ' 400,000 ' } }, []);
    expect(read).toMatchObject({ policy: { perPerson: { tokensPerDay: 400_000 } } });
  });

  it('says all that is wrong at once', () => {
    const draft = toDraft(plain, offered);
    const none = { isLimited: true, chosen: [], more: ' , ' };
    const read = fromDraft(
      {
        ...draft,
        group: 'board',
        models: none,
        commands: none,
        surfaces: none,
        instructions: 'x'.repeat(4001),
        perPerson: { ...draft.perPerson, tokensPerDay: '1.5' },
        wholeGroup: { ...draft.wholeGroup, requestsPerHour: '0' },
      },
      ['board'],
    );
    expect(read.problems).toEqual([
      'group-taken',
      'models-none',
      'commands-none',
      'surfaces-none',
      'instructions-long',
      'number-perPerson-tokensPerDay',
      'number-wholeGroup-requestsPerHour',
    ]);
  });

  it('is told in plain words, in both languages', () => {
    expect(describePolicy(plain, 'en')).toEqual(['Everything is allowed, without limits']);
    expect(describePolicy(full, 'en')).toContain('Limits for each person: Tokens a day 400,000; Requests an hour 30');
    expect(describePolicy(full, 'zh').join()).not.toMatch(/[A-Za-z]{3,} [a-z]{3,}(?! brief)/);
  });
});

describe('a row among the others', () => {
  const row = (group: string): Policy => ({ ...plain, group });
  const names = (rows: readonly Policy[]): string[] => rows.map(({ group }) => group);

  it('stands last when it is new, but before the one for everybody else', () => {
    expect(names(placeRow([row('a'), row('*')], row('b'), null))).toEqual(['a', 'b', '*']);
  });

  it('stays where it was when it is edited, under a new name too', () => {
    expect(names(placeRow([row('a'), row('b'), row('*')], row('c'), 'a'))).toEqual(['c', 'b', '*']);
  });

  it('goes to the end when it becomes the one for everybody else', () => {
    expect(names(placeRow([row('a'), row('b')], row('*'), 'a'))).toEqual(['b', '*']);
  });
});
