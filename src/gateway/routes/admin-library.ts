import { randomUUID } from 'node:crypto';
import type { Context, Hono } from 'hono';
import { AssistantError } from '../../base/errors.ts';
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
    const message =
      'This gateway keeps no prompts. Configure a store: "records" in inkstone.config.json (docs/records.md).';
    throw new AssistantError('capability-unavailable', message, { reason: 'no-store' });
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
        const message = `There is room for ${longestLibrary} entries. Delete some first.`;
        throw new AssistantError('invalid-request', message, { reason: 'library-full' });
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
  const message = 'Somebody has deleted this meanwhile. What you wrote can be saved as a new entry.';
  throw new AssistantError('invalid-request', message, { reason: 'no-such-entry' });
}

function changed(): AssistantError {
  const message =
    'Somebody has changed this since you read it. Nothing of yours was saved yet: look at what there is now.';
  return new AssistantError('invalid-request', message, { reason: changedMeanwhile });
}
