import { toAssistantError } from '../base/errors.ts';
import { loadOnDemand } from '../base/load-on-demand.ts';
import type { Receipt } from '../core/edits/edit-plan.ts';
import type { ApplyOptions, Host, WriteOptions } from '../host/host.ts';
import { changeTurn, nothingToSay, type StateOf, type TurnState, type WritingState } from './assistant-state.ts';
import type { Planner } from './put-answer.ts';
import type { SharedFeedback } from './shared-feedback.ts';
import type { Application } from './turn.ts';

/** Planning parses the answer and compares it with the text: nothing of that is needed before there is an answer. */
const loadTextPlanner = (): Promise<Planner> => loadOnDemand(() => import('./plan-turn.ts'));

const loadPutting = () => loadOnDemand(() => import('./put-answer.ts'));

/** Puts the answer on screen into the document and takes it back: one writing at a time, told in the state. */
export interface AnswerWriter {
  /** Fetches ahead of time what a writing needs. What cannot be had now is asked for again when it is needed. */
  prepare(): Promise<void>;
  /**
   * Puts the answer into the document. Where the person has gone on to another place, that is asked about first, unless a
   * `target` is given; `'current'` writes at the selection as it now is.
   */
  apply(application: Application, options?: ApplyOptions): Promise<void>;
  /** Takes back exactly what one application did, of this turn or another one of the list of changes. */
  undo(receipt: Receipt | null | undefined): Promise<void>;
  /** Ends a long application; what was written by then is taken back. */
  stop(): void;
}

export function createAnswerWriter(
  host: Host,
  state: StateOf<WritingState & TurnState>,
  feedback: SharedFeedback,
  loadPlanner: () => Promise<Planner> = loadTextPlanner,
): AnswerWriter {
  const { getState, setState } = state;
  let stopping: AbortController | undefined;
  const pace = (): WriteOptions => ({
    signal: (stopping = new AbortController()).signal,
    onProgress: (progress) => setState({ progress }),
  });

  /** Does one writing; what is to be told of it comes with its end. */
  async function write(writing: Application | 'undo', work: () => Promise<Partial<WritingState>>): Promise<void> {
    setState({ writing, writeError: null });
    try {
      setState(await work());
    } catch (error) {
      const failure = toAssistantError(error);
      // A person who thinks better of it knows that nothing was done, but of a write that was on its way.
      if (failure.code !== 'aborted') setState({ writeError: failure });
      else if (stopping?.signal.aborted) setState({ notice: 'stopped' });
    } finally {
      stopping = undefined;
      setState({ writing: null, progress: null });
    }
  }

  async function takeBack(receipt: Receipt): Promise<Partial<WritingState>> {
    const { turn } = getState();
    const { status } = await host.undo(receipt, pace());
    if (status !== 'undone') {
      feedback.readEdits();
      return { notice: 'changed-since' };
    }
    if (turn?.receipt === receipt) {
      feedback.undone(turn);
      changeTurn(state, { receipt: null }, turn.id);
    }
    const changes = getState().changes.map((change) =>
      change.receipt === receipt ? { ...change, isUndone: true } : change,
    );
    return { changes, notice: 'undone' };
  }

  return {
    async prepare() {
      await Promise.allSettled([loadPlanner(), loadPutting(), host.prepareToWrite()]);
    },
    async apply(application, options = {}) {
      const { turn, writing } = getState();
      if (!turn || writing) return;
      setState(nothingToSay);
      await write(application, async () => {
        const { putAnswer } = await loadPutting();
        return putAnswer({ host, state, feedback, loadPlanner }, turn, application, { ...options, ...pace() });
      });
    },
    async undo(receipt) {
      if (receipt?.undoable && !getState().writing) await write('undo', () => takeBack(receipt));
    },
    stop: () => stopping?.abort(),
  };
}
