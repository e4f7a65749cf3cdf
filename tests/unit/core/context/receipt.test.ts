import { describeSending, estimateDocumentTokens } from '../../../../src/core/context/receipt.ts';
import { countWords, summariseCapture } from '../../../../src/core/context/capture-summary.ts';
import { findCommand } from '../../../../src/core/prompt/commands.ts';
import type { PromptInput } from '../../../../src/core/prompt/writing-command.ts';
import { caret, doc, heading, item, p, table } from '../../../support/document-context.ts';

const context = doc([p('Only these words are selected here.', { selected: { start: 5, end: 16 } })], {
  title: 'Plan',
  headingPath: ['One', 'Two'],
  before: [p('Before.')],
  after: [p('After.')],
  whole: [heading(1, 'One'), p('Before.'), p('Only these words are selected here.'), p('After.'), p('The end.')],
});

const input = (rest: Partial<PromptInput> = {}): PromptInput => ({
  context,
  instruction: '',
  options: {},
  replyLanguage: 'auto',
  customInstructions: '',
  tokenBudget: 4000,
  scope: 'surroundings',
  ...rest,
});
const sent = (id: string, rest: Partial<PromptInput> = {}) =>
  describeSending(findCommand(id)!, input(rest)).items.map(({ kind, excerpt }) => `${kind}: ${excerpt}`);

describe('describeSending', () => {
  it('lists what goes with the surroundings', () => {
    expect(sent('rewrite', { instruction: 'nicer' })).toEqual([
      'title: Plan',
      'headings: One › Two',
      'before: Before. Only',
      'selection: these words',
      'after: are selected here. After.',
      'instruction: nicer',
    ]);
  });

  it('lists the selection alone', () => {
    expect(sent('rewrite', { scope: 'selection' })).toEqual([
      'title: Plan',
      'headings: One › Two',
      'selection: these words',
    ]);
  });

  it('lists the whole document', () => {
    expect(sent('rewrite', { scope: 'document' })).toContain(
      'document: # One Before. Only these words are selected here. After. The end.',
    );
  });

  it('agrees with what the prompt really holds', () => {
    for (const scope of ['selection', 'surroundings', 'document'] as const) {
      const prompt = findCommand('rewrite')!.buildPrompt(input({ scope })).messages[1]!.content;
      expect(prompt.includes('The end.')).toBe(scope === 'document');
      expect(sent('rewrite', { scope }).join().includes('The end.')).toBe(scope === 'document');
    }
  });

  it('says what does not fit', () => {
    const before = Array.from({ length: 50 }, () => p('A neighbour of no interest to anybody who reads it.'));
    expect(
      describeSending(findCommand('rewrite')!, input({ context: { ...context, before }, tokenBudget: 900 }))
        .passagesLeftOut,
    ).toBeGreaterThan(20);
    expect(describeSending(findCommand('rewrite')!, input({ tokenBudget: 10 })).overflow).toBe(true);
  });

  it('guesses the size of a document that was not read', () => {
    expect(estimateDocumentTokens(doc([p('x')], { size: { characters: 1000, paragraphs: 3 }, language: 'zh' }))).toBe(
      720,
    );
    expect(estimateDocumentTokens(context)).toBeGreaterThan(10);
  });
});

describe('summariseCapture', () => {
  it('counts words as Word does', () => {
    expect(countWords('Word 2024 counts 人工智能 as four.')).toBe(9);
  });

  it('describes a selection', () => {
    expect(summariseCapture(context)).toMatchObject({
      kind: 'selection',
      words: 2,
      characters: 11,
      paragraphs: 1,
      excerpt: 'these words',
      place: 'text',
    });
  });

  it('describes a caret and an empty document', () => {
    expect(summariseCapture(caret('Some text', 4))).toMatchObject({ kind: 'caret', words: 0, excerpt: 'Some text' });
    expect(summariseCapture(caret())).toMatchObject({ kind: 'empty', excerpt: '' });
  });

  it('knows the place', () => {
    expect(
      [doc([item('a')]), doc(table(['a'])), doc([heading(2, 'a')])].map((each) => summariseCapture(each).place),
    ).toEqual(['list', 'table', 'heading']);
  });
});
