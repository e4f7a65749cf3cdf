import type { Assistant } from '../assistant/assistant.ts';
import { standingInstructions, tokenBudgetOf } from '../assistant/prompt-input.ts';
import type { LanguageModel } from '../core/model/language-model.ts';
import type { Permissions } from '../protocol/session.ts';
import type { CellModel } from './estimate-run.ts';

/** The model that the pane has chosen, once the gateway has said which there are. Rejects with an `AssistantError`. */
export async function openModelOf(
  assistant: Assistant,
  createModel: (id: string) => LanguageModel | Promise<LanguageModel>,
  permissions: Permissions | undefined,
): Promise<CellModel> {
  const model = await assistant.awaitModel();
  const { settings } = assistant.state;
  return {
    model: await createModel(model.id),
    // The embedded engine reads a text of any length.
    tokenBudget: model.inkstone?.embedded ? Number.POSITIVE_INFINITY : tokenBudgetOf(model),
    customInstructions: standingInstructions(settings, permissions),
    replyLanguage: settings.replyLanguage,
  };
}
