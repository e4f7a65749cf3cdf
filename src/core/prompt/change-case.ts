import { defineCommand } from './define-command.ts';
import { selectedText } from '../document/context.ts';

const cases: Readonly<Record<string, string>> = {
  sentence:
    'sentence case: a capital at the start of each sentence and in proper names and acronyms, small letters otherwise',
  title:
    'title case: capitals for the main words, small letters for articles, short prepositions and conjunctions inside; acronyms as they are',
  upper: 'capitals throughout',
  lower: 'small letters throughout',
};

export const changeCase = defineCommand({
  id: 'change-case',
  title: { en: 'Change case', zh: '更改大小写' },
  description: { en: 'Capitals and small letters', zh: '调整字母的大小写' },
  subject: 'selection',
  answer: 'rewrite',
  options: [
    {
      id: 'case',
      label: { en: 'Case', zh: '大小写' },
      values: [
        { id: 'sentence', label: { en: 'Sentence case', zh: '句首字母大写' } },
        { id: 'title', label: { en: 'Title Case', zh: '每个单词首字母大写' } },
        { id: 'upper', label: { en: 'UPPER CASE', zh: '全部大写' } },
        { id: 'lower', label: { en: 'lower case', zh: '全部小写' } },
      ],
    },
  ],
  // Only scripts with two cases have something to change.
  appliesTo: (context) => /[\p{Lu}\p{Ll}]/u.test(selectedText(context)),
  work: (_input, options) =>
    `Put SELECTION into ${cases[options['case'] ?? 'sentence'] ?? 'sentence case'}. Change nothing but capitals and small letters.`,
});
