import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPolicies } from '../../src/gateway/access/policies.ts';
import { openPolicyBook } from '../../src/gateway/access/policy-book.ts';
import { policiesSchema } from '../../src/gateway/access/policy-schema.ts';
import type { Person } from '../../src/gateway/chat-stage.ts';
import type { PolicyBookState } from '../../src/protocol/administration.ts';
import { listAudit } from '../support/audit-list.ts';
import { backendRow, startGateway } from '../support/gateway.ts';
import { startScriptedBackend, type ScriptedBackend } from '../support/scripted-backend.ts';

describe('the policies, for administrators', () => {
  const configured = policiesSchema.parse({ groups: [{ group: 'legal', localOnly: true }] }).groups;
  const { bookkeeping, audited } = listAudit();
  const warned: string[] = [];
  let backend: ScriptedBackend;
  let folder: string;
  let path: string;
  let time = 0;
  let person: Person;
  let origin: string;
  let close: () => Promise<void>;

  beforeAll(async () => {
    backend = await startScriptedBackend({ reply: 'Yes.' });
    folder = mkdtempSync(join(tmpdir(), 'inkstone-policies-'));
  });
  afterAll(async () => {
    await backend.close();
    rmSync(folder, { recursive: true });
  });
  beforeEach(async () => {
    path = join(folder, 'inkstone.policies.json');
    rmSync(path, { force: true });
    audited.length = 0;
    warned.length = 0;
    be('eve', 'admin');
    const policyBook = openPolicyBook({ path, configured, warn: (line) => warned.push(line.en), now: () => time });
    const policies = createPolicies(policyBook);
    ({ origin, close } = await startGateway({
      backends: [backendRow(backend.url)],
      identify: () => Promise.resolve(person),
      policies,
      policyBook,
      stages: [policies.stage],
      bookkeeping,
    }));
  });
  afterEach(() => close());

  const be = (id: string, role: Person['role'] = 'user', ...groups: string[]): void =>
    void (person = { id, name: id, groups, role });
  const ask = (method: string, version?: string, body?: unknown): Promise<Response> =>
    fetch(`${origin}/v1/admin/policies`, {
      method,
      headers: { 'content-type': 'application/json', ...(version === undefined ? {} : { 'if-match': `"${version}"` }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const read = async (): Promise<PolicyBookState> => (await (await ask('GET')).json()) as PolicyBookState;
  const save = async (...groups: object[]): Promise<PolicyBookState> =>
    (await (await ask('PUT', (await read()).version, { groups })).json()) as PolicyBookState;
  const errorOf = async (response: Response): Promise<unknown[]> => {
    const { error } = (await response.json()) as { error: { param: string; message: string } };
    return [response.status, error.param, error.message];
  };
  const chat = async (command: string): Promise<number> =>
    (
      await fetch(`${origin}/v1/chat/completions`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-inkstone-surface': 'word' },
        body: JSON.stringify({
          model: 'small',
          messages: [{ role: 'user', content: 'Hi' }],
          inkstone_task: { command, text: 'x' },
        }),
      })
    ).status;

  it('shows the rows of the configuration until some are made, with the models that there are', async () => {
    const response = await ask('GET');
    const state = (await response.json()) as PolicyBookState;
    expect(state).toMatchObject({ source: 'configuration', changedBy: null, models: ['small'] });
    expect(state.groups).toEqual(configured);
    expect(response.headers.get('etag')).toBe(`"${state.version}"`);
  });

  it('holds for the next request, without a restart, and the pane is told', async () => {
    await save({ group: 'interns', commands: ['shorten'], featuresOff: ['history'], instructions: 'Be brief.' });
    be('bob', 'user', 'interns');
    expect([await chat('shorten'), await chat('translate')]).toEqual([200, 403]);
    expect(await (await fetch(`${origin}/v1/session`)).json()).toMatchObject({
      permissions: { commands: ['shorten'], featuresOff: ['history'], instructions: 'Be brief.' },
    });
  });

  it('takes every setting that a row has', async () => {
    const row = {
      group: 'all-of-it',
      models: ['small', 'qwen*'],
      commands: ['shorten'],
      surfaces: ['word', 'excel'],
      localOnly: true,
      featuresOff: ['free-prompts'],
      instructions: 'Be brief.',
      priority: 'low',
      auditContent: true,
      perPerson: { tokensPerDay: 100_000, requestsPerHour: 30 },
      wholeGroup: { tokensPerDay: 1_000_000 },
    };
    expect((await save(row)).groups).toEqual([row]);
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ groups: [row], changedBy: 'eve' });
  });

  it('goes back to the configuration when told to, and forgets the rows that were made', async () => {
    const { version } = await save({ group: '*' });
    const reset = await ask('DELETE', version);
    expect(await reset.json()).toMatchObject({ source: 'configuration', groups: configured });
    expect(existsSync(path)).toBe(false);
  });

  it('loses nothing of two administrators: the second is told who was first, and saves over no change unseen', async () => {
    const { version } = await read();
    await save({ group: 'interns', localOnly: true });
    be('zoe', 'admin');
    const second = await ask('PUT', version, { groups: [{ group: 'zoes' }] });
    const [status, reason, message] = await errorOf(second);
    expect([status, reason]).toEqual([412, 'changed-meanwhile']);
    expect(message).toContain('eve has changed the policies');
    expect((await read()).groups.map(({ group }) => group)).toEqual(['interns']);
    expect((await ask('DELETE', version)).status).toBe(412);
  });

  it('wants to know what a change was made from', async () => {
    expect((await errorOf(await ask('PUT', undefined, { groups: [] }))).slice(0, 2)).toEqual([428, 'no-version']);
  });

  it('tells what became of each row, in the audit', async () => {
    await save({ group: 'a' }, { group: 'b' }, { group: 'c' });
    audited.length = 0;
    await save({ group: 'c' }, { group: 'b', localOnly: true }, { group: 'd' });
    expect(audited).toEqual([
      ['eve', 'policy-removed', 'a'],
      ['eve', 'policy-changed', 'b'],
      ['eve', 'policy-added', 'd'],
      ['eve', 'policies-reordered', ''],
    ]);
    audited.length = 0;
    await ask('DELETE', (await read()).version);
    expect(audited).toEqual([['eve', 'policies-reset', '']]);
  });

  it.each([
    [[{ group: 'a' }, { group: 'a' }], /Another row is for "a" too/],
    [[{ group: '*' }, { group: 'a' }], /put that last/],
    [[{ group: '' }], /"groups\.0\.group"/],
    [[{ group: 'a', models: [] }], /"groups\.0\.models"/],
    [[{ group: 'a', perPerson: { tokensPerDay: -1 } }], /"groups\.0\.perPerson\.tokensPerDay"/],
    [[{ group: 'a', surfaces: ['moon'] }], /"groups\.0\.surfaces\.0"/],
    [[{ group: 'a', wings: true }], /wings/],
  ])('refuses %j, says why, and changes nothing', async (groups, message) => {
    const [status, , told] = await errorOf(await ask('PUT', (await read()).version, { groups }));
    expect(status).toBe(400);
    expect(told).toMatch(message);
    expect((await read()).source).toBe('configuration');
    expect(audited).toEqual([]);
  });

  it('is for administrators alone', async () => {
    const { version } = await read();
    be('bob');
    for (const method of ['GET', 'PUT', 'DELETE']) {
      const response = await ask(method, version, method === 'PUT' ? { groups: [] } : undefined);
      expect(response.status).toBe(403);
    }
    expect((await fetch(`${origin}/v1/admin/people`)).status).toBe(403);
  });

  it('sees what another gateway wrote into the same folder, within a second', async () => {
    const other = openPolicyBook({ path, configured, warn: () => undefined });
    be('bob', 'user', 'interns');
    expect(await chat('translate')).toBe(200);
    const [row] = policiesSchema.parse({ groups: [{ group: 'interns', commands: ['shorten'] }] }).groups;
    other.write([row!], other.read().version, 'zoe');
    time += 1000;
    expect(await chat('translate')).toBe(403);
  });

  it('goes on with what held when the file is spoilt, and says so', async () => {
    await save({ group: 'interns', commands: ['shorten'] });
    writeFileSync(path, '{');
    time += 1000;
    be('bob', 'user', 'interns');
    expect(await chat('translate')).toBe(403);
    expect(warned.join()).toMatch(/no JSON object.*stay as they were/s);
    expect(() => openPolicyBook({ path, configured, warn: () => undefined })).toThrow(/move it away/);
  });
});
