import { defineCommand } from './define-command.ts';

export const toList = defineCommand({
  id: 'to-list',
  title: { en: 'Turn into a list', zh: '转为列表' },
  description: { en: 'Arrange the selected text as a list', zh: '把所选文字整理成列表' },
  subject: 'selection',
  answer: 'rewrite',
  keepsParagraphs: false,
  options: [
    {
      id: 'kind',
      label: { en: 'Kind', zh: '样式' },
      values: [
        { id: 'bulleted', label: { en: 'Bulleted', zh: '项目符号' } },
        { id: 'numbered', label: { en: 'Numbered', zh: '编号' } },
      ],
    },
  ],
  work: (_input, { kind }) =>
    `Arrange SELECTION as a ${kind === 'numbered' ? 'numbered Markdown list (1., 2., …)' : 'bulleted Markdown list (- )'}: one point to an item, parallel in form, sub-items where a point has parts. Keep all that it says and its wording where that works; a sentence that introduces the points may stand before them.`,
});
