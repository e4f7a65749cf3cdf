/** How a stream stands: what its parts were so far. */
export interface StreamState {
  sequence: number;
  text: string;
  isFinished: boolean;
}

/** Why Teams refuses a part of a stream. */
export interface StreamRefusal {
  readonly status: 400 | 403;
  readonly code: string;
  readonly message: string;
}

interface Part {
  readonly type: string;
  readonly text: string;
  readonly streamType: string;
  readonly streamId: string | undefined;
  readonly sequence: number | undefined;
}

/** What of an activity says that it is part of a stream; `undefined` for any other. */
function partOf(activity: unknown): Part | undefined {
  const { type, text, entities } = activity as {
    readonly type?: unknown;
    readonly text?: unknown;
    readonly entities?: unknown;
  };
  const all = Array.isArray(entities) ? (entities as readonly Readonly<Record<string, unknown>>[]) : [];
  const info = all.find((entity) => entity['type'] === 'streaminfo');
  if (!info) return undefined;
  const { streamId, streamType, streamSequence } = info;
  return {
    type: typeof type === 'string' ? type : '',
    text: typeof text === 'string' ? text : '',
    streamType: typeof streamType === 'string' ? streamType : '',
    streamId: typeof streamId === 'string' && streamId !== '' ? streamId : undefined,
    sequence: typeof streamSequence === 'number' ? streamSequence : undefined,
  };
}

/** The stream that an activity goes on with or ends; `undefined` for one that starts a stream, and for any other. */
export function streamOf(activity: unknown): string | undefined {
  return partOf(activity)?.streamId;
}

/**
 * Takes a part of a stream into its state, or says why Teams would not. `newId` is the id that the activity gets: a stream's name
 * is that of its first.
 */
export function checkStream(
  activity: unknown,
  {
    conversationId,
    newId,
    streams,
  }: { readonly conversationId: string; readonly newId: string; readonly streams: Map<string, StreamState> },
): StreamRefusal | undefined {
  const part = partOf(activity);
  if (!part) return undefined;
  if (!conversationId.startsWith('a:')) return refused('Streaming api is not allowed for the user or bot.');
  if (part.streamId === undefined) {
    if (part.type !== 'typing' || part.sequence !== 1 || part.text === '') {
      return bad('A stream starts with a typing activity that has text and the streamSequence 1.');
    }
    streams.set(newId, { sequence: 1, text: part.streamType === 'streaming' ? part.text : '', isFinished: false });
    return undefined;
  }
  const state = streams.get(part.streamId);
  if (!state) return bad('There is no stream with this streamId.');
  if (state.isFinished) return refused('Content stream is not allowed on an already completed streamed message.');
  if (part.streamType === 'final') {
    if (part.type !== 'message') return bad('The final activity of a stream is a message.');
    state.isFinished = true;
    return undefined;
  }
  if (part.sequence === undefined || part.sequence <= state.sequence) return bad('The streamSequence does not rise.');
  if (part.streamType === 'streaming' && !part.text.startsWith(state.text)) {
    return bad('Streamed content should begin with what was streamed before.');
  }
  state.sequence = part.sequence;
  if (part.streamType === 'streaming') state.text = part.text;
  return undefined;
}

function bad(message: string): StreamRefusal {
  return { status: 400, code: 'BadRequest', message };
}

function refused(message: string): StreamRefusal {
  return { status: 403, code: 'ContentStreamNotAllowed', message };
}
