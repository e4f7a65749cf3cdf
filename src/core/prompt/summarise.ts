import { defineCommand } from './define-command.ts';

const lengths: Readonly<Record<string, string>> = {
  short: 'one or two sentences',
  medium: 'one paragraph of about five sentences',
  long: 'several paragraphs, about a tenth of the text but no more than a page, with headings where the text has several parts',
};

export const summarise = defineCommand({
  id: 'summarise',
  title: { en: 'Summarise', zh: '总结' },
  description: { en: 'The gist of the selection or the document', zh: '概括所选文字或全文的要点' },
  subject: 'selection-or-document',
  answer: 'reading',
  options: [
    {
      id: 'length',
      label: { en: 'Length', zh: '篇幅' },
      values: [
        { id: 'medium', label: { en: 'A paragraph', zh: '一段' } },
        { id: 'short', label: { en: 'A sentence or two', zh: '一两句' } },
        { id: 'long', label: { en: 'A page', zh: '一页' } },
      ],
    },
  ],
  work: ({ context }, { length = 'medium' }) =>
    `Summarise ${context.isCaret ? 'DOCUMENT' : 'SELECTION'} in ${lengths[length] ?? length}: what it is about, what it finds or decides, and what follows for the reader, in the order of importance. Keep the figures, names and dates that matter.`,
});
