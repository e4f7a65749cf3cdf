import { AssistantError } from '../base/errors.ts';
import type { GenerationEvent } from '../core/generation/generation-event.ts';
import {
  failedGeneration,
  isRunning,
  reduceGeneration,
  saidText,
  startingGeneration,
  wholeGeneration,
  type GenerationState,
} from '../core/generation/reduce-generation.ts';
import { Pauses } from '../core/generation/pauses.ts';
import { runGeneration } from '../core/generation/run-generation.ts';
import type { ReadingProgress } from '../core/generation/run-long-document.ts';
import type { LanguageModel, ModelRequest } from '../core/model/language-model.ts';
import type { Prompt, PromptInput, WritingCommand } from '../core/prompt/writing-command.ts';
import type { Model } from '../protocol/chat.ts';
import { forgetNotes, notesOn, openLongReading } from './long-reading.ts';
import { addCosts, meterCosts } from './meter-costs.ts';
import type { Analyst } from './sheet-analyst.ts';
import { needsNoModel, type Turn } from './turn.ts';

/** Where answers come from, and how often one that grows is shown. */
export interface AnswerSources {
  readonly createModel: (id: string) => LanguageModel | Promise<LanguageModel>;
  /** The language of the words that rules make; a model is told the language of its answer instead. */
  readonly language?: () => 'en' | 'zh';
  /** Counts many cells off the main thread; without it they are counted where they are needed. */
  readonly analyst?: Analyst;
  /** Calls back before the next paint, so that a stream changes the state at most once a frame. */
  readonly nextFrame?: (callback: () => void) => void;
}

/** A turn for as long as it is the one on screen. */
export interface TurnOnScreen {
  /** `undefined` once it was closed or another was begun; then a change changes nothing. */
  readonly read: () => Turn | undefined;
  readonly change: (change: Partial<Turn>) => void;
}

/** What is asked, and of whom: without a model the rules of the command answer. */
export interface Request {
  readonly command: WritingCommand;
  readonly input: PromptInput;
  readonly prompt: Prompt;
  readonly model: Model | undefined;
}

/** Answers a turn, by rules or by a model. Never rejects: what fails, or is stopped, ends the turn with what came until then. */
export async function answerTurn(
  turn: TurnOnScreen,
  request: Request,
  sources: AnswerSources,
  signal: AbortSignal,
): Promise<void> {
  const generation = await generate(turn, request, sources, signal);
  await end(turn, generation, sources);
}

/** Ends a turn with what its generation ended with. */
export async function end(turn: TurnOnScreen, generation: GenerationState, { analyst }: AnswerSources): Promise<void> {
  const current = turn.read();
  // The numbers of an answer are looked up ahead where that takes long.
  if (current) await analyst?.check({ ...current, generation });
  const keepsParts = saidText(generation) === '' && current !== undefined && notesOn(current.context).size > 0;
  turn.change({ generation, progress: null, pause: null, keepsParts });
}

async function generate(
  turn: TurnOnScreen,
  { command, input, prompt, model }: Request,
  sources: AnswerSources,
  signal: AbortSignal,
): Promise<GenerationState> {
  if (command.subject === 'selection' && input.context.isCaret) {
    return failedGeneration(new AssistantError('selection-empty', 'Nothing is selected.'));
  }
  const isEmbedded = model?.inkstone?.embedded === true;
  if (!model || needsNoModel(command) || (command.answerByRules && isEmbedded)) {
    return answerByRules(command, input, sources.language?.() ?? 'en');
  }
  let language: LanguageModel;
  let events: AsyncIterable<GenerationEvent> | undefined;
  try {
    language = await meteredModel(turn, model.id, sources);
    // The embedded engine reads a text of any length; a model may need it part by part.
    if (isReading(command) && !isEmbedded) events = await readInParts(turn, { command, input }, language, signal);
  } catch (error) {
    return failedGeneration(error);
  }
  const generation = await follow(turn, events ?? runGeneration(language, prompt, signal), sources.nextFrame);
  // Who asks again after a whole answer wants another one, from other notes too.
  if (generation.status === 'done') forgetNotes(input.context);
  return generation;
}

/** The model, telling the turn what its answers cost. */
export async function meteredModel(
  turn: TurnOnScreen,
  id: string,
  { createModel }: AnswerSources,
): Promise<LanguageModel> {
  return meterCosts(
    await createModel(id),
    (cost) => turn.change({ cost: addCosts(turn.read()?.cost ?? null, cost) }),
    (requestId) => turn.change({ requestId }),
  );
}

function answerByRules(command: WritingCommand, input: PromptInput, language: 'en' | 'zh'): GenerationState {
  try {
    return wholeGeneration(command.answerByRules?.(input, language) ?? '');
  } catch (error) {
    return failedGeneration(error);
  }
}

function isReading(command: WritingCommand): boolean {
  return command.answer === 'reading' && command.subject === 'selection-or-document';
}

/** The reading of a text that is too long for the model at once; `undefined` where it is not. */
async function readInParts(
  turn: TurnOnScreen,
  { command, input }: Pick<Request, 'command' | 'input'>,
  language: LanguageModel,
  signal: AbortSignal,
): Promise<AsyncIterable<GenerationEvent> | undefined> {
  const long = await openLongReading(command, input);
  if (!long) return undefined;
  // It is many requests, none of which is what was asked.
  turn.change({ asked: null, request: null, passagesLeftOut: long.passagesLeftOut });
  const pauses = new Pauses(Date.now, () => turn.change({ pause: pauses.next }));
  const told = {
    kept: notesOn(input.context),
    pause: pauses.wait.bind(pauses),
    onProgress: ({ done, total }: ReadingProgress) => turn.change({ progress: { done, total } }),
    onAnswer: (request: ModelRequest) => turn.change({ request }),
  };
  return long.read(language, told, signal);
}

/** Reduces events into the turn, at most once a frame, until the generation is over. `from`: what stands there already. */
export async function follow(
  turn: TurnOnScreen,
  events: AsyncIterable<GenerationEvent>,
  nextFrame: (callback: () => void) => void = (callback) => setTimeout(callback, 16),
  from: GenerationState = startingGeneration,
): Promise<GenerationState> {
  let generation = from;
  let isScheduled = false;
  for await (const event of events) {
    generation = reduceGeneration(generation, event);
    if (!isRunning(generation)) break;
    if (isScheduled) continue;
    isScheduled = true;
    nextFrame(() => {
      isScheduled = false;
      if (isRunning(generation)) turn.change({ generation });
    });
  }
  return generation;
}
