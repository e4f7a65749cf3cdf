import { isElsewhere } from '../core/edits/conflict.ts';
import type { EditPlan, Receipt } from '../core/edits/edit-plan.ts';
import type { ApplyOptions, Host } from '../host/host.ts';
import { changeTurn, type Notice, type StateOf, type TurnState, type WritingState } from './assistant-state.ts';
import type { SharedFeedback } from './shared-feedback.ts';
import type { Application, Turn } from './turn.ts';

export interface Planner {
  readonly planTurn: (turn: Turn, application: Application, tracked: boolean) => EditPlan;
}

/** Where an answer is put, and who has to do with it. */
export interface Desk {
  readonly host: Host;
  readonly state: StateOf<TurnState>;
  readonly feedback: SharedFeedback;
  readonly loadPlanner: () => Promise<Planner>;
}

/** What is said of an application, where that is more than that it was done. */
const notices: Partial<Record<Application, Notice>> = {
  comment: 'comment-added',
  'new-document': 'document-opened',
  send: 'sent',
  share: 'shared',
  download: 'downloaded',
};

/** They leave the text as it was: there is nothing to take back or to show. */
const outlets: readonly Application[] = ['send', 'share', 'download'];

/**
 * Puts the answer of a turn into the document, and gives what is then to be told: that it was done, or what the person is asked
 * first. Rejects with what the host refuses it for.
 */
export async function putAnswer(
  { host, state, feedback, loadPlanner }: Desk,
  turn: Turn,
  application: Application,
  options: ApplyOptions,
): Promise<Partial<WritingState>> {
  const { settings, context, changes } = state.getState();
  const asked = { turnId: turn.id, application };
  const staysInPlace = options.target !== undefined || host.name !== 'word' || application === 'new-document';
  if (context && !staysInPlace && isElsewhere(turn.context, context)) {
    return { conflict: { ...asked, reason: 'selection-moved', isInPlace: true } };
  }
  const { planTurn } = await loadPlanner();
  const plan = planTurn(turn, application, settings.trackChanges && host.capabilities.trackedChanges);
  if (plan.edits.length === 0) return { notice: 'nothing-to-change' };
  feedback.readEdits();
  const outcome = await host.applyEditPlan(plan, options);
  switch (outcome.status) {
    case 'occupied': {
      const { sheet, address, cellCount } = outcome;
      return { occupied: { ...asked, sheet, address, cellCount } };
    }
    case 'conflict':
      return { conflict: { ...asked, reason: outcome.reason, isInPlace: false } };
    case 'applied': {
      const { receipt } = outcome;
      feedback.applied(turn, plan, receipt);
      if (!outlets.includes(application))
        changeTurn(state, { receipt, appliedAs: application, otherDraft: null }, turn.id);
      return { notice: notices[application] ?? 'applied', ...logged(turn, receipt, changes) };
    }
  }
}

/** A receipt that tells its places goes on the list of changes. */
function logged({ command }: Turn, receipt: Receipt, changes: WritingState['changes']): Partial<WritingState> {
  return receipt.places ? { changes: [{ title: command.title, receipt, isUndone: false }, ...changes] } : {};
}
