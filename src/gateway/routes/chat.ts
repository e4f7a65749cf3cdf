import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Dispatcher } from 'undici';
import { locales } from 'zod/mini';
import type { AssistantError } from '../../base/errors.ts';
import { ToldFailure } from '../../base/told-failure.ts';
import { chatRequestSchema, type ChatRequest } from '../../protocol/chat.ts';
import type { Backend } from '../backends/backend.ts';
import type { Health } from '../backends/health.ts';
import type { Answerer, Registry } from '../backends/registry.ts';
import type { Target } from '../backends/alias.ts';
import type { RelayTarget } from '../backends/relay-request.ts';
import { relayChat } from '../backends/relay.ts';
import { renderUpstreamBody } from '../backends/upstream-body.ts';
import { withCut, type AnswerCut } from '../answer-cut.ts';
import { composeStages, type ChatExchange, type ChatOutcome, type ChatStage, type Person } from '../chat-stage.ts';
import type { Language } from '../language.ts';
import { answerLocally } from '../local/answer-locally.ts';
import { toLocalPrompt } from '../local/local-prompt.ts';
import { toWritingTask } from '../local/message-text.ts';
import type { TraceUpstream } from '../tracing/tracing.ts';
import { readJsonBody } from './read-body.ts';
import { tellFailure } from './tell-failure.ts';

export interface ChatRouteOptions {
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

/** Answers one request; settles when the response is finished. */
export type ChatHandler = (
  request: IncomingMessage,
  response: ServerResponse,
  requestId: string,
  cut: AnswerCut,
) => Promise<ChatOutcome>;

/** `POST /v1/chat/completions` on Node's own request and response: the bytes of an answer pass through nothing else. */
export function createChatHandler(options: ChatRouteOptions): ChatHandler {
  const answer = composeStages(options.stages, async (exchange) =>
    withCut(await answerChat(options, exchange), exchange.cut),
  );
  return async (request, response, requestId, cut) => {
    let model: string | undefined;
    try {
      const person = await options.identify(request);
      const chat = parseChat(await readJsonBody(request, options.bodyLimitBytes));
      model = chat.model;
      const answerer = options.registry.find(chat.model);
      const exchange = {
        requestId,
        request,
        response,
        cut,
        person,
        chat,
        asked: chat,
        form: undefined,
        answerer,
        filters: [],
        onTarget: undefined,
      };
      return { model, ...(await answer(exchange)) };
    } catch (thrown) {
      const told = model === undefined ? {} : { model };
      const error = tellFailure(thrown, request, response);
      return { ...told, ...(error && { error: describe(error) }) };
    }
  };
}

function describe(error: AssistantError): string {
  return `${error.code}: ${error.message}`;
}

async function answerChat(
  options: ChatRouteOptions,
  { chat, answerer, filters, response, cut, onTarget }: ChatExchange,
): Promise<ChatOutcome> {
  if (answerer.kind === 'backend') {
    const toTarget = ({ backend, model }: Target): RelayTarget => ({
      backend,
      model,
      dispatcher: options.dispatcherOf(backend),
      render: () => renderUpstreamBody(chat, backend, model),
    });
    const { backend, attempts, failure, usage, firstByteMs } = await relayChat(
      {
        targets: [toTarget(answerer), ...answerer.others.map(toTarget)],
        onHealth: (name, isWell) => (isWell ? options.health.succeeded(name) : options.health.failed(name)),
        onTarget,
        isStream: chat.stream === true,
        wantsUsage: chat.stream_options?.include_usage === true,
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
  const pieces =
    answerer.kind === 'engine'
      ? (signal: AbortSignal) => runEngine(answerer.engine, chat, signal)
      : (signal: AbortSignal) => answerer.model.run(toLocalPrompt(chat), signal);
  const { error, usage, firstByteMs } = await answerLocally(
    { request: chat, pieces, filters, cut, now: () => Math.floor(Date.now() / 1000) },
    response,
  );
  return {
    ...(answerer.kind === 'local' ? { backend: answerer.row.name } : {}),
    ...(error && { error: describe(error) }),
    ...(usage && { usage }),
    ...(firstByteMs === undefined ? {} : { firstByteMs: Math.round(firstByteMs) }),
  };
}

/** The wire's schemas bring no sentences along, since panes load them too. */
const inWords = { en: locales.en().localeError, zh: locales.zhCN().localeError };

function parseChat(json: unknown): ChatRequest {
  const parsed = chatRequestSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const said = (language: Language): string => {
    const issue = chatRequestSchema.safeParse(json, { error: inWords[language] }).error?.issues[0];
    const where = issue && issue.path.length > 0 ? `"${issue.path.join('.')}": ` : '';
    return `${where}${issue?.message ?? ''}`;
  };
  throw new ToldFailure('invalid-request', {
    en: `The request is not a chat: ${said('en')}`,
    zh: `请求不是对话：${said('zh')}`,
  });
}

function runEngine(
  engine: Extract<Answerer, { kind: 'engine' }>['engine'],
  chat: ChatRequest,
  signal: AbortSignal,
): AsyncIterable<string> {
  if (!engine) {
    throw new ToldFailure('gateway-unreachable', {
      en: 'The embedded engine could not be started.',
      zh: '内置规则引擎未能启动。',
    });
  }
  return engine.run(toWritingTask(chat), signal);
}
