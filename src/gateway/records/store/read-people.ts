import type { KnownPerson } from '../../../protocol/administration.ts';
import type { Database } from './database.ts';

const mostPeople = 2000;

/**
 * Who asked a model since then, with the groups and the time of the last time. From one person to the next by the index, since there
 * are a thousand times as many chats as people.
 */
export async function readPeople(database: Database, since: string): Promise<readonly KnownPerson[]> {
  return database.query<KnownPerson>(
    `with recursive known as (
       select min(person) as person from usage_records
       union all
       select (select min(u.person) from usage_records u where u.person > known.person) from known where person is not null
     )
     select known.person as "id", last.person_name as "name", last.groups as "groups",
       to_char(last.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "lastUsed"
     from known cross join lateral (
       select person_name, groups, at from usage_records u
       where u.person = known.person and u.at >= $1::timestamptz order by u.at desc limit 1
     ) last order by known.person limit $2::int`,
    [since, mostPeople],
  );
}
