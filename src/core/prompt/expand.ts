import { defineCommand } from './define-command.ts';

export const expand = defineCommand({
  id: 'expand',
  title: { en: 'Expand', zh: '扩写' },
  description: { en: 'Develop the selected text further', zh: '把所选文字写得更充分' },
  subject: 'selection',
  answer: 'rewrite',
  work: () =>
    'Develop SELECTION to about one and a half times its length: make reasons, links and consequences plain that it only touches on, using nothing but what it and the text around it say. Keep its sentences where they are good and add to them.',
});
