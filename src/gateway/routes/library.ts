import { randomUUID } from 'node:crypto';
import type { Hono } from 'hono';
import type { AssistantError } from '../../base/errors.ts';
import { ToldFailure } from '../../base/told-failure.ts';
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
    throw new ToldFailure('capability-unavailable', {
      en: 'This gateway keeps no prompts. Whoever runs it can configure a store ("records", docs/records.md).',
      zh: '此网关不保存提示。网关管理员可以为它配置存储（"records"，见 docs/records.md）。',
    });
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
        throw new ToldFailure('invalid-request', {
          en: 'A template is for all: give "scope" as "organisation".',
          zh: '模板供所有人使用：请把 "scope" 写成 "organisation"。',
        });
      }
      if (id === undefined && (await countLibrary(database, person.id)) >= longestLibrary) {
        throw new ToldFailure('invalid-request', {
          en: `There is room for ${longestLibrary} prompts. Remove some first.`,
          zh: `最多可保存 ${longestLibrary} 条提示，请先删除一些。`,
        });
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
  return new ToldFailure('invalid-request', {
    en: 'There is no such prompt of yours. Read the list again.',
    zh: '你没有这条提示，请重新打开列表。',
  });
}
