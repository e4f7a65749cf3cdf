import { locales } from 'zod/mini';
import { ToldFailure } from '../../base/told-failure.ts';
import { chatRequestSchema, type ChatRequest } from '../../protocol/chat.ts';
import type { Answerer } from '../backends/registry.ts';
import { renderUpstreamBody } from '../backends/upstream-body.ts';
import type { ChatExchange, ChatOutcome } from '../chat-stage.ts';
import type { Language } from '../language.ts';
import { answerLocally } from '../local/answer-locally.ts';
import { toLocalPrompt } from '../local/local-prompt.ts';
import { toWritingTask } from '../local/message-text.ts';
import { answerArrival, answerByRows, behindStages, describe, type Arrival, type ExchangeOptions } from './exchange.ts';
import { readJsonBody } from './read-body.ts';

/** Answers one request; settles when the response is finished. */
export type ChatHandler = (arrival: Arrival) => Promise<ChatOutcome>;

/** `POST /v1/chat/completions` on Node's own request and response: the bytes of an answer pass through nothing else. */
export function createChatHandler(options: ExchangeOptions): ChatHandler {
  const answer = behindStages(options.stages, (exchange) => answerChat(options, exchange));
  return (arrival) =>
    answerArrival(
      options,
      arrival,
      async () => ({ chat: parseChat(await readJsonBody(arrival.request, options.bodyLimitBytes)) }),
      () => answer,
    );
}

async function answerChat(options: ExchangeOptions, exchange: ChatExchange): Promise<ChatOutcome> {
  const { chat, answerer, filters, response, cut } = exchange;
  if (answerer.kind === 'backend') {
    return answerByRows(options, exchange, answerer, {
      wantsUsage: chat.stream_options?.include_usage === true,
      filters,
      render: (backend, model) => renderUpstreamBody(chat, backend, model),
    });
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
