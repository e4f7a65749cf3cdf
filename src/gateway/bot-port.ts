import type { Conversations } from '../protocol/conversations.ts';
import type { Person } from './chat-stage.ts';
import type { TeamsConfig } from './teams/read-teams.ts';

/** What the gateway gives the bot that runs in its process. */
export interface BotSurroundings {
  readonly settings: TeamsConfig;
  /** `fetch` for this gateway's own API, as that person: policy, quota, masking and records are theirs. */
  readonly fetchAs: (person: Person) => typeof fetch;
  /** Gets an attached file, under guard. */
  readonly download: (address: string, limitBytes: number, signal: AbortSignal) => Promise<Uint8Array>;
  readonly conversations: Conversations;
  readonly onProblem: (message: string) => void;
}

/** What the gateway needs of the bot: activities that were checked go in. */
export interface Bot {
  /** At once for all but an invoke, which is answered by its body within the five seconds that Teams waits. */
  answer(activity: unknown, person: Person | undefined): Promise<{ readonly status: number; readonly body?: unknown }>;
  /** Stops what is still being written. */
  close(): Promise<void>;
}

export type CreateBot = (surroundings: BotSurroundings) => Bot;
