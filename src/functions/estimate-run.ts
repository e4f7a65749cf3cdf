import { estimateTokens } from '../base/text-size.ts';
import { buildCellPrompt, type CellPromptOptions } from '../core/cells/cell-prompt.ts';
import type { CellQuestion } from '../core/cells/cell-question.ts';
import type { LanguageModel } from '../core/model/language-model.ts';
import type { AnswerCost } from '../protocol/records.ts';

/** The model that cells ask now. */
export interface CellModel extends CellPromptOptions {
  readonly model: LanguageModel;
}

/** What answers took until now. */
export interface Spent {
  readonly cost: AnswerCost;
  readonly answers: number;
}

/** What asking the questions that wait is going to take. */
export interface Estimate {
  readonly questions: number;
  readonly tokens: number;
  /** By what answers cost until now; `null` where nobody knows. */
  readonly cost: AnswerCost | null;
  readonly model: string;
}

/** Of how many questions the tokens are counted: columns are alike, and some tell what all of them take. */
const sampleSize = 200;

export function estimateRun(
  questions: readonly CellQuestion[],
  { model, ...options }: CellModel,
  spent: Spent | null,
): Estimate {
  const sample = questions.slice(0, sampleSize);
  const tokens = sample.reduce((sum, question) => sum + tokensOf(question, options), 0);
  const share = questions.length / Math.max(1, sample.length);
  const cost = spent && { ...spent.cost, cost: (spent.cost.cost / spent.answers) * questions.length };
  return { questions: questions.length, tokens: Math.round(tokens * share), cost, model: model.id };
}

function tokensOf(question: CellQuestion, options: CellPromptOptions): number {
  try {
    return buildCellPrompt(question, options).messages.reduce((sum, { content }) => sum + estimateTokens(content), 0);
  } catch {
    // Too long for the model: it will not be asked.
    return 0;
  }
}
