import type { FeedbackRecord } from '../record.ts';
import type { Database } from './database.ts';
import type { Period } from './read-usage.ts';

/** Feedback in the order in which it came, a page at a time. */
export async function* readFeedback(database: Database, since: string, pageSize = 500): AsyncGenerator<FeedbackRecord> {
  let place: { readonly at: string; readonly id: string } = { at: since, id: '00000000-0000-0000-0000-000000000000' };
  for (;;) {
    const page = await database.query<FeedbackRecord>(
      `select 'feedback' as "kind", id::text as "id",
         to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "at", person as "person", request_id as "requestId", type as "type",
         model as "model", command as "command", value as "value", prompt as "prompt", answer as "answer", other as "other"
       from feedback_records where (at, id) > ($1::timestamptz, $2::uuid) order by at, id limit $3::int`,
      [place.at, place.id, pageSize],
    );
    yield* page;
    const last = page.at(-1);
    if (!last || page.length < pageSize) return;
    place = last;
  }
}

export interface FeedbackCount {
  readonly type: string;
  readonly value: string;
  readonly model: string;
  readonly count: number;
}

export async function countFeedback(database: Database, { from, to }: Period): Promise<readonly FeedbackCount[]> {
  return database.query<FeedbackCount>(
    `select type as "type", value as "value", model as "model", count(*)::int as "count" from feedback_records
     where at >= $1::timestamptz and at < $2::timestamptz group by type, value, model order by count(*) desc, type, value`,
    [from, to],
  );
}
