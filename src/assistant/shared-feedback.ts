import { loadOnDemand } from '../base/load-on-demand.ts';
import type { EditPlan, Receipt } from '../core/edits/edit-plan.ts';
import type { Host } from '../host/host.ts';
import type { Feedback } from '../protocol/records.ts';
import { choiceBetweenDrafts, editOf, feedbackOn } from './feedback.ts';
import type { Turn } from './turn.ts';

/**
 * What the organisation learns of answers, where the person has agreed to that: their ratings, which draft they took, and what
 * they made of it in the document. That it cannot be sent or read is no matter of theirs, and nobody waits for it.
 */
export interface SharedFeedback {
  rated(turn: Turn, rating: Turn['rating']): void;
  /** Which draft was put into the document, and that it was; `readEdits` then looks for it there. */
  applied(turn: Turn, plan: EditPlan, receipt: Receipt): void;
  /** The answer was taken back as a whole. */
  undone(turn: Turn): void;
  /** Reads what the person made, since this was last asked, of the answer that was last put into the document. */
  readEdits(): void;
}

export function createSharedFeedback(
  host: Host,
  isAgreedTo: () => boolean,
  send?: (feedback: Feedback) => Promise<void>,
): SharedFeedback {
  let inserted: { readonly turn: Turn; readonly plan: EditPlan; readonly receipt: Receipt; told: string } | undefined;

  function tell(feedback: Feedback | undefined): void {
    if (feedback && isAgreedTo()) void send?.(feedback).catch(() => undefined);
  }

  async function readBack(): Promise<Feedback | undefined> {
    const last = inserted;
    const texts = last && (await host.readBack?.(last.receipt));
    if (!texts) return undefined;
    const { findAfterlife } = await loadOnDemand(() => import('../core/edits/read-back.ts'));
    const afterlife = findAfterlife(last.plan, texts);
    const reading = afterlife?.type === 'edited' ? afterlife.now : '';
    if (!afterlife || (afterlife.type === 'edited' && reading === last.told)) return undefined;
    last.told = reading;
    return afterlife.type === 'undone'
      ? feedbackOn(last.turn, 'insertion', 'undone')
      : editOf(last.turn, afterlife.applied, afterlife.now);
  }

  return {
    rated(turn, rating) {
      tell(feedbackOn(turn, 'rating', rating ?? 'none'));
      if (rating === 'up') tell(choiceBetweenDrafts(turn));
    },
    applied(turn, plan, receipt) {
      tell(choiceBetweenDrafts(turn));
      tell(feedbackOn(turn, 'insertion', 'applied'));
      inserted = { turn, plan, receipt, told: '' };
    },
    undone(turn) {
      tell(feedbackOn(turn, 'insertion', 'undone'));
      inserted = undefined;
    },
    readEdits() {
      // That it cannot be read is nobody's matter: the text may be gone.
      if (send && isAgreedTo()) void readBack().then(tell, () => undefined);
    },
  };
}
