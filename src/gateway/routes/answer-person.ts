import type { IncomingMessage } from 'node:http';
import type { HttpBindings } from '@hono/node-server';
import type { Context, Handler } from 'hono';
import type * as z from 'zod/mini';
import { locales } from 'zod/mini';
import { AssistantError, toAssistantError } from '../../base/errors.ts';
import { ToldFailure } from '../../base/told-failure.ts';
import { changedMeanwhile } from '../../protocol/administration.ts';
import type { Person } from '../chat-stage.ts';
import { renderError } from '../error-envelope.ts';
import { languageAsked, type Language } from '../language.ts';
import { StoreUnavailable } from '../records/store/database.ts';
import { readJsonBody } from './read-body.ts';

/** Who asks, and what they sent. */
export interface Asked {
  readonly person: Person;
  readonly context: Context;
  /** The body as JSON of this form; throws `invalid-request`. */
  readonly json: <T>(schema: z.ZodMiniType<T>) => Promise<T>;
}

export interface PersonRoutesOptions {
  readonly identify: (request: IncomingMessage) => Promise<Person>;
  readonly bodyLimitBytes: number;
}

/** What is wrong with a body, in the words of zod. */
const inWords = { en: locales.en().localeError, zh: locales.zhCN().localeError };

/** A route's handler that knows who asks, and whose failures are answered as the API's are. */
export function answerPerson(
  { identify, bodyLimitBytes }: PersonRoutesOptions,
  answer: (asked: Asked) => Promise<Response>,
): Handler {
  return async (context) => {
    const { incoming } = context.env as HttpBindings;
    const language = languageAsked(incoming);
    try {
      const person = await identify(incoming);
      return await answer({
        person,
        context,
        async json(schema) {
          const parsed = schema.safeParse(await readJsonBody(incoming, bodyLimitBytes), { error: inWords[language] });
          if (parsed.success) return parsed.data;
          const issue = parsed.error.issues[0];
          const where = issue && issue.path.length > 0 ? `"${issue.path.join('.')}": ` : '';
          throw new AssistantError('invalid-request', `${where}${issue?.message ?? ''}`);
        },
      });
    } catch (thrown) {
      return fromError(thrown, language);
    }
  };
}

/** Only for administrators; anybody else is told so. */
export function requireAdmin(person: Person): void {
  if (person.role === 'admin') return;
  throw new ForbiddenError();
}

/** A route's handler for administrators alone. */
export function adminRoute(options: PersonRoutesOptions, answer: (asked: Asked) => Promise<Response>): Handler {
  return answerPerson(options, async (asked) => {
    requireAdmin(asked.person);
    return answer(asked);
  });
}

/** The version in `If-Match`. Throws `invalid-request` where it is missing: a change must say what it was made from. */
export function versionAskedFor(context: Context): string {
  const version = /^(?:W\/)?"([^"]{1,100})"$/.exec(context.req.header('if-match') ?? '')?.[1];
  if (version !== undefined) return version;
  const words = {
    en: 'Say in "if-match" which version this changes: the "etag" of the answer that it was read from.',
    zh: '请求没有说明它修改的是哪个版本（"if-match"），请刷新页面后重试。',
  };
  throw new ToldFailure('invalid-request', words, { reason: 'no-version' });
}

class ForbiddenError extends Error {
  override readonly name = 'ForbiddenError';
}

const statusesOfReasons: Readonly<Record<string, number>> = { [changedMeanwhile]: 412, 'no-version': 428 };

function fromError(thrown: unknown, language: Language): Response {
  if (thrown instanceof ForbiddenError) {
    const words = { en: 'This is for administrators of the gateway alone.', zh: '只有网关管理员可以这样做。' };
    return toResponse(renderError(new ToldFailure('unauthorized', words), language, 403));
  }
  if (thrown instanceof StoreUnavailable) {
    // Its message names folders and addresses of this machine; the log has it.
    const words = {
      en: 'The store of records cannot be used right now. Nothing is lost; try again in a moment. The gateway’s log says why.',
      zh: '记录的存储暂时无法使用。没有内容丢失，请稍后重试；原因在网关的日志中。',
    };
    const options = { reason: 'store-unavailable', retryable: true };
    return toResponse(renderError(new ToldFailure('gateway-unreachable', words, options), language));
  }
  const error = toAssistantError(thrown);
  if (error.code === 'unexpected') throw thrown;
  return toResponse(renderError(error, language, statusesOfReasons[error.reason ?? '']));
}

function toResponse({ status, headers, body }: ReturnType<typeof renderError>): Response {
  return new Response(body, { status, headers });
}
