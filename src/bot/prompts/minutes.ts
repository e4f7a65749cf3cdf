import { defineCommand } from '../../core/prompt/define-command.ts';

/** Minutes of a meeting out of its transcript; its options carry nothing, its sections are fixed. */
export const minutes = defineCommand({
  id: 'minutes',
  title: { en: 'Meeting minutes', zh: '会议纪要' },
  description: { en: 'Decisions and tasks out of a transcript', zh: '从会议记录中整理决定和任务' },
  subject: 'selection-or-document',
  answer: 'reading',
  answerRule:
    'Say nothing that the text does not say: a proposal is no decision, and a task has an owner or a date only where somebody names them.',
  work: ({ replyLanguage }) => {
    const headings = replyLanguage.startsWith('zh')
      ? ['概要', '决定', '任务', '未决问题']
      : ['Summary', 'Decisions', 'Tasks', 'Open questions'];
    const [summary = '', decisions = '', tasks = '', open = ''] = headings;
    return `DOCUMENT is the transcript of a meeting, each line a speaker and what they said. Write its minutes under the headings "## ${summary}" (three to five sentences), "## ${decisions}" (bullet points), "## ${tasks}" (one on each line that begins with "- [ ] ": what, then " — " who, then " — " by when) and "## ${open}" (bullet points). Leave out a heading that nothing stands under, and what is small talk.`;
  },
});
