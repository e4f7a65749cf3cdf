import { defineCommand } from './define-command.ts';

export const fixGrammar = defineCommand({
  id: 'fix-grammar',
  title: { en: 'Fix grammar', zh: '改正语法' },
  description: {
    en: 'Correct spelling, grammar and punctuation, nothing else',
    zh: '改正错别字、语法和标点，其余不动',
  },
  subject: 'selection',
  answer: 'rewrite',
  work: () =>
    'Correct the mistakes in SELECTION: spelling and wrong characters, grammar, agreement, articles, punctuation. Change nothing else: no style, no synonyms, no order of words that is right already; keep the spelling (British or American) and the quotation marks that it uses. A sentence without a mistake comes back as it is.',
});
