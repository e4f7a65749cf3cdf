import type { ConversationTurn } from '../../../protocol/conversations.ts';
import type { Database } from './database.ts';

/** The last turns of a conversation, the oldest first. */
export async function readTurns(
  database: Database,
  conversation: string,
  limit: number,
): Promise<readonly ConversationTurn[]> {
  const newestFirst = await database.query<ConversationTurn>(
    `select conversation as "conversation", person as "person",
       to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "at", command as "command", model as "model",
       asked as "asked", answered as "answered", message as "message"
     from conversation_turns where conversation = $1 order by conversation_turns.at desc, id limit $2::int`,
    [conversation, limit],
  );
  return newestFirst.toReversed();
}
