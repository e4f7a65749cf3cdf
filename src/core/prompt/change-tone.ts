import { defineCommand } from './define-command.ts';

const tones: Readonly<Record<string, string>> = {
  formal:
    'formal and courteous, as in business letters and official documents: complete sentences, no contractions, no colloquial words',
  plain: 'plain: short sentences, everyday words, verbs rather than nouns, no jargon that the reader need not know',
  friendly: 'friendly and warm, as to a colleague whom one likes: direct address, natural phrases, no flattery',
  persuasive:
    'persuasive: the benefit to the reader first, concrete and confident, with a clear call at the end where the text has one; no exaggeration',
  academic:
    'academic: precise terms, measured claims, impersonal where the field is so, logical connections spelled out',
};

export const changeTone = defineCommand({
  id: 'change-tone',
  title: { en: 'Change tone', zh: '调整语气' },
  description: { en: 'Say the same in another tone', zh: '换一种语气，意思不变' },
  subject: 'selection',
  answer: 'rewrite',
  options: [
    {
      id: 'tone',
      label: { en: 'Tone', zh: '语气' },
      values: [
        { id: 'formal', label: { en: 'Formal', zh: '正式' } },
        { id: 'plain', label: { en: 'Plain', zh: '平实' } },
        { id: 'friendly', label: { en: 'Friendly', zh: '亲切' } },
        { id: 'persuasive', label: { en: 'Persuasive', zh: '有说服力' } },
        { id: 'academic', label: { en: 'Academic', zh: '学术' } },
      ],
    },
  ],
  work: (_input, { tone = 'formal' }) =>
    `Put SELECTION into another tone: ${tones[tone] ?? tone}. Keep its meaning, its facts and about its length.`,
});
