import type { StreamState } from './stream-check.ts';

/** What a bot did, for the page of the chat. */
export interface ConnectorEvent {
  readonly type: 'activity' | 'update' | 'delete';
  readonly conversationId: string;
  readonly activityId: string;
  readonly activity: unknown;
}

export interface Person {
  readonly id: string;
  readonly name: string;
}

/** One open page: what came for it, and who listens. */
export interface ConnectorSession {
  readonly people: readonly Person[];
  readonly events: ConnectorEvent[];
  /** What the person attached, by an id that cannot be guessed. */
  readonly files: Map<string, Uint8Array>;
  readonly streams: Map<string, StreamState>;
  readonly listeners: Set<() => void>;
}

/** More than anybody reads; what a bot that runs wild sends after that is dropped. */
const mostEvents = 10_000;

/** Puts an event into a session, for its page. */
export function tell(session: ConnectorSession, event: ConnectorEvent): void {
  if (session.events.length < mostEvents) session.events.push(event);
  for (const listener of session.listeners) listener();
}
