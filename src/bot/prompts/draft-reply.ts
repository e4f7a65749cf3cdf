import { defineCommand } from '../../core/prompt/define-command.ts';

const tones: Readonly<Record<string, string>> = {
  friendly: 'friendly and warm, as to a colleague whom one likes',
  formal: 'formal and courteous, as to a client or a superior',
  brief: 'as short as politeness allows: one or two sentences',
  decline: 'a polite no, with a reason only where the author gives one, and no promise',
};

export const draftReply = defineCommand({
  id: 'draft-reply',
  title: { en: 'Draft a reply', zh: '起草回复' },
  description: { en: 'A reply to a message', zh: '为一条消息起草回复' },
  subject: 'selection',
  answer: 'content',
  options: [
    {
      id: 'tone',
      label: { en: 'Tone', zh: '语气' },
      values: [
        { id: 'friendly', label: { en: 'Friendly', zh: '亲切' } },
        { id: 'formal', label: { en: 'Formal', zh: '正式' } },
        { id: 'brief', label: { en: 'Brief', zh: '简短' } },
        { id: 'decline', label: { en: 'A polite no', zh: '婉拒' } },
      ],
    },
  ],
  answerRule: 'Give only the reply, ready to be sent in a chat: no subject, no placeholder for a signature.',
  work: (_input, { tone = 'friendly' }) =>
    `SELECTION is a message that the author got in a chat. Draft the author's reply to it: ${tones[tone] ?? tone}. Answer each question and request of the message as far as the author's words or the message itself tell; where the author must decide, leave a short gap in square brackets.`,
});
