import type { SheetSelection } from '../../document/context.ts';
import { AssistantError } from '../../../base/errors.ts';
import { isUnanswered } from '../../cells/own-formula.ts';
import { exampleFormulas, formulaForWords } from '../../sheet/ask-cells.ts';
import { explainFormulaByRules } from '../../sheet/formula/explain-formula.ts';
import { repairFormulaByRules } from '../../sheet/formula/repair-formula.ts';
import { defineSheetCommand } from './define-sheet-command.ts';

const hasFormula = ({ active }: SheetSelection): boolean => active.formula !== null;

export const explainFormula = defineSheetCommand({
  id: 'explain-formula',
  title: { en: 'Explain formula', zh: '解释公式' },
  description: { en: 'What the formula of this cell does, step by step', zh: '逐步说明此单元格公式的作用' },
  answer: 'reading',
  material: 'formula',
  appliesTo: hasFormula,
  work: ({ context }) =>
    `Explain FORMULA to someone who uses spreadsheets but did not write it: first in one sentence what ${context.sheet?.active.address ?? 'the cell'} shows, then from the inside out what each part does, naming columns by their headers and telling what the cells that it reads hold, and last what could make it fail.`,
  byRules: (_input, sheet, language) => explainFormulaByRules(sheet, language),
});

/** What an answer that is a formula must look like. */
export const formulaRule =
  'Answer with the formula alone, on one line that begins with =, in English function names and with commas between arguments. Use only functions of Excel, refer to cells by address (or to columns of a named table), and take headers from SAMPLE to find them. No number that stands in a cell is written into the formula.';

export const writeFormula = defineSheetCommand({
  id: 'write-formula',
  title: { en: 'Write a formula', zh: '编写公式' },
  description: { en: 'From your words; it is tried out before it goes in', zh: '根据你的描述编写，写入前先试算' },
  answer: 'formula',
  material: 'formula',
  needsInstruction: true,
  appliesTo: () => true,
  work: ({ instruction }, { active }) =>
    `Write the formula for cell ${active.address} that does this: ${instruction.trim()}\n${formulaRule}`,
  byRules: ({ instruction }, sheet, language) => {
    const formula = formulaForWords(sheet, instruction);
    if (formula !== undefined) return formula;
    const [example = ''] = exampleFormulas(sheet, language);
    throw new AssistantError('capability-unavailable', notWritten[language](example));
  },
});

const notWritten = {
  en: (example: string) =>
    `The built-in rules write a formula for plain sums, averages, counts, shares and growth of columns${example === '' ? '' : `, such as “${example}”`}. For anything else connect a model.`,
  zh: (example: string) =>
    `内置规则能为各列的合计、平均值、计数、占比和增长率编写公式${example === '' ? '' : `，例如“${example}”`}。其他公式请连接模型。`,
} as const;

export const repairFormula = defineSheetCommand({
  id: 'repair-formula',
  title: { en: 'Repair formula', zh: '修复公式' },
  description: { en: 'Finds what makes this cell show an error', zh: '找出此单元格出错的原因并修复' },
  answer: 'formula',
  material: 'formula',
  // A function of ours without an answer is to be asked again, which the pane offers.
  appliesTo: ({ active }) => active.formula !== null && active.error !== null && !isUnanswered(active),
  work: (_input, { active }) =>
    `FORMULA shows ${active.error ?? 'an error'}. Write it so that it gives what its author meant; wrap nothing in IFERROR unless an empty result is what was meant.\n${formulaRule}`,
  byRules: (_input, sheet, language) => repairFormulaByRules(sheet, language),
});
