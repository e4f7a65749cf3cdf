import { randomUUID } from 'node:crypto';
import { delay } from '../../base/abort.ts';
import { truncate } from '../../base/text-size.ts';
import type { Conversations, ConversationTurn } from '../../protocol/conversations.ts';
import type { Records } from './records.ts';
import { readTurns } from './store/conversations.ts';

/** Turns that a conversation is remembered by, and characters of each side of a turn. */
const mostTurns = 12;
const longestText = 8_000;
/** Conversations that are kept in this process where there is no store. */
const mostConversations = 1_000;

/** A chat waits no longer for its past. An embedded store is opened in one second. */
const longestWaitMs = 3_000;

export interface ConversationsOptions {
  /** Absent where nothing is kept: then conversations last as long as the process. */
  readonly records: Records | undefined;
  readonly onProblem: (message: string) => void;
}

/**
 * Remembers through the journal, and recalls from the store. What this process remembers itself bridges a store that is away:
 * a chat goes on, and nothing is lost.
 */
export function createConversations({ records, onProblem }: ConversationsOptions): Conversations {
  const own = new Map<string, readonly ConversationTurn[]>();
  // Opened now, so that the first chat does not wait for it; a failure is told when something is read.
  records?.read().catch(() => undefined);

  return {
    async recall(conversation) {
      const known = own.get(conversation) ?? [];
      if (!records) return known;
      try {
        const reading = records.read().then((database) => readTurns(database, conversation, mostTurns));
        return await inTime(reading);
      } catch (error) {
        if (error instanceof TooLate && !records.state.isOpen) return known;
        onProblem(`Conversations cannot be read: ${error instanceof Error ? error.message : String(error)}`);
        return known;
      }
    },
    remember(turn) {
      const kept = {
        ...turn,
        asked: truncate(turn.asked, longestText),
        answered: truncate(turn.answered, longestText),
      };
      const turns = [...(own.get(turn.conversation) ?? []), kept].slice(-mostTurns);
      // Set anew, so that the one that was longest silent is the first to go.
      own.delete(turn.conversation);
      own.set(turn.conversation, turns);
      const [oldest] = own.keys();
      if (own.size > mostConversations && oldest !== undefined) own.delete(oldest);
      records?.record({ kind: 'turn', id: randomUUID(), ...kept });
    },
    forget(conversation) {
      own.delete(conversation);
      records?.record({ kind: 'forget-conversation', id: randomUUID(), at: new Date().toISOString(), conversation });
    },
  };
}

class TooLate extends Error {}

async function inTime<T>(reading: Promise<T>): Promise<T> {
  const late = new AbortController();
  const tooLate = delay(longestWaitMs, late.signal).then(() => {
    throw new TooLate('the store took too long');
  });
  try {
    return await Promise.race([reading, tooLate]);
  } finally {
    late.abort();
    tooLate.catch(() => undefined);
    reading.catch(() => undefined);
  }
}
