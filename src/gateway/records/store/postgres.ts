import type { Pool, PoolClient } from 'pg';
import { reasonOf } from '../../language.ts';
import { StoreUnavailable, toStorable, type Database, type Statement } from './database.ts';

/** PostgreSQL at an address such as `postgres://user:secret@host/database`; connections are made when they are needed. */
export async function openPostgres(url: string): Promise<Database> {
  const { Pool } = (await import('pg')).default;
  const pool = new Pool({
    connectionString: url,
    max: 4,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    statement_timeout: 60_000,
    // A server that hangs ends no statement itself.
    query_timeout: 65_000,
    application_name: 'inkstone',
  });
  // Compiling the statements of the overview takes seconds, running them a fraction of one.
  pool.on('connect', (client) => void client.query('set jit = off').catch(() => undefined));
  // A connection that breaks while idle; the next query makes another.
  pool.on('error', () => undefined);
  return {
    kind: 'postgres',
    query: async <Row>(sql: string, values: readonly unknown[] = []) =>
      (await withClient(pool, (client) => client.query(sql, values.map(toStorable)))).rows as Row[],
    transaction: (statements) => withClient(pool, (client) => runAll(client, statements)),
    close: () => pool.end(),
  };
}

async function runAll(client: PoolClient, statements: readonly Statement[]): Promise<readonly number[]> {
  const counts: number[] = [];
  await client.query('begin');
  try {
    for (const { sql, values = [] } of statements)
      counts.push((await client.query(sql, values.map(toStorable))).rowCount ?? 0);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  }
  return counts;
}

async function withClient<T>(pool: Pool, use: (client: PoolClient) => Promise<T>): Promise<T> {
  let client: PoolClient;
  try {
    client = await pool.connect();
  } catch (error) {
    throw toStoreError(error);
  }
  // One that breaks while it is used fails its query; without a listener it would end the process.
  const ignore = (): void => undefined;
  client.on('error', ignore);
  let failure: Error | undefined;
  try {
    return await use(client);
  } catch (error) {
    failure = toStoreError(error);
    throw failure;
  } finally {
    client.off('error', ignore);
    client.release(failure instanceof StoreUnavailable);
  }
}

/** Classes of SQLSTATE that speak of the data or the statement; any other failure passes with time. */
const refusals = /^(?:0A|21|22|23|2[6-9]|34|42|44)/;

function toStoreError(error: unknown): Error {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  const { en: reason } = reasonOf(error);
  if (code.length === 5 && refusals.test(code)) return error instanceof Error ? error : new Error(reason);
  const told = { en: `PostgreSQL cannot be used now: ${reason}`, zh: `PostgreSQL 暂时无法使用：${reason}` };
  return new StoreUnavailable(told, { cause: error });
}
