import { randomUUID } from 'node:crypto';
import type { Database } from '../../src/gateway/records/store/database.ts';
import { listLibrary, removeLibraryEntry, saveLibraryEntry } from '../../src/gateway/records/store/library.ts';
import { migrate } from '../../src/gateway/records/store/migrate.ts';
import { searchAudit } from '../../src/gateway/records/store/read-audit.ts';
import { readTurns } from '../../src/gateway/records/store/conversations.ts';
import { readAnswerers } from '../../src/gateway/records/store/read-answerers.ts';
import { countFeedback, readFeedback } from '../../src/gateway/records/store/read-feedback.ts';
import { readPeople } from '../../src/gateway/records/store/read-people.ts';
import { readSpending, readUsage } from '../../src/gateway/records/store/read-usage.ts';
import { expireRecords, writeRecords } from '../../src/gateway/records/store/write-records.ts';
import { audit, feedback } from './records.ts';
import { usage } from './usage-record.ts';

const march = { from: '2026-03-01T00:00:00Z', to: '2026-04-01T00:00:00Z' };
const everything = { ...march, limit: 100, offset: 0 };

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

/** What every store must do; run on the embedded one and on PostgreSQL. `open` gives one without tables. */
export function describeRecordStore(name: string, open: () => Promise<Database>): void {
  describe(`the store of records in ${name}`, () => {
    let database: Database;
    beforeAll(async () => {
      database = await open();
      await migrate(database);
    }, 120_000);
    afterAll(() => database.close());
    beforeEach(async () => {
      await database.transaction(
        [
          'usage_records',
          'audit_records',
          'feedback_records',
          'conversation_turns',
          'library_entries',
          'forgotten_people',
        ].map((table) => ({
          sql: `delete from ${table}`,
        })),
      );
    });

    it('makes its tables once, however many gateways start', async () => {
      await Promise.all([migrate(database), migrate(database), migrate(database)]);
      const rows = await database.query<{ id: number }>('select id from inkstone_migrations');
      expect(rows.map(({ id }) => id)).toEqual([1, 2, 3, 4]);
    });

    it('refuses tables of a newer version', async () => {
      await database.transaction([{ sql: 'insert into inkstone_migrations (id) values (999)' }]);
      await expect(migrate(database)).rejects.toThrow(/newer version of Inkstone/);
      await database.transaction([{ sql: 'delete from inkstone_migrations where id = 999' }]);
    });

    it('keeps a record once, however often it is written', async () => {
      const record = usage();
      await writeRecords(database, [record, usage()]);
      await writeRecords(database, [record]);
      expect(await readUsage(database, 'model', march)).toMatchObject([{ key: 'qwen', chats: 2 }]);
    });

    it('writes all or nothing', async () => {
      const broken = usage({ at: 'not a time' });
      await expect(writeRecords(database, [usage(), broken])).rejects.toThrow();
      expect(await readUsage(database, 'model', march)).toEqual([]);
    });

    it('keeps text of any kind, and takes nothing in it for a statement', async () => {
      const text = `'); drop table usage_records; -- 砚 🖋 "\\u0000 \u0000 \n`;
      await writeRecords(database, [feedback({ answer: text, value: text })]);
      const rows = await collect(readFeedback(database, march.from));
      expect(rows[0]!.answer).toBe(text.replace('\u0000', ''));
      expect(await countFeedback(database, march)).toHaveLength(1);
    });

    it('tells who asked since a time, each once with what is last known of them', async () => {
      await writeRecords(database, [
        usage({ at: '2026-03-02T01:00:00Z', person: 'ann', personName: 'Ann', groups: ['old'] }),
        usage({ at: '2026-03-05T01:00:00Z', person: 'ann', personName: 'Ann Lee', groups: ['new'] }),
        usage({ at: '2026-03-04T01:00:00Z', person: 'bob', personName: 'Bob', groups: [] }),
        usage({ at: '2026-02-01T00:00:00Z', person: 'cat', personName: 'Cat', groups: [] }),
      ]);
      expect(await readPeople(database, march.from)).toEqual([
        { id: 'ann', name: 'Ann Lee', groups: ['new'], lastUsed: '2026-03-05T01:00:00.000Z' },
        { id: 'bob', name: 'Bob', groups: [], lastUsed: '2026-03-04T01:00:00.000Z' },
      ]);
      const [ann] = await readUsage(database, 'person', march);
      expect(ann).toMatchObject({ key: 'ann', name: 'Ann Lee', chats: 2, people: 1 });
    });

    it('tells use by day, with tokens, people, failures and what it cost in each currency', async () => {
      await writeRecords(database, [
        usage({ at: '2026-03-02T01:00:00Z' }),
        usage({ at: '2026-03-02T23:59:59Z', person: 'bob', cost: 1, currency: 'USD', firstByteMs: 120 }),
        usage({ at: '2026-03-03T00:00:00Z', outcome: 'failed', promptTokens: null, cost: null, currency: null }),
        usage({ at: '2026-04-01T00:00:00Z' }),
      ]);
      expect(await readUsage(database, 'day', march)).toEqual([
        {
          key: '2026-03-02',
          name: '',
          chats: 2,
          people: 2,
          failed: 0,
          promptTokens: 200,
          completionTokens: 100,
          cost: { CNY: 0.25, USD: 1 },
        },
        expect.objectContaining({ key: '2026-03-03', chats: 1, failed: 1, promptTokens: 0, cost: {} }),
      ]);
    });

    it('tells the greatest by chats, by tokens and by cost, and people by their ids, whatever they share', async () => {
      await writeRecords(database, [
        usage({ person: 'ann', at: '2026-03-02T01:00:00Z', personName: 'Ann Old' }),
        usage({ person: 'ann', at: '2026-03-03T01:00:00Z', personName: 'Ann Lee' }),
        usage({ person: 'ann-2', personName: 'Ann Lee', promptTokens: 9000 }),
        usage({ person: 'cat', personName: '', cost: 7 }),
        usage({ person: 'dan', cost: 5, currency: 'USD' }),
        usage({ person: 'eve' }),
      ]);
      const rows = await readUsage(database, 'person', march, 1);
      expect(rows.map(({ key, name, chats }) => [key, name, chats])).toEqual([
        ['ann', 'Ann Lee', 2],
        ['ann-2', 'Ann Lee', 1],
        ['cat', '', 1],
        ['dan', 'Ann', 1],
      ]);
      expect(await readUsage(database, 'all', march, 1)).toMatchObject([
        { key: '', chats: 6, people: 5, promptTokens: 9500, cost: { CNY: 8, USD: 5 } },
      ]);
    });

    it('counts a person in each of their groups, and those in none by themselves', async () => {
      await writeRecords(database, [
        usage({ groups: ['legal', 'board'] }),
        usage({ groups: ['legal'] }),
        usage({ groups: [] }),
      ]);
      const rows = await readUsage(database, 'group', march);
      expect(rows.map(({ key, chats }) => [key, chats])).toEqual([
        ['legal', 2],
        ['', 1],
        ['board', 1],
      ]);
    });

    it('sums what each person spent in one currency', async () => {
      await writeRecords(database, [usage(), usage({ cost: 2 }), usage({ currency: 'USD' }), usage({ person: 'bob' })]);
      const spent = await readSpending(database, march.from, 'CNY');
      expect(new Map(spent.map(({ person, cost }) => [person, cost]))).toEqual(
        new Map([
          ['ann', 2.25],
          ['bob', 0.25],
        ]),
      );
    });

    it('finds who did what, chats among them, the newest first', async () => {
      await writeRecords(database, [
        usage({ at: '2026-03-02T10:00:00Z', requestId: 'first' }),
        audit({ at: '2026-03-02T11:00:00Z', action: 'prompt-saved', subject: '100% plain' }),
        audit({ at: '2026-03-02T12:00:00Z', person: 'bob', personName: 'Bob', action: 'export', subject: 'feedback' }),
      ]);
      const find = async (query: object): Promise<string[]> =>
        (await searchAudit(database, { ...everything, ...query })).map(({ action }) => action);
      expect(await find({})).toEqual(['export', 'prompt-saved', 'chat']);
      expect(await find({ person: 'BOB' })).toEqual(['export']);
      expect(await find({ subject: '100% pl' })).toEqual(['prompt-saved']);
      expect(await find({ subject: '1__%' })).toEqual([]);
      expect(await find({ action: 'chat' })).toEqual(['chat']);
      expect(await find({ limit: 1, offset: 1 })).toEqual(['prompt-saved']);
      const [chat] = await searchAudit(database, { ...everything, action: 'chat' });
      expect(chat).toMatchObject({ at: '2026-03-02T10:00:00.000Z', detail: 'word rewrite answered', content: null });
    });

    it('tells which model of which row answered for an alias, what that cost and how it was rated', async () => {
      const asked = { model: 'writer', at: '2026-03-02T10:00:00Z' };
      await writeRecords(database, [
        usage({ ...asked, requestId: 'a', backend: 'one', answeredModel: 'qwen', wholeMs: 1000 }),
        usage({ ...asked, requestId: 'b', backend: 'one', answeredModel: 'qwen', wholeMs: 3000, cost: 0.75 }),
        usage({ ...asked, requestId: 'c', backend: 'two', answeredModel: 'glm', currency: null, cost: null }),
        usage({ ...asked, requestId: 'd', backend: 'two', outcome: 'refused' }),
        // Left while it waited in the line before the row.
        usage({ ...asked, requestId: 'e', backend: 'two', outcome: 'left' }),
        feedback({ requestId: 'a', value: 'down' }),
        feedback({ requestId: 'a', value: 'up', at: '2026-03-02T11:00:00.000Z' }),
        feedback({ requestId: 'c', value: 'down' }),
        // Somebody else's chat is not theirs to rate.
        feedback({ requestId: 'c', value: 'up', person: 'bob' }),
      ]);
      const rows = await readAnswerers(database, march, 10);
      expect(rows).toMatchObject([
        {
          model: 'writer',
          backend: 'one',
          answeredModel: 'qwen',
          chats: 2,
          cost: { CNY: 1 },
          wholeMs: 2000,
          up: 1,
          down: 0,
        },
        { model: 'writer', backend: 'two', answeredModel: 'glm', chats: 1, cost: {}, up: 0, down: 1 },
      ]);
      const [chat] = await searchAudit(database, { ...march, subject: 'writer', limit: 1, offset: 0 });
      expect(chat).toMatchObject({ subject: 'writer', cost: 0.25, currency: 'CNY', firstByteMs: 80 });
    });

    it('brings up tables of the step before, with what is in them', async () => {
      await database.transaction(
        [
          'alter table usage_records drop column answered_model',
          'alter table feedback_records drop column request_id',
          'drop index usage_records_request_id',
          'delete from inkstone_migrations where id = 4',
          `insert into usage_records values (gen_random_uuid(), '2026-03-02T10:00:00Z', 'r', 'ann', 'Ann', '[]', 'writer', 'one',
            'word', 'rewrite', 1, 2, 0.5, 'CNY', 80, 900, 'answered', null)`,
          `insert into feedback_records values (gen_random_uuid(), '2026-03-02T10:00:00Z', 'ann', 'rating', 'writer', 'rewrite',
            'up', null, 'Yes.', null)`,
        ].map((sql) => ({ sql })),
      );
      await migrate(database);
      await writeRecords(database, [usage({ model: 'writer', backend: 'one', answeredModel: 'qwen' })]);
      expect(
        (await readAnswerers(database, march, 10)).map(({ answeredModel, chats }) => [answeredModel, chats]),
      ).toEqual([
        ['', 1],
        ['qwen', 1],
      ]);
      expect(await countFeedback(database, march)).toMatchObject([{ model: 'writer', count: 1 }]);
    });

    it('reads feedback page by page, in its order, leaving none out', async () => {
      const at = '2026-03-02T10:00:00.000Z';
      await writeRecords(
        database,
        Array.from({ length: 25 }, (_, index) => feedback({ at, answer: `answer ${index}` })),
      );
      const rows = await collect(readFeedback(database, march.from, 10));
      expect(new Set(rows.map(({ answer }) => answer)).size).toBe(25);
      expect(rows[0]!.prompt).toEqual([{ role: 'user', content: 'Shorten this.' }]);
      expect(await collect(readFeedback(database, '2026-03-03T00:00:00Z'))).toEqual([]);
    });

    it('deletes all of one person, also what was on its way, and nothing of the others', async () => {
      const own = {
        id: randomUUID(),
        kind: 'prompt',
        title: 'Mine',
        body: 'x',
        changedAt: '2026-03-01T00:00:00Z',
      } as const;
      await saveLibraryEntry(database, 'ann', { ...own, scope: 'personal' });
      await saveLibraryEntry(database, 'ann', { ...own, id: randomUUID(), scope: 'organisation', title: 'Ours' });
      await writeRecords(database, [usage(), audit(), feedback(), usage({ person: 'bob', personName: 'Bob' })]);
      await writeRecords(database, [{ kind: 'forget', id: randomUUID(), at: '2026-03-10T00:00:00Z', person: 'ann' }]);
      // As another gateway's journal brings it later.
      await writeRecords(database, [usage({ at: '2026-03-09T00:00:00Z' }), usage({ at: '2026-03-11T00:00:00Z' })]);
      const rows = await readUsage(database, 'day', march);
      expect(rows.map(({ key, chats }) => [key, chats])).toEqual([
        ['2026-03-02', 1],
        ['2026-03-11', 1],
      ]);
      expect(await countFeedback(database, march)).toEqual([]);
      expect((await searchAudit(database, everything)).map(({ person }) => person).sort()).toEqual(['ann', 'bob']);
      expect((await listLibrary(database, 'ann', [])).map(({ title }) => title)).toEqual(['Ours']);
    });

    it('recalls the last turns of a conversation, and forgets all of it, also what was on its way', async () => {
      const turnAt = (at: string, more: object = {}) => ({
        kind: 'turn' as const,
        id: randomUUID(),
        at,
        conversation: 'a',
        person: 'ann',
        command: 'custom',
        model: 'qwen',
        asked: at,
        answered: 'ok',
        message: 'm1',
        ...more,
      });
      const days = ['2026-03-01', '2026-03-02', '2026-03-03'].map((day) => `${day}T00:00:00.000Z`);
      await writeRecords(database, [...days.map((day) => turnAt(day)), turnAt(days[0]!, { conversation: 'b' })]);
      expect((await readTurns(database, 'a', 2)).map(({ asked }) => asked)).toEqual(days.slice(1));
      await writeRecords(database, [
        { kind: 'forget-conversation', id: randomUUID(), at: '2026-03-04T00:00:00Z', conversation: 'a' },
      ]);
      // As another gateway's journal brings it later.
      await writeRecords(database, [turnAt(days[2]!), turnAt('2026-03-05T00:00:00.000Z')]);
      expect((await readTurns(database, 'a', 9)).map(({ asked }) => asked)).toEqual(['2026-03-05T00:00:00.000Z']);
      expect(await readTurns(database, 'b', 9)).toHaveLength(1);
      await writeRecords(database, [{ kind: 'forget', id: randomUUID(), at: '2026-04-01T00:00:00Z', person: 'ann' }]);
      expect(await readTurns(database, 'b', 9)).toEqual([]);
    });

    it('deletes what is older than it is kept', async () => {
      await writeRecords(database, [
        usage({ at: '2026-01-01T00:00:00Z' }),
        usage({ at: '2026-03-30T00:00:00Z' }),
        feedback({ at: '2026-01-01T00:00:00Z' }),
      ]);
      const now = new Date('2026-03-31T00:00:00Z');
      expect(await expireRecords(database, { usage: 30, audit: 30, feedback: 365 }, now)).toBe(1);
      expect(await countFeedback(database, { ...march, from: '2025-01-01T00:00:00Z' })).toHaveLength(1);
    });

    it('lets a person change and remove their own prompts, and nobody those of another', async () => {
      const entry = {
        id: randomUUID(),
        kind: 'prompt',
        scope: 'personal',
        title: 'Plain',
        body: 'Use plain language.',
        changedAt: '2026-03-01T00:00:00.000Z',
      } as const;
      expect(await saveLibraryEntry(database, 'ann', entry)).toBe(true);
      expect(await saveLibraryEntry(database, 'ann', { ...entry, title: 'Plainer' })).toBe(true);
      expect(await saveLibraryEntry(database, 'bob', { ...entry, title: 'Stolen' })).toBe(false);
      expect(await listLibrary(database, 'ann', [])).toEqual([{ ...entry, title: 'Plainer' }]);
      expect(await listLibrary(database, 'bob', [])).toEqual([]);
      expect(await removeLibraryEntry(database, 'bob', entry.id, true)).toBe(false);
      expect(await removeLibraryEntry(database, 'ann', entry.id, false)).toBe(true);
      expect(await listLibrary(database, 'ann', [])).toEqual([]);
    });
  });
}
