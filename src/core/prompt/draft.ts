import { defineCommand } from './define-command.ts';

export const draft = defineCommand({
  id: 'draft',
  title: { en: 'Draft', zh: '起草' },
  description: { en: 'Write new text from a short description', zh: '按一段简短的说明写出新内容' },
  subject: 'caret',
  answer: 'content',
  needsInstruction: true,
  work: ({ instruction, context }) =>
    [
      `Draft new text for this document, as the author asks: ${instruction.trim()}`,
      context.isCaret ? '' : 'SELECTION is what the author has marked: use it as material.',
      'Fit it to the place: its subject, tone, terms and level of headings. Choose the form that the request implies (a letter, a report, a list of steps); where it names no length, write as much as the matter needs and no more.',
    ]
      .filter((line) => line !== '')
      .join('\n'),
});
