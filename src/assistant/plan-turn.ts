import type { EditPlan } from '../core/edits/edit-plan.ts';
import { planInsert } from '../core/edits/plan-insert.ts';
import { planRewrite } from '../core/edits/plan-rewrite.ts';
import { saidText } from '../core/generation/reduce-generation.ts';
import type { Application, Turn } from './turn.ts';

/** The edits that applying the answer in this way would make. */
export function planTurn(turn: Turn, application: Application, tracked: boolean): EditPlan {
  const answer = saidText(turn.generation);
  switch (application) {
    case 'replace':
      return planRewrite(turn.context, answer, { tracked });
    case 'insert-after':
      return planInsert(turn.context, answer, { location: 'after', tracked });
    case 'insert-at-cursor':
      return planInsert(turn.context, answer, { location: 'cursor', tracked });
    case 'comment':
      return planInsert(turn.context, answer, { location: 'comment', tracked });
    case 'new-document':
      return planInsert(turn.context, answer, { location: 'new-document', tracked: false });
    default:
      throw new Error(`“${application}” is for a workbook.`);
  }
}
