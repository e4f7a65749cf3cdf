import type { CommandSet } from '../writing-command.ts';
import { askSheet } from './ask.ts';
import { makeChart } from './chart.ts';
import { cleanUp } from './clean-up.ts';
import { writeCode } from './code.ts';
import { commandForWords } from './command-for-words.ts';
import { explainFormula, repairFormula, writeFormula } from './formulas.ts';
import { describeSheet, findAnomalies, keyFindings, summariseSheet } from './narratives.ts';
import { makePivot } from './pivot.ts';

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
  forPrompt: commandForWords,
};
