import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import { createBot } from '../../src/bot/create-bot.ts';
import type { BotTuning } from '../../src/bot/surroundings.ts';
import type { GatewayOptions, TeamsOptions } from '../../src/gateway/gateway-options.ts';
import { createActivityAccess } from '../../src/gateway/teams/activity-access.ts';
import { createGroupDirectory } from '../../src/gateway/teams/group-directory.ts';
import { readTeams, type TeamsConfig } from '../../src/gateway/teams/read-teams.ts';
import { productRoot, startGateway, until } from './gateway.ts';
import { registerTypescript } from './records.ts';

/** What the bot sent, as the service of Teams got it. */
export interface SentMessage {
  readonly method: string;
  readonly path: string;
  readonly authorization: string | undefined;
  readonly id: string;
  readonly body: {
    readonly type: string;
    readonly text?: string;
    readonly attachments?: readonly { readonly contentType: string; readonly content: Record<string, unknown> }[];
    readonly entities?: readonly Record<string, unknown>[];
    readonly channelData?: Record<string, unknown>;
    readonly suggestedActions?: { readonly actions: readonly { readonly title: string }[] };
  };
}

/** The service of Teams that takes a bot's messages, on a free port of loopback; and a server of files. */
export interface LocalConnector {
  readonly url: string;
  readonly sent: readonly SentMessage[];
  /** Serves these bytes at `/files/<name>`. */
  serve(name: string, bytes: Uint8Array | string): string;
  /** Answers what a stream sends with 403 and these words from now on; with none, as usual. */
  refuseStream(words: string | undefined): void;
  /** The messages that are whole: no typing, and no parts of a stream. */
  messages(): readonly SentMessage[];
  close(): Promise<void>;
}

export async function startConnector(): Promise<LocalConnector> {
  const sent: SentMessage[] = [];
  const files = new Map<string, Uint8Array | string>();
  let refusal: string | undefined;
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    if (path.startsWith('/files/')) {
      const file = files.get(decodeURIComponent(path.slice('/files/'.length)));
      if (file === undefined) response.writeHead(404).end();
      else if (file === 'redirect')
        response.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data' }).end();
      else response.writeHead(200).end(file);
      return;
    }
    let text = '';
    request.on('data', (chunk: Buffer) => (text += chunk.toString()));
    request.on('end', () => {
      const body = JSON.parse(text) as SentMessage['body'] & { id?: string };
      if (refusal !== undefined && body.channelData?.['streamType'] !== undefined) {
        response.writeHead(403, { 'content-type': 'application/json' });
        response.end(JSON.stringify({ error: { code: 'Forbidden', message: refusal } }));
        return;
      }
      const id = /\/activities\/([^/?]+)/.exec(path)?.[1] ?? body.id ?? `sent-${sent.length + 1}`;
      const { authorization } = request.headers;
      sent.push({ method: request.method ?? '', path, authorization, id, body });
      response.writeHead(201, { 'content-type': 'application/json' }).end(JSON.stringify({ id }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    sent,
    serve(name, bytes) {
      files.set(name, bytes);
      return `${url}/files/${encodeURIComponent(name)}`;
    },
    refuseStream: (words) => (refusal = words),
    messages: () => sent.filter(({ body }) => body.type === 'message'),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export const tenant = '11111111-1111-4111-8111-111111111111';
export const annsId = '22222222-2222-4222-8222-222222222222';
export const ann = `entra:${tenant}:${annsId}`;

/** Activities as Teams sends them, to a bot with answers at `serviceUrl`. */
export function activity(serviceUrl: string, more: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    type: 'message',
    id: randomUUID(),
    channelId: 'msteams',
    serviceUrl,
    locale: 'en-US',
    from: { id: '29:ann', name: 'Ann', aadObjectId: annsId },
    recipient: { id: '28:bot', name: 'Inkstone' },
    conversation: { id: 'a:personal', conversationType: 'personal', tenantId: tenant },
    channelData: { tenant: { id: tenant } },
    ...more,
  };
}

export const botWithoutTokens: TeamsConfig = readTeams(undefined, {
  mode: 'open',
  host: '127.0.0.1',
  environment: { INKSTONE_BOT_WITHOUT_TOKENS: '1' },
  problems: [],
})!;

export const fileReader = {
  url: pathToFileURL(join(productRoot, 'src/bot/files/worker.ts')),
  execArgv: ['--import', registerTypescript],
  // Compiling it on the way takes its time on a machine with much to do.
  longestMs: 300_000,
};

export function teamsOptions(
  settings: TeamsConfig = botWithoutTokens,
  tuning: BotTuning = {},
  onProblem: (message: string) => void = () => undefined,
): TeamsOptions {
  // A bot with a token of the test asks Microsoft for none, and so has no secret.
  const ofBot = tuning.token ? { ...settings, secret: undefined } : settings;
  return {
    settings,
    access: createActivityAccess(settings, { fetchJson: fetch }),
    createBot: (surroundings) => createBot({ ...surroundings, settings: ofBot }, { fileReader, ...tuning }),
    directory: settings.groupsFromGraph
      ? createGroupDirectory(settings, { request: fetch, onProblem: ({ en }) => onProblem(en) })
      : undefined,
  };
}

/** A card as the tests look into it. */
export interface AnsweredCard {
  readonly body: readonly {
    readonly type: string;
    readonly id?: string;
    readonly text?: string;
    readonly value?: string;
    readonly choices?: readonly { readonly title: string; readonly value: string }[];
  }[];
  readonly actions?: readonly {
    readonly title: string;
    readonly data: { readonly inkstone: { readonly act: string; readonly job?: string } };
  }[];
}

/** What an invoke is answered: which of these are there, the test knows. */
export interface InvokeAnswer {
  readonly task: { readonly value: { readonly card: { readonly content: AnsweredCard } } };
  readonly composeExtension: {
    readonly type: string;
    readonly text?: string;
    readonly attachments: readonly {
      readonly content: AnsweredCard;
      readonly preview: { readonly content: { readonly title: string; readonly text: string } };
    }[];
  };
  readonly value: unknown;
}

/** A gateway with the bot, and the service that its answers go to. */
export interface BotSite {
  readonly origin: string;
  readonly connector: LocalConnector;
  /** Sends an activity; resolves with the answer's status and body. */
  send(more: Readonly<Record<string, unknown>>): Promise<{ readonly status: number; readonly body: unknown }>;
  /** Says something, and resolves with the message that answers. */
  say(text: string, more?: Readonly<Record<string, unknown>>): Promise<SentMessage>;
  invoke(name: string, value: object, more?: Readonly<Record<string, unknown>>): Promise<InvokeAnswer>;
  close(): Promise<void>;
}

export async function startBot(
  options: Partial<GatewayOptions> = {},
  tuning: BotTuning = {},
  settings: TeamsConfig = botWithoutTokens,
): Promise<BotSite> {
  const connector = await startConnector();
  const { origin, close } = await startGateway({
    teams: teamsOptions(settings, tuning, (message) => options.onUnexpected?.(new Error(message))),
    ...options,
  });

  async function send(more: Readonly<Record<string, unknown>>): Promise<{ status: number; body: unknown }> {
    const response = await fetch(`${origin}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(activity(connector.url, more)),
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
  }

  return {
    origin,
    connector,
    send,
    async say(text, more = {}) {
      const before = connector.messages().length;
      await send({ text, ...more });
      await until(() => connector.messages().length > before, 60_000);
      return connector.messages().at(-1)!;
    },
    async invoke(name, value, more = {}) {
      const { status, body } = await send({ type: 'invoke', name, value, ...more });
      if (status !== 200) throw new Error(`The invoke was answered ${status}: ${JSON.stringify(body)}`);
      return body as InvokeAnswer;
    },
    async close() {
      await close();
      await connector.close();
    },
  };
}
