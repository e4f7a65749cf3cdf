import { ToldFailure } from '../../base/told-failure.ts';
import type { ChatOutcome } from '../chat-stage.ts';
import type { Endpoint } from './endpoints.ts';
import { answerArrival, answerByRows, behindStages, type Arrival, type ExchangeOptions } from './exchange.ts';
import { readPassThroughBody } from './pass-through-body.ts';

/**
 * `POST` to an endpoint beside chats: through the same stages as a chat, to the row of its model, and the answer back as it
 * is. Settles when the response is finished.
 */
export function handlePassThrough(
  options: ExchangeOptions,
  endpoint: Endpoint,
  arrival: Arrival,
): Promise<ChatOutcome> {
  return answerArrival(
    options,
    arrival,
    () => readPassThroughBody(endpoint, arrival.request, options.bodyLimitBytes),
    (body) =>
      behindStages(options.stages, (exchange) => {
        const { answerer, chat, filters } = exchange;
        if (answerer.kind !== 'backend') {
          throw new ToldFailure('capability-unavailable', {
            en: `"${chat.model}" runs in the gateway, and takes chats alone.`,
            zh: `“${chat.model}”在网关内运行，只接受对话。`,
          });
        }
        return answerByRows(options, exchange, answerer, {
          path: endpoint.path,
          contentType: body.contentType,
          passes: endpoint.passes,
          wantsUsage: true,
          // Sound is no text: nothing may look for words in it.
          filters: endpoint.passes ? [] : filters,
          render: (_backend, model) => body.render(model.upstreamId, chat),
        });
      }),
  );
}
