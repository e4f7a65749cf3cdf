import type { Database } from './database.ts';

/** What usage is told by; `all` is one row for the whole of it. */
export type UsageDimension =
  | 'all'
  | 'day'
  | 'model'
  | 'group'
  | 'person'
  | 'command'
  | 'surface'
  | 'backend'
  | 'outcome';

export interface UsageRow {
  /** Of a person their id. */
  readonly key: string;
  /** What a person was last called, where they have a name; of all others `''`. */
  readonly name: string;
  readonly chats: number;
  readonly people: number;
  readonly failed: number;
  readonly promptTokens: number;
  readonly completionTokens: number;
  /** By currency; empty where nothing has a price. */
  readonly cost: Readonly<Record<string, number>>;
}

export interface Period {
  /** ISO 8601; the first moment. */
  readonly from: string;
  /** The first moment after it. */
  readonly to: string;
}

const keys: Readonly<Record<UsageDimension, string>> = {
  all: `''`,
  day: `(u.at at time zone 'UTC')::date`,
  model: 'u.model',
  group: 'u.groups',
  person: 'u.person',
  command: 'u.command',
  surface: 'u.surface',
  backend: 'u.backend',
  outcome: 'u.outcome',
};

/** What was added up for all groups of a person, for each of them; who is in none stands under the empty name. */
const perGroup = `select g.name as key, p.person, p.currency, p.chats, p.failed, p.prompt_tokens, p.completion_tokens, p.cost
  from sums_of_people p left join lateral (
    select jsonb_array_elements_text(p.key) as name
    union all select '' where jsonb_array_length(p.key) = 0
  ) g on true`;

/** Looked up for those who are told alone: an index leads to it. */
const lastName = `(
  select n.person_name from usage_records n where n.person = ranked.key and n.at >= $1::timestamptz and n.at < $2::timestamptz
  order by n.at desc limit 1
)`;

/**
 * Usage in a period, day by day, or by the busiest of another dimension first. What is among the first `limit` by chats, by tokens or by cost
 * in some currency is told, so that a ranking by any of them is right. What each person did is added up first, which needs no sorting of
 * all chats.
 */
export async function readUsage(
  database: Database,
  by: UsageDimension,
  { from, to }: Period,
  limit = 400,
): Promise<readonly UsageRow[]> {
  const key = keys[by];
  return database.query<UsageRow>(
    `with sums_of_people as (
       select ${key} as key, u.person, u.currency, count(*) as chats, count(*) filter (where u.outcome = 'failed') as failed,
         sum(u.prompt_tokens) as prompt_tokens, sum(u.completion_tokens) as completion_tokens, sum(u.cost) as cost
       from usage_records u where u.at >= $1::timestamptz and u.at < $2::timestamptz group by 1, 2, 3
     ), parts as (
       ${by === 'group' ? perGroup : 'select * from sums_of_people'}
     ), costs as (
       select key, jsonb_object_agg(currency, cost) as cost, min(rank) as rank from (
         select key, currency, sum(cost)::float8 as cost,
           row_number() over (partition by currency order by sum(cost) desc, key) as rank
         from parts where currency is not null group by key, currency
       ) c group by key
     ), sums as (
       select key, sum(chats)::int as chats, count(distinct person)::int as people, sum(failed)::int as failed,
         coalesce(sum(prompt_tokens), 0)::float8 as prompt_tokens,
         coalesce(sum(completion_tokens), 0)::float8 as completion_tokens
       from parts group by key
     ), ranked as (
       select s.*, coalesce(c.cost, '{}'::jsonb) as cost, least(
         row_number() over (order by s.chats desc, s.key),
         row_number() over (order by s.prompt_tokens + s.completion_tokens desc, s.key),
         c.rank
       ) as rank
       from sums s left join costs c on c.key = s.key
     )
     select ${by === 'day' ? `to_char(key, 'YYYY-MM-DD')` : 'key'} as "key", ${by === 'person' ? lastName : `''`} as "name", chats as "chats", people as "people",
       failed as "failed", prompt_tokens as "promptTokens", completion_tokens as "completionTokens", cost as "cost"
     from ranked where ${by === 'day' ? 'true' : 'rank <= $3::int'}
     order by ${by === 'day' ? 'key limit $3::int' : 'chats desc, key'}`,
    [from, to, limit],
  );
}

/** What was spent since then, by person and by group, in one currency. */
export async function readSpending(
  database: Database,
  since: string,
  currency: string,
): Promise<readonly { readonly person: string; readonly groups: readonly string[]; readonly cost: number }[]> {
  return database.query(
    `select person as "person", groups as "groups", sum(cost)::float8 as "cost" from usage_records
     where at >= $1::timestamptz and currency = $2 group by person, groups`,
    [since, currency],
  );
}
