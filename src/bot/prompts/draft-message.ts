import { defineCommand } from '../../core/prompt/define-command.ts';

const tones: Readonly<Record<string, string>> = {
  plain: 'plain and direct',
  friendly: 'friendly and warm',
  formal: 'formal and courteous',
  persuasive: 'persuasive, the benefit to the reader first, without exaggeration',
};

/** The pane's command of the same id, for a message: a policy for one is a policy for both. */
export const draftMessage = defineCommand({
  id: 'draft',
  title: { en: 'Draft', zh: '起草' },
  description: { en: 'A message from a few words', zh: '根据几句说明写出一条消息' },
  subject: 'caret',
  answer: 'content',
  needsInstruction: true,
  options: [
    {
      id: 'tone',
      label: { en: 'Tone', zh: '语气' },
      values: [
        { id: 'plain', label: { en: 'Plain', zh: '平实' } },
        { id: 'friendly', label: { en: 'Friendly', zh: '亲切' } },
        { id: 'formal', label: { en: 'Formal', zh: '正式' } },
        { id: 'persuasive', label: { en: 'Persuasive', zh: '有说服力' } },
      ],
    },
  ],
  answerRule: 'Give only the message, ready to be sent in a chat.',
  work: ({ instruction }, { tone = 'plain' }) =>
    `Write a message for a chat at work, as the author asks: ${instruction.trim()}\nTone: ${tones[tone] ?? tone}. Where the author names no length, write as much as the matter needs and no more.`,
});
