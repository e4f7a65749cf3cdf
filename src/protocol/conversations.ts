/** What was asked in a chat and what was answered, as a conversation is remembered by. */
export interface ConversationTurn {
  /** Of Teams: one chat, or one thread of a channel. */
  readonly conversation: string;
  /** Who asked; an id as the gateway's records have it. */
  readonly person: string;
  /** ISO 8601. */
  readonly at: string;
  readonly command: string;
  readonly model: string;
  readonly asked: string;
  readonly answered: string;
  /** Of the message that holds the answer: by it a rating finds what was rated. */
  readonly message: string;
}

/** Remembers conversations, so that one may go on after a restart and on another server. */
export interface Conversations {
  /** The last turns, the oldest first; at most a dozen. */
  recall(conversation: string): Promise<readonly ConversationTurn[]>;
  remember(turn: ConversationTurn): void;
  /** Deletes all that is kept of a conversation. */
  forget(conversation: string): void;
}
