import { AssistantError } from '../../../base/errors.ts';
import { askCells, exampleQuestions } from '../../sheet/ask-cells.ts';
import { defineSheetCommand } from './define-sheet-command.ts';

/** What is asked of the cells in free words. */
export const askSheet = defineSheetCommand({
  id: 'custom',
  title: { en: 'Ask anything', zh: '自由提问' },
  description: { en: 'Your own words, about the selected cells', zh: '用自己的话询问所选单元格' },
  answer: 'reading',
  material: 'figures',
  needsInstruction: true,
  appliesTo: () => true,
  work: ({ instruction }) =>
    `The person asks about the cells: ${instruction.trim()}\nAnswer from FIGURES and SAMPLE, and say so where they do not tell.`,
  byRules: ({ instruction }, sheet, language) => {
    const answer = askCells(sheet, instruction);
    if (answer !== undefined) return answer;
    throw new AssistantError('capability-unavailable', notUnderstood[language](exampleQuestions(sheet, language)));
  },
});

const notUnderstood = {
  en: (examples: readonly string[]) =>
    examples.length === 0
      ? 'The built-in rules answer plain questions about columns of numbers that have names. For anything else connect a model.'
      : `The built-in rules answer plain questions about columns, such as ${examples.map((example) => `“${example}”`).join(' or ')}. For anything else connect a model.`,
  zh: (examples: readonly string[]) =>
    examples.length === 0
      ? '内置规则能回答关于有标题的数字列的简单问题。其他问题请连接模型。'
      : `内置规则能回答关于各列的简单问题，例如${examples.map((example) => `“${example}”`).join('或')}。其他问题请连接模型。`,
} as const;
