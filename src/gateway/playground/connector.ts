import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { HttpBindings } from '@hono/node-server';
import type { Context, Hono } from 'hono';
import { Agent, fetch as request } from 'undici';
import { toAssistantError, type AssistantError } from '../../base/errors.ts';
import { ToldFailure } from '../../base/told-failure.ts';
import { renderError } from '../error-envelope.ts';
import { languageOf } from '../language.ts';
import { refuseForeignPage } from '../routes/refuse-foreign-page.ts';
import { openBotSide, type BotSide } from './bot-side.ts';
import type { ConnectorSession, Person } from './session.ts';

export interface ConnectorOptions {
  /** Where the bot takes activities. */
  readonly botUrl: () => string;
}

const mostSessions = 50;
const answerMs = 20_000;
/** An activity with a message of Teams' greatest length fits well. */
const mostBytes = 1024 * 1024;
const mostFileBytes = 20 * 1024 * 1024;
const mostFiles = 20;

/**
 * The connector between the playground's chat and a bot: what Bot Framework is for Teams, on this machine alone. The page sends
 * activities through it, and the bot answers at the `serviceUrl` of the activity, a port of loopback of its own.
 */
export function addConnector(app: Hono, { botUrl }: ConnectorOptions): { readonly close: () => Promise<void> } {
  const sessions = new Map<string, ConnectorSession>();
  // The bot stands on this very server, whose certificate may be one of its own making.
  const dispatcher = new Agent({ connect: { rejectUnauthorized: false } });
  let botSide: Promise<BotSide> | undefined;

  app.post('/playground/connector', async (context) => {
    try {
      refuseForeignPage(incoming(context.env));
      const { people } = await readJson<{ readonly people?: readonly Person[] }>(context.req.raw);
      const id = randomBytes(18).toString('base64url');
      const [oldest] = sessions.keys();
      if (sessions.size >= mostSessions && oldest !== undefined) sessions.delete(oldest);
      sessions.set(id, {
        people: people ?? [],
        events: [],
        files: new Map(),
        streams: new Map(),
        listeners: new Set(),
      });
      botSide ??= openBotSide((name) => sessions.get(name));
      return context.json({ session: id, serviceUrl: `${(await botSide).origin}/${id}` });
    } catch (error) {
      return refusal(error, context);
    }
  });

  app.post('/playground/connector/:session/bot', async (context) => {
    try {
      refuseForeignPage(incoming(context.env));
      if (!sessions.has(context.req.param('session'))) throw unknownSession();
      const response = await request(botUrl(), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(await readJson(context.req.raw)),
        dispatcher,
        signal: AbortSignal.timeout(answerMs),
      }).catch(() => undefined);
      if (!response) return context.json({ status: 504, body: null });
      const text = await response.text();
      return context.json({ status: response.status, body: parseJson(text) });
    } catch (error) {
      return refusal(error, context);
    }
  });

  app.post('/playground/connector/:session/files', async (context) => {
    try {
      refuseForeignPage(incoming(context.env));
      const name = context.req.param('session');
      const session = sessions.get(name);
      if (!session || !botSide) throw unknownSession();
      const id = randomBytes(18).toString('base64url');
      session.files.set(id, await readFile(context.req.raw));
      const [oldest] = session.files.keys();
      if (session.files.size > mostFiles && oldest !== undefined) session.files.delete(oldest);
      return context.json({ id, url: `${(await botSide).origin}/${name}/files/${id}` });
    } catch (error) {
      return refusal(error, context);
    }
  });

  app.get('/playground/connector/:session/events', (context) => {
    const session = sessions.get(context.req.param('session'));
    if (!session) return refusal(unknownSession(), context);
    let sent = Number(context.req.header('last-event-id') ?? '0');
    let listener: (() => void) | undefined;
    const encoder = new TextEncoder();
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        const send = (): void => {
          for (; sent < session.events.length; sent += 1) {
            const data = JSON.stringify(session.events[sent]);
            controller.enqueue(encoder.encode(`id: ${sent + 1}\ndata: ${data}\n\n`));
          }
        };
        controller.enqueue(encoder.encode(': open\n\n'));
        listener = send;
        session.listeners.add(send);
        send();
      },
      cancel() {
        if (listener) session.listeners.delete(listener);
      },
    });
    return new Response(body, { headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store' } });
  });

  return {
    async close() {
      await (await botSide)?.close();
      await dispatcher.close();
    },
  };
}

function refusal(error: unknown, context: Context): Response {
  const language = languageOf(context.req.header('accept-language'));
  const { status, headers, body } = renderError(toAssistantError(error), language);
  return new Response(body, { status, headers });
}

function unknownSession(): AssistantError {
  return new ToldFailure('invalid-request', {
    en: 'This chat is not open any more. Load the page again.',
    zh: '这个聊天已经关闭，请重新加载页面。',
  });
}

async function readJson<T>(raw: Request): Promise<T> {
  const text = await raw.text();
  if (text.length > mostBytes) {
    throw new ToldFailure('invalid-request', { en: 'The activity is too large.', zh: '内容过大。' });
  }
  const value = parseJson(text);
  if (typeof value !== 'object' || value === null) {
    throw new ToldFailure('invalid-request', { en: 'This is no activity.', zh: '这不是活动。' });
  }
  return value as T;
}

/** The bytes of a file; refused before they are read where the sender says that they are too many. */
async function readFile(raw: Request): Promise<Uint8Array> {
  const words = { en: 'Files of up to 20 MB are taken.', zh: '文件不能超过 20 MB。' };
  const tooLarge = new ToldFailure('invalid-request', words);
  if (Number(raw.headers.get('content-length') ?? '0') > mostFileBytes) throw tooLarge;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of raw.body ?? []) {
    size += chunk.length;
    if (size > mostFileBytes) throw tooLarge;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

function incoming(env: unknown): IncomingMessage {
  return (env as HttpBindings).incoming;
}
