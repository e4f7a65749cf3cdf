import type { DocumentContext } from '../core/document/context.ts';
import type { Receipt } from '../core/edits/edit-plan.ts';
import type { GenerationState } from '../core/generation/reduce-generation.ts';
import { stripChatter } from '../core/generation/chatter.ts';
import { isRunning, saidText } from '../core/generation/reduce-generation.ts';
import type { WritingCommand } from '../core/prompt/writing-command.ts';
import { selectedText } from '../core/document/context.ts';

/** What a person can do with an answer. */
export type Application =
  'replace' | 'insert-after' | 'insert-at-cursor' | 'comment' | 'new-document' | SheetApplication;

/** What can be done with it in a workbook. `living` writes sentences as formulas that follow the data. */
export type SheetApplication = 'insert-below' | 'new-sheet' | 'living' | 'write-formula' | 'apply-cells' | 'add-chart';

/** One question and its answer. */
export interface Turn {
  readonly id: string;
  readonly command: WritingCommand;
  readonly instruction: string;
  readonly options: Readonly<Record<string, string>>;
  readonly context: DocumentContext;
  readonly generation: GenerationState;
  /** Parts of a long document read so far. */
  readonly progress: { readonly done: number; readonly total: number } | null;
  /** Passages that did not fit and were not sent. */
  readonly passagesLeftOut: number;
  readonly model: string;
  readonly receipt: Receipt | null;
  /** The person has seen that some numbers could not be verified, and wants the answer all the same. */
  readonly acceptsUnverified?: boolean;
  readonly rating: 'up' | 'down' | null;
}

/** The answer as a person sees it: without chatter, and never jumping back while it grows. */
export function answerOf(turn: Turn): string {
  const original = turn.command.answer === 'rewrite' ? { original: selectedText(turn.context) } : {};
  const answer = stripChatter(saidText(turn.generation), { isComplete: !isRunning(turn.generation), ...original });
  return turn.command.readAnswer?.(answer, turn.context) ?? answer;
}

/** The application that a command's answer is for, offered first. */
export function mainApplication(turn: Turn): Application {
  if (turn.context.sheet) return sheetApplications(turn)[0] ?? 'insert-below';
  if (turn.command.answer === 'rewrite') return 'replace';
  return turn.context.isCaret && turn.command.subject === 'caret' ? 'insert-at-cursor' : 'insert-after';
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
    case 'content':
      return [];
    case 'reading':
    case 'rewrite':
      return ['insert-below', 'new-sheet', 'living'];
  }
}
