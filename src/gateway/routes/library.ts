import { randomUUID } from 'node:crypto';
import type { Hono } from 'hono';
import { AssistantError } from '../../base/errors.ts';
import { newLibraryEntrySchema, type Library, type LibraryEntry } from '../../protocol/records.ts';
import type { Bookkeeping } from '../records/bookkeeping.ts';
import type { Records } from '../records/records.ts';
import { countLibrary, listLibrary, removeLibraryEntry, saveLibraryEntry } from '../records/store/library.ts';
import { answerPerson, requireAdmin, type PersonRoutesOptions } from './answer-person.ts';

const longestLibrary = 500;

/** `GET` and `POST /v1/prompts`, `DELETE /v1/prompts/<id>`: a person's own prompts, and those and the templates of all. */
export function addLibrary(app: Hono, bookkeeping: Bookkeeping, options: PersonRoutesOptions): void {
  const store = (): Records => {
    if (bookkeeping.records) return bookkeeping.records;
    const message =
      'This gateway keeps no prompts. Whoever runs it can configure a store ("records", docs/records.md).';
    throw new AssistantError('capability-unavailable', message);
  };

  app.get(
    '/v1/prompts',
    answerPerson(options, async ({ person, context }) => {
      const data = [...(await listLibrary(await store().read(), person.id, person.groups))];
      return context.json({ object: 'list', data, mayShare: person.role === 'admin' } satisfies Library);
    }),
  );
  app.post(
    '/v1/prompts',
    answerPerson(options, async ({ person, context, json }) => {
      const database = await store().read();
      const { id, ...given } = await json(newLibraryEntrySchema);
      if (given.scope === 'organisation') requireAdmin(person);
      if (given.kind === 'template' && given.scope === 'personal') {
        throw new AssistantError('invalid-request', 'A template is for all: give "scope" as "organisation".');
      }
      if (id === undefined && (await countLibrary(database, person.id)) >= longestLibrary) {
        throw new AssistantError('invalid-request', `There is room for ${longestLibrary} prompts. Remove some first.`);
      }
      const entry: LibraryEntry = { id: id ?? randomUUID(), ...given, changedAt: new Date().toISOString() };
      if (!(await saveLibraryEntry(database, person.id, entry))) throw noSuchEntry();
      bookkeeping.audit(person, `${entry.kind}-saved`, entry.scope);
      return context.json(entry, 201);
    }),
  );
  app.delete(
    '/v1/prompts/:id',
    answerPerson(options, async ({ person, context }) => {
      const id = context.req.param('id') ?? '';
      const isId = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id);
      const isGone = isId && (await removeLibraryEntry(await store().read(), person.id, id, person.role === 'admin'));
      if (!isGone) throw noSuchEntry();
      bookkeeping.audit(person, 'prompt-removed', id);
      return context.body(null, 204);
    }),
  );
}

function noSuchEntry(): AssistantError {
  return new AssistantError('invalid-request', 'There is no such prompt of yours. Read the list again.');
}
