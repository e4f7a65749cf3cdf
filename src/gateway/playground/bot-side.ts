import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { checkStream, streamOf } from './stream-check.ts';
import { tell, type ConnectorSession } from './session.ts';

export interface BotSide {
  readonly origin: string;
  close(): Promise<void>;
}

/** As large as Teams takes a message with all that is attached. */
const mostBytes = 100 * 1024;

/**
 * The Bot Framework connector API, as far as a chat needs it: activities of a conversation are sent, replied to, updated and
 * deleted; members are listed. It listens on loopback alone, and a session's name cannot be guessed.
 */
export async function openBotSide(find: (session: string) => ConnectorSession | undefined): Promise<BotSide> {
  let host = '';
  const server = createServer((incoming, response) => {
    // A name that leads here by a foreign DNS answer is not ours.
    if (incoming.headers.host !== host) {
      answer(response, refusal(403, 'Forbidden', 'This is for bots on this machine.'));
      return;
    }
    const file = fileOf(incoming, find);
    if (file) {
      response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(file);
      return;
    }
    replyTo(incoming, find).then(
      (reply) => answer(response, reply),
      () => answer(response, refusal(400, 'BadSyntax', 'The activity cannot be read.')),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  server.unref();
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin: `http://${host}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** A file that a person attached, where a bot asks for one. */
function fileOf(
  { method, url = '' }: IncomingMessage,
  find: (session: string) => ConnectorSession | undefined,
): Uint8Array | undefined {
  const [, name = '', part, id = ''] = url.split('?', 1)[0]?.split('/') ?? [];
  return method === 'GET' && part === 'files' ? find(name)?.files.get(id) : undefined;
}

interface Reply {
  readonly status: number;
  readonly body: unknown;
}

async function replyTo(
  incoming: IncomingMessage,
  find: (session: string) => ConnectorSession | undefined,
): Promise<Reply> {
  const [path = ''] = (incoming.url ?? '').split('?', 1);
  const [, name = '', version, kind, conversation, part, item] = path.split('/').map(decodeURIComponent);
  const session = find(name);
  if (!session || version !== 'v3' || kind !== 'conversations') {
    return refusal(404, 'ServiceError', 'There is no such conversation.');
  }
  const method = incoming.method ?? '';
  const text = await readText(incoming);
  if (text === undefined) return refusal(413, 'MessageSizeTooBig', 'Message size too large. Teams takes 100 KB.');
  const body: unknown = text === '' ? null : JSON.parse(text);
  if (conversation === undefined) {
    return method === 'POST'
      ? { status: 201, body: { id: newId() } }
      : refusal(405, 'MethodNotAllowed', 'This is not offered.');
  }
  if (part === 'activities') return changeActivities(session, conversation, { method, item, body });
  if (part === 'pagedmembers' && method === 'GET') return { status: 200, body: { members: session.people } };
  if (part === 'members' && method === 'GET') {
    if (item === undefined) return { status: 200, body: session.people };
    const person = session.people.find(({ id }) => id === item);
    return person
      ? { status: 200, body: person }
      : refusal(404, 'MemberNotFoundInConversation', 'The member is not in the conversation.');
  }
  return refusal(404, 'ServiceError', 'This is not emulated.');
}

function changeActivities(
  session: ConnectorSession,
  conversationId: string,
  { method, item, body }: { readonly method: string; readonly item: string | undefined; readonly body: unknown },
): Reply {
  if (method === 'POST' && isObject(body)) {
    const activityId = newId();
    const refused = checkStream(body, { conversationId, newId: activityId, streams: session.streams });
    if (refused) return refusal(refused.status, refused.code, refused.message);
    // A stream is one message: what comes after its first part has no id of its own.
    const stream = streamOf(body);
    tell(session, { type: 'activity', conversationId, activityId: stream ?? activityId, activity: body });
    return stream === undefined ? { status: 201, body: { id: activityId } } : { status: 202, body: {} };
  }
  if (method === 'PUT' && item !== undefined && isObject(body)) {
    tell(session, { type: 'update', conversationId, activityId: item, activity: body });
    return { status: 200, body: { id: item } };
  }
  if (method === 'DELETE' && item !== undefined) {
    tell(session, { type: 'delete', conversationId, activityId: item, activity: null });
    return { status: 200, body: {} };
  }
  return refusal(400, 'BadSyntax', 'This is no activity.');
}

/** The body as text; `undefined` where it is more than Teams takes. */
async function readText(incoming: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= mostBytes) chunks.push(chunk);
  }
  return size > mostBytes ? undefined : Buffer.concat(chunks).toString('utf8');
}

/** Teams counts messages by the time in milliseconds; a few more signs keep two of one millisecond apart. */
function newId(): string {
  return `${Date.now()}${randomBytes(2).readUInt16BE().toString().padStart(5, '0')}`;
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function refusal(status: number, code: string, message: string): Reply {
  return { status, body: { error: { code, message } } };
}

function answer(response: ServerResponse, { status, body }: Reply): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
