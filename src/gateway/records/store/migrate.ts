import { StoreUnavailable, type Database } from './database.ts';
import { migrations } from './migrations.ts';

/** Any number that nothing else locks by: several gateways may start at once on one PostgreSQL. */
const lockNumber = 7_210_301;

/** Brings the tables up to this build. Throws when a newer build has made them. */
export async function migrate(database: Database): Promise<void> {
  await database.transaction([
    { sql: 'select pg_advisory_xact_lock($1)', values: [lockNumber] },
    {
      sql: 'create table if not exists inkstone_migrations (id integer primary key, at timestamptz not null default now())',
    },
  ]);
  const done = await database.query<{ id: number }>('select id from inkstone_migrations order by id');
  const newest = migrations.at(-1)?.id ?? 0;
  if (done.some(({ id }) => id > newest)) {
    throw new StoreUnavailable({
      en: 'The store was made by a newer version of Inkstone. Update this gateway to that version.',
      zh: '该存储由较新版本的 Inkstone 创建。请把此网关更新到那个版本。',
    });
  }
  for (const { id, statements } of migrations) {
    if (done.some((step) => step.id === id)) continue;
    await database.transaction([
      { sql: 'select pg_advisory_xact_lock($1)', values: [lockNumber] },
      ...statements.map((sql) => ({ sql })),
      { sql: 'insert into inkstone_migrations (id) values ($1) on conflict do nothing', values: [id] },
    ]);
  }
}
