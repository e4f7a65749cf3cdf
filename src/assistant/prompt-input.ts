import { asRead } from '../core/document/struck-text.ts';
import type { PromptInput } from '../core/prompt/writing-command.ts';
import type { Model } from '../protocol/chat.ts';
import type { Permissions } from '../protocol/session.ts';
import { isOff } from './access.ts';
import type { AssistantState } from './assistant-state.ts';
import type { Settings } from './settings.ts';
import type { Question } from './turn.ts';

/** Tokens for prompt and answer where a model does not tell its context window. */
const assumedContextWindow = 8192;
/** Share of the window that a prompt may take; the rest is the answer's. */
const shareOfWindow = 0.65;

/** Tokens that a prompt to this model may take. */
export function tokenBudgetOf(model: Model | undefined): number {
  return Math.floor((model?.inkstone?.contextWindow ?? assumedContextWindow) * shareOfWindow);
}

/** The person's standing instructions, where the organisation lets them have any. */
export function standingInstructions({ customInstructions }: Settings, permissions: Permissions | undefined): string {
  return isOff(permissions, 'standing-instructions') ? '' : customInstructions;
}

/** What a command makes its prompt of: the question, and how the person wants theirs answered. */
export function promptInputOf(
  { context, instruction, options }: Omit<Question, 'command'>,
  { settings, scope }: Pick<AssistantState, 'settings' | 'scope'>,
  model: Model | undefined,
  permissions: Permissions | undefined,
): PromptInput {
  return {
    context: asRead(context),
    instruction,
    options,
    replyLanguage: settings.replyLanguage,
    customInstructions: standingInstructions(settings, permissions),
    tokenBudget: tokenBudgetOf(model),
    scope: (context.whole ?? context.sheet) ? 'document' : scope,
  };
}
