/** The Bot Framework activity protocol, as far as a chat needs it. */

export interface Account {
  readonly id: string;
  readonly name: string;
  readonly aadObjectId?: string;
}

export interface Attachment {
  readonly contentType: string;
  readonly content?: unknown;
  readonly contentUrl?: string;
  readonly name?: string;
  /** What a list of results shows instead of the whole. */
  readonly preview?: Attachment;
}

export interface Entity {
  readonly type: string;
  readonly [member: string]: unknown;
}

/** What comes from a bot. */
export interface Activity {
  readonly type: string;
  readonly id?: string;
  readonly text?: string;
  readonly textFormat?: 'markdown' | 'plain' | 'xml';
  readonly attachments?: readonly Attachment[];
  readonly attachmentLayout?: 'list' | 'carousel';
  readonly entities?: readonly Entity[];
  readonly suggestedActions?: { readonly actions?: readonly { readonly title: string; readonly value: unknown }[] };
  readonly channelData?: {
    readonly feedbackLoop?: { readonly type: string };
    readonly feedbackLoopEnabled?: boolean;
  };
}

/** A bot's answer to an invoke of a message extension or a dialog. */
export interface InvokeBody {
  readonly task?: {
    readonly type: 'continue' | 'message';
    readonly value?: unknown;
  };
  readonly composeExtension?: {
    readonly type: 'result' | 'message' | 'botMessagePreview' | 'auth' | 'config';
    readonly attachmentLayout?: 'list' | 'grid';
    readonly attachments?: readonly Attachment[];
    readonly text?: string;
    readonly activityPreview?: Activity;
  };
  /** Of a card's action. */
  readonly statusCode?: number;
  readonly type?: string;
  readonly value?: unknown;
}

/** A file that a person sends to a bot, with the address that the bot gets it from. */
export const fileType = 'application/vnd.microsoft.teams.file.download.info';

export const adaptiveCardType = 'application/vnd.microsoft.card.adaptive';

/** Of a streamed message: which, how far, and whether it is its end. */
export interface StreamInfo {
  readonly streamId: string | undefined;
  readonly streamType: 'informative' | 'streaming' | 'final';
}

export function streamInfoOf({ entities = [] }: Activity): StreamInfo | null {
  const info = entities.find(({ type }) => type === 'streaminfo');
  if (!info) return null;
  const kind = info['streamType'];
  return {
    streamId: typeof info['streamId'] === 'string' ? info['streamId'] : undefined,
    streamType: kind === 'final' || kind === 'informative' ? kind : 'streaming',
  };
}

/** Whether the bot marked the message as made by a model. */
export function isMarkedAsGenerated({ entities = [] }: Activity): boolean {
  return entities.some((entity) => {
    const kinds: unknown = entity['additionalType'];
    return Array.isArray(kinds) && kinds.includes('AIGeneratedContent');
  });
}

/** Citations by their number in the text. */
export function citationsOf({ entities = [] }: Activity): readonly {
  readonly position: number;
  readonly name: string;
  readonly url: string;
  readonly abstract: string;
}[] {
  return entities.flatMap((entity) => {
    const claims: unknown = entity['citation'];
    if (!Array.isArray(claims)) return [];
    return (
      claims as readonly {
        readonly position?: number;
        readonly appearance?: { readonly name?: string; readonly url?: string; readonly abstract?: string };
      }[]
    ).map(({ position = 0, appearance }) => ({
      position,
      name: appearance?.name ?? '',
      url: appearance?.url ?? '',
      abstract: appearance?.abstract ?? '',
    }));
  });
}
