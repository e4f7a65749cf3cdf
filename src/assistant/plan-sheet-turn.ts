import { parseMarkdown } from '../core/document/markdown.ts';
import type { EditPlan } from '../core/edits/edit-plan.ts';
import { livingFormula } from '../core/figures/narrate/living-formula.ts';
import { chartKind } from '../core/prompt/sheet/computed.ts';
import { findCleanUp } from '../core/sheet/clean-up.ts';
import { formulaIn } from '../core/sheet/formula-answer.ts';
import { planChart } from '../core/sheet/plan-chart.ts';
import { planCleanUp } from '../core/sheet/plan-clean-up.ts';
import { linesOf, planFormula, planText, type CellLine } from '../core/sheet/plan-text.ts';
import { checkDraft, factsOf } from '../core/sheet/sheet-facts.ts';
import { answerOf, type Application, type Turn } from './turn.ts';

/** The edits that applying an answer about a workbook in this way would make. */
export function planTurn(turn: Turn, application: Application): EditPlan {
  const { context, command } = turn;
  const nothing: EditPlan = { context, edits: [], tracked: false };
  const { sheet } = context;
  if (!sheet) return nothing;
  switch (application) {
    case 'write-formula': {
      const formula = formulaIn(answerOf(turn));
      return formula === undefined ? nothing : planFormula(context, formula);
    }
    case 'apply-cells': {
      const { table, profile } = factsOf(sheet);
      return planCleanUp(context, findCleanUp(table, profile));
    }
    case 'add-chart':
      return planChart(context, factsOf(sheet).profile, chartKind(turn.options['kind'])) ?? nothing;
    case 'living':
      return planText(context, livingOf(turn), 'below', command.title.en);
    case 'new-sheet':
      return planText(context, plainLines(turn), 'new-sheet', command.title.en);
    default:
      return planText(context, plainLines(turn), 'below', command.title.en);
  }
}

function plainLines(turn: Turn): CellLine[] {
  const { sheet } = turn.context;
  const answer = answerOf(turn);
  const text = sheet && turn.command.answer === 'reading' ? checkDraft(sheet, answer).text : answer;
  return linesOf(parseMarkdown(text)).map((line) => ({ text: line }));
}

/** Each line as a formula that says its numbers from the cells; a line that has none stays text. */
function livingOf(turn: Turn): CellLine[] {
  const { sheet } = turn.context;
  if (!sheet) return [];
  const lines = linesOf(parseMarkdown(checkDraft(sheet, answerOf(turn)).text));
  const checked = checkDraft(sheet, lines.join('\n'));
  const language = /\p{sc=Han}/u.test(checked.text) ? 'zh' : 'en';
  let start = 0;
  return lines.map((text) => {
    const range = [start, start + text.length] as const;
    start += text.length + 1;
    const formula = livingFormula(checked, sheet.table, { language, range });
    return formula === undefined ? { text } : { formula };
  });
}
