import {
  citationsOf,
  isMarkedAsGenerated,
  streamInfoOf,
  type Account,
  type Activity,
  type Attachment,
} from './activity.ts';
import type { BotEvent } from './bot-connection.ts';

export interface ChatMessage {
  readonly id: string;
  readonly from: Account;
  readonly isBot: boolean;
  readonly at: Date;
  readonly text: string;
  readonly format: 'markdown' | 'plain' | 'xml';
  readonly attachments: readonly Attachment[];
  readonly suggestions: readonly { readonly title: string; readonly value: unknown }[];
  /** Made by a model, as its bot says. */
  readonly isGenerated: boolean;
  readonly takesFeedback: boolean;
  /** Whether the bot has a form of its own behind the thumbs. */
  readonly hasFeedbackForm: boolean;
  readonly citations: ReturnType<typeof citationsOf>;
  /** What the bot says that it is doing, until its text begins. */
  readonly progress: string;
  readonly isStreaming: boolean;
}

/** The messages of one chat, oldest first; it tells its listeners of every change. */
export class Conversation {
  readonly id: string;
  readonly conversationType: 'personal' | 'groupChat';
  #messages: readonly ChatMessage[];
  #isTyping = false;
  readonly #bot: Account;
  readonly #listeners = new Set<() => void>();

  constructor(
    id: string,
    conversationType: 'personal' | 'groupChat',
    bot: Account,
    messages: readonly ChatMessage[] = [],
  ) {
    this.id = id;
    this.conversationType = conversationType;
    this.#bot = bot;
    this.#messages = messages;
  }

  get messages(): readonly ChatMessage[] {
    return this.#messages;
  }

  get isTyping(): boolean {
    return this.#isTyping;
  }

  onChanged(listener: () => void): void {
    this.#listeners.add(listener);
  }

  add(message: ChatMessage): void {
    this.#change([...this.#messages, message]);
  }

  setTyping(isTyping: boolean): void {
    this.#isTyping = isTyping;
    this.#change(this.#messages);
  }

  /** Replaces the card of a message, as a card's own action may. */
  replaceCard(id: string, attachment: Attachment): void {
    this.#put(id, (message) => ({ ...message, attachments: [attachment] }));
  }

  take({ type, activityId, activity }: BotEvent): void {
    if (type === 'delete') {
      this.#change(this.#messages.filter(({ id }) => id !== activityId));
      return;
    }
    if (!activity) return;
    if (type === 'update') {
      this.#put(activityId, (message) => ({ ...this.#read(activity, activityId), at: message.at }));
      return;
    }
    const stream = streamInfoOf(activity);
    if (stream) {
      this.#stream(activity, stream.streamId ?? activityId, stream.streamType);
    } else if (activity.type === 'typing') {
      this.setTyping(true);
    } else if (activity.type === 'message') {
      this.#isTyping = false;
      this.#change([...this.#messages, this.#read(activity, activityId)]);
    }
  }

  /** A streamed message grows in its place: what it is doing first, then its text so far, then the whole. */
  #stream(activity: Activity, id: string, type: 'informative' | 'streaming' | 'final'): void {
    this.#isTyping = false;
    const read = this.#read(activity, id);
    const known = this.#messages.find((message) => message.id === id);
    const grown: ChatMessage =
      type === 'informative'
        ? { ...(known ?? read), text: known?.text ?? '', progress: read.text, isStreaming: true }
        : { ...read, at: known?.at ?? read.at, isStreaming: type === 'streaming' };
    this.#change(
      known ? this.#messages.map((message) => (message.id === id ? grown : message)) : [...this.#messages, grown],
    );
  }

  #read(activity: Activity, id: string): ChatMessage {
    return {
      id,
      from: this.#bot,
      isBot: true,
      at: new Date(),
      text: activity.text ?? '',
      format: activity.textFormat ?? 'markdown',
      attachments: activity.attachments ?? [],
      suggestions: activity.suggestedActions?.actions ?? [],
      isGenerated: isMarkedAsGenerated(activity),
      takesFeedback:
        activity.channelData?.feedbackLoop !== undefined || activity.channelData?.feedbackLoopEnabled === true,
      hasFeedbackForm: activity.channelData?.feedbackLoop?.type === 'custom',
      citations: citationsOf(activity),
      progress: '',
      isStreaming: false,
    };
  }

  #put(id: string, change: (message: ChatMessage) => ChatMessage): void {
    this.#change(this.#messages.map((message) => (message.id === id ? change(message) : message)));
  }

  #change(messages: readonly ChatMessage[]): void {
    this.#messages = messages;
    for (const listener of this.#listeners) listener();
  }
}

/** A message that a person wrote. */
export function personMessage(from: Account, text: string, more: Partial<ChatMessage> = {}): ChatMessage {
  return {
    id: `${Date.now()}`,
    from,
    isBot: false,
    at: new Date(),
    text,
    format: 'plain',
    attachments: [],
    suggestions: [],
    isGenerated: false,
    takesFeedback: false,
    hasFeedbackForm: false,
    citations: [],
    progress: '',
    isStreaming: false,
    ...more,
  };
}
