import { defineCommand } from './define-command.ts';

export const rewrite = defineCommand({
  id: 'rewrite',
  title: { en: 'Rewrite', zh: '改写' },
  description: { en: 'Make the selected text clearer and smoother', zh: '让所选文字更清楚、更通顺' },
  subject: 'selection',
  answer: 'rewrite',
  work: () =>
    'Rewrite SELECTION so that it reads clearly and naturally: untangle sentences, choose the exact word, remove repetition. Keep its meaning, its tone, its terms and about its length, and change only what gets better by it.',
});
