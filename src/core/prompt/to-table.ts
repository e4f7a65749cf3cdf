import { defineCommand } from './define-command.ts';

export const toTable = defineCommand({
  id: 'to-table',
  title: { en: 'Turn into a table', zh: '转为表格' },
  description: { en: 'Arrange the selected text as a table', zh: '把所选文字整理成表格' },
  subject: 'selection',
  answer: 'rewrite',
  keepsParagraphs: false,
  work: () =>
    'Arrange SELECTION as one Markdown table with a header row: a row for each thing that it speaks of, a column for each property. Keep all figures, units and names exactly; put numbers into columns of their own, aligned right (---:); leave a cell empty where the text says nothing.',
});
