import { readyTable } from '../check/ready-table.ts';
import type { Language } from '../format-value.ts';
import { writeSentences } from '../narrate/write-sentences.ts';
import type { CheckedText } from '../check/check-numbers.ts';
import type { Profile } from '../profile/profile.ts';
import type { Table } from '../table.ts';
import { answerQuestion } from './answer-question.ts';
import { formulaOfQuestion } from './formula-of-question.ts';
import { type Question, readQuestion } from './read-question.ts';

/** Answers a question about a table by rules, each number of it a figure; nothing where the question is not understood whole. */
export function askTable(words: string, table: Table, profile: Profile): CheckedText | undefined {
  const { asker, lexicon } = readyTable(table, profile);
  const question = readQuestion(words, asker.index, lexicon);
  const language: Language = /\p{sc=Han}/u.test(words) ? 'zh' : 'en';
  const answer = question && answerQuestion(asker, question, language);
  if (!answer || answer.sentences.length === 0) return undefined;
  return writeSentences(answer.sentences, profile, language, answer.isList).checked;
}

/** The formula for a cell of `sheet` that gives what is asked; nothing where the question is not understood, or is none that one formula answers. */
export function formulaFor(words: string, table: Table, profile: Profile, sheet: string): string | undefined {
  const { asker, lexicon } = readyTable(table, profile);
  const question: Question | undefined = readQuestion(words, asker.index, lexicon);
  return question && formulaOfQuestion(asker, table, question, sheet);
}
