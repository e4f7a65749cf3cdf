import type { CommandSet } from '../writing-command.ts';
import { asksForCleanUp } from '../../sheet/clean-up-words.ts';
import { makeChart } from './chart.ts';
import { cleanUp } from './clean-up.ts';
import { writeCode } from './code.ts';
import { defineSheetCommand } from './define-sheet-command.ts';
import { explainFormula, repairFormula, writeFormula } from './formulas.ts';
import { describeSheet, findAnomalies, keyFindings, summariseSheet } from './narratives.ts';
import { makePivot } from './pivot.ts';

/** What is asked of the cells in free words. */
const askSheet = defineSheetCommand({
  id: 'custom',
  title: { en: 'Ask anything', zh: '自由提问' },
  description: { en: 'Your own words, about the selected cells', zh: '用自己的话询问所选单元格' },
  answer: 'reading',
  material: 'figures',
  needsInstruction: true,
  appliesTo: () => true,
  work: ({ instruction }) =>
    `The person asks about the cells: ${instruction.trim()}\nAnswer from FIGURES and SAMPLE, and say so where they do not tell.`,
});

/** All commands for workbooks, in the order in which the pane offers them. */
export const sheetCommandSet: CommandSet = {
  commands: [
    repairFormula,
    summariseSheet,
    keyFindings,
    findAnomalies,
    makeChart,
    makePivot,
    writeFormula,
    explainFormula,
    cleanUp,
    describeSheet,
    writeCode,
    askSheet,
  ],
  forPrompt: (_context, instruction) => (asksForCleanUp(instruction) ? cleanUp : askSheet),
};
