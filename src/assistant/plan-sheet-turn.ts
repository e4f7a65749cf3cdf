import { parseMarkdown } from '../core/document/markdown.ts';
import type { EditPlan } from '../core/edits/edit-plan.ts';
import { livingFormula } from '../core/figures/narrate/living-formula.ts';
import { chartKind } from '../core/prompt/sheet/chart.ts';
import { pivotSummary } from '../core/prompt/sheet/pivot.ts';
import { formulaIn } from '../core/sheet/formula-answer.ts';
import { textColumns } from '../core/sheet/kept-as-text.ts';
import { planChart } from '../core/sheet/plan-chart.ts';
import { planCleanUp } from '../core/sheet/plan-clean-up.ts';
import { planPivot } from '../core/sheet/plan-pivot.ts';
import { linesOf, planFormula, planText, planTextBox, type CellLine } from '../core/sheet/plan-text.ts';
import { checkDraft, cleanUpOf, factsOf } from '../core/sheet/sheet-facts.ts';
import { answerOf, type Application, type Turn } from './turn.ts';

/** The edits that applying an answer about a workbook in this way would make. */
export function planTurn(turn: Turn, application: Application): EditPlan {
  const { context, command } = turn;
  const nothing: EditPlan = { context, edits: [], tracked: false };
  const { sheet } = context;
  if (!sheet) return nothing;
  const sheetName = command.title[context.language.startsWith('zh') ? 'zh' : 'en'];
  switch (application) {
    case 'write-formula': {
      const formula = formulaIn(answerOf(turn));
      return formula === undefined ? nothing : planFormula(context, formula);
    }
    case 'apply-cells':
      return planCleanUp(context, cleanUpOf(sheet), turn.choices, turn.instruction);
    case 'add-chart': {
      const kind = chartKind(turn.options['kind']);
      return planChart(context, factsOf(sheet).profile, kind, turn.instruction)?.plan ?? nothing;
    }
    case 'add-pivot': {
      const summary = pivotSummary(turn.options['summary']);
      const planned = planPivot(context, factsOf(sheet).profile, summary, turn.instruction);
      return typeof planned === 'string' ? nothing : planned.plan;
    }
    case 'living':
      return planText(context, livingOf(turn), 'below', sheetName);
    case 'new-sheet':
      return planText(context, plainLines(turn), 'new-sheet', sheetName);
    case 'text-box':
      return planTextBox(context, plainLines(turn));
    default:
      return planText(context, plainLines(turn), 'below', sheetName);
  }
}

function plainLines(turn: Turn): { readonly text: string }[] {
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
  const asText = textColumns(factsOf(sheet).profile);
  let start = 0;
  return lines.map((text) => {
    const range = [start, start + text.length] as const;
    start += text.length + 1;
    const formula = livingFormula(checked, sheet.table, { language, range, textColumns: asText });
    return formula === undefined ? { text } : { formula };
  });
}
