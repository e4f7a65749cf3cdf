import { randomUUID } from 'node:crypto';
import type { Context, Hono } from 'hono';
import type { AssistantError } from '../../base/errors.ts';
import { ToldFailure } from '../../base/told-failure.ts';
import {
  changedMeanwhile,
  libraryOrderSchema,
  newSharedEntrySchema,
  type NewSharedEntry,
  type SharedEntry,
} from '../../protocol/administration.ts';
import type { Person } from '../chat-stage.ts';
import type { Bookkeeping } from '../records/bookkeeping.ts';
import type { Database } from '../records/store/database.ts';
import {
  addShared,
  changeShared,
  findShared,
  listShared,
  orderShared,
  removeShared,
} from '../records/store/shared-library.ts';
import { adminRoute, versionAskedFor, type PersonRoutesOptions } from './answer-person.ts';

const longestLibrary = 1000;

/** `/v1/admin/library`: the prompts and templates that the organisation shares, for administrators. */
export function addAdminLibrary(app: Hono, bookkeeping: Bookkeeping, options: PersonRoutesOptions): void {
  const read = (): Promise<Database> => {
    if (bookkeeping.records) return bookkeeping.records.read();
    const words = {
      en: 'This gateway keeps no prompts. Configure a store: "records" in inkstone.config.json (docs/records.md).',
      zh: '此网关没有存储，不能保存提示和模板。请在 inkstone.config.json 中配置 "records"（见 docs/records.md）。',
    };
    throw new ToldFailure('capability-unavailable', words, { reason: 'no-store' });
  };
  const audit = (person: Person, entry: Pick<SharedEntry, 'kind' | 'title'>, what: string): void =>
    bookkeeping.audit(person, `${entry.kind}-${what}`, entry.title);

  app.get(
    '/v1/admin/library',
    adminRoute(options, async ({ context }) => {
      context.header('cache-control', 'no-store');
      return context.json({ data: [...(await listShared(await read()))] });
    }),
  );
  app.post(
    '/v1/admin/library',
    adminRoute(options, async ({ person, context, json }) => {
      const database = await read();
      const given = await json(newSharedEntrySchema);
      if ((await listShared(database)).length >= longestLibrary) {
        const words = {
          en: `There is room for ${longestLibrary} entries. Delete some first.`,
          zh: `共享的提示和模板最多 ${longestLibrary} 条，请先删除一些。`,
        };
        throw new ToldFailure('invalid-request', words, { reason: 'library-full' });
      }
      const entry = toEntry(given, randomUUID());
      await addShared(database, person.id, entry);
      audit(person, entry, 'made');
      return context.json(entry, 201);
    }),
  );
  // Before the one with an id, which would take the word for one.
  app.put(
    '/v1/admin/library/order',
    adminRoute(options, async ({ person, context, json }) => {
      const { ids } = await json(libraryOrderSchema);
      await orderShared(await read(), ids);
      bookkeeping.audit(person, 'library-ordered', '');
      return context.body(null, 204);
    }),
  );
  app.put(
    '/v1/admin/library/:id',
    adminRoute(options, async ({ person, context, json }) => {
      const asOf = timeAskedFor(context);
      const database = await read();
      const before = await demand(database, context);
      const entry = toEntry(await json(newSharedEntrySchema), before.id);
      if (!(await changeShared(database, entry, asOf))) throw changed();
      audit(person, entry, whatBecame(before, entry));
      return context.json(entry);
    }),
  );
  app.delete(
    '/v1/admin/library/:id',
    adminRoute(options, async ({ person, context }) => {
      const asOf = timeAskedFor(context);
      const database = await read();
      const before = await demand(database, context);
      if (!(await removeShared(database, before.id, asOf))) throw changed();
      audit(person, before, 'deleted');
      return context.body(null, 204);
    }),
  );
}

function toEntry({ groups, ...given }: NewSharedEntry, id: string): SharedEntry {
  return { ...given, groups: [...new Set(groups)], id, changedAt: new Date().toISOString() };
}

function whatBecame(before: SharedEntry, after: SharedEntry): string {
  if (before.isPublished === after.isPublished) return 'changed';
  return after.isPublished ? 'published' : 'withdrawn';
}

/** The time in `If-Match`, by which an entry's version is known. */
function timeAskedFor(context: Context): string {
  const version = versionAskedFor(context);
  if (/^\d{4}-\d{2}-\d{2}T[\d:.]{8,12}Z$/.test(version) && !Number.isNaN(Date.parse(version))) return version;
  throw changed();
}

async function demand(database: Database, context: Context): Promise<SharedEntry> {
  const id = context.req.param('id') ?? '';
  const isId = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id);
  const found = isId ? await findShared(database, id) : undefined;
  if (found) return found;
  const words = {
    en: 'Somebody has deleted this meanwhile. What you wrote can be saved as a new entry.',
    zh: '已有人将它删除。你写的内容可以另存为新条目。',
  };
  throw new ToldFailure('invalid-request', words, { reason: 'no-such-entry' });
}

function changed(): AssistantError {
  const words = {
    en: 'Somebody has changed this since you read it. Nothing of yours was saved yet: look at what there is now.',
    zh: '在你读取之后已有人修改。你的内容尚未保存，请先查看现有内容。',
  };
  return new ToldFailure('invalid-request', words, { reason: changedMeanwhile });
}
