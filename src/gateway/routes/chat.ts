import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Dispatcher } from 'undici';
import { locales } from 'zod/mini';
import { AssistantError, toAssistantError } from '../../base/errors.ts';
import { chatRequestSchema, type ChatRequest } from '../../protocol/chat.ts';
import type { Backend, BackendModel } from '../backends/backend.ts';
import type { Answerer, Registry } from '../backends/registry.ts';
import { relayChat } from '../backends/relay.ts';
import { composeStages, type ChatExchange, type ChatOutcome, type ChatStage, type Person } from '../chat-stage.ts';
import { renderEnvelope, renderError } from '../error-envelope.ts';
import { answerLocally } from '../local/answer-locally.ts';
import { toWritingTask } from '../local/message-text.ts';
import { readJsonBody } from './read-body.ts';

export interface ChatRouteOptions {
  readonly registry: Registry;
  readonly dispatcherOf: (backend: Backend) => Dispatcher;
  readonly bodyLimitBytes: number;
  readonly retryDelayMs: number;
  /** Who asks; throws `sign-in-required` for who may not. */
  readonly identify: (request: IncomingMessage) => Promise<Person>;
  /** What every chat goes through before it is answered, the outermost first. */
  readonly stages: readonly ChatStage[];
}

/**
 * `POST /v1/chat/completions` on Node's own request and response: the bytes of an answer pass through nothing else.
 * Settles when the response is finished.
 */
export async function handleChat(
  options: ChatRouteOptions,
  request: IncomingMessage,
  response: ServerResponse,
  requestId: string,
): Promise<ChatOutcome> {
  let model: string | undefined;
  try {
    const person = await options.identify(request);
    const chat = parseChat(await readJsonBody(request, options.bodyLimitBytes));
    model = chat.model;
    const answerer = options.registry.find(chat.model);
    const answer = composeStages(options.stages, (exchange) => answerChat(options, exchange));
    const outcome = await answer({ requestId, request, response, person, chat, answerer, filters: [] });
    return { model, ...outcome };
  } catch (thrown) {
    const told = model === undefined ? {} : { model };
    if (response.destroyed) return told;
    const error = toAssistantError(thrown);
    if (response.headersSent) {
      // A stage began the stream, to tell of the wait.
      response.end(`data: ${renderEnvelope(error)}\n\n`);
      return { ...told, error: describe(error) };
    }
    const { status, headers, body } = renderError(error);
    // The rest of a body that was not read would be taken for the next request.
    const close = request.complete ? {} : { connection: 'close' };
    response.writeHead(status, { ...headers, ...close, 'content-length': Buffer.byteLength(body) }).end(body);
    return { ...told, error: describe(error) };
  }
}

function describe(error: AssistantError): string {
  return `${error.code}: ${error.message}`;
}

async function answerChat(
  options: ChatRouteOptions,
  { chat, answerer, filters, response }: ChatExchange,
): Promise<ChatOutcome> {
  if (answerer.kind === 'backend') {
    const { backend, model } = answerer;
    const { attempts, failure, usage, firstByteMs } = await relayChat(
      {
        backend,
        model,
        dispatcher: options.dispatcherOf(backend),
        body: renderUpstreamBody(chat, model),
        isStream: chat.stream === true,
        wantsUsage: chat.stream_options?.include_usage === true,
        filters,
        retryDelayMs: options.retryDelayMs,
      },
      response,
    );
    return {
      backend: backend.name,
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
    { request: chat, pieces, filters, now: () => Math.floor(Date.now() / 1000) },
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
const { localeError: inWords } = locales.en();

function parseChat(json: unknown): ChatRequest {
  const parsed = chatRequestSchema.safeParse(json, { error: inWords });
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const where = issue && issue.path.length > 0 ? `"${issue.path.join('.')}": ` : '';
  throw new AssistantError('invalid-request', `The request is not a chat: ${where}${issue?.message ?? 'wrong form'}`);
}

/** The chat as the backend is to get it: without what is ours, and with the usage asked for. */
function renderUpstreamBody(chat: ChatRequest, model: BackendModel): Buffer {
  const { inkstone_task: _task, ...rest } = chat;
  const body = {
    ...rest,
    model: model.upstreamId,
    ...(chat.stream === true ? { stream_options: { ...chat.stream_options, include_usage: true } } : {}),
  };
  return Buffer.from(JSON.stringify(body));
}

function toLocalPrompt(chat: ChatRequest): Parameters<Extract<Answerer, { kind: 'local' }>['model']['run']>[0] {
  const limit = chat['max_completion_tokens'] ?? chat['max_tokens'];
  const temperature = chat['temperature'];
  return {
    messages: chat.messages,
    maxTokens: typeof limit === 'number' ? limit : undefined,
    temperature: typeof temperature === 'number' ? temperature : undefined,
  };
}

function runEngine(
  engine: Extract<Answerer, { kind: 'engine' }>['engine'],
  chat: ChatRequest,
  signal: AbortSignal,
): AsyncIterable<string> {
  if (!engine) throw new AssistantError('gateway-unreachable', 'The embedded engine could not be started.');
  return engine.run(toWritingTask(chat), signal);
}
