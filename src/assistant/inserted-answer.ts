import { loadOnDemand } from '../base/load-on-demand.ts';
import type { EditPlan, Receipt } from '../core/edits/edit-plan.ts';
import type { Host } from '../host/host.ts';
import type { Feedback } from '../protocol/records.ts';
import { editOf, feedbackOn } from './feedback.ts';
import type { Turn } from './turn.ts';

/** The answer that was last put into the document, so that what became of it can be read there later. */
export class InsertedAnswer {
  readonly #host: Host;
  #last: { readonly turn: Turn; readonly plan: EditPlan; readonly receipt: Receipt; told: string } | undefined;

  constructor(host: Host) {
    this.#host = host;
  }

  remember(turn: Turn, plan: EditPlan, receipt: Receipt): void {
    this.#last = { turn, plan, receipt, told: '' };
  }

  /** It was taken back as a whole. */
  forget(): void {
    this.#last = undefined;
  }

  /** What the person made of it since this was last asked; reads the document. */
  async readBack(): Promise<Feedback | undefined> {
    const last = this.#last;
    const texts = last && (await this.#host.readBack?.(last.receipt));
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
}
