import { defineCommand } from './define-command.ts';

export const shorten = defineCommand({
  id: 'shorten',
  title: { en: 'Shorten', zh: '精简' },
  description: { en: 'Say the same in fewer words', zh: '用更少的字说同样的意思' },
  subject: 'selection',
  answer: 'rewrite',
  work: () =>
    'Shorten SELECTION to about two thirds of its length: cut filler, repetition and what the reader knows already. Keep every fact, condition and conclusion. Prefer cutting words to wording anew.',
});
