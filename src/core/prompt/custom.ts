import { defineCommand } from './define-command.ts';

export const custom = defineCommand({
  id: 'custom',
  title: { en: 'Ask anything', zh: '自由提问' },
  description: { en: 'Your own words, on the selection or the document', zh: '用自己的话提出要求，针对所选文字或全文' },
  subject: 'selection-or-document',
  answer: 'content',
  needsInstruction: true,
  answerRule: '',
  work: ({ instruction, context }) =>
    `The author asks, about ${context.isCaret ? 'the document' : 'SELECTION'}: ${instruction.trim()}\nWhen this asks for a changed wording, give the new wording of all that it concerns; when it asks a question, answer it from the text, and say so where the text does not tell.`,
});
