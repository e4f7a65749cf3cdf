import type { IncomingMessage, ServerResponse } from 'node:http';
import { ToldFailure } from '../../base/told-failure.ts';
import type { Target } from '../backends/alias.ts';
import type { RelayTarget } from '../backends/relay-request.ts';
import { relayChat } from '../backends/relay.ts';
import { withCut, type AnswerCut } from '../answer-cut.ts';
import { composeStages, type ChatExchange, type ChatOutcome } from '../chat-stage.ts';
import type { ChatRouteOptions } from './chat.ts';
import type { Endpoint } from './endpoints.ts';
import { readPassThroughBody, type PassThroughBody } from './pass-through-body.ts';
import { tellFailure } from './tell-failure.ts';

/**
 * `POST` to an endpoint beside chats: through the same stages as a chat, to the row of its model, and the answer back as it
 * is. Settles when the response is finished.
 */
export async function handlePassThrough(
  options: ChatRouteOptions,
  endpoint: Endpoint,
  request: IncomingMessage,
  response: ServerResponse,
  requestId: string,
  cut: AnswerCut,
): Promise<ChatOutcome> {
  let model: string | undefined;
  try {
    const person = await options.identify(request);
    const body = await readPassThroughBody(endpoint, request, options.bodyLimitBytes);
    model = body.model;
    const answerer = options.registry.find(model);
    const pass = composeStages(options.stages, async (exchange) =>
      withCut(await passOn(options, endpoint, body, exchange), cut),
    );
    const { chat, form } = body;
    const exchange = {
      requestId,
      request,
      response,
      cut,
      person,
      chat,
      asked: chat,
      form,
      answerer,
      filters: [],
      onTarget: undefined,
    };
    return { model, ...(await pass(exchange)) };
  } catch (thrown) {
    const error = tellFailure(thrown, request, response);
    return { ...(model === undefined ? {} : { model }), ...(error && { error: `${error.code}: ${error.message}` }) };
  }
}

async function passOn(
  options: ChatRouteOptions,
  endpoint: Endpoint,
  body: PassThroughBody,
  { chat, answerer, filters, response, cut, onTarget }: ChatExchange,
): Promise<ChatOutcome> {
  if (answerer.kind !== 'backend') {
    throw new ToldFailure('capability-unavailable', {
      en: `"${chat.model}" runs in the gateway, and takes chats alone.`,
      zh: `“${chat.model}”在网关内运行，只接受对话。`,
    });
  }
  const toTarget = ({ backend, model }: Target): RelayTarget => ({
    backend,
    model,
    dispatcher: options.dispatcherOf(backend),
    render: () => body.render(model.upstreamId, chat),
  });
  const { backend, attempts, failure, usage, firstByteMs } = await relayChat(
    {
      targets: [toTarget(answerer), ...answerer.others.map(toTarget)],
      path: endpoint.path,
      contentType: body.contentType,
      ...(endpoint.passes && { passes: endpoint.passes }),
      onTarget,
      isStream: chat.stream === true,
      wantsUsage: true,
      // Sound is no text: nothing may look for words in it.
      filters: endpoint.passes ? [] : filters,
      cut,
      retryDelayMs: options.retryDelayMs,
      trace: options.traceUpstream?.(),
      onHealth: (name, isWell) => (isWell ? options.health.succeeded(name) : options.health.failed(name)),
    },
    response,
  );
  return {
    backend,
    attempts,
    ...(failure === undefined ? {} : { error: failure }),
    ...(usage && { usage }),
    ...(firstByteMs === undefined ? {} : { firstByteMs: Math.round(firstByteMs) }),
  };
}
