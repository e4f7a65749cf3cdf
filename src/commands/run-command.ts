import type { Assistant } from '../assistant/assistant.ts';
import { answerOf, mainApplication, type Application } from '../assistant/turn.ts';
import { isPartial } from '../core/generation/reduce-generation.ts';
import type { WritingCommand } from '../core/prompt/writing-command.ts';

/** How a function command ended; `failed` is for the caller to make visible. */
export type CommandOutcome = 'applied' | 'nothing-to-do' | 'failed';

/**
 * Runs a writing command from the ribbon: asks, waits for the whole answer, and puts it into the document. A rewrite lands
 * as tracked changes; a summary as a comment on what was selected, or after the caret's paragraph when nothing was.
 */
export async function runCommand(assistant: Assistant, command: WritingCommand): Promise<CommandOutcome> {
  if (assistant.state.models.length === 0) await assistant.loadModels();
  await assistant.run(command);
  const { turn } = assistant.state;
  // What is only a part, or nothing, is for the person to see before it goes anywhere.
  if (turn?.generation.status !== 'done' || isPartial(turn.generation) || answerOf(turn).trim() === '') return 'failed';
  await assistant.apply(applicationFor(assistant, turn));
  if (assistant.state.writeError || assistant.state.conflict) return 'failed';
  return assistant.state.notice === 'nothing-to-change' ? 'nothing-to-do' : 'applied';
}

function applicationFor(assistant: Assistant, turn: NonNullable<Assistant['state']['turn']>): Application {
  const canComment = assistant.host.capabilities.comments && !turn.context.isCaret;
  return turn.command.answer === 'reading' && canComment ? 'comment' : mainApplication(turn);
}
