import { randomBytes } from 'node:crypto';
import { openPostgres } from '../../src/gateway/records/store/postgres.ts';
import { describeRecordStore } from '../support/record-store-suite.ts';

/** Of a PostgreSQL server in which tests may make and drop schemas. */
const address = process.env['INKSTONE_TEST_POSTGRES'];
if (!address) throw new Error('Set INKSTONE_TEST_POSTGRES, or run this by "npm run test:services".');

const schema = `records_${randomBytes(4).toString('hex')}`;

describeRecordStore('PostgreSQL', async () => {
  const server = await openPostgres(address);
  await server.query(`create schema ${schema}`);
  await server.close();
  const url = new URL(address);
  url.searchParams.set('options', `-c search_path=${schema}`);
  return openPostgres(url.href);
});

afterAll(async () => {
  const server = await openPostgres(address);
  await server.query(`drop schema ${schema} cascade`);
  await server.close();
});
