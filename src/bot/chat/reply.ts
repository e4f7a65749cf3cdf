import { MessageActivityInput, type SentActivity, type ActivityLike } from '@microsoft/teams.api';
import type { IStreamer } from '@microsoft/teams.apps';
import type { IAdaptiveCard } from '@microsoft/teams.cards';
import { delay } from '../../base/abort.ts';
import { toTeamsText } from './teams-text.ts';
import type { Citation } from './cite.ts';

/** How long the first part of a stream may go without an answer before the text is sent as a message. */
const longestSilenceMs = 3_000;

/** The end of an answer. */
export interface Final {
  /** Markdown; empty for a card alone. */
  readonly text: string;
  /** The name of what the citations are places of. */
  readonly source?: {
    readonly name: string;
    readonly citations: readonly Citation[];
    readonly nameOf: (paragraph: number) => string;
  };
  /** What made the answer: the person is asked what they think of it, and Teams labels what a model made. */
  readonly madeBy?: 'model' | 'rules';
  readonly card?: IAdaptiveCard;
  readonly suggestions?: readonly string[];
}

/** The way back to a conversation, for one answer. */
export interface Reply {
  /** Whether what was asked has been taken back: the person stopped the answer. */
  readonly isStopped: boolean;
  /** Says what is going on, until there is text. */
  update(words: string): void;
  /** The whole text so far, each time more of it. */
  grow(text: string): void;
  /** Ends the answer; resolves with the id of its message, where there is one. */
  end(final: Final): Promise<string | undefined>;
}

function toMessage({ text, source, madeBy, card, suggestions }: Final, recipient: string): MessageActivityInput {
  const message = new MessageActivityInput(toTeamsText(text));
  if (madeBy === 'model') message.addAiGenerated();
  if (madeBy !== undefined) message.addFeedback('custom');
  for (const { position, paragraph, abstract } of source?.citations ?? []) {
    const name = `${source?.name.slice(0, 50) ?? ''}: ${source?.nameOf(paragraph) ?? ''}`;
    message.addCitation(position, { name: name.slice(0, 80), abstract });
  }
  if (card) message.addCard('adaptive', card);
  if (suggestions && suggestions.length > 0) {
    const actions = suggestions.map((title) => ({ type: 'imBack' as const, title, value: title }));
    message.withSuggestedActions({ to: [recipient], actions });
  }
  return message;
}

export interface Outlet {
  readonly send: (activity: ActivityLike) => Promise<SentActivity>;
  readonly stream: IStreamer;
  /** Id of who asked. */
  readonly recipient: string;
}

/** An answer that the person sees growing: in a personal chat alone, as Teams has it. */
export function createStreamedReply({ send, stream, recipient }: Outlet): Reply {
  let sent = '';
  /** Whether anything was given to the stream, and whether Teams has taken any of it. */
  let isTried = false;
  let isTaken = false;
  const taken = new Promise<void>((resolve) => {
    stream.events.on('chunk', () => {
      isTaken = true;
      resolve();
    });
  });

  /** The stream throws when it was stopped by its reader, which is no failure. */
  function unlessStopped(work: () => void): void {
    try {
      if (!stream.canceled) work();
      isTried = true;
    } catch (error) {
      if (!stream.canceled) throw error;
    }
  }

  /** Some clients take no stream, and say so to the first part of it alone. */
  async function isStreaming(): Promise<boolean> {
    const waiting = new AbortController();
    await Promise.race([taken, delay(longestSilenceMs, waiting.signal).catch(() => undefined)]);
    waiting.abort();
    return isTaken || stream.canceled;
  }

  return {
    get isStopped() {
      return stream.canceled;
    },
    update(words) {
      if (sent === '') unlessStopped(() => stream.update(words));
    },
    grow(text) {
      const safe = toTeamsText(text, false);
      if (safe.length <= sent.length || !safe.startsWith(sent)) return;
      unlessStopped(() => stream.emit(safe.slice(sent.length)));
      sent = safe;
    },
    async end(final) {
      const whole = toMessage(final, recipient);
      // What the reader has seen stays, also before the card of an error.
      const text = final.text === '' ? sent : (whole.text ?? '');
      if (!isTried || !(await isStreaming())) return (await send(whole.withText(text))).id;
      // What was streamed is the beginning; where it is not, the text is sent anew.
      const rest = text.startsWith(sent) ? text.slice(sent.length) : text;
      unlessStopped(() => {
        if (!text.startsWith(sent)) stream.clearText();
        stream.emit(whole.withText(rest));
      });
      return (await stream.close())?.id;
    },
  };
}

/** An answer that comes at once: in groups and channels. When it takes long, a message says so, and becomes the answer. */
export function createWholeReply({ send, recipient }: Outlet, words: string, interimMs: number): Reply {
  let interim: Promise<string | undefined> | undefined;
  const typing = (): void => void send({ type: 'typing' }).catch(() => undefined);
  typing();
  const timer = setTimeout(() => {
    interim = send(new MessageActivityInput(words)).then(
      ({ id }) => id,
      () => undefined,
    );
  }, interimMs);
  return {
    isStopped: false,
    update: () => undefined,
    grow: () => undefined,
    async end(final) {
      clearTimeout(timer);
      const message = toMessage(final, recipient);
      const id = await interim;
      const sent = await send(id === undefined ? message : message.withId(id));
      return sent.id;
    },
  };
}
