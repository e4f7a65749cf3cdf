import type { ActiveCell } from '../document/context.ts';

const ownFunction = /(?<![\p{L}\p{N}_.])INKSTONE\.[A-Z]/iu;
const ownCall = /^=\s*INKSTONE\.[A-Z]+\s*\(/iu;

/** What a cell shows that waits for its answer. */
const atWork = new Set(['#BUSY!', '#GETTING_DATA']);
/** What a function of ours shows that has no answer, beside that. */
const noAnswer = new Set(['#N/A', '#VALUE!', '#CONNECT!']);

/** Whether a formula calls one of our functions, outside or inside of others. */
export function hasOwnFunction(formula: string): boolean {
  return ownFunction.test(formula);
}

/** Whether a cell is a function of ours that waits for its answer, or has none: its formula is not what is to be mended. */
export function isUnanswered({ formula, error }: Pick<ActiveCell, 'formula' | 'error'>): boolean {
  if (formula === null || error === null || !ownCall.test(formula)) return false;
  return atWork.has(error) || noAnswer.has(error);
}
