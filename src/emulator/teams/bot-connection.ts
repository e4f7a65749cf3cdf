import { fileType, type Account, type Activity, type Attachment, type InvokeBody } from './activity.ts';

/** What a bot did in a conversation. */
export interface BotEvent {
  readonly type: 'activity' | 'update' | 'delete';
  readonly conversationId: string;
  readonly activityId: string;
  readonly activity: Activity | null;
}

export interface BotAnswer {
  readonly status: number;
  readonly body: InvokeBody | null;
}

/** How long Teams waits: for the answer to an invoke of a message extension, and for a message to be taken. */
export const answerLimits = { extensionMs: 5_000, otherMs: 15_000 } as const;

export interface ConversationReference {
  readonly id: string;
  readonly conversationType: 'personal' | 'groupChat';
}

export interface ConnectionFacts {
  readonly person: Account;
  readonly people: readonly Account[];
  readonly bot: Account;
  readonly tenantId: string;
  readonly locale: string;
}

/** Sends activities to a bot through the server of this page, and hears what the bot does. */
export class BotConnection {
  readonly #facts: ConnectionFacts;
  readonly #base: string;
  readonly #serviceUrl: string;
  readonly #events: EventSource;

  private constructor(
    facts: ConnectionFacts,
    session: string,
    serviceUrl: string,
    listener: (event: BotEvent) => void,
  ) {
    this.#facts = facts;
    this.#base = `/playground/connector/${session}`;
    this.#serviceUrl = serviceUrl;
    this.#events = new EventSource(`${this.#base}/events`);
    this.#events.onmessage = ({ data }: MessageEvent<string>) => listener(JSON.parse(data) as BotEvent);
  }

  /** `null` where the server of this page has no connector: it offers one in development, on loopback. */
  static async open(facts: ConnectionFacts, listener: (event: BotEvent) => void): Promise<BotConnection | null> {
    const response = await post('/playground/connector', { people: [...facts.people, facts.person] }).catch(() => null);
    if (!response?.ok) return null;
    const { session, serviceUrl } = (await response.json()) as {
      readonly session: string;
      readonly serviceUrl: string;
    };
    return new BotConnection(facts, session, serviceUrl, listener);
  }

  close(): void {
    this.#events.close();
  }

  /** Puts a file where the bot can get it from; `null` where it is not taken. */
  async upload(file: File): Promise<Attachment | null> {
    const query = new URLSearchParams({ name: file.name });
    const response = await fetch(`${this.#base}/files?${query.toString()}`, { method: 'POST', body: file }).catch(
      () => null,
    );
    if (!response?.ok) return null;
    const { id, url } = (await response.json()) as { readonly id: string; readonly url: string };
    const type = file.name.split('.').at(-1) ?? '';
    return {
      contentType: fileType,
      contentUrl: url,
      name: file.name,
      content: { downloadUrl: url, uniqueId: id, fileType: type },
    };
  }

  /** Sends an activity; `limitMs` is how long Teams would wait, after which the answer is `null`. */
  async send(
    conversation: ConversationReference,
    activity: Readonly<Record<string, unknown>>,
    limitMs: number,
  ): Promise<BotAnswer | null> {
    const response = await post(
      `${this.#base}/bot`,
      this.#complete(conversation, activity),
      AbortSignal.timeout(limitMs),
    ).catch(() => null);
    if (!response) return null;
    const answer = (await response.json().catch(() => null)) as BotAnswer | null;
    return answer ?? { status: response.status, body: null };
  }

  #complete({ id, conversationType }: ConversationReference, activity: Readonly<Record<string, unknown>>): object {
    const { person, bot, tenantId, locale } = this.#facts;
    const now = new Date();
    const { channelData, ...rest } = activity;
    return {
      id: `${now.getTime()}`,
      timestamp: now.toISOString(),
      localTimestamp: now.toISOString(),
      channelId: 'msteams',
      serviceUrl: this.#serviceUrl,
      from: person,
      recipient: bot,
      conversation: { id, conversationType, tenantId, ...(conversationType === 'groupChat' && { isGroup: true }) },
      locale,
      entities: [
        {
          type: 'clientInfo',
          locale,
          country: locale.split('-')[1] ?? '',
          platform: 'Web',
          timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
        },
      ],
      channelData: { tenant: { id: tenantId }, ...(channelData as object | undefined) },
      ...rest,
    };
  }
}

function post(path: string, body: unknown, signal?: AbortSignal): Promise<Response> {
  return fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    ...(signal && { signal }),
  });
}
