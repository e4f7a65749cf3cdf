import { createAddressScan, defuseAddresses, openAddressAt, type AddressScan } from '../base/answer-addresses.ts';
import { selectedText, type DocumentContext } from '../core/document/context.ts';
import { asRead } from '../core/document/struck-text.ts';
import type { Outlet, Receipt } from '../core/edits/edit-plan.ts';
import { stripChatter } from '../core/generation/chatter.ts';
import {
  isPartial,
  isRunning,
  saidText,
  startingGeneration,
  type GenerationState,
} from '../core/generation/reduce-generation.ts';
import type { Pause } from '../core/generation/pauses.ts';
import type { ModelRequest } from '../core/model/language-model.ts';
import type { AnswerCost } from '../protocol/records.ts';
import type { WritingCommand } from '../core/prompt/writing-command.ts';
import type { CleanUpChoices } from '../core/sheet/clean-up-steps.ts';

/** What a person can do with an answer. */
export type Application = TextApplication | SheetApplication | Outlet;

export type TextApplication = 'replace' | 'insert-after' | 'insert-at-cursor' | 'comment' | 'new-document';

/** What can be done with it in a workbook. `living` writes sentences as formulas that follow the data. */
export type SheetApplication =
  | 'insert-below'
  | 'new-sheet'
  | 'living'
  | 'text-box'
  | 'write-formula'
  | 'apply-cells'
  | 'add-chart'
  | 'add-pivot';

/** What is asked, and of which text. */
export interface Question {
  readonly command: WritingCommand;
  readonly instruction: string;
  readonly options: Readonly<Record<string, string>>;
  readonly context: DocumentContext;
}

/** One question and its answer. */
export interface Turn extends Question {
  readonly id: string;
  readonly generation: GenerationState;
  /** Parts of a long document read so far. */
  readonly progress: { readonly done: number; readonly total: number } | null;
  /** What the reading waits for, where it cannot go on now. */
  readonly pause: Pause | null;
  /** Whether parts that were read are kept of a reading that ended early, for when the same is asked again. */
  readonly keepsParts: boolean;
  /** Passages that did not fit and were not sent. */
  readonly passagesLeftOut: number;
  readonly model: string;
  /** Of the last request for it, by which the gateway knows who answered. */
  readonly requestId?: string;
  readonly receipt: Receipt | null;
  /** How the answer was put where the receipt leads. */
  readonly appliedAs?: Application;
  /** The person has seen that some numbers could not be verified, and wants the answer all the same. */
  readonly acceptsUnverified?: boolean;
  readonly rating: 'up' | 'down' | null;
  /** What was asked, as the model got it; `null` where it was many requests, or is not known any more. */
  readonly asked: ModelRequest['messages'] | null;
  /** What a model can be asked to go on with; `null` where no model answered, or it is not known any more. */
  readonly request: ModelRequest | null;
  /** The draft before this one, after asking again for the same. */
  readonly otherDraft: GenerationState | null;
  /** What it cost so far, where the gateway tells. */
  readonly cost: AnswerCost | null;
  /** What the person has ticked and unticked of a clean-up. */
  readonly choices?: CleanUpChoices;
}

/** A turn as it begins, before anything was answered. */
export function beginTurn(begun: Question & Pick<Turn, 'id' | 'model'> & Partial<Turn>): Turn {
  return {
    generation: startingGeneration,
    progress: null,
    pause: null,
    keepsParts: false,
    passagesLeftOut: 0,
    receipt: null,
    rating: null,
    asked: null,
    request: null,
    otherDraft: null,
    cost: null,
    ...begun,
  };
}

/** Whether the answer is computed from the cells, whatever model is chosen. */
export function needsNoModel({ answer }: WritingCommand): boolean {
  return answer === 'cells' || answer === 'chart' || answer === 'pivot';
}

/** The answer as a person sees it: without chatter, and never jumping back while it grows. */
export function answerOf(turn: Turn): string {
  const original = turn.command.answer === 'rewrite' ? { original: selectedText(asRead(turn.context)) } : {};
  const isComplete = !isRunning(turn.generation);
  const text = stripChatter(saidText(turn.generation), { isComplete, ...original });
  // An address that still grows is shown when it is whole, and can be judged.
  const answer = defuseAddresses(isComplete ? text : text.slice(0, openAddressAt(text)), scanFor(turn));
  return turn.command.readAnswer?.(answer, turn.context) ?? answer;
}

const scans = new WeakMap<DocumentContext, { readonly instruction: string; readonly scan: AddressScan }>();

/** Judges addresses by what the document says; the gateway has judged them by all that was sent. */
function scanFor({ context, instruction }: Turn): AddressScan {
  const known = scans.get(context);
  if (known?.instruction === instruction) return known.scan;
  const passages = [...context.before, ...context.selection, ...context.after, ...(context.whole ?? [])];
  const sent = (): string[] => [...passages.map(({ text }) => text), context.title, instruction];
  const scan = createAddressScan({ mode: 'standard', sent });
  scans.set(context, { instruction, scan });
  return scan;
}

/** The application that a command's answer is for, offered first. */
export function mainApplication(turn: Turn): Application {
  if (turn.context.sheet) return sheetApplications(turn)[0] ?? 'insert-below';
  const { command, context } = turn;
  if (command.answer === 'rewrite') {
    // The answer to a selection that was then given to a caret has nothing to replace.
    if (context.isCaret) return 'insert-at-cursor';
    // In the place of the whole text, a part of its rewrite would take the rest away.
    return isPartial(turn.generation) ? 'insert-after' : 'replace';
  }
  return context.isCaret && command.subject === 'caret' ? 'insert-at-cursor' : 'insert-after';
}

/** The applications of an answer about a workbook, the one that it is for first. None for code, which is copied. */
export function sheetApplications({ command }: Turn): readonly SheetApplication[] {
  switch (command.answer) {
    case 'formula':
      return ['write-formula'];
    case 'cells':
      return ['apply-cells'];
    case 'chart':
      return ['add-chart'];
    case 'pivot':
      return ['add-pivot'];
    case 'content':
      return [];
    case 'reading':
    case 'rewrite':
      return ['insert-below', 'living', 'new-sheet', 'text-box'];
  }
}

/** The applications of an answer about text that the person brought, the one that it is for first. */
export function materialApplications(
  { command, context, generation }: Turn,
  outlets: readonly Outlet[],
): readonly Application[] {
  if (context.sheet) return outlets;
  if (context.isCaret) return [...outlets, 'insert-at-cursor'];
  if (command.answer !== 'rewrite') return [...outlets, 'insert-after'];
  return isPartial(generation) ? ['insert-after', ...outlets, 'replace'] : ['replace', ...outlets, 'insert-after'];
}
