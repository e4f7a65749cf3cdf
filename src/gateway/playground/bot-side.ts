import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
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
    if (incoming.headers.host !== host) return refuse(response, 403, 'Forbidden', 'This is for bots on this machine.');
    handle(incoming, response, find).catch(() => refuse(response, 400, 'BadSyntax', 'The activity cannot be read.'));
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

async function handle(
  incoming: IncomingMessage,
  response: ServerResponse,
  find: (session: string) => ConnectorSession | undefined,
): Promise<void> {
  const [path = ''] = (incoming.url ?? '').split('?', 1);
  const [, name = '', version, kind, conversation, part, item] = path.split('/').map(decodeURIComponent);
  const session = find(name);
  if (!session || version !== 'v3' || kind !== 'conversations') {
    return refuse(response, 404, 'ServiceError', 'There is no such conversation.');
  }
  const method = incoming.method ?? '';
  const text = await readText(incoming);
  if (text === undefined) {
    return refuse(response, 413, 'MessageSizeTooBig', 'Message size too large. Teams takes 100 KB.');
  }
  const body: unknown = text === '' ? null : JSON.parse(text);
  if (method === 'POST' && conversation === undefined) return answer(response, 201, { id: newId() });
  if (conversation === undefined) return refuse(response, 405, 'MethodNotAllowed', 'This is not offered.');
  if (part === 'activities' && method === 'POST' && isObject(body)) {
    const activityId = newId();
    tell(session, { type: 'activity', conversationId: conversation, activityId, activity: body });
    return answer(response, 201, { id: activityId });
  }
  if (part === 'activities' && item !== undefined && method === 'PUT' && isObject(body)) {
    tell(session, { type: 'update', conversationId: conversation, activityId: item, activity: body });
    return answer(response, 200, { id: item });
  }
  if (part === 'activities' && item !== undefined && method === 'DELETE') {
    tell(session, { type: 'delete', conversationId: conversation, activityId: item, activity: null });
    return answer(response, 200, {});
  }
  if ((part === 'members' || part === 'pagedmembers') && method === 'GET') {
    if (part === 'pagedmembers') return answer(response, 200, { members: session.people });
    const person = session.people.find(({ id }) => id === item);
    if (item === undefined) return answer(response, 200, session.people);
    if (person) return answer(response, 200, person);
    return refuse(response, 404, 'MemberNotFoundInConversation', 'The member is not in the conversation.');
  }
  return refuse(response, 404, 'ServiceError', 'This is not emulated.');
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

function answer(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function refuse(response: ServerResponse, status: number, code: string, message: string): void {
  answer(response, status, { error: { code, message } });
}
