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
  /** Median of the time to the first byte. */
  readonly firstByteMs: number | null;
}

export interface Period {
  /** ISO 8601; the first moment. */
  readonly from: string;
  /** The first moment after it. */
  readonly to: string;
}

const keys: Readonly<Record<UsageDimension, string>> = {
  all: `''`,
  day: `to_char(u.at at time zone 'UTC', 'YYYY-MM-DD')`,
  model: 'u.model',
  group: 'g.name',
  person: 'u.person',
  command: 'u.command',
  surface: 'u.surface',
  backend: 'u.backend',
  outcome: 'u.outcome',
};

/** A person in two groups counts in both; who is in none stands under the empty name. */
const perGroup = `left join lateral (
  select jsonb_array_elements_text(u.groups) as name
  union all select '' where jsonb_array_length(u.groups) = 0
) g on true`;

/**
 * Usage in a period, day by day, or by the busiest of another dimension first. What is among the first `limit` by chats, by tokens or by cost
 * in some currency is told, so that a ranking by any of them is right.
 */
export async function readUsage(
  database: Database,
  by: UsageDimension,
  { from, to }: Period,
  limit = 400,
): Promise<readonly UsageRow[]> {
  const key = keys[by];
  return database.query<UsageRow>(
    `with picked as (
       select ${key} as key, u.* from usage_records u ${by === 'group' ? perGroup : ''}
       where u.at >= $1::timestamptz and u.at < $2::timestamptz
     ), costs as (
       select key, jsonb_object_agg(currency, cost) as cost, min(rank) as rank from (
         select key, currency, sum(cost)::float8 as cost,
           row_number() over (partition by currency order by sum(cost) desc, key) as rank
         from picked where currency is not null group by key, currency
       ) c group by key
     ), sums as (
       select p.key as "key", ${by === 'person' ? `(array_agg(p.person_name order by p.at desc))[1]` : `''`} as "name",
         count(*)::int as "chats", count(distinct p.person)::int as "people",
         (count(*) filter (where p.outcome = 'failed'))::int as "failed",
         coalesce(sum(p.prompt_tokens), 0)::float8 as "promptTokens",
         coalesce(sum(p.completion_tokens), 0)::float8 as "completionTokens",
         (percentile_cont(0.5) within group (order by p.first_byte_ms))::float8 as "firstByteMs"
       from picked p group by p.key
     ), ranked as (
       select s.*, coalesce(c.cost, '{}'::jsonb) as "cost", least(
         row_number() over (order by s."chats" desc, s."key"),
         row_number() over (order by s."promptTokens" + s."completionTokens" desc, s."key"),
         c.rank
       ) as rank
       from sums s left join costs c on c.key = s."key"
     )
     select "key", "name", "chats", "people", "failed", "promptTokens", "completionTokens", "cost", "firstByteMs"
     from ranked where ${by === 'day' ? 'true' : 'rank <= $3::int'}
     order by ${by === 'day' ? '"key" limit $3::int' : '"chats" desc, "key"'}`,
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
