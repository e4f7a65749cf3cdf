import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Received {
  readonly type: string;
  readonly name?: string;
  readonly text?: string;
  readonly value?: {
    readonly commandId?: string;
    readonly messagePayload?: { readonly body: { readonly content: string } };
    readonly data?: Record<string, string>;
    readonly parameters?: { readonly value: string }[];
    readonly action?: { readonly verb: string };
  } & Record<string, unknown>;
  readonly serviceUrl: string;
  readonly conversation: { readonly id: string };
  readonly recipient: { readonly name: string };
}

export interface EchoBot {
  readonly url: string;
  /** Every activity that came, oldest first. */
  readonly received: readonly Received[];
  close(): Promise<void>;
}

const adaptive = 'application/vnd.microsoft.card.adaptive';

function card(...body: readonly object[]): object {
  return { type: 'AdaptiveCard', version: '1.5', body };
}

/** A bot that says again what it hears, in every form that a chat knows: it streams, shows cards, and answers a message extension. */
export async function startEchoBot(): Promise<EchoBot> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    void readJson(request).then(async (activity) => {
      received.push(activity);
      const body = await answer(activity);
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body ?? {}));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/messages`,
    received,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

async function answer(activity: Received): Promise<object | undefined> {
  const { type, name, text = '', value } = activity;
  if (type === 'message') {
    await sayAloud(activity, text, value);
    return undefined;
  }
  switch (name) {
    case 'composeExtension/fetchTask':
      return {
        task: {
          type: 'continue',
          value: {
            title: `Echo: ${value?.commandId}`,
            card: {
              contentType: adaptive,
              content: {
                ...card({
                  type: 'Input.Text',
                  id: 'draft',
                  isMultiline: true,
                  label: 'Draft',
                  value: textOf(value?.messagePayload?.body.content ?? ''),
                }),
                actions: [{ type: 'Action.Submit', title: 'Use', data: { step: 'use' } }],
              },
            },
          },
        },
      };
    case 'composeExtension/submitAction':
      return result({ type: 'TextBlock', wrap: true, text: `Echo of **${value?.data?.['draft'] ?? ''}**` });
    case 'composeExtension/query':
      return result({ type: 'TextBlock', wrap: true, text: `Found: ${value?.parameters?.[0]?.value ?? ''}` });
    case 'adaptiveCard/action':
      return {
        statusCode: 200,
        type: adaptive,
        value: card({ type: 'TextBlock', text: `Executed ${value?.action?.verb}` }),
      };
    default:
      return undefined;
  }
}

function result(...body: readonly object[]): object {
  const attachment = { contentType: adaptive, content: card(...body) };
  return { composeExtension: { type: 'result', attachmentLayout: 'list', attachments: [attachment] } };
}

async function sayAloud(activity: Received, text: string, value: Received['value']): Promise<void> {
  const post = async (body: object): Promise<string> => {
    const url = `${activity.serviceUrl}/v3/conversations/${encodeURIComponent(activity.conversation.id)}/activities`;
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return ((await response.json()) as { id?: string }).id ?? '';
  };
  if (/stream/.test(text)) {
    const stream = (streamType: string, more: object): object => ({ type: 'streaminfo', streamType, ...more });
    const streamId = await post({
      type: 'typing',
      text: 'Reading …',
      entities: [stream('informative', { streamSequence: 1 })],
    });
    await post({ type: 'typing', text: 'You', entities: [stream('streaming', { streamId, streamSequence: 2 })] });
    const generated = { type: 'https://schema.org/Message', additionalType: ['AIGeneratedContent'] };
    const end = [stream('final', { streamId }), generated];
    await post({
      type: 'message',
      text: `You said: *${text}*`,
      entities: end,
      channelData: { feedbackLoop: { type: 'default' } },
    });
    return;
  }
  if (/card/.test(text)) {
    const content = {
      ...card({ type: 'TextBlock', text: 'A card' }, { type: 'Input.Text', id: 'note', label: 'Note' }),
      actions: [
        { type: 'Action.Submit', title: 'Tell', data: { kind: 'told' } },
        { type: 'Action.Execute', title: 'Execute', verb: 'go' },
      ],
    };
    await post({ type: 'message', attachments: [{ contentType: adaptive, content }] });
    return;
  }
  await post({
    type: 'message',
    text: value ? `Value: ${JSON.stringify(value)}` : `You said: ${text} <img src=x onerror=alert(1)>`,
  });
}

function textOf(html: string): string {
  return html.replace(/<[^>]+>/g, '');
}

async function readJson(request: IncomingMessage): Promise<Received> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return JSON.parse(Buffer.concat(chunks).toString('utf8')) as Received;
}
