import { createStore, type StoreApi } from 'zustand/vanilla';
import { AssistantError, toAssistantError } from '../base/errors.ts';
import { loadOnDemand } from '../base/load-on-demand.ts';
import { describeSending, type SendReceipt } from '../core/context/receipt.ts';
import type { DocumentContext } from '../core/document/context.ts';
import { asRead } from '../core/document/struck-text.ts';
import type { EditPlan, Receipt } from '../core/edits/edit-plan.ts';
import type { GenerationEvent } from '../core/generation/generation-event.ts';
import {
  isRunning,
  reduceGeneration,
  startingGeneration,
  type GenerationState,
} from '../core/generation/reduce-generation.ts';
import { runGeneration } from '../core/generation/run-generation.ts';
import type { LanguageModel } from '../core/model/language-model.ts';
import type { CommandSet, Localized, PromptInput, WritingCommand } from '../core/prompt/writing-command.ts';
import type {
  ApplyOptions,
  CaptureScope,
  CellContents,
  EvaluatedFormula,
  FormulaCell,
  Host,
  ReadProgress,
} from '../host/host.ts';
import type { CleanUpChoices } from '../core/sheet/clean-up-steps.ts';
import type { Model } from '../protocol/chat.ts';
import type { Permissions } from '../protocol/session.ts';
import { isOff } from './access.ts';
import type { Feedback } from '../protocol/records.ts';
import { choiceBetweenDrafts, feedbackOn } from './feedback.ts';
import { History, type HistoryEntry } from './history.ts';
import { InsertedAnswer } from './inserted-answer.ts';
import { openLongReading, type LongReading } from './long-reading.ts';
import { addCosts, meterCosts } from './meter-costs.ts';
import type { Analyst } from './sheet-analyst.ts';
import { loadSettings, saveSettings, type Settings, type TextStorage } from './settings.ts';
import { answerOf, type Application, type Turn } from './turn.ts';

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

export interface AssistantState {
  readonly context: DocumentContext | null;
  readonly contextError: AssistantError | null;
  readonly scope: CaptureScope;
  readonly models: readonly Model[];
  readonly modelsStatus: 'loading' | 'ready' | 'failed';
  readonly modelsError: AssistantError | null;
  readonly settings: Settings;
  /** The question on screen; `null` before the first. */
  readonly turn: Turn | null;
  readonly history: readonly HistoryEntry[];
  /** Cells that are being read for what was asked; `done` is `total` while they are counted. */
  readonly reading: { readonly done: number; readonly total: number } | null;
  /** What was written to a workbook, the latest first. */
  readonly changes: readonly Change[];
  readonly conflict: Conflict | null;
  /** Cells that hold something stand where an answer is to go: the person decides. */
  readonly occupied: Occupied | null;
  /** What is being written to the document, if anything. */
  readonly writing: Application | 'undo' | null;
  readonly writeError: AssistantError | null;
  /** One short thing to be said aloud and shown for a moment. */
  readonly notice: Notice | null;
}

export type Notice =
  | 'applied'
  | 'undone'
  | 'changed-since'
  | 'copied'
  | 'nothing-to-change'
  | 'comment-added'
  | 'document-opened'
  | 'sent'
  | 'shared'
  | 'downloaded';

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

/** What the assistant needs of the world; all of it can be given in a test. */
export interface AssistantOptions {
  readonly host: Host;
  readonly commandSet: CommandSet;
  /** The language of the words that rules make; a model is told the language of its answer instead. */
  readonly language?: () => 'en' | 'zh';
  /** How answers become edits; fetched when the first answer is there. */
  readonly loadPlanner?: () => Promise<Planner>;
  /** Counts many cells off the main thread; without it they are counted where they are needed. */
  readonly analyst?: Analyst;
  readonly createModel: (id: string) => LanguageModel;
  readonly listModels: (signal?: AbortSignal) => Promise<readonly Model[]>;
  readonly storage: TextStorage;
  /** What the organisation allows, once the gateway has said so. */
  readonly permissions?: () => Permissions | undefined;
  /** Takes what a person thinks of answers; only called with their consent. */
  readonly sendFeedback?: (feedback: Feedback) => Promise<void>;
  readonly createId?: () => string;
  readonly now?: () => Date;
  /** Calls back before the next paint, so that a stream changes the state at most once a frame. */
  readonly nextFrame?: (callback: () => void) => void;
}

/** Tokens for prompt and answer where a model does not tell its context window. */
const assumedContextWindow = 8192;

export interface Planner {
  readonly planTurn: (turn: Turn, application: Application, tracked: boolean) => EditPlan;
}

/** Planning parses the answer and compares it with the text: nothing of that is needed before there is an answer. */
const loadTextPlanner = (): Promise<Planner> => loadOnDemand(() => import('./plan-turn.ts'));

const loadComparison = () => loadOnDemand(() => import('../core/edits/conflict.ts'));

/** What the product does with a document, without a user interface: the pane and the ribbon's commands share it. */
export class Assistant {
  readonly host: Host;
  readonly store: StoreApi<AssistantState>;
  readonly #options: AssistantOptions;
  readonly #loadPlanner: () => Promise<Planner>;
  readonly #history: History;
  readonly #inserted: InsertedAnswer;
  #abort: AbortController | undefined;
  #capturing: AbortController | undefined;

  constructor(options: AssistantOptions) {
    this.host = options.host;
    this.#options = options;
    this.#loadPlanner = options.loadPlanner ?? loadTextPlanner;
    this.#inserted = new InsertedAnswer(options.host);
    this.#history = new History(options.storage, options.host.documentAddress);
    this.store = createStore<AssistantState>(() => ({
      context: null,
      contextError: null,
      scope: 'surroundings',
      models: [],
      modelsStatus: 'loading',
      modelsError: null,
      settings: loadSettings(options.storage),
      turn: null,
      history: this.#history.load(),
      reading: null,
      changes: [],
      conflict: null,
      occupied: null,
      writing: null,
      writeError: null,
      notice: null,
    }));
  }

  get state(): AssistantState {
    return this.store.getState();
  }

  /** Follows the selection and asks for the models; gives the way to stop. */
  start(): () => void {
    const stop = this.host.onSelectionChanged(() => void this.capture());
    void this.capture();
    void this.loadModels();
    return () => {
      stop();
      this.#abort?.abort();
    };
  }

  /** Reads the selection anew; a capture that is overtaken by a newer one is dropped. */
  async capture(): Promise<void> {
    this.#capturing?.abort();
    const capturing = new AbortController();
    this.#capturing = capturing;
    try {
      const context = await this.host.readContext(this.state.scope, capturing.signal);
      if (!capturing.signal.aborted) this.#set({ context, contextError: null });
    } catch (error) {
      if (!capturing.signal.aborted) this.#set({ contextError: toAssistantError(error) });
    }
  }

  async setScope(scope: CaptureScope): Promise<void> {
    this.#set({ scope });
    await this.capture();
  }

  async loadModels(): Promise<void> {
    this.#set({ modelsStatus: 'loading', modelsError: null });
    try {
      this.#set({ models: await this.#options.listModels(), modelsStatus: 'ready' });
    } catch (error) {
      this.#set({ modelsStatus: 'failed', modelsError: toAssistantError(error) });
    }
  }

  /** Goes on after the person got in at the gateway: what was refused for that reason alone is asked again. */
  async resume(): Promise<void> {
    await this.loadModels();
    const generation = this.state.turn?.generation;
    if (generation?.status === 'failed' && generation.error.code === 'sign-in-required') await this.tryAgain();
  }

  /** The chosen model, or the gateway's first where none was chosen or it is gone. */
  get model(): Model | undefined {
    const { models, settings } = this.state;
    return models.find(({ id }) => id === settings.model) ?? models[0];
  }

  changeSettings(change: Partial<Settings>): void {
    const settings = { ...this.state.settings, ...change };
    saveSettings(this.#options.storage, settings);
    this.#set({ settings });
  }

  /** What a command would send, for the person to see first. */
  describe(
    command: WritingCommand,
    instruction: string,
    options: Readonly<Record<string, string>>,
  ): SendReceipt | null {
    const { context } = this.state;
    return context ? describeSending(command, this.#input(context, instruction, options)) : null;
  }

  /** Fetches ahead of time what applying an answer needs. What cannot be had now is asked for again when it is needed. */
  async prepare(): Promise<void> {
    await Promise.allSettled([this.#loadPlanner(), loadComparison(), this.host.prepareToWrite()]);
  }

  /** Runs a command on the document as it is now. A command on the whole document reads all of it first. */
  async run(command: WritingCommand, instruction = '', options: Readonly<Record<string, string>> = {}): Promise<void> {
    await this.#start(() => command, instruction, options);
  }

  /** What is asked in free words. */
  async ask(instruction: string): Promise<void> {
    await this.#start((context) => this.commandForPrompt(context, instruction), instruction, {});
  }

  /** The commands that fit what is selected, in the pane's order. */
  commandsFor(context: DocumentContext): WritingCommand[] {
    return this.#options.commandSet.commands.filter((command) => command.appliesTo(context));
  }

  findCommand(id: string): WritingCommand | undefined {
    return this.#options.commandSet.commands.find((command) => command.id === id);
  }

  /** The command that a prompt typed now would be. */
  commandForPrompt(context: DocumentContext, instruction: string): WritingCommand {
    return this.#options.commandSet.forPrompt(context, instruction);
  }

  /** Asks again for the same thing, about the same text. */
  async tryAgain(): Promise<void> {
    const { turn } = this.state;
    if (!turn) return;
    this.#learnEdits();
    const draft = !isRunning(turn.generation) && answerOf(turn).trim() !== '' ? turn.generation : null;
    await this.#generate(turn.command, turn.instruction, turn.options, turn.context, draft);
  }

  /** Shows the other of two drafts; the one that is then used counts as chosen. */
  swapDrafts(): void {
    const { turn } = this.state;
    if (!turn?.otherDraft || isRunning(turn.generation) || turn.receipt) return;
    this.#changeTurn({ generation: turn.otherDraft, otherDraft: turn.generation, rating: null });
    this.#remember();
  }

  /** Ends the stream and keeps what came. */
  stop(): void {
    this.#abort?.abort();
    this.#abort = undefined;
  }

  /**
   * Puts the answer into the document. Where the person has gone on to another place, that is asked about first, unless a
   * `target` is given; `'current'` writes at the selection as it now is.
   */
  async apply(application: Application, { target, overwrite }: ApplyOptions = {}): Promise<void> {
    const { turn, settings } = this.state;
    if (!turn || this.state.writing) return;
    const tracked = settings.trackChanges && this.host.capabilities.trackedChanges;
    this.#set({ writing: application, writeError: null, conflict: null, occupied: null, notice: null });
    try {
      if (!target && (await this.#isElsewhere(turn, application))) {
        this.#set({ conflict: { turnId: turn.id, application, reason: 'selection-moved', isInPlace: true } });
        return;
      }
      const { planTurn } = await this.#loadPlanner();
      const plan = planTurn(turn, application, tracked);
      if (plan.edits.length === 0) {
        this.#set({ notice: 'nothing-to-change' });
        return;
      }
      this.#learnEdits();
      const outcome = await this.host.applyEditPlan(plan, {
        ...(target && { target }),
        ...(overwrite === true && { overwrite }),
      });
      if (outcome.status === 'occupied') {
        const { sheet, address, cellCount } = outcome;
        this.#set({ occupied: { turnId: turn.id, application, sheet, address, cellCount } });
        return;
      }
      if (outcome.status === 'conflict') {
        this.#set({ conflict: { turnId: turn.id, application, reason: outcome.reason, isInPlace: false } });
        return;
      }
      this.#tell(choiceBetweenDrafts(turn));
      this.#tell(feedbackOn(turn, 'insertion', 'applied'));
      this.#inserted.remember(turn, plan, outcome.receipt);
      if (!outlets.includes(application)) {
        this.#changeTurn({ receipt: outcome.receipt, otherDraft: null });
      }
      if (outcome.receipt.places) {
        const change: Change = { title: turn.command.title, receipt: outcome.receipt, isUndone: false };
        this.#set({ changes: [change, ...this.state.changes] });
      }
      this.#set({ notice: notices[application] ?? 'applied' });
    } catch (error) {
      const failure = toAssistantError(error);
      // A person who thinks better of it knows that nothing was done.
      if (failure.code !== 'aborted') this.#set({ writeError: failure });
    } finally {
      this.#set({ writing: null });
    }
  }

  /** Whether the person has gone on to another place than the answer was asked for. */
  async #isElsewhere(turn: Turn, application: Application): Promise<boolean> {
    const { context } = this.state;
    if (!context || this.host.name !== 'word' || application === 'new-document') return false;
    const { isElsewhere } = await loadComparison();
    return isElsewhere(turn.context, context);
  }

  /** Answers the question that a conflict asks: write at the selection as it is now, where it was asked, or not at all. */
  async resolveConflict(choice: 'here' | 'there' | 'cancel'): Promise<void> {
    const { conflict, turn } = this.state;
    this.#set({ conflict: null });
    if (!conflict || !turn || choice === 'cancel') return;
    if (choice === 'here' && turn.context.sheet) {
      // What would be written to other cells is to be seen first.
      await this.run(turn.command, turn.instruction, turn.options);
      return;
    }
    let { application } = conflict;
    if (choice === 'here') {
      // The same answer about the text that is selected now; at a caret there is nothing to replace.
      const context = await this.#read(() => turn.command);
      if (!context) return;
      this.#changeTurn({ context }, turn.id);
      if (context.isCaret && application === 'replace') application = 'insert-at-cursor';
    }
    await this.apply(application, { target: 'captured' });
  }

  /** Answers the question whether cells that hold something may be written over. */
  async resolveOccupied(choice: 'overwrite' | 'cancel'): Promise<void> {
    const { occupied } = this.state;
    this.#set({ occupied: null });
    if (occupied && choice === 'overwrite') await this.apply(occupied.application, { overwrite: true });
  }

  /** The person takes responsibility for the numbers that could not be verified. */
  acceptUnverified(): void {
    this.#changeTurn({ acceptsUnverified: true });
  }

  /** Ticks and unticks what is offered of a clean-up; what was written already stays. */
  choose(choices: CleanUpChoices): void {
    if (this.state.turn?.receipt === null) this.#changeTurn({ choices });
  }

  /** Takes back exactly what the last application of this turn did, or another one of the list of changes. */
  async undo(receipt = this.state.turn?.receipt): Promise<void> {
    const { turn, changes } = this.state;
    if (!receipt?.undoable || this.state.writing) return;
    this.#set({ writing: 'undo', writeError: null });
    try {
      const outcome = await this.host.undo(receipt);
      if (outcome.status === 'undone') {
        if (turn?.receipt === receipt) {
          this.#tell(feedbackOn(turn, 'insertion', 'undone'));
          this.#inserted.forget();
          this.#changeTurn({ receipt: null });
        }
        this.#set({
          changes: changes.map((each) => (each.receipt === receipt ? { ...each, isUndone: true } : each)),
        });
      } else this.#learnEdits();
      this.#set({ notice: outcome.status === 'undone' ? 'undone' : 'changed-since' });
    } catch (error) {
      this.#set({ writeError: toAssistantError(error) });
    } finally {
      this.#set({ writing: null });
    }
  }

  /** Selects cells that an answer speaks of. */
  async showCells(sheet: string, address: string): Promise<void> {
    await this.host.cells?.showRange(sheet, address).catch(() => undefined);
  }

  /** What cells hold now; `null` where they cannot be read. */
  async lookAtCells(sheet: string, address: string): Promise<CellContents | null> {
    return (await this.host.cells?.readCells(sheet, address).catch(() => null)) ?? null;
  }

  /** The workbook's formulas; none where they cannot be read. */
  async findFormulas(matches: (formula: string) => boolean): Promise<readonly FormulaCell[]> {
    return (await this.host.cells?.findFormulas({ where: 'workbook', matches }).catch(() => [])) ?? [];
  }

  /** What a formula gives, tried out before it is written. */
  async tryFormula(formula: string, sheet: string, address: string): Promise<EvaluatedFormula> {
    if (!this.host.cells) throw new AssistantError('host-unsupported', 'There are no cells here.');
    return this.host.cells.evaluate(formula, sheet, address);
  }

  async showReceipt(receipt = this.state.turn?.receipt): Promise<void> {
    if (receipt) await this.host.showReceipt(receipt).catch(() => undefined);
  }

  rate(rating: Turn['rating']): void {
    const { turn } = this.state;
    if (turn) this.#tell(feedbackOn(turn, 'rating', rating ?? 'none'));
    if (turn && rating === 'up') this.#tell(choiceBetweenDrafts(turn));
    this.#changeTurn({ rating });
    this.#remember();
  }

  say(notice: Notice | null): void {
    this.#set({ notice });
  }

  closeTurn(): void {
    this.stop();
    this.#learnEdits();
    this.#set({ turn: null, conflict: null, occupied: null, writeError: null, notice: null });
  }

  clearHistory(): void {
    this.#set({ history: [] });
    this.#history.save([]);
  }

  /** Shows an answer of before; it can be copied and inserted, at the selection as it is now. */
  async reopen(entry: HistoryEntry): Promise<void> {
    const command = this.findCommand(entry.command);
    if (!command) return;
    this.stop();
    // The numbers of an answer are looked up in the cells, which are not read at each selection.
    const context = this.host.cells ? await this.#read(() => command) : this.state.context;
    if (!context) return;
    this.#learnEdits();
    this.#set({
      turn: {
        id: entry.id,
        command,
        instruction: entry.instruction,
        options: {},
        context,
        generation: { status: 'done', finishReason: 'stop', usage: undefined, text: entry.answer, reasoning: '' },
        progress: null,
        passagesLeftOut: 0,
        model: entry.model,
        receipt: null,
        rating: entry.rating,
        asked: null,
        otherDraft: null,
        cost: null,
      },
      conflict: null,
      writeError: null,
      notice: null,
    });
  }

  /** Reads the document first: what was captured before may be older than the person's last click. */
  async #start(
    choose: (context: DocumentContext) => WritingCommand,
    instruction: string,
    options: Readonly<Record<string, string>>,
  ): Promise<void> {
    this.stop();
    this.#set({ writeError: null, conflict: null, occupied: null, notice: null });
    const context = await this.#read(choose);
    if (!context) return;
    // Behind the read that the person waits for.
    this.#learnEdits();
    await this.#generate(choose(context), instruction, options, context);
  }

  /** What a command is to work on, read anew and counted; nothing where the person stopped it or it failed. */
  async #read(choose: (context: DocumentContext) => WritingCommand): Promise<DocumentContext | undefined> {
    const abort = new AbortController();
    this.#abort = abort;
    const { signal } = abort;
    const onProgress: ReadProgress = (reading) => this.#set({ reading });
    try {
      // What was last captured is nearly always still so, and then one read is enough.
      const guess = this.#scopeFor(choose, this.state.context);
      let context = await this.host.readContext(guess, signal, onProgress);
      const scope = this.#scopeFor(choose, context);
      if (scope !== guess) context = await this.host.readContext(scope, signal, onProgress);
      // Whether rows may go and columns come depends on what stands beside.
      if (choose(context).answer === 'cells') context = await this.#lookAround(context);
      await this.#options.analyst?.prepare(context, choose(context), signal);
      signal.throwIfAborted();
      this.#set({ context, contextError: null });
      return context;
    } catch (error) {
      if (!signal.aborted) this.#set({ contextError: toAssistantError(error) });
      return undefined;
    } finally {
      if (!this.#isReplaced(abort)) this.#set({ reading: null });
    }
  }

  async #lookAround(context: DocumentContext): Promise<DocumentContext> {
    const { sheet } = context;
    const { cells } = this.host;
    return sheet && cells ? { ...context, sheet: { ...sheet, around: await cells.lookAround(sheet) } } : context;
  }

  /** Whether something else was begun since. */
  #isReplaced(abort: AbortController): boolean {
    return this.#abort !== undefined && this.#abort !== abort;
  }

  #scopeFor(choose: (context: DocumentContext) => WritingCommand, context: DocumentContext | null): CaptureScope {
    // Cells are read when something is asked about them, not at each selection.
    if (this.host.cells) return 'document';
    const readsAll = context?.isCaret && choose(context).subject === 'selection-or-document';
    return readsAll ? 'document' : this.state.scope;
  }

  async #generate(
    command: WritingCommand,
    instruction: string,
    options: Readonly<Record<string, string>>,
    context: DocumentContext,
    otherDraft: GenerationState | null = null,
  ): Promise<void> {
    this.stop();
    const abort = new AbortController();
    this.#abort = abort;
    const model = this.model;
    const input = this.#input(context, instruction, options);
    const prompt = command.buildPrompt(input);
    const turn: Turn = {
      id: (this.#options.createId ?? (() => crypto.randomUUID()))(),
      command,
      instruction,
      options,
      context,
      generation: startingGeneration,
      progress: null,
      passagesLeftOut: prompt.passagesLeftOut,
      model: model?.id ?? '',
      receipt: null,
      rating: null,
      asked: prompt.messages,
      otherDraft,
      cost: null,
    };
    this.#set({ turn, conflict: null, occupied: null, writeError: null, notice: null });
    if (needsNoModel(command) || (command.answerByRules && model?.inkstone?.embedded === true)) {
      await this.#answerByRules(command, input);
      return;
    }
    if (!model && this.state.modelsStatus === 'failed') {
      // The gateway may have been away when the pane was opened, and be back.
      await this.loadModels();
      if (this.state.turn?.id !== turn.id) return;
      if (this.state.models.length > 0 && !abort.signal.aborted)
        return this.#generate(command, instruction, options, context, otherDraft);
    }
    if (!model) {
      const error = this.state.modelsError ?? new AssistantError('model-missing', 'The gateway offers no model.');
      this.#changeTurn({ generation: reduceGeneration(startingGeneration, { type: 'error', error }) });
      return;
    }
    void this.prepare();
    const language = meterCosts(this.#options.createModel(model.id), (cost) =>
      this.#changeTurn({ cost: addCosts(this.state.turn?.cost ?? null, cost) }, turn.id),
    );
    // The embedded engine reads a text of any length; a model may need it part by part.
    const mayBeLong = model.inkstone?.embedded !== true && isReading(command);
    let long: LongReading | undefined;
    try {
      if (mayBeLong) long = await openLongReading(command, input);
    } catch (error) {
      await this.#end(reduceGeneration(startingGeneration, { type: 'error', error: toAssistantError(error) }), turn.id);
      return;
    }
    if (long) this.#changeTurn({ asked: null, passagesLeftOut: long.passagesLeftOut }, turn.id);
    const events = long
      ? long.read(
          language,
          { onProgress: ({ done, total }) => this.#changeTurn({ progress: { done, total } }, turn.id) },
          abort.signal,
        )
      : runGeneration(language, prompt, abort.signal);
    await this.#follow(turn.id, events);
    const { turn: ended } = this.state;
    // Then the list is out of date, and asking again is to take one that is there.
    if (ended?.generation.status === 'failed' && ended.generation.error.code === 'model-missing') {
      await this.loadModels();
    }
    if (this.state.turn?.id === turn.id) this.#remember();
  }

  async #answerByRules(command: WritingCommand, input: PromptInput): Promise<void> {
    void this.prepare();
    let generation: GenerationState;
    try {
      const text = command.answerByRules?.(input, this.#options.language?.() ?? 'en') ?? '';
      generation = { status: 'done', finishReason: 'stop', usage: undefined, text, reasoning: '' };
    } catch (error) {
      generation = reduceGeneration(startingGeneration, { type: 'error', error: toAssistantError(error) });
    }
    await this.#end(generation);
    this.#remember();
  }

  /** Ends a turn, with the numbers of its answer looked up where that takes long. */
  async #end(generation: GenerationState, turnId = this.state.turn?.id): Promise<void> {
    const { turn } = this.state;
    if (turn && turn.id === turnId) await this.#options.analyst?.check({ ...turn, generation });
    this.#changeTurn({ generation, progress: null }, turnId);
  }

  /** Reduces events into the turn, at most once a frame. */
  async #follow(turnId: string, events: AsyncIterable<GenerationEvent>): Promise<void> {
    let generation = startingGeneration;
    let isScheduled = false;
    const nextFrame = this.#options.nextFrame ?? ((callback: () => void) => setTimeout(callback, 16));
    for await (const event of events) {
      generation = reduceGeneration(generation, event);
      if (!isRunning(generation)) break;
      if (isScheduled) continue;
      isScheduled = true;
      nextFrame(() => {
        isScheduled = false;
        if (isRunning(generation)) this.#changeTurn({ generation }, turnId);
      });
    }
    await this.#end(generation, turnId);
  }

  #input(context: DocumentContext, instruction: string, options: Readonly<Record<string, string>>): PromptInput {
    const { settings, scope } = this.state;
    const window = this.model?.inkstone?.contextWindow ?? assumedContextWindow;
    return {
      context: asRead(context),
      instruction,
      options,
      replyLanguage: settings.replyLanguage,
      customInstructions: this.#isOff('standing-instructions') ? '' : settings.customInstructions,
      tokenBudget: Math.floor(window * 0.65),
      scope: (context.whole ?? context.sheet) ? 'document' : scope,
    };
  }

  /** Sends feedback where the person has agreed to that; that it cannot be sent is no matter of theirs. */
  #tell(feedback: Feedback | undefined): void {
    if (!feedback || !this.state.settings.shareFeedback) return;
    void this.#options.sendFeedback?.(feedback).catch(() => undefined);
  }

  /** Reads, where the person has agreed to that, what they made of the answer in the document. */
  #learnEdits(): void {
    if (!this.state.settings.shareFeedback || !this.#options.sendFeedback) return;
    // That it cannot be read, such as when the text is gone, is no matter of the person's.
    void this.#inserted.readBack().then(
      (feedback) => this.#tell(feedback),
      () => undefined,
    );
  }

  #remember(): void {
    const { turn, history } = this.state;
    if (!turn || answerOf(turn).trim() === '' || this.#isOff('history')) return;
    const entry: HistoryEntry = {
      id: turn.id,
      command: turn.command.id,
      instruction: turn.instruction,
      answer: answerOf(turn),
      model: turn.model,
      at: (this.#options.now ?? (() => new Date()))().toISOString(),
      rating: turn.rating,
    };
    const next = [entry, ...history.filter(({ id }) => id !== entry.id)];
    this.#set({ history: next });
    this.#history.save(next);
  }

  #isOff(feature: Parameters<typeof isOff>[1]): boolean {
    return isOff(this.#options.permissions?.(), feature);
  }

  #changeTurn(change: Partial<Turn>, onlyId?: string): void {
    const { turn } = this.state;
    if (turn && (onlyId === undefined || turn.id === onlyId)) this.#set({ turn: { ...turn, ...change } });
  }

  #set(change: Partial<AssistantState>): void {
    this.store.setState(change);
  }
}

/** Whether the answer is computed from the cells, whatever model is chosen. */
function needsNoModel({ answer }: WritingCommand): boolean {
  return answer === 'cells' || answer === 'chart' || answer === 'pivot';
}

function isReading(command: WritingCommand): boolean {
  return command.answer === 'reading' && command.subject === 'selection-or-document';
}
