import { randomUUID } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openRecords, type Records } from '../../../src/gateway/records/records.ts';
import { StoreUnavailable, type Database } from '../../../src/gateway/records/store/database.ts';
import { openEmbedded } from '../../../src/gateway/records/store/embedded.ts';
import { readUsage } from '../../../src/gateway/records/store/read-usage.ts';
import { until } from '../../support/gateway.ts';
import { describeRecordStore } from '../../support/record-store-suite.ts';
import { openEmbeddedFromSource, openNewFromSource, temporaryFolder } from '../../support/records.ts';
import { usage } from '../../support/usage-record.ts';

jest.setTimeout(180_000);

const march = { from: '2026-03-01T00:00:00Z', to: '2026-04-01T00:00:00Z' };
// One for all: the first opening of a folder makes a whole database in it, which takes a while.
const folder = temporaryFolder();
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describeRecordStore('the embedded store', () => Promise.resolve(openEmbeddedFromSource(folder)));

describe('records over the embedded store', () => {
  const problems: string[] = [];
  const open = (openDatabase: () => Database | Promise<Database>): Records =>
    openRecords({
      folder,
      openDatabase,
      retention: { usage: 36_500, audit: 36_500, feedback: 36_500 },
      journalLimitBytes: 1e8,
      drain: 10,
      onProblem: (message) => problems.push(message.en),
    });

  it('wait in the journal while the store is gone, and are all in it once when it is back', async () => {
    let isGone = true;
    const records = open(() => {
      if (isGone) throw new StoreUnavailable('The store is away.');
      return openEmbeddedFromSource(folder);
    });
    const model = `model-${randomUUID()}`;
    for (let count = 0; count < 40; count += 1) records.record(usage({ model }));
    await expect(records.read()).rejects.toThrow('The store is away.');
    await until(() => records.state.store.since !== null && records.state.waiting === 0);
    expect(records.state.bytes).toBeGreaterThan(0);
    expect(problems).toEqual([expect.stringContaining('The store is away. Records stay in the journal')]);
    isGone = false;
    const rows = await readUsage(await records.read(), 'model', march);
    expect(rows.find(({ key }) => key === model)).toMatchObject({ chats: 40 });
    expect(records.state).toMatchObject({ bytes: 0, waiting: 0, lost: 0, store: { since: null } });
    expect(problems.at(-1)).toContain('is back');
    await records.close();
  });

  it('put aside what the store refuses, and keep the others', async () => {
    const records = open(() => openEmbeddedFromSource(folder));
    const model = `model-${randomUUID()}`;
    // A time that the wire's form allows and PostgreSQL has not.
    records.record(usage({ model, at: '0000-01-01T00:00:00.000Z' }));
    records.record(usage({ model }));
    const rows = await readUsage(await records.read(), 'model', march);
    expect(rows.find(({ key }) => key === model)).toMatchObject({ chats: 1 });
    expect(records.state.rejected).toBe(1);
    await records.close();
  });

  it('let one process at a time have the folder', async () => {
    const first = openEmbeddedFromSource(folder);
    expect(() => openEmbeddedFromSource(folder)).toThrow(StoreUnavailable);
    expect(() => openEmbeddedFromSource(folder)).toThrow(`in use by the process ${process.pid}`);
    await first.close();
    const second = openEmbeddedFromSource(folder);
    expect(await second.query('select 1 as "one"')).toEqual([{ one: 1 }]);
    await second.close();
  });

  it('begin in a new database, although the making of one broke off before', async () => {
    const fresh = temporaryFolder();
    mkdirSync(join(fresh, 'database.new'));
    writeFileSync(join(fresh, 'database.new/PG_VERSION'), '17\n');
    const database = openNewFromSource(fresh);
    expect(await database.query('select 1 as "one"')).toEqual([{ one: 1 }]);
    await database.close();
    rmSync(fresh, { recursive: true, force: true });
  });

  it('begin as the empty database of the build, although unpacking it broke off before, and end in the same one', async () => {
    const fresh = temporaryFolder();
    mkdirSync(join(fresh, 'database.new/base/1'), { recursive: true });
    writeFileSync(join(fresh, 'database.new/base/1/1255'), 'half');
    const first = openEmbeddedFromSource(fresh);
    await first.transaction([
      { sql: 'create table kept (line text)' },
      { sql: 'insert into kept values ($1)', values: ['砚'] },
    ]);
    await first.close();
    const second = openEmbeddedFromSource(fresh);
    expect(await second.query('select line from kept')).toEqual([{ line: '砚' }]);
    await second.close();
    rmSync(fresh, { recursive: true, force: true });
  });
});

it('does not wait for a thread of the embedded store that answers no more', async () => {
  const other = temporaryFolder();
  const deaf = new URL(`data:text/javascript,${encodeURIComponent('setInterval(() => undefined, 1000);')}`);
  const store = openEmbedded(other, { url: deaf });
  const asked = store.query('select 1').catch((error: unknown) => error);
  await store.close();
  expect(await asked).toBeInstanceOf(StoreUnavailable);
  rmSync(other, { recursive: true });
});
