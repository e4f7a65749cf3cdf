import { defineCommand } from '../../core/prompt/define-command.ts';
import type { WritingCommand } from '../../core/prompt/writing-command.ts';
import { selectedText } from '../../core/document/context.ts';
import { AssistantError } from '../../base/errors.ts';
import { findCommitments, renderTasks } from './find-commitments.ts';

export const toTasks: WritingCommand = {
  ...defineCommand({
    id: 'to-tasks',
    title: { en: 'Turn into tasks', zh: '整理成任务' },
    description: { en: 'Who has to do what by when', zh: '整理出谁在何时之前做什么' },
    subject: 'selection',
    answer: 'reading',
    answerRule:
      'Give only the list, one task on each line that begins with "- [ ] ", in this form: what is to be done, then " — " and who, then " — " and by when; leave out who or when where the text does not tell. Where there is nothing to do, say so in one sentence.',
    work: () =>
      'SELECTION is a message of a chat. List what somebody has to do according to it, each task as a short sentence that begins with a verb.',
  }),
  answerByRules(input, language) {
    const { tasks } = findCommitments([{ speaker: '', text: selectedText(input.context) }]);
    if (tasks.length > 0) return renderTasks(tasks);
    throw new AssistantError(
      'capability-unavailable',
      language === 'zh'
        ? '内置规则没有在这条消息里找到要做的事。'
        : 'The built-in rules found nothing in this message that somebody has to do.',
      { reason: 'no-tasks' },
    );
  },
};
