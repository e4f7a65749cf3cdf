import { cite } from '../../../../src/bot/chat/cite.ts';

const passage = (text: string) => ({ text, style: '', styleBuiltIn: 'Normal', outlineLevel: 0 });
const passages = [
  passage('The board approved the budget of 40,000 euros on Thursday.'),
  passage('Heavy rain delayed the opening of the bridge by two weeks.'),
  passage('董事会批准了四万欧元的预算，大桥推迟开放。'),
];

describe('citations', () => {
  it('stand with the sentences that a passage bears out', () => {
    const { text, citations } = cite(
      '- The budget of 40,000 euros was approved.\n- Rain delayed the bridge opening by two weeks.',
      passages,
    );
    expect(text).toBe(
      '- The budget of 40,000 euros was approved [1].\n- Rain delayed the bridge opening by two weeks [2].',
    );
    expect(citations.map(({ paragraph }) => paragraph)).toEqual([1, 2]);
    expect(citations[0]!.abstract).toBe(passages[0]!.text);
  });

  it('do not stand where a number is another, or the words are not of the file', () => {
    const { text, citations } = cite(
      'The board approved a budget of 50,000 euros. Penguins prefer colder weather generally.',
      passages,
    );
    expect(text).not.toContain('[');
    expect(citations).toEqual([]);
  });

  it('stand in Chinese', () => {
    expect(cite('董事会批准了预算，大桥推迟开放。', passages).text).toBe('董事会批准了预算，大桥推迟开放 [1]。');
  });
});
