import { defineCommand } from './define-command.ts';

export const continueWriting = defineCommand({
  id: 'continue',
  title: { en: 'Continue', zh: '续写' },
  description: { en: 'Go on writing from here', zh: '从这里接着写下去' },
  subject: 'caret',
  answer: 'content',
  appliesTo: (context) => [...context.before, ...context.selection].some((passage) => passage.text.trim() !== ''),
  work: ({ context }) =>
    `Go on writing from where ${context.isCaret ? 'BEFORE' : 'SELECTION'} ends, as the same author would: the same voice, tense, tone and train of thought. Write one to three paragraphs that carry the thought further, and lead over to AFTER where there is one. If the last sentence is unfinished, begin with the rest of it.`,
});
