import { parseMarkdown } from '../core/document/markdown.ts';
import type { EditPlan } from '../core/edits/edit-plan.ts';
import { checkDraft } from '../core/sheet/sheet-facts.ts';
import { planTurn as planTextTurn } from './plan-turn.ts';
import { answerOf, type Application, type Turn } from './turn.ts';

/** The edits that applying the answer in this way would make, where the person brought the text. */
export function planTurn(turn: Turn, application: Application, tracked: boolean): EditPlan {
  if (application !== 'send' && application !== 'share' && application !== 'download') {
    return planTextTurn(turn, application, tracked);
  }
  const { context, command } = turn;
  const answer = answerOf(turn);
  const text = context.sheet ? checkDraft(context.sheet, answer).text : answer;
  const title = context.title === '' ? command.title[language(text)] : context.title;
  return {
    context,
    edits: [{ type: 'hand-over', outlet: application, title, blocks: parseMarkdown(text) }],
    tracked: false,
  };
}

function language(text: string): 'en' | 'zh' {
  return /\p{sc=Han}/u.test(text) ? 'zh' : 'en';
}
