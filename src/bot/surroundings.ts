import type { Conversations } from '../protocol/conversations.ts';
import type { ReaderProgram } from './files/file-reader.ts';

/** Who writes to the bot, as the gateway knows them. */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly groups: readonly string[];
  readonly role: 'user' | 'admin';
}

/** How the bot is to run. */
export interface BotSettings {
  /** The id of its application; empty for one that is registered nowhere. */
  readonly appId: string;
  readonly appTenant?: string | undefined;
  readonly secret: string | undefined;
  readonly managedIdentity: boolean;
  /** The model that it asks; the first that a person may use when absent. */
  readonly model?: string | undefined;
  readonly fileMegabytes: number;
}

/** What the bot needs of whoever runs it. The gateway gives it; the bot knows nothing of the gateway. */
export interface BotSurroundings {
  readonly settings: BotSettings;
  /** `fetch` for the gateway's API, as that person. */
  readonly fetchAs: (person: Person) => typeof fetch;
  /** Gets an attached file, under guard; throws `AssistantError`. */
  readonly download: (address: string, limitBytes: number, signal: AbortSignal) => Promise<Uint8Array>;
  readonly conversations: Conversations;
  /** Told, in English and without what anybody wrote, of what whoever runs the bot should know. */
  readonly onProblem: (message: string) => void;
}

/** What only tests change. */
export interface BotTuning {
  /** How long an invoke may take before it is answered for the time being: Teams waits five seconds. */
  readonly patienceMs?: number;
  /** In a chat without streaming: when a message says that the answer is still being written. */
  readonly interimMs?: number;
  /** The proof of who the bot is, for the service that takes its messages; from Entra when absent. */
  readonly token?: () => Promise<string>;
  /** The program that reads files; beside the running file when absent. */
  readonly fileReader?: ReaderProgram;
}
