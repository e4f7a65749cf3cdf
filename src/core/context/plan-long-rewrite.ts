import { selectedPart, type Passage } from '../document/context.ts';
import { estimateTokens } from '../../base/text-size.ts';
import { tableEnd } from '../document/render-passages.ts';
import type { Prompt, PromptInput, WritingCommand } from '../prompt/writing-command.ts';

/** The passages `[from, to)` of the selection and the prompt that rewrites them. */
export interface RewritePart {
  readonly from: number;
  readonly to: number;
  readonly prompt: Prompt;
}

/** Beyond this a model's answer takes long and begins to drift from its text, whatever its context window. */
const mostPartTokens = 2400;
const reservedTokens = 1200;

/**
 * For a selection too long to rewrite at once: its parts, each with its own prompt, which together are all of it. A part
 * never ends inside a table, unless that alone is too long. `undefined` when the selection fits one prompt together with
 * its answer, and for commands that need all of it at once (a list, a table).
 */
export function planLongRewrite(command: WritingCommand, input: PromptInput): RewritePart[] | undefined {
  const { selection, isCaret } = input.context;
  if (isCaret || command.keepsParagraphs !== true) return undefined;
  // The answer is about as long as the text, and shares the context window with it.
  const room = Math.floor((input.tokenBudget - reservedTokens - estimateTokens(input.customInstructions)) / 2.2);
  const budget = Math.max(200, Math.min(mostPartTokens, room));
  if (tokensOf(selection) <= budget) return undefined;
  const ranges = cut(selection, budget);
  return ranges.map(({ from, to }) => ({ from, to, prompt: command.buildPrompt(partInput(input, from, to)) }));
}

function partInput(input: PromptInput, from: number, to: number): PromptInput {
  const { context } = input;
  const { selection } = context;
  return {
    ...input,
    scope: input.scope === 'document' ? 'surroundings' : input.scope,
    context: {
      ...context,
      selection: selection.slice(from, to),
      before: from === 0 ? context.before : selection.slice(Math.max(0, from - 3), from),
      after: to === selection.length ? context.after : selection.slice(to, to + 2),
    },
  };
}

function cut(selection: readonly Passage[], budget: number): { readonly from: number; readonly to: number }[] {
  const ranges: { from: number; to: number }[] = [];
  let from = 0;
  let at = 0;
  while (at < selection.length) {
    const tableStop = selection[at]?.table ? tableEnd(selection, at) : at + 1;
    const end = tokensOf(selection.slice(at, tableStop)) <= budget ? tableStop : at + 1;
    if (at > from && tokensOf(selection.slice(from, end)) > budget) {
      ranges.push({ from, to: at });
      from = at;
    }
    at = end;
  }
  ranges.push({ from, to: selection.length });
  return ranges;
}

function tokensOf(passages: readonly Passage[]): number {
  return passages.reduce((sum, passage) => sum + estimateTokens(selectedPart(passage)) + 1, 0);
}
