import type { LanguageModel } from '../core/model/language-model.ts';
import type { AnswerCost } from '../protocol/records.ts';

/**
 * The model, telling the id of each of its requests and what each of its answers cost: one answer on a long document is many
 * requests.
 */
export function meterCosts(
  model: LanguageModel,
  onCost: (cost: AnswerCost) => void,
  onRequest?: (requestId: string) => void,
): LanguageModel {
  return {
    id: model.id,
    async *stream(request, signal) {
      for await (const event of model.stream(request, signal)) {
        if (event.type === 'generation-end' && event.usage?.cost) onCost(event.usage.cost);
        if (event.type === 'generation-start' && event.requestId !== undefined) onRequest?.(event.requestId);
        yield event;
      }
    },
  };
}

/** The sum of two costs, with the newer one's budget; the newer one where their currencies differ. */
export function addCosts(sum: AnswerCost | null, next: AnswerCost): AnswerCost {
  return sum?.currency === next.currency ? { ...next, cost: sum.cost + next.cost } : next;
}
