import type { KnownPerson } from '../../../protocol/administration.ts';
import type { Database } from './database.ts';

const mostPeople = 2000;

/** Who asked a model since then, with the groups and the time of the last time. */
export async function readPeople(database: Database, since: string): Promise<readonly KnownPerson[]> {
  return database.query<KnownPerson>(
    `select distinct on (person) person as "id", person_name as "name", groups as "groups",
       to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "lastUsed"
     from usage_records where at >= $1::timestamptz order by person, at desc limit $2::int`,
    [since, mostPeople],
  );
}
