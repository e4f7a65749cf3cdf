import { AssistantError, toAssistantError } from '../base/errors.ts';
import { planLongDocument } from '../core/context/plan-long-document.ts';
import type { DocumentContext } from '../core/document/context.ts';
import type { GenerationEvent } from '../core/generation/generation-event.ts';
import { runGeneration } from '../core/generation/run-generation.ts';
import { runLongDocument, type ReadingProgress } from '../core/generation/run-long-document.ts';
import { createGatewayModel } from '../core/model/gateway-model.ts';
import { listModels } from '../core/model/list-models.ts';
import type { GatewayOptions } from '../core/model/gateway-request.ts';
import type { ModelRequest } from '../core/model/language-model.ts';
import type { PromptInput, WritingCommand } from '../core/prompt/writing-command.ts';
import { surfaceHeader } from '../protocol/session.ts';
import type { Language } from './activity.ts';
import type { BotSurroundings, Person } from './surroundings.ts';

/** What a command is asked with. */
export interface Work {
  readonly context: DocumentContext;
  readonly instruction?: string;
  readonly options?: Readonly<Record<string, string>>;
  /** BCP 47 of the answer; the text's own when absent. */
  readonly replyLanguage?: string;
  readonly onProgress?: (progress: ReadingProgress) => void;
}

/** A model of the gateway, for one person. */
export interface Writer {
  readonly model: string;
  /** Whether it is the gateway's rules, and no AI. */
  readonly isEmbedded: boolean;
  /** Tokens that a prompt may take. */
  readonly tokenBudget: number;
  write(command: WritingCommand, work: Work, signal: AbortSignal): AsyncIterable<GenerationEvent>;
  ask(request: ModelRequest, signal: AbortSignal): AsyncIterable<GenerationEvent>;
}

const assumedContextWindow = 8192;

export function gatewayFor({ fetchAs }: Pick<BotSurroundings, 'fetchAs'>, person: Person): GatewayOptions {
  return { baseUrl: '', fetch: fetchAs(person), headers: () => ({ [surfaceHeader]: 'teams' }) };
}

/** Throws `AssistantError`, such as `model-missing` where there is none that this person may use. */
export async function openWriter(
  surroundings: BotSurroundings,
  person: Person,
  language: Language,
  signal: AbortSignal,
): Promise<Writer> {
  const gateway = gatewayFor(surroundings, person);
  const models = await listModels(gateway, signal);
  const wanted = surroundings.settings.model;
  const model = models.find(({ id }) => id === wanted) ?? models[0];
  if (!model) throw new AssistantError('model-missing', 'The gateway offers no model.');
  const isEmbedded = model.inkstone?.embedded === true;
  const tokenBudget = Math.floor((model.inkstone?.contextWindow ?? assumedContextWindow) * 0.65);
  const speaker = createGatewayModel(model.id, gateway);
  return {
    model: model.id,
    isEmbedded,
    tokenBudget,
    ask: (request, stopping) => runGeneration(speaker, request, stopping),
    write(command, work, stopping) {
      const input: PromptInput = {
        context: work.context,
        instruction: work.instruction ?? '',
        options: work.options ?? {},
        replyLanguage: work.replyLanguage ?? 'auto',
        customInstructions: '',
        tokenBudget,
        scope: 'document',
      };
      if (isEmbedded && command.answerByRules) return answerByRules(command, input, language, model.id);
      const isReading = command.answer === 'reading' && !isEmbedded;
      const plan = isReading ? planLongDocument(command, input) : undefined;
      if (!plan) return runGeneration(speaker, command.buildPrompt(input), stopping);
      return runLongDocument(speaker, plan, { ...(work.onProgress && { onProgress: work.onProgress }) }, stopping);
    },
  };
}

async function* answerByRules(
  command: WritingCommand,
  input: PromptInput,
  language: Language,
  model: string,
): AsyncGenerator<GenerationEvent> {
  try {
    const text = command.answerByRules?.(input, language) ?? '';
    yield { type: 'generation-start', model, requestId: undefined };
    yield { type: 'text-delta', text };
    yield { type: 'generation-end', finishReason: 'stop', usage: undefined };
  } catch (error) {
    yield { type: 'error', error: toAssistantError(error) };
  }
}
