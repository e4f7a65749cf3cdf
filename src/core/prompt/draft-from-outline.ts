import { defineCommand } from './define-command.ts';

export const draftFromOutline = defineCommand({
  id: 'draft-from-outline',
  title: { en: 'Draft from outline', zh: '由提纲成文' },
  description: { en: 'Turn the selected outline into full text', zh: '把所选提纲扩写成完整的文章' },
  subject: 'selection',
  answer: 'content',
  work: () =>
    'SELECTION is an outline. Write the full text for it: treat every point, in its order, and add none. Where the outline has levels, make its upper points headings, beginning one level below the headings that the text stands under; write connected paragraphs below them, not a list.',
});
