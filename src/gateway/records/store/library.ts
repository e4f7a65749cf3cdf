import { toStorableJson, type Database } from './database.ts';

/** A prompt or a template that is kept to be used again. */
export interface LibraryEntry {
  readonly id: string;
  readonly kind: 'prompt' | 'template';
  readonly scope: 'personal' | 'organisation';
  readonly title: string;
  readonly body: string;
  readonly changedAt: string;
}

/** The entries that are meant for this person: their own, and the organisation's that are published to all or to a group of theirs. */
export async function listLibrary(
  database: Database,
  person: string,
  groups: readonly string[],
): Promise<readonly LibraryEntry[]> {
  return database.query<LibraryEntry>(
    `select id::text as "id", kind as "kind", scope as "scope", title as "title", body as "body", ${changedAt}
     from library_entries
     where (scope = 'personal' and person = $1) or (scope = 'organisation' and published and (groups = '[]'::jsonb
       or exists (select 1 from jsonb_array_elements_text(groups) of_entry
         join jsonb_array_elements_text($2::jsonb) of_person on of_entry = of_person)))
     order by place, lower(title), id`,
    [person, toStorableJson(groups)],
  );
}

const changedAt = `to_char(changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "changedAt"`;

/** Adds an entry, or changes the one of its id; `false` when that one is somebody else's. */
export async function saveLibraryEntry(database: Database, person: string, entry: LibraryEntry): Promise<boolean> {
  const [count] = await database.transaction([
    {
      sql: `insert into library_entries (id, kind, scope, person, title, body, changed_at)
        values ($1::uuid, $2, $3, $4, $5, $6, $7::timestamptz)
        on conflict (id) do update set title = excluded.title, body = excluded.body, changed_at = excluded.changed_at
        where library_entries.scope = excluded.scope and library_entries.kind = excluded.kind
          and (library_entries.scope = 'organisation' or library_entries.person = excluded.person)`,
      values: [entry.id, entry.kind, entry.scope, person, entry.title, entry.body, entry.changedAt],
    },
  ]);
  return (count ?? 0) > 0;
}

/** How many entries a person keeps. */
export async function countLibrary(database: Database, person: string): Promise<number> {
  const [row] = await database.query<{ count: number }>(
    `select count(*)::int as "count" from library_entries where person = $1 and scope = 'personal'`,
    [person],
  );
  return row?.count ?? 0;
}

/** Takes a person's own entry away, or with `mayAll` one of the organisation's; `false` when there is none such. */
export async function removeLibraryEntry(
  database: Database,
  person: string,
  id: string,
  mayAll: boolean,
): Promise<boolean> {
  const [count] = await database.transaction([
    {
      sql: `delete from library_entries
        where id = $1::uuid and ((scope = 'personal' and person = $2) or (scope = 'organisation' and $3::boolean))`,
      values: [id, person, mayAll],
    },
  ]);
  return (count ?? 0) > 0;
}
