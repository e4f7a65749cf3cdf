import type { AssistantError } from '../base/errors.ts';
import type { DocumentContext } from '../core/document/context.ts';
import type { Receipt } from '../core/edits/edit-plan.ts';
import type { Localized } from '../core/prompt/writing-command.ts';
import type { CaptureScope, WriteProgress } from '../host/host.ts';
import type { Model } from '../protocol/chat.ts';
import type { HistoryEntry } from './history.ts';
import type { Settings } from './settings.ts';
import type { Application, Turn } from './turn.ts';

/** All that the pane shows of the assistant, in the parts that change together. */
export interface AssistantState extends DocumentState, ModelsState, TurnState, WritingState {
  readonly settings: Settings;
  readonly history: readonly HistoryEntry[];
}

/** The state as one part of the assistant has it: it may look at everything and changes what is its own. */
export interface StateOf<Own> {
  readonly getState: () => AssistantState;
  readonly setState: (change: Partial<Own>) => void;
}

/** What was last read of the document. */
export interface DocumentState {
  readonly context: DocumentContext | null;
  readonly contextError: AssistantError | null;
  readonly scope: CaptureScope;
  /** Cells that are being read for what was asked; `done` is `total` while they are counted. */
  readonly reading: { readonly done: number; readonly total: number } | null;
}

/** What the gateway offers. */
export interface ModelsState {
  readonly models: readonly Model[];
  readonly modelsStatus: 'loading' | 'ready' | 'failed';
  readonly modelsError: AssistantError | null;
}

export interface TurnState {
  /** The question on screen; `null` before the first. */
  readonly turn: Turn | null;
}

/** What is and was done to the document. */
export interface WritingState {
  /** What is being written to the document, if anything. */
  readonly writing: Application | 'undo' | null;
  /** How far that is, where it takes several requests. */
  readonly progress: WriteProgress | null;
  readonly writeError: AssistantError | null;
  readonly conflict: Conflict | null;
  /** Cells that hold something stand where an answer is to go: the person decides. */
  readonly occupied: Occupied | null;
  /** What was written to a workbook, the latest first. */
  readonly changes: readonly Change[];
  /** One short thing to be said aloud and shown for a moment. */
  readonly notice: Notice | null;
}

/** The selection was moved or its text changed since the capture: the person decides where the answer goes. */
export interface Conflict {
  readonly turnId: string;
  readonly application: Application;
  readonly reason: 'selection-moved' | 'text-changed';
  /** Whether the captured text still stands in its place, so that the answer can go there as well. */
  readonly isInPlace: boolean;
}

export interface Occupied {
  readonly turnId: string;
  readonly application: Application;
  readonly sheet: string;
  readonly address: string;
  readonly cellCount: number;
}

/** One writing to a workbook since the pane was opened. */
export interface Change {
  readonly title: Localized;
  readonly receipt: Receipt;
  readonly isUndone: boolean;
}

export type Notice =
  | 'applied'
  | 'undone'
  | 'stopped'
  | 'changed-since'
  | 'copied'
  | 'nothing-to-change'
  | 'comment-added'
  | 'document-opened'
  | 'sent'
  | 'shared'
  | 'downloaded';

/** Nothing is asked or told about a writing: as it is when a question is begun. */
export const nothingToSay: Pick<WritingState, 'writeError' | 'conflict' | 'occupied' | 'notice'> = {
  writeError: null,
  conflict: null,
  occupied: null,
  notice: null,
};

export function initialState(settings: Settings, history: readonly HistoryEntry[]): AssistantState {
  return {
    context: null,
    contextError: null,
    scope: 'surroundings',
    reading: null,
    models: [],
    modelsStatus: 'loading',
    modelsError: null,
    settings,
    turn: null,
    history,
    writing: null,
    progress: null,
    changes: [],
    ...nothingToSay,
  };
}

/** Changes the turn on screen; only while that is the one of the id, where one is given. */
export function changeTurn(state: StateOf<TurnState>, change: Partial<Turn>, onlyId?: string): void {
  const { turn } = state.getState();
  if (turn && (onlyId === undefined || turn.id === onlyId)) state.setState({ turn: { ...turn, ...change } });
}
