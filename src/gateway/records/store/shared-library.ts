import type { SharedEntry } from '../../../protocol/administration.ts';
import { toStorableJson, type Database } from './database.ts';

const columns = `id::text as "id", kind as "kind", title as "title", body as "body", groups as "groups",
  published as "isPublished",
  to_char(changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "changedAt"`;

/** All that the organisation shares, drafts too, in the order in which panes show it. */
export async function listShared(database: Database): Promise<readonly SharedEntry[]> {
  return database.query<SharedEntry>(
    `select ${columns} from library_entries where scope = 'organisation' order by place, lower(title), id`,
  );
}

/** The entry of that id; `undefined` where there is none that is shared. */
export async function findShared(database: Database, id: string): Promise<SharedEntry | undefined> {
  const [entry] = await database.query<SharedEntry>(
    `select ${columns} from library_entries where scope = 'organisation' and id = $1::uuid`,
    [id],
  );
  return entry;
}

/** Puts a new entry after all others. */
export async function addShared(database: Database, person: string, entry: SharedEntry): Promise<void> {
  const { id, kind, title, body, groups, isPublished, changedAt } = entry;
  await database.transaction([
    {
      sql: `insert into library_entries (id, kind, scope, person, title, body, groups, published, changed_at, place)
        select $1::uuid, $2, 'organisation', $3, $4, $5, $6::jsonb, $7::boolean, $8::timestamptz,
          coalesce(max(place), 0) + 1 from library_entries where scope = 'organisation'`,
      values: [id, kind, person, title, body, toStorableJson(groups), isPublished, changedAt],
    },
  ]);
}

/** Changes the entry as it was at that time; `false` when it is another by now, or gone. */
export async function changeShared(database: Database, entry: SharedEntry, asOf: string): Promise<boolean> {
  const { id, kind, title, body, groups, isPublished, changedAt } = entry;
  const [count] = await database.transaction([
    {
      sql: `update library_entries set kind = $2, title = $3, body = $4, groups = $5::jsonb, published = $6::boolean,
          changed_at = $7::timestamptz
        where id = $1::uuid and scope = 'organisation' and changed_at = $8::timestamptz`,
      values: [id, kind, title, body, toStorableJson(groups), isPublished, changedAt, asOf],
    },
  ]);
  return (count ?? 0) > 0;
}

/** Takes away the entry as it was at that time; `false` when it is another by now, or gone. */
export async function removeShared(database: Database, id: string, asOf: string): Promise<boolean> {
  const [count] = await database.transaction([
    {
      sql: `delete from library_entries where id = $1::uuid and scope = 'organisation' and changed_at = $2::timestamptz`,
      values: [id, asOf],
    },
  ]);
  return (count ?? 0) > 0;
}

/** Gives the entries the places that their ids have in the list; those that are not in it come after. */
export async function orderShared(database: Database, ids: readonly string[]): Promise<void> {
  await database.transaction([
    {
      sql: `update library_entries set place = coalesce(given.place, 1000000)
        from library_entries entry left join (select value::uuid as id, ordinality as place
          from jsonb_array_elements_text($1::jsonb) with ordinality as list (value, ordinality)) given on given.id = entry.id
        where library_entries.id = entry.id and library_entries.scope = 'organisation'`,
      values: [JSON.stringify(ids)],
    },
  ]);
}
