import type { AnswererRow } from '../../../protocol/records.ts';
import type { Database } from './database.ts';
import type { Period } from './read-usage.ts';

/**
 * Chats that came to a row: those refused did not, nor those that were left in the line before one. Not a table of its own, which would be
 * written to the disk before it is read. Feedback has a time too.
 */
const chosen = (table: string): string =>
  `${table}at >= $1::timestamptz and ${table}at < $2::timestamptz and ${table}outcome <> 'refused'
    and not (${table}outcome = 'left' and ${table}answered_model = '')`;

/**
 * Which model of which row answered what was asked for, the busiest first: an alias has a row for each of its members that answered. Ratings
 * count for the chat that they name, the last of a person for it; those whose chat is not known any more are in no row. What was
 * recorded before the answering model was has none.
 */
export async function readAnswerers(
  database: Database,
  { from, to }: Period,
  limit: number,
): Promise<readonly AnswererRow[]> {
  return database.query<AnswererRow>(
    `with costs as (
       select model, backend, answered_model, jsonb_object_agg(currency, cost) as cost from (
         select model, backend, answered_model, currency, sum(cost)::float8 as cost
         from usage_records where ${chosen('')} and currency is not null group by model, backend, answered_model, currency
       ) c group by model, backend, answered_model
     ), rated as (
       select distinct on (person, request_id) person, request_id, value from feedback_records
       where type = 'rating' and request_id <> '' and at >= $1::timestamptz and at < $2::timestamptz
       order by person, request_id, at desc
     ), ratings as (
       select u.model, u.backend, u.answered_model,
         (count(*) filter (where r.value = 'up'))::int as up, (count(*) filter (where r.value = 'down'))::int as down
       from rated r join usage_records u on u.request_id = r.request_id and u.person = r.person
       where ${chosen('u.')} group by u.model, u.backend, u.answered_model
     ), sums as (
       select model, backend, answered_model, count(*)::int as chats,
         (count(*) filter (where outcome = 'failed'))::int as failed,
         coalesce(sum(prompt_tokens), 0)::float8 as prompt_tokens,
         coalesce(sum(completion_tokens), 0)::float8 as completion_tokens,
         (percentile_cont(0.5) within group (order by first_byte_ms))::float8 as first_byte_ms,
         (percentile_cont(0.5) within group (order by whole_ms) filter (where outcome = 'answered'))::float8 as whole_ms
       from usage_records where ${chosen('')} group by model, backend, answered_model
     )
     select s.model as "model", s.backend as "backend", s.answered_model as "answeredModel", s.chats as "chats",
       s.failed as "failed", s.prompt_tokens as "promptTokens", s.completion_tokens as "completionTokens",
       coalesce(c.cost, '{}'::jsonb) as "cost", s.first_byte_ms as "firstByteMs", s.whole_ms as "wholeMs",
       coalesce(r.up, 0) as "up", coalesce(r.down, 0) as "down"
     from sums s
       left join costs c on (c.model, c.backend, c.answered_model) = (s.model, s.backend, s.answered_model)
       left join ratings r on (r.model, r.backend, r.answered_model) = (s.model, s.backend, s.answered_model)
     order by s.chats desc, s.model, s.backend, s.answered_model limit $3::int`,
    [from, to, limit],
  );
}
