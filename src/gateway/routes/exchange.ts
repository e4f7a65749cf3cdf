import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Dispatcher } from 'undici';
import type { AssistantError } from '../../base/errors.ts';
import type { ChatRequest } from '../../protocol/chat.ts';
import { withCut, type AnswerCut } from '../answer-cut.ts';
import type { Target } from '../backends/alias.ts';
import type { Backend, BackendModel } from '../backends/backend.ts';
import type { Health } from '../backends/health.ts';
import type { Answerer, Registry } from '../backends/registry.ts';
import type { RelayRequest, RelayTarget } from '../backends/relay-request.ts';
import { relayChat } from '../backends/relay.ts';
import {
  composeStages,
  type ChatExchange,
  type ChatOutcome,
  type ChatStage,
  type OtherForm,
  type Person,
} from '../chat-stage.ts';
import type { TraceUpstream } from '../tracing/tracing.ts';
import { tellFailure } from './tell-failure.ts';

export interface ExchangeOptions {
  readonly registry: Registry;
  readonly dispatcherOf: (backend: Backend) => Dispatcher;
  readonly health: Health;
  readonly bodyLimitBytes: number;
  readonly retryDelayMs: number;
  /** Who asks; throws `sign-in-required` for who may not. */
  readonly identify: (request: IncomingMessage) => Promise<Person>;
  /** What every chat goes through before it is answered, the outermost first. */
  readonly stages: readonly ChatStage[];
  /** Spans for the attempts of the running request, where there are traces. */
  readonly traceUpstream?: (() => TraceUpstream) | undefined;
}

/** A request as it comes from the network. */
export interface Arrival {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly requestId: string;
  readonly cut: AnswerCut;
}

/** What a request asks for, once its body is read. */
export interface ReadRequest {
  /** What people wrote, as a chat, whichever the endpoint: what every stage can read and change. */
  readonly chat: ChatRequest;
  /** Absent for a chat. */
  readonly form?: OtherForm;
}

export type AnswerExchange = (exchange: ChatExchange) => Promise<ChatOutcome>;

/** What answers, behind all stages. */
export function behindStages(stages: readonly ChatStage[], answer: AnswerExchange): AnswerExchange {
  return composeStages(stages, async (exchange) => withCut(await answer(exchange), exchange.cut));
}

/** Answers a request: who asks, what, and from whom; a failure on the way is told. Settles when the response is finished; never rejects. */
export async function answerArrival<Read extends ReadRequest>(
  options: ExchangeOptions,
  { request, response, requestId, cut }: Arrival,
  read: () => Promise<Read>,
  answerOf: (read: Read) => AnswerExchange,
): Promise<ChatOutcome> {
  let model: string | undefined;
  try {
    const person = await options.identify(request);
    const asked = await read();
    const { chat, form } = asked;
    model = chat.model;
    const answerer = options.registry.find(model);
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
    return { model, ...(await answerOf(asked)(exchange)) };
  } catch (thrown) {
    const told = model === undefined ? {} : { model };
    const error = tellFailure(thrown, request, response);
    return { ...told, ...(error && { error: describe(error) }) };
  }
}

/** Code and message of a failure, for the log. */
export function describe(error: AssistantError): string {
  return `${error.code}: ${error.message}`;
}

/** How a route wants the rows to be asked: what is different from one to the next. */
export interface Asking extends Pick<RelayRequest, 'path' | 'contentType' | 'passes' | 'wantsUsage' | 'filters'> {
  readonly render: (backend: Backend, model: BackendModel) => Buffer;
}

/** Has the rows of a model answer, the next where one fails before its first byte. */
export async function answerByRows(
  options: ExchangeOptions,
  { chat, response, cut, onTarget }: ChatExchange,
  answerer: Extract<Answerer, { kind: 'backend' }>,
  { render, path, contentType, passes, wantsUsage, filters }: Asking,
): Promise<ChatOutcome> {
  const toTarget = ({ backend, model }: Target): RelayTarget => ({
    backend,
    model,
    dispatcher: options.dispatcherOf(backend),
    render: () => render(backend, model),
  });
  const { backend, attempts, failure, usage, firstByteMs } = await relayChat(
    {
      targets: [toTarget(answerer), ...answerer.others.map(toTarget)],
      path,
      contentType,
      passes,
      onHealth: (name, isWell) => (isWell ? options.health.succeeded(name) : options.health.failed(name)),
      onTarget,
      isStream: chat.stream === true,
      wantsUsage,
      filters,
      cut,
      retryDelayMs: options.retryDelayMs,
      trace: options.traceUpstream?.(),
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
