import { startEchoBot, type EchoBot } from '../support/echo-bot.ts';
import { startGateway } from '../support/gateway.ts';

let bot: EchoBot;
let gateway: Awaited<ReturnType<typeof startGateway>>;
beforeAll(async () => {
  bot = await startEchoBot();
  gateway = await startGateway({ connector: { botUrl: bot.url } });
});
afterAll(async () => {
  await gateway.close();
  await bot.close();
});

const post = (url: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });

interface Session {
  readonly session: string;
  readonly serviceUrl: string;
}

async function openSession(): Promise<Session> {
  const people = [{ id: '29:1', name: 'Priya' }];
  return (await (await post(`${gateway.origin}/playground/connector`, { people })).json()) as Session;
}

/** The next events of a session, as its page hears them. */
async function nextEvents({ session }: Session, count: number): Promise<{ type: string; activityId: string }[]> {
  const abort = new AbortController();
  const url = `${gateway.origin}/playground/connector/${session}/events`;
  const response = await fetch(url, { signal: abort.signal });
  const events: { type: string; activityId: string }[] = [];
  let text = '';
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    text += new TextDecoder().decode(chunk);
    events.splice(0, events.length, ...[...text.matchAll(/^data: (.*)$/gm)].map(([, data]) => JSON.parse(data!)));
    if (events.length >= count) break;
  }
  abort.abort();
  return events;
}

it('[TEAMS-19] activities are sent, updated and deleted, and members are listed', async () => {
  const session = await openSession();
  const conversation = `${session.serviceUrl}/v3/conversations/a%3Apersonal`;
  const { id } = (await (await post(`${conversation}/activities`, { type: 'message', text: 'one' })).json()) as {
    id: string;
  };
  await fetch(`${conversation}/activities/${id}`, {
    method: 'PUT',
    body: JSON.stringify({ type: 'message', text: 'two' }),
  });
  await fetch(`${conversation}/activities/${id}`, { method: 'DELETE' });
  expect(await nextEvents(session, 3)).toEqual([
    { type: 'activity', conversationId: 'a:personal', activityId: id, activity: { type: 'message', text: 'one' } },
    { type: 'update', conversationId: 'a:personal', activityId: id, activity: { type: 'message', text: 'two' } },
    { type: 'delete', conversationId: 'a:personal', activityId: id, activity: null },
  ]);
  expect(await (await fetch(`${conversation}/members`)).json()).toEqual([{ id: '29:1', name: 'Priya' }]);
  expect((await fetch(`${conversation}/members/29:2`)).status).toBe(404);
  expect((await fetch(`${conversation}/nothing`)).status).toBe(404);
});

it('[TEAMS-20] an activity larger than Teams takes is refused', async () => {
  const { serviceUrl } = await openSession();
  const url = `${serviceUrl}/v3/conversations/a/activities`;
  const response = await post(url, { type: 'message', text: 'x'.repeat(101 * 1024) });
  expect(response.status).toBe(413);
  expect(await response.json()).toMatchObject({ error: { code: 'MessageSizeTooBig' } });
});

it('[TEAMS-27] a file that a person attaches is where the bot is told to get it, and nowhere else', async () => {
  const { session } = await openSession();
  const upload = (body: BodyInit, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(`${gateway.origin}/playground/connector/${session}/files?name=a.txt`, { method: 'POST', body, headers });
  const { url } = (await (await upload('The bridge opens in May.')).json()) as { url: string };
  expect(await (await fetch(url)).text()).toBe('The bridge opens in May.');
  expect(new URL(url).hostname).toBe('127.0.0.1');
  expect((await fetch(url.replace(session, 'none'))).status).toBe(404);
  expect((await fetch(`${url}x`)).status).toBe(404);
  expect((await upload('x', { origin: 'https://elsewhere.example' })).status).toBe(400);
  expect((await upload(new Uint8Array(21 * 1024 * 1024))).status).toBe(400);
});

it('[TEAMS-28] a stream that breaks the order of its parts is refused, as Teams refuses it', async () => {
  const { serviceUrl } = await openSession();
  const send = async (info: object, text: string, type = 'typing', conversation = 'a%3Apersonal') => {
    const url = `${serviceUrl}/v3/conversations/${conversation}/activities`;
    const response = await post(url, { type, text, entities: [{ type: 'streaminfo', ...info }] });
    const { id, error } = (await response.json()) as { id?: string; error?: { code: string } };
    return { status: response.status, id, code: error?.code };
  };
  const bad = { status: 400, code: 'BadRequest' };
  const informative = { streamType: 'informative', streamSequence: 1 };
  expect(await send(informative, 'Reading', 'typing', '19%3Agroup')).toMatchObject({ status: 403 });
  expect(await send(informative, '')).toMatchObject(bad);
  expect(await send({ streamType: 'streaming', streamSequence: 2, streamId: 'none' }, 'x')).toMatchObject(bad);
  const { id: streamId } = await send(informative, 'Reading');
  const part = (streamSequence: number, text: string) =>
    send({ streamType: 'streaming', streamId, streamSequence }, text);
  expect(await part(2, 'The plan')).toEqual({ status: 202 });
  expect(await part(2, 'The plan is')).toMatchObject(bad);
  expect(await part(3, 'Another')).toMatchObject(bad);
  expect(await part(3, 'The plan is')).toMatchObject({ status: 202 });
  expect(await send({ streamType: 'final', streamId }, 'The plan is old.')).toMatchObject(bad);
  expect(await send({ streamType: 'final', streamId }, 'The plan is old.', 'message')).toMatchObject({ status: 202 });
  expect(await part(4, 'The plan is old. Or')).toMatchObject({ status: 403, code: 'ContentStreamNotAllowed' });
});

it('hands the bot what the page sends, and the page what the bot answers', async () => {
  const { session, serviceUrl } = await openSession();
  const activity = {
    type: 'invoke',
    name: 'composeExtension/query',
    value: { parameters: [{ value: 'mail' }] },
    serviceUrl,
  };
  const response = await post(`${gateway.origin}/playground/connector/${session}/bot`, activity);
  expect(await response.json()).toMatchObject({ status: 200, body: { composeExtension: { type: 'result' } } });
  expect(bot.received.at(-1)).toMatchObject(activity);
});

it('[TEAMS-21] is for this machine’s own pages and bots alone', async () => {
  const { session, serviceUrl } = await openSession();
  const foreign = { origin: 'https://elsewhere.example' };
  expect((await post(`${gateway.origin}/playground/connector`, {}, foreign)).status).toBe(400);
  expect((await post(`${gateway.origin}/playground/connector/${session}/bot`, {}, foreign)).status).toBe(400);
  expect((await post(`${gateway.origin}/playground/connector/none/bot`, {})).status).toBe(400);
  const other = serviceUrl.replace(session, 'none');
  expect((await post(`${other}/v3/conversations/a/activities`, { type: 'message' })).status).toBe(404);
  expect(new URL(serviceUrl).hostname).toBe('127.0.0.1');
  const without = await startGateway();
  expect((await post(`${without.origin}/playground/connector`, {})).status).toBe(404);
  await without.close();
  const open = await startGateway({ host: '0.0.0.0', connector: { botUrl: bot.url } });
  expect((await post(`${open.origin}/playground/connector`, {})).status).toBe(404);
  await open.close();
});

it('says that no bot answers', async () => {
  const lonely = await startGateway({ connector: {} });
  const { session } = (await (await post(`${lonely.origin}/playground/connector`, {})).json()) as Session;
  const response = await post(`${lonely.origin}/playground/connector/${session}/bot`, { type: 'message' });
  expect(await response.json()).toMatchObject({ status: 404 });
  await lonely.close();
});
