import { defineCommand } from './define-command.ts';

export const keyPoints = defineCommand({
  id: 'key-points',
  title: { en: 'Key points', zh: '提炼要点' },
  description: { en: 'The main points as a list', zh: '以列表形式列出主要观点' },
  subject: 'selection-or-document',
  answer: 'reading',
  work: ({ context }) =>
    `List the main points of ${context.isCaret ? 'DOCUMENT' : 'SELECTION'} as bullet points, the most important first: three to seven of them, each one complete sentence with the figures and names that it rests on. Put what somebody has to do, with who and by when, last.`,
});
