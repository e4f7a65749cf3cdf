import { createStore, type StoreApi } from 'zustand/vanilla';
import { raceAbort } from '../base/abort.ts';
import { AssistantError, toAssistantError } from '../base/errors.ts';
import { loadOnDemand } from '../base/load-on-demand.ts';
import { describeSending, type SendReceipt } from '../core/context/receipt.ts';
import type { DocumentContext } from '../core/document/context.ts';
import { failedGeneration, isRunning, type GenerationState } from '../core/generation/reduce-generation.ts';
import type { CommandSet, PromptInput, WritingCommand } from '../core/prompt/writing-command.ts';
import type { CleanUpChoices } from '../core/sheet/clean-up-steps.ts';
import type { ApplyOptions, CaptureScope, Host } from '../host/host.ts';
import type { Model } from '../protocol/chat.ts';
import type { Feedback } from '../protocol/records.ts';
import type { Permissions } from '../protocol/session.ts';
import { isOff } from './access.ts';
import type { AnswerSources, TurnOnScreen } from './answer-turn.ts';
import { createAnswerWriter, type AnswerWriter } from './answer-writer.ts';
import { changeTurn, initialState, nothingToSay, type AssistantState, type Notice } from './assistant-state.ts';
import type { EndedCommand } from './ended-command.ts';
import { createDocumentReader, type CommandChoice, type DocumentReader } from './document-reader.ts';
import { entryOf, History, turnOf, type HistoryEntry } from './history.ts';
import { promptInputOf } from './prompt-input.ts';
import type { Planner } from './put-answer.ts';
import { loadSettings, saveSettings, type Settings, type TextStorage } from './settings.ts';
import { createSharedFeedback, type SharedFeedback } from './shared-feedback.ts';
import { answerOf, beginTurn, needsNoModel, type Application, type Question, type Turn } from './turn.ts';

/** What the assistant needs of the world; all of it can be given in a test. */
export interface AssistantOptions extends AnswerSources {
  readonly host: Host;
  readonly commandSet: CommandSet;
  /** How answers become edits; fetched when the first answer is there. Without it as those of text do. */
  readonly loadPlanner?: () => Promise<Planner>;
  readonly listModels: (signal?: AbortSignal) => Promise<readonly Model[]>;
  readonly storage: TextStorage;
  /** What the organisation allows, once the gateway has said so. */
  readonly permissions?: () => Permissions | undefined;
  /** Takes what a person thinks of answers; only called with their consent. */
  readonly sendFeedback?: (feedback: Feedback) => Promise<void>;
  readonly createId?: () => string;
  readonly now?: () => Date;
}

/** What follows a stream of tokens is not needed before something is asked. */
const loadAnswering = () => loadOnDemand(() => import('./answer-turn.ts'));

/** What the product does with a document, without a user interface: the pane and the ribbon's commands share it. */
export class Assistant {
  readonly host: Host;
  readonly store: StoreApi<AssistantState>;
  readonly #options: AssistantOptions;
  readonly #reader: DocumentReader;
  readonly #writer: AnswerWriter;
  readonly #feedback: SharedFeedback;
  readonly #history: History;
  /** Ends what was last asked, while it is read for or answered. */
  #abort: AbortController | undefined;
  /** The question for the models that is under way, or was the last; never rejects. */
  #listing: Promise<void> | undefined;

  constructor(options: AssistantOptions) {
    const { host, storage } = options;
    this.host = host;
    this.#options = options;
    this.#history = new History(storage, host.documentAddress);
    this.store = createStore(() => initialState(loadSettings(storage), this.#history.load()));
    this.#reader = createDocumentReader(host, options.analyst, this.store);
    this.#feedback = createSharedFeedback(host, () => this.state.settings.shareFeedback, options.sendFeedback);
    this.#writer = createAnswerWriter(host, this.store, this.#feedback, options.loadPlanner);
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
    await this.#reader.capture();
  }

  async setScope(scope: CaptureScope): Promise<void> {
    this.#set({ scope });
    await this.capture();
  }

  async loadModels(): Promise<void> {
    this.#set({ modelsStatus: 'loading', modelsError: null });
    this.#listing = this.#options.listModels().then(
      (models) => this.#set({ models, modelsStatus: 'ready' }),
      (error: unknown) => this.#set({ modelsStatus: 'failed', modelsError: toAssistantError(error) }),
    );
    await this.#listing;
  }

  /**
   * The model that answers, once the models are there that are being asked for; asks where nobody did, or where the gateway was
   * away and may be back. Rejects with an `AssistantError` where there is none.
   */
  async awaitModel(): Promise<Model> {
    const { modelsStatus } = this.state;
    if (modelsStatus !== 'ready')
      await (modelsStatus === 'loading' && this.#listing ? this.#listing : this.loadModels());
    const { model } = this;
    if (!model)
      throw this.state.modelsError ?? new AssistantError('model-missing', 'No model.', { reason: 'no-model' });
    return model;
  }

  /** Goes on after the person got in at the gateway: what was refused for that reason alone is asked again. */
  async resume(): Promise<void> {
    await this.loadModels();
    const generation = this.state.turn?.generation;
    if (generation?.status !== 'failed' || generation.error.code !== 'sign-in-required') return;
    await (generation.text === '' ? this.tryAgain() : this.goOn());
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

  /** What a command would send, for the person to see first. */
  describe(command: WritingCommand, instruction: string, options: Question['options']): SendReceipt | null {
    const { context } = this.state;
    return context ? describeSending(command, this.#inputOf({ context, instruction, options })) : null;
  }

  /** Runs a command on the document as it is now. A command on the whole document reads all of it first. */
  async run(command: WritingCommand, instruction = '', options: Question['options'] = {}): Promise<void> {
    await this.#ask(() => command, instruction, options);
  }

  /** What is asked in free words. */
  async ask(instruction: string): Promise<void> {
    await this.#ask((context) => this.commandForPrompt(context, instruction), instruction, {});
  }

  /** Asks again for the same thing, about the same text. */
  async tryAgain(): Promise<void> {
    const { turn } = this.state;
    if (!turn) return;
    this.#feedback.readEdits();
    const draft = !isRunning(turn.generation) && answerOf(turn).trim() !== '' ? turn.generation : null;
    await this.#answer(turn, draft);
  }

  /** Has the model go on where the answer on screen ended half way; what came until then stays. */
  async goOn(): Promise<void> {
    const { turn } = this.state;
    if (!turn) return;
    this.stop();
    const { signal } = (this.#abort = new AbortController());
    this.#set(nothingToSay);
    const onScreen = this.#onScreen(turn.id);
    try {
      const { continueAnswer } = await loadOnDemand(() => import('./continue-answer.ts'));
      const isAble = this.model && this.model.inkstone?.embedded !== true;
      await continueAnswer(onScreen, isAble ? this.model.id : turn.model, this.#options, signal);
    } catch (error) {
      onScreen.change({ generation: failedGeneration(error, turn.generation) });
    }
    if (onScreen.read()) this.#remember();
  }

  /** Ends the stream and keeps what came. */
  stop(): void {
    this.#abort?.abort();
    this.#abort = undefined;
  }

  /** Shows the other of two drafts; the one that is then used counts as chosen. */
  swapDrafts(): void {
    const { turn } = this.state;
    if (!turn?.otherDraft || isRunning(turn.generation) || turn.receipt) return;
    this.#changeTurn({ generation: turn.otherDraft, otherDraft: turn.generation, rating: null });
    this.#remember();
  }

  /** The person takes responsibility for the numbers that could not be verified. */
  acceptUnverified(): void {
    this.#changeTurn({ acceptsUnverified: true });
  }

  /** Ticks and unticks what is offered of a clean-up; what was written already stays. */
  choose(choices: CleanUpChoices): void {
    if (this.state.turn?.receipt === null) this.#changeTurn({ choices });
  }

  rate(rating: Turn['rating']): void {
    const { turn } = this.state;
    if (turn) this.#feedback.rated(turn, rating);
    this.#changeTurn({ rating });
    this.#remember();
  }

  closeTurn(): void {
    this.stop();
    this.#feedback.readEdits();
    this.#set({ turn: null, ...nothingToSay });
  }

  /**
   * Shows an answer of before; it can be copied and inserted, at the selection as it is now. `ended`: it is one of a command that
   * was run outside of the pane, and ended so.
   */
  async reopen(entry: HistoryEntry, ended?: EndedCommand): Promise<void> {
    const command = this.findCommand(entry.command);
    if (!command) return;
    this.stop();
    // The numbers of an answer are looked up in the cells, which are not read at each selection; and what was asked may be asked again.
    const context = this.host.cells || ended ? await this.#readFor(() => command) : this.state.context;
    if (!context) return;
    this.#feedback.readEdits();
    const turn = turnOf(entry, { command, context });
    this.#set({ ...nothingToSay, turn: { ...turn, ...ended?.turn }, writeError: ended?.writeError ?? null });
  }

  /** Reads what another pane over the same document has kept or deleted meanwhile. */
  readHistory(): void {
    this.#set({ history: this.#history.joined(this.state.history) });
  }

  clearHistory(): void {
    this.#history.clear(this.state.history);
    this.#set({ history: [] });
  }

  /** Fetches ahead of time what applying an answer needs. What cannot be had now is asked for again when it is needed. */
  async prepare(): Promise<void> {
    await this.#writer.prepare();
  }

  /** Puts the answer into the document; where that is doubtful, `conflict` or `occupied` asks first. */
  async apply(application: Application, options?: ApplyOptions): Promise<void> {
    await this.#writer.apply(application, options);
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
      const context = await this.#readFor(() => turn.command);
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

  /** Ends a long application; what was written by then is taken back. */
  stopWriting(): void {
    this.#writer.stop();
  }

  /** Takes back exactly what the last application of this turn did, or another one of the list of changes. */
  async undo(receipt = this.state.turn?.receipt): Promise<void> {
    await this.#writer.undo(receipt);
  }

  async showReceipt(receipt = this.state.turn?.receipt): Promise<void> {
    if (receipt) await this.host.showReceipt(receipt).catch(() => undefined);
  }

  say(notice: Notice | null): void {
    this.#set({ notice });
  }

  /** Reads the document first: what was captured before may be older than the person's last click. */
  async #ask(choose: CommandChoice, instruction: string, options: Question['options']): Promise<void> {
    this.stop();
    this.#set(nothingToSay);
    loadAnswering().catch(() => undefined);
    const context = await this.#readFor(choose);
    if (!context) return;
    // Behind the read that the person waits for.
    this.#feedback.readEdits();
    await this.#answer({ command: choose(context), instruction, options, context });
  }

  async #readFor(choose: CommandChoice): Promise<DocumentContext | undefined> {
    this.#abort = new AbortController();
    return this.#reader.readFor(choose, this.#abort.signal);
  }

  /** Answers in a turn of its own, which stands in the pane from the first moment. */
  async #answer(question: Question, otherDraft: GenerationState | null = null): Promise<void> {
    const { command, instruction, options, context } = question;
    this.stop();
    const { signal } = (this.#abort = new AbortController());
    const { model } = this;
    const input = this.#inputOf({ context, instruction, options });
    const prompt = command.buildPrompt(input);
    const { messages: asked, passagesLeftOut } = prompt;
    const turn = beginTurn({
      id: this.#options.createId?.() ?? crypto.randomUUID(),
      command,
      instruction,
      options,
      context,
      model: model?.id ?? '',
      asked,
      // Rules have nothing to go on with.
      request: model?.inkstone?.embedded === true ? null : prompt,
      passagesLeftOut,
      otherDraft,
    });
    this.#set({ turn, ...nothingToSay });
    const onScreen = this.#onScreen(turn.id);
    if (!model && !needsNoModel(command)) {
      try {
        await raceAbort(this.awaitModel(), signal);
        if (onScreen.read()) await this.#answer(question, otherDraft);
      } catch (error) {
        onScreen.change({ generation: failedGeneration(error) });
      }
      return;
    }
    void this.prepare();
    try {
      const { answerTurn } = await loadAnswering();
      await answerTurn(onScreen, { command, input, prompt, model }, this.#options, signal);
    } catch (error) {
      onScreen.change({ generation: failedGeneration(error) });
    }
    const ended = onScreen.read()?.generation;
    // Then the list is out of date, and asking again is to take one that is there.
    if (ended?.status === 'failed' && ended.error.code === 'model-missing') await this.loadModels();
    if (onScreen.read()) this.#remember();
  }

  #onScreen(id: string): TurnOnScreen {
    return {
      read: () => (this.state.turn?.id === id ? this.state.turn : undefined),
      change: (change) => this.#changeTurn(change, id),
    };
  }

  #inputOf(question: Omit<Question, 'command'>): PromptInput {
    return promptInputOf(question, this.state, this.model, this.#options.permissions?.());
  }

  /** Keeps the turn's answer in the history, in place of what was kept of the turn before. */
  #remember(): void {
    const { turn, history } = this.state;
    if (!turn || answerOf(turn).trim() === '' || isOff(this.#options.permissions?.(), 'history')) return;
    const entry = entryOf(turn, this.#options.now?.() ?? new Date());
    const kept = this.#history.joined([entry, ...history.filter(({ id }) => id !== entry.id)]);
    this.#set({ history: kept });
    this.#history.save(kept);
  }

  #changeTurn(change: Partial<Turn>, onlyId?: string): void {
    changeTurn(this.store, change, onlyId);
  }

  #set(change: Partial<AssistantState>): void {
    this.store.setState(change);
  }
}
