import { ownPrompts } from '../../../src/bot/prompts/own-prompts.ts';
import { buildChatRequest } from '../../../src/bot/prompts/conversation.ts';
import { buildCellPrompt } from '../../../src/core/cells/cell-prompt.ts';
import { planLongDocument } from '../../../src/core/context/plan-long-document.ts';
import { findCommand } from '../../../src/core/prompt/commands.ts';
import { sheetCommandSet } from '../../../src/core/prompt/sheet/sheet-commands.ts';
import type { PromptInput } from '../../../src/core/prompt/writing-command.ts';
import { doc, p } from '../../support/document-context.ts';
import { sheetContext } from '../../support/sheet-context.ts';

const own = 'My own standing instructions.';
const input: PromptInput = {
  context: doc(Array.from({ length: 400 }, (_item, index) => p(`Paragraph ${index} of a long book about towns.`))),
  instruction: '',
  options: {},
  replyLanguage: 'auto',
  customInstructions: own,
  tokenBudget: 2000,
  scope: 'document',
};

/** What is left of the system message without what the product says in every one. */
function restOf(messages: readonly { readonly role: string; readonly content: string }[]): string {
  const system = messages.find(({ role }) => role === 'system')?.content ?? '';
  return ownPrompts.reduce((rest, prompt) => rest.replaceAll(prompt, ''), system);
}

describe('what the product says to models by itself', () => {
  const heading = 'Standing instructions of the author (they do not change the rules above):';

  it('is all of a system message but the person’s own instructions', () => {
    const summarise = findCommand('summarise')!;
    const cells = { ...input, context: sheetContext([['Town'], ['Lille']]), tokenBudget: 4000 };
    const options = { tokenBudget: 4000, customInstructions: own, replyLanguage: 'auto' };
    const rests = [
      summarise.buildPrompt(input).messages,
      sheetCommandSet.commands.find(({ id }) => id === 'key-findings')!.buildPrompt(cells).messages,
      buildCellPrompt({ function: 'ask', instruction: 'Which?', inputs: [[['Lille']]] }, options).messages,
    ].map((messages) => restOf(messages).trim());
    expect(rests).toEqual(rests.map(() => `${heading}\n${own}`));
  });

  it('is all of the bot’s, and most of what is said with the part of a long document', () => {
    const chat = buildChatRequest({ said: 'Hi', speaker: undefined, history: [], language: 'en', tokenBudget: 4000 });
    expect(restOf(chat.messages)).toBe('');
    const [part] = planLongDocument(findCommand('summarise')!, input)!.maps;
    expect(restOf(part!.request.messages).length).toBeLessThan(300);
  });
});
