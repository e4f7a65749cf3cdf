import type { WritingTask } from '../../protocol/chat.ts';
import type { DocumentContext } from '../document/context.ts';

/** Text in the languages of the user interface. */
export interface Localized {
  readonly en: string;
  readonly zh: string;
}

/** A choice that a command offers, such as the tone. The first value is the default. */
export interface CommandOption {
  readonly id: string;
  readonly label: Localized;
  readonly values: readonly { readonly id: string; readonly label: Localized }[];
}

/** What is sent: stable instructions first, document text fenced as data, the request last. */
export interface Prompt {
  readonly messages: readonly { readonly role: 'system' | 'user'; readonly content: string }[];
  /** The same request as data, for the embedded engine. */
  readonly task: WritingTask;
  /** Roughly how many tokens the messages are. */
  readonly estimatedTokens: number;
  /** What of the document did not fit the budget, in passages; 0 when all went in. */
  readonly passagesLeftOut: number;
}

export interface PromptInput {
  readonly context: DocumentContext;
  /** What the person typed; may be empty for all commands but `custom` and `draft`. */
  readonly instruction: string;
  readonly options: Readonly<Record<string, string>>;
  /** BCP 47 for the answer; `auto` is the language of the text. */
  readonly replyLanguage: string;
  /** The person's or the organisation's standing instructions. */
  readonly customInstructions: string;
  /** Tokens that the whole prompt may take. */
  readonly tokenBudget: number;
  readonly scope: 'selection' | 'surroundings' | 'document';
}

/**
 * One thing the assistant can do with a document. A command is data and pure functions; adding one is adding
 * a file beside this one and a line in `commands.ts`.
 */
export interface WritingCommand {
  readonly id: string;
  readonly title: Localized;
  readonly description: Localized;
  /** What it works on: the selection, the whole document when nothing is selected, or just the place of the caret. */
  readonly subject: 'selection' | 'selection-or-document' | 'caret';
  /**
   * What the answer is: a new wording of the selection (lands as the smallest edits), new content for the document, something
   * to read in the pane; for a workbook also a formula, or a plan for cells, a chart or a pivot table, computed without a model.
   */
  readonly answer: 'rewrite' | 'content' | 'reading' | 'formula' | 'cells' | 'chart' | 'pivot';
  readonly options: readonly CommandOption[];
  /**
   * For a rewrite: whether the answer has a line for each paragraph of the selection, so that a long selection can be
   * rewritten part by part. Absent means no.
   */
  readonly keepsParagraphs?: boolean;
  /** Whether an instruction must be typed first. */
  readonly needsInstruction: boolean;
  appliesTo(context: DocumentContext): boolean;
  buildPrompt(input: PromptInput): Prompt;
  /** What of a workbook goes along; a document of text is described by its passages. */
  describeMaterial?(input: PromptInput): readonly { readonly kind: SentMaterial; readonly text: string }[];
  /**
   * The answer by rules in the language of the pane, where there are rules for it: for a model that is none, and for
   * commands that need none. Throws `AssistantError` with the reason where the rules find nothing to say.
   */
  readonly answerByRules?: (input: PromptInput, language: 'en' | 'zh') => string;
  /** The answer as it is read, where that is not what the model wrote: references to figures become numbers. */
  readAnswer?(answer: string, context: DocumentContext): string;
}

export type SentMaterial = 'table' | 'figures' | 'sample' | 'formula';

/** What the assistant can do in one kind of document. */
export interface CommandSet {
  /** In the order in which the pane offers them. */
  readonly commands: readonly WritingCommand[];
  /** The command behind what is asked in free words. */
  readonly forPrompt: (context: DocumentContext, instruction: string) => WritingCommand;
}
