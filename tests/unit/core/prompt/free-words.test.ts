import type { DocumentContext } from '../../../../src/core/document/context.ts';
import { writingCommandSet } from '../../../../src/core/prompt/commands.ts';

const passages = [{ text: 'The invoices has been late.', style: '', styleBuiltIn: 'Normal', outlineLevel: 0 }];
const commandFor = (words: string, isCaret = false): string => {
  const context = {
    isCaret,
    selection: passages,
    whole: passages,
    before: passages,
    size: { characters: 27 },
    after: [],
  } as unknown as DocumentContext;
  return writingCommandSet.forPrompt(context, words).id;
};

describe('what is typed in Word', () => {
  it.each([
    ['Summarise this', 'summarise'],
    ['please summarize the whole document', 'summarise'],
    ['请总结一下这段话', 'summarise'],
    ['fix the grammar', 'fix-grammar'],
    ['检查错别字', 'fix-grammar'],
    ['shorten this paragraph', 'shorten'],
    ['Make it shorter.', 'shorten'],
    ['key points', 'key-points'],
  ])('leads to the command that does it and nothing more: %s', (words, id) => expect(commandFor(words)).toBe(id));

  it('is about the whole document at a caret, or wants a selection first', () => {
    expect(commandFor('summarise', true)).toBe('summarise');
    expect(commandFor('fix the grammar', true)).toBe('fix-grammar');
  });

  it.each([
    'summarise the risks for a lawyer',
    'shorten the second sentence and make it friendlier',
    'Is the grammar right?',
    '总结一下对客户的影响',
  ])('is a request of its own where it says more: %s', (words) => {
    expect(commandFor(words)).toBe('custom');
    expect(commandFor(words, true)).toBe('draft');
  });
});
