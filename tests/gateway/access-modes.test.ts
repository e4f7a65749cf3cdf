import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Gateway } from '../../src/gateway/app.ts';
import { runCommand } from '../../src/gateway/commands/run-command.ts';
import { serve } from '../../src/gateway/serve.ts';
import { rulesEngine } from '../support/rules-engine.ts';

/** After so long a gateway has looked at a file that somebody else changed. */
const untilSeenMs = 25;

describe('who may use the gateway', () => {
  let folder: string;
  let printed: string[];
  let complained: string[];
  const running: Gateway[] = [];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'inkstone-access-'));
    printed = [];
    complained = [];
  });
  afterEach(async () => {
    for (const gateway of running.splice(0)) await gateway.close(0);
    rmSync(folder, { recursive: true });
  });

  const options = (environment: Record<string, string> = {}) => ({
    root: folder,
    environment: { PORT: '0', ...environment },
    folder,
    openEngine: () => Promise.resolve(rulesEngine),
    openLocalModel: () => Promise.reject(new Error('not needed')),
    print: (line: string) => void printed.push(line),
    printError: (line: string) => void complained.push(line),
    installRuntime: () => Promise.resolve(false),
  });
  const configure = (config: object): void =>
    writeFileSync(join(folder, 'inkstone.config.json'), JSON.stringify(config));
  const start = async (environment: Record<string, string> = {}): Promise<string | undefined> => {
    const gateway = await serve({ ...options(environment), arguments: [] });
    if (!gateway) return undefined;
    running.push(gateway);
    return `http://127.0.0.1:${(gateway.server.address() as { port: number }).port}`;
  };
  const inkstone = (line: string): Promise<number> => runCommand(line.split(' '), options());
  const models = (origin: string, token: string): Promise<Response> =>
    fetch(`${origin}/v1/models`, { headers: { authorization: `Bearer ${token}` } });

  it('is everybody at this machine where nothing is said', async () => {
    const origin = await start();
    expect(await (await fetch(`${origin!}/v1/session`)).json()).toMatchObject({
      mode: 'open',
      person: { id: 'anonymous' },
    });
  });

  it.each(['0.0.0.0', '::', '192.168.1.5'])(
    'is not everybody who reaches %s: the server does not start',
    async (host) => {
      expect(await start({ HOST: host })).toBeUndefined();
      expect(complained[0]).toMatch(/access\.mode: HOST=.*asks nobody who they are[\s\S]*"mode": "token"/);
    },
  );

  it('may be many, on any address, once they are asked', async () => {
    configure({ access: { mode: 'token' } });
    const origin = await start({ HOST: '0.0.0.0' });
    expect((await fetch(`${origin!}/v1/models`)).status).toBe(401);
    expect(printed.join('\n')).toMatch(/Access\s+token/);
  });

  it('is whoever has a token, with the groups and the role that it was made with', async () => {
    configure({ access: { mode: 'token' } });
    const origin = (await start())!;
    expect(await inkstone('token add ann --group writers --group chiefs --role admin')).toBe(0);
    const token = printed.find((line) => line.startsWith('ink_'))!;
    const session = await fetch(`${origin}/v1/session`, { headers: { authorization: `Bearer ${token}` } });
    expect(await session.json()).toMatchObject({
      mode: 'token',
      person: { id: 'token:ann', name: 'ann', groups: ['writers', 'chiefs'], role: 'admin' },
    });
    expect((await models(origin, token)).status).toBe(200);
    expect((await models(origin, `${token.slice(0, -1)}_`)).status).toBe(401);
  });

  it('is kept as digests alone, in a file that others cannot read', async () => {
    await inkstone('token add ann');
    const token = printed.find((line) => line.startsWith('ink_'))!;
    const path = join(folder, 'inkstone.tokens.json');
    expect(readFileSync(path, 'utf8')).not.toContain(token.slice(4, 24));
    expect(statSync(path).mode & 0o077).toBe(0);
  });

  it('is nobody any more as soon as the token is removed', async () => {
    configure({ access: { mode: 'token' } });
    const origin = (await start())!;
    await inkstone('token add ann');
    const token = printed.find((line) => line.startsWith('ink_'))!;
    expect((await models(origin, token)).status).toBe(200);
    await inkstone('token remove ann');
    await delay(untilSeenMs);
    const refused = await models(origin, token);
    expect(refused.status).toBe(401);
    expect(await refused.json()).toMatchObject({ error: { param: 'unknown-token' } });
  });

  it('is nobody with a token whose days are over', async () => {
    configure({ access: { mode: 'token' } });
    const origin = (await start())!;
    await inkstone('token add ann --days 3');
    const token = printed.find((line) => line.startsWith('ink_'))!;
    const path = join(folder, 'inkstone.tokens.json');
    const file = JSON.parse(readFileSync(path, 'utf8'));
    file.tokens[0].expires = '2020-01-01T00:00:00.000Z';
    writeFileSync(path, JSON.stringify(file));
    await delay(untilSeenMs);
    expect(await (await models(origin, token)).json()).toMatchObject({ error: { param: 'expired' } });
  });

  it('is nobody while the file of tokens is broken, and the server says so', async () => {
    configure({ access: { mode: 'token' } });
    const origin = (await start())!;
    await inkstone('token add ann');
    const token = printed.find((line) => line.startsWith('ink_'))!;
    writeFileSync(join(folder, 'inkstone.tokens.json'), '{');
    await delay(untilSeenMs);
    expect((await models(origin, token)).status).toBe(401);
    expect(complained.join('\n')).toContain('no file of tokens');
  });

  it('is made where the keys of the models are not at hand', async () => {
    const row = {
      name: 'a',
      kind: 'openai',
      baseUrl: 'https://a.example/v1',
      apiKeyEnv: 'NOT_SET_HERE',
      models: ['x'],
    };
    configure({ backends: [row], access: { mode: 'token', tokensFile: 'who.json' } });
    expect(await inkstone('token add ann')).toBe(0);
    expect(readFileSync(join(folder, 'who.json'), 'utf8')).toContain('"ann"');
  });

  it('has the quotas and the models that the file gives their group', async () => {
    configure({
      access: { mode: 'token' },
      policies: {
        groups: [{ group: 'writers', commands: ['shorten'], perPerson: { requestsPerHour: 1 } }],
      },
    });
    const origin = (await start())!;
    await inkstone('token add ann --group writers');
    const token = printed.find((line) => line.startsWith('ink_'))!;
    const ask = async (command: string): Promise<unknown[]> => {
      const response = await fetch(`${origin}/v1/chat/completions`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({
          model: 'inkstone-embedded',
          messages: [{ role: 'user', content: 'Hi' }],
          inkstone_task: { command, text: 'Hi' },
        }),
      });
      const { error } = (await response.json()) as { error?: { param: string } };
      return [response.status, error?.param];
    };
    expect(await ask('translate')).toEqual([403, 'command']);
    expect(await ask('shorten')).toEqual([200, undefined]);
    expect(await ask('shorten')).toEqual([429, 'person-requests-per-hour']);
  });

  it('is not counted in a Redis whose address is missing: the server does not start', async () => {
    configure({ limits: { store: 'redis', redisUrlEnv: 'COUNTERS' } });
    expect(await start()).toBeUndefined();
    expect(complained[0]).toMatch(/limits\.redisUrlEnv: Set the variable COUNTERS to the address of Redis/);
  });

  it('is listed without a secret', async () => {
    await inkstone('token add ann --group writers');
    printed.length = 0;
    await inkstone('token list');
    expect(printed).toEqual([expect.stringMatching(/^ann\tuser\twriters\tmade 20/)]);
  });

  it.each([
    ['token add', /Name the person/],
    ['token add a/b', /Name the person/],
    ['token add ann --role king', /--role is user or admin/],
    ['token add ann --days x', /--days is a number/],
    ['token remove bob', /There is no token "bob"/],
    ['token', /Say what to do: "token add"/],
  ])('is not changed by "%s", which says what is wrong', async (line, said) => {
    expect(await inkstone(line)).toBe(2);
    expect(complained[0]).toMatch(said);
  });

  it('may not have one name twice', async () => {
    await inkstone('token add ann');
    expect(await inkstone('token add ann')).toBe(2);
    expect(complained[0]).toMatch(/already/);
  });

  it.each([
    [{ mode: 'guess' }, /access\.mode: Write one of open, token, entra, oidc/],
    [{ mode: 'entra', clientId: 'x', tenants: [] }, /access\.clientId:[\s\S]*access\.tenants:/],
    [{ mode: 'oidc', issuer: 'http://login.example', clientId: 'x', audience: ['x'] }, /access\.issuer:.*https/],
    [{ mode: 'oidc', issuer: 'https://login.example', clientId: 'x' }, /access\.audience/],
    [
      { mode: 'oidc', issuer: 'https://l.example', clientId: 'x', audience: ['x'], algorithms: ['HS256'] },
      /access\.algorithms/,
    ],
  ])('must be said rightly: %j', async (access, said) => {
    configure({ access });
    expect(await start()).toBeUndefined();
    expect(complained[0]).toMatch(said);
  });
});
