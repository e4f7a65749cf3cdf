import type { Person } from '../../../src/gateway/chat-stage.ts';
import type { People, SharedEntry } from '../../../src/protocol/administration.ts';
import type { AuditList, Library } from '../../../src/protocol/records.ts';
import type { Session } from '../../../src/protocol/session.ts';
import { backendRow, startGateway } from '../../support/gateway.ts';
import { keepRecords } from '../../support/kept-records.ts';
import { startScriptedBackend, type ScriptedBackend } from '../../support/scripted-backend.ts';

jest.setTimeout(180_000);

const { bookkeeping, remove } = keepRecords({
  keepsContentOf: ({ groups }) => (groups.includes('watched') ? true : undefined),
});
let backend: ScriptedBackend;
let person: Person;
let origin: string;
let close: () => Promise<void>;

beforeAll(async () => {
  backend = await startScriptedBackend({ reply: 'Yes.' });
  ({ origin, close } = await startGateway({
    backends: [backendRow(backend.url)],
    identify: () => Promise.resolve(person),
    bookkeeping,
  }));
});
afterAll(async () => {
  await close();
  await backend.close();
  remove();
});
beforeEach(() => be('eve', 'admin'));

const be = (id: string, role: Person['role'] = 'user', ...groups: string[]): void =>
  void (person = { id, name: id, groups, role });
const ask = (method: string, path: string, body?: unknown, version?: string): Promise<Response> =>
  fetch(`${origin}${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...(version === undefined ? {} : { 'if-match': `"${version}"` }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
const template = { kind: 'template', title: 'Minutes', body: '# Minutes', groups: [], isPublished: true } as const;
const make = async (more: object = {}): Promise<SharedEntry> =>
  (await (await ask('POST', '/v1/admin/library', { ...template, ...more })).json()) as SharedEntry;
const list = async (): Promise<SharedEntry[]> =>
  ((await (await ask('GET', '/v1/admin/library')).json()) as { data: SharedEntry[] }).data;
const titlesFor = async (...groups: string[]): Promise<string[]> => {
  be('bob', 'user', ...groups);
  const { data } = (await (await ask('GET', '/v1/prompts')).json()) as Library;
  be('eve', 'admin');
  return data.map(({ title }) => title);
};
const errorOf = async (response: Response): Promise<unknown[]> => {
  const { error } = (await response.json()) as { error: { param: string } };
  return [response.status, error.param];
};
const clear = async (): Promise<void> => {
  for (const { id, changedAt } of await list()) await ask('DELETE', `/v1/admin/library/${id}`, undefined, changedAt);
};

describe('what an organisation shares', () => {
  beforeEach(clear);

  it('reaches the panes of all, of a group alone, or of nobody yet', async () => {
    await make({ title: 'For all' });
    await make({ title: 'For legal', groups: ['legal', 'board'], kind: 'prompt' });
    await make({ title: 'A draft', isPublished: false });
    expect(await titlesFor()).toEqual(['For all']);
    expect(await titlesFor('board')).toEqual(['For all', 'For legal']);
    expect((await list()).map(({ title, isPublished }) => [title, isPublished])).toEqual([
      ['For all', true],
      ['For legal', true],
      ['A draft', false],
    ]);
  });

  it('is changed, published and withdrawn, and the panes follow', async () => {
    const { id, changedAt } = await make({ isPublished: false });
    const published = await ask('PUT', `/v1/admin/library/${id}`, { ...template, title: 'Record' }, changedAt);
    expect(published.status).toBe(200);
    expect(await titlesFor()).toEqual(['Record']);
    const next = (await published.json()) as SharedEntry;
    await ask('PUT', `/v1/admin/library/${id}`, { ...template, isPublished: false }, next.changedAt);
    expect(await titlesFor()).toEqual([]);
  });

  it('stands in the order that it was given', async () => {
    const made = [await make({ title: 'A' }), await make({ title: 'B' }), await make({ title: 'C' })];
    const ids = [made[2]!.id, made[0]!.id, made[1]!.id];
    expect((await ask('PUT', '/v1/admin/library/order', { ids })).status).toBe(204);
    expect(await titlesFor()).toEqual(['C', 'A', 'B']);
    expect((await list()).map(({ title }) => title)).toEqual(['C', 'A', 'B']);
  });

  it('loses nothing of two administrators: the second is refused, and so is a deletion of what was changed', async () => {
    const { id, changedAt } = await make();
    await ask('PUT', `/v1/admin/library/${id}`, { ...template, body: 'First.' }, changedAt);
    const second = await ask('PUT', `/v1/admin/library/${id}`, { ...template, body: 'Second.' }, changedAt);
    expect(await errorOf(second)).toEqual([412, 'changed-meanwhile']);
    expect(await errorOf(await ask('DELETE', `/v1/admin/library/${id}`, undefined, changedAt))).toEqual([
      412,
      'changed-meanwhile',
    ]);
    expect((await list()).map(({ body }) => body)).toEqual(['First.']);
    expect(await errorOf(await ask('PUT', `/v1/admin/library/${id}`, template))).toEqual([428, 'no-version']);
  });

  it('says so when what is changed was deleted', async () => {
    const { id, changedAt } = await make();
    await ask('DELETE', `/v1/admin/library/${id}`, undefined, changedAt);
    expect(await errorOf(await ask('PUT', `/v1/admin/library/${id}`, template, changedAt))).toEqual([
      400,
      'no-such-entry',
    ]);
  });

  it.each([
    [{ title: ' ' }, 'title'],
    [{ body: '' }, 'body'],
    [{ kind: 'poem' }, 'kind'],
    [{ groups: [''] }, 'groups.0'],
    [{ isPublished: 'yes' }, 'isPublished'],
  ])('refuses %j and says which part', async (more, part) => {
    const response = await ask('POST', '/v1/admin/library', { ...template, ...more });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { message: expect.stringContaining(`"${part}"`) } });
  });

  it('is changed by administrators alone', async () => {
    const { id, changedAt } = await make();
    be('bob');
    const asked = [
      ask('GET', '/v1/admin/library'),
      ask('POST', '/v1/admin/library', template),
      ask('PUT', '/v1/admin/library/order', { ids: [] }),
      ask('PUT', `/v1/admin/library/${id}`, template, changedAt),
      ask('DELETE', `/v1/admin/library/${id}`, undefined, changedAt),
    ];
    expect((await Promise.all(asked)).map(({ status }) => status)).toEqual([403, 403, 403, 403, 403]);
  });

  it('is in the audit, each change by what it was', async () => {
    be('audited', 'admin');
    const { id, changedAt } = await make({ isPublished: false });
    const put = await ask('PUT', `/v1/admin/library/${id}`, template, changedAt);
    const next = (await put.json()) as SharedEntry;
    await ask('PUT', '/v1/admin/library/order', { ids: [id] });
    await ask('DELETE', `/v1/admin/library/${id}`, undefined, next.changedAt);
    const { data } = (await (await ask('GET', '/v1/admin/audit?person=audited')).json()) as AuditList;
    expect(data.map(({ action, subject }) => `${action} ${subject}`).reverse()).toEqual([
      'template-made Minutes',
      'template-published Minutes',
      'library-ordered ',
      'template-deleted Minutes',
    ]);
  });
});

describe('who is known', () => {
  const chat = async (text: string): Promise<void> => {
    const body = { model: 'small', messages: [{ role: 'user', content: text }] };
    await (await ask('POST', '/v1/chat/completions', body)).text();
  };

  it('is who asked of late, with the groups that they were in', async () => {
    be('ann', 'user', 'legal');
    await chat('Hi');
    be('ann', 'user', 'board');
    await chat('Hi');
    be('eve', 'admin');
    const people = (await (await ask('GET', '/v1/admin/people')).json()) as People;
    expect(people.isRecorded).toBe(true);
    expect(people.data).toContainEqual(expect.objectContaining({ id: 'ann', groups: ['board'] }));
  });

  it('is audited with what they say where their policy has it so, and without where it has not, and told', async () => {
    const isTold = async (): Promise<boolean> =>
      ((await (await ask('GET', '/v1/session')).json()) as Session).permissions.keepsContent;
    be('cid', 'user', 'watched');
    await chat('The watched words');
    expect(await isTold()).toBe(true);
    be('dan', 'user');
    await chat('The private words');
    expect(await isTold()).toBe(false);
    be('eve', 'admin');
    const audit = await (await ask('GET', '/v1/admin/audit')).text();
    expect(audit).toContain('The watched words');
    expect(audit).not.toContain('The private words');
  });
});
