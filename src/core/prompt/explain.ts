import { defineCommand } from './define-command.ts';

export const explain = defineCommand({
  id: 'explain',
  title: { en: 'Explain', zh: '解释' },
  description: { en: 'Say what the selected text means', zh: '说明所选文字的意思' },
  subject: 'selection',
  answer: 'reading',
  work: () =>
    'Explain SELECTION to a reader who does not know the field: first what it means in one or two plain sentences, then its terms, abbreviations and hidden assumptions, as far as they need it. Mark with "probably" what you infer and the text does not say.',
});
