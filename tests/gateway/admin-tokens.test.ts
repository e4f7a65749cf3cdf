import fs, { mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTokenAccess } from '../../src/gateway/access/token-access.ts';
import { createToken, digestOf, writeTokens } from '../../src/gateway/access/token-file.ts';
import { createLog } from '../../src/gateway/log.ts';
import type { MadeToken, TokenSummary } from '../../src/protocol/administration.ts';
import { listAudit } from '../support/audit-list.ts';
import { startGateway } from '../support/gateway.ts';

describe('the tokens, for administrators', () => {
  const chief = createToken();
  const { bookkeeping, audited } = listAudit();
  const lines: string[] = [];
  let folder: string;
  let path: string;
  let origin: string;
  let close: () => Promise<void>;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'inkstone-tokens-'));
    path = join(folder, 'inkstone.tokens.json');
    const access = createTokenAccess({ path });
    ({ origin, close } = await startGateway({
      identify: (request) => access.identify(request),
      signIn: access.signIn,
      tokens: access.tokens,
      bookkeeping,
      log: createLog((line) => lines.push(line)),
    }));
  });
  afterAll(async () => {
    await close();
    rmSync(folder, { recursive: true });
  });
  beforeEach(() => {
    audited.length = 0;
    const sha256 = digestOf(chief);
    writeTokens(path, [{ name: 'chief', sha256, groups: [], role: 'admin', created: '2026-01-01T00:00:00.000Z' }]);
  });

  const ask = (method: string, rest = '', body?: unknown, token = chief): Promise<Response> =>
    fetch(`${origin}/v1/admin/tokens${rest}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const make = async (body: object): Promise<MadeToken> => (await (await ask('POST', '', body)).json()) as MadeToken;
  const list = async (): Promise<TokenSummary[]> =>
    ((await (await ask('GET')).json()) as { data: TokenSummary[] }).data;
  const statusWith = async (token: string): Promise<number> =>
    (await fetch(`${origin}/v1/session`, { headers: { authorization: `Bearer ${token}` } })).status;
  const reasonOf = async (response: Response): Promise<unknown[]> => {
    const { error } = (await response.json()) as { error: { code: string; param: string } };
    return [response.status, error.code, error.param];
  };

  it('makes one that lets its person in at once, and lists all but the token itself', async () => {
    const made = await make({ name: 'ann', groups: ['legal', 'legal'], days: 30 });
    expect(made.token).toMatchObject({ name: 'ann', role: 'user', groups: ['legal'], lastUsed: null });
    expect(Date.parse(made.token.expires!) - Date.parse(made.token.created)).toBe(30 * 86_400_000);
    expect(await statusWith(made.secret)).toBe(200);
    const tokens = await list();
    expect(tokens.map(({ name, role }) => [name, role])).toEqual([
      ['chief', 'admin'],
      ['ann', 'user'],
    ]);
    expect(Date.now() - Date.parse(tokens[1]!.lastUsed!)).toBeLessThan(60_000);
    expect(JSON.stringify(tokens)).not.toContain(made.secret.slice(4));
    expect(JSON.stringify(tokens)).not.toContain('sha256');
  });

  it('keeps the digest alone, and the token in no log', async () => {
    const { secret } = await make({ name: 'ann' });
    await statusWith(secret);
    expect(readFileSync(path, 'utf8')).not.toContain(secret.slice(4));
    expect(readFileSync(path, 'utf8')).toContain(digestOf(secret));
    expect(lines.join('\n')).not.toContain(secret.slice(4));
  });

  it('revokes one, which is refused from the next request on', async () => {
    const { secret } = await make({ name: 'ann' });
    expect((await ask('DELETE', '/ann')).status).toBe(204);
    expect(await statusWith(secret)).toBe(401);
    expect(await reasonOf(await ask('DELETE', '/ann'))).toEqual([400, 'invalid-request', 'no-such-token']);
  });

  it('writes down who made and revoked which', async () => {
    await make({ name: 'ann', role: 'admin', groups: ['legal'] });
    await ask('DELETE', '/ann');
    expect(audited).toEqual([
      ['token:chief', 'token-made', 'ann admin legal'],
      ['token:chief', 'token-revoked', 'ann'],
    ]);
  });

  it('lets nobody lock themselves out', async () => {
    expect(await reasonOf(await ask('DELETE', '/chief'))).toEqual([400, 'invalid-request', 'own-token']);
    expect(await statusWith(chief)).toBe(200);
  });

  it('is for administrators alone, and for nobody without a token', async () => {
    const { secret } = await make({ name: 'ann' });
    for (const [method, rest] of [
      ['GET', ''],
      ['POST', ''],
      ['DELETE', '/chief'],
    ] as const) {
      expect(await reasonOf(await ask(method, rest, method === 'POST' ? { name: 'x' } : undefined, secret))).toEqual([
        403,
        'unauthorized',
        null,
      ]);
      expect((await ask(method, rest, undefined, 'ink_wrong')).status).toBe(401);
    }
    expect(await list()).toHaveLength(2);
  });

  it.each([
    [{ name: 'two words' }, 'name'],
    [{ name: '' }, 'name'],
    [{ name: 'bob', role: 'king' }, 'role'],
    [{ name: 'bob', days: 0 }, 'days'],
    [{ name: 'bob', groups: [' '] }, 'groups.0'],
  ])('refuses %j and says which part', async (body, part) => {
    const response = await ask('POST', '', body);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { message: expect.stringContaining(`"${part}"`) } });
    expect(await list()).toHaveLength(1);
  });

  it('refuses a name that is taken', async () => {
    expect(await reasonOf(await ask('POST', '', { name: 'chief' }))).toEqual([400, 'invalid-request', 'name-taken']);
  });

  it('waits for no lock that a process left behind, and for a fresh one says to try again', async () => {
    writeFileSync(`${path}.lock`, '');
    expect(await reasonOf(await ask('POST', '', { name: 'ann' }))).toEqual([503, 'gateway-unreachable', 'busy']);
    const before = new Date(Date.now() - 60_000);
    utimesSync(`${path}.lock`, before, before);
    expect((await ask('POST', '', { name: 'ann' })).status).toBe(201);
  });

  it('says what to do where the file may not be written', async () => {
    // Rights of a folder hold nobody off who is root, so the file system itself refuses here.
    const open = fs.openSync;
    const refused = jest.spyOn(fs, 'openSync').mockImplementation((file, ...rest) => {
      if (!String(file).startsWith(path)) return open(file, ...rest);
      throw Object.assign(new Error('EROFS: read-only file system'), { code: 'EROFS' });
    });
    expect(await reasonOf(await ask('POST', '', { name: 'ann' }))).toEqual([
      422,
      'capability-unavailable',
      'read-only',
    ]);
    refused.mockRestore();
    expect((await ask('POST', '', { name: 'ann' })).status).toBe(201);
  });

  it('says so where people come in by other means', async () => {
    const other = await startGateway();
    const response = await fetch(`${other.origin}/v1/admin/tokens`);
    expect(await reasonOf(response)).toEqual([422, 'capability-unavailable', 'no-tokens']);
    await other.close();
  });
});
