import { createPolicies } from '../../../src/gateway/access/policies.ts';
import { readTeams, type TeamsConfig } from '../../../src/gateway/teams/read-teams.ts';
import { teamsSchema, type TeamsFile } from '../../../src/gateway/teams/teams-schema.ts';
import type { ConfigProblem } from '../../../src/gateway/config/config-error.ts';
import { goodClaims, startIssuer, type LocalIssuer } from '../../support/local-issuer.ts';
import { startGateway, until } from '../../support/gateway.ts';
import { rulesEngine } from '../../support/rules-engine.ts';
import { activity, startConnector, teamsOptions, tenant, type LocalConnector } from '../../support/teams.ts';

jest.setTimeout(60_000);

const appId = '44444444-4444-4444-8444-444444444444';

describe('who may write to the bot', () => {
  let issuer: LocalIssuer;
  let connector: LocalConnector;
  let origin: string;
  let close: () => Promise<void>;
  let own: string;
  beforeAll(async () => {
    issuer = await startIssuer('RS256');
    own = await issuer.sign({ aud: 'https://api.botframework.com', exp: Math.floor(Date.now() / 1000) + 3600 });
    connector = await startConnector();
    const file = teamsSchema.parse({ appId, tenants: [tenant], issuer: issuer.url, keys: `${issuer.url}/keys` });
    const problems: ConfigProblem[] = [];
    const settings: TeamsConfig = readTeams(file, {
      mode: 'entra',
      host: '0.0.0.0',
      environment: { INKSTONE_BOT_SECRET: 'x' },
      problems,
    })!;
    expect(problems).toEqual([]);
    ({ origin, close } = await startGateway({
      engine: rulesEngine,
      // The gateway knows people by other means; nobody gets in that way here.
      identify: () => Promise.reject(new Error('not asked')),
      policies: createPolicies(),
      teams: teamsOptions({ ...settings, secret: undefined }, { token: () => Promise.resolve(own) }),
    }));
  });
  afterAll(async () => {
    await close();
    await connector.close();
    await issuer.close();
  });

  const claims = (more: object = {}) => ({ ...goodClaims(issuer.url), aud: appId, serviceurl: connector.url, ...more });
  const post = (token: string | undefined, body: unknown, headers: object = {}): Promise<Response> =>
    fetch(`${origin}/api/messages`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...headers,
      },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  const hello = (more: object = {}) => activity(connector.url, { text: 'help', ...more });

  it('is Teams, with a token for this bot; the answer bears the bot’s own', async () => {
    expect((await post(await issuer.sign(claims()), hello())).status).toBe(202);
    await until(() => connector.messages().length > 0, 10_000);
    expect(connector.messages()[0]!.authorization).toBe(`Bearer ${own}`);
  });

  it.each([
    ['no token', () => Promise.resolve(undefined), 'no-token'],
    ['no token but words', () => Promise.resolve('abc'), 'bad-signature'],
    [
      'a token of another bot',
      () => issuer.sign(claims({ aud: '55555555-5555-4555-8555-555555555555' })),
      'wrong-audience',
    ],
    ['a token of another issuer', () => issuer.sign(claims({ iss: 'https://evil.example' })), 'wrong-issuer'],
    ['a token that has expired', () => issuer.sign(claims({ exp: 1_000_000 })), 'expired'],
    [
      'a token without an end',
      () => issuer.sign({ aud: appId, iss: issuer.url, serviceurl: connector.url }),
      'bad-token',
    ],
    ['a token for another service', () => issuer.sign(claims({ serviceurl: 'https://evil.example' })), 'wrong-service'],
    ['a token for no service', () => issuer.sign({ ...claims(), serviceurl: undefined }), 'bad-token'],
    ['an unknown key', () => issuer.sign(claims(), { kid: 'other' }), 'bad-signature'],
    ['a token without a signature', () => Promise.resolve(unsigned(claims())), 'bad-signature'],
  ])('is nobody with %s', async (_name, make, reason) => {
    const before = connector.sent.length;
    const response = await post(await make(), hello());
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ error: { code: 'sign-in-required', param: reason } });
    expect(connector.sent.length).toBe(before);
  });

  it('is nobody whose answers would go elsewhere than the token says', async () => {
    const response = await post(await issuer.sign(claims()), { ...hello(), serviceUrl: 'http://127.0.0.1:9/' });
    expect(response.status).toBe(401);
  });

  it('is nobody of a tenant that is not named', async () => {
    const foreign = hello({ conversation: { id: 'a:x', tenantId: '99999999-9999-4999-8999-999999999999' } });
    expect((await post(await issuer.sign(claims()), foreign)).status).toBe(403);
  });

  it('refuses what is no activity, and what is too large', async () => {
    const token = await issuer.sign(claims());
    expect((await post(token, '{')).status).toBe(400);
    expect((await post(token, [])).status).toBe(401);
    expect((await post(token, { ...hello(), from: 'ann' })).status).toBe(400);
    expect((await post(token, { ...hello(), channelId: 'webchat' })).status).toBe(400);
    expect((await post(token, { ...hello(), text: 'x'.repeat(600_000) })).status).toBe(413);
    expect((await post(token, JSON.stringify(hello()), { 'content-type': 'text/plain' })).status).toBe(400);
    expect((await post(token, { ...hello(), type: 'invoke', name: 'tab/fetch' })).status).toBe(501);
  });

  it('cannot be said in a header: nobody from outside asks as somebody else', async () => {
    for (const headers of [
      { 'x-inkstone-person': 'ann' },
      { authorization: `Bearer ${await issuer.sign(claims())}` },
    ]) {
      const response = await fetch(`${origin}/v1/models`, { headers });
      expect(response.status).toBe(500);
    }
  });
});

describe('a bot without tokens', () => {
  const problemsOf = (host: string, environment: Record<string, string>): string[] => {
    const problems: ConfigProblem[] = [];
    readTeams(undefined, { mode: 'open', host, environment, problems });
    return problems.map(({ code }) => code);
  };

  it('is for this machine alone, and for development alone', () => {
    const flag = { INKSTONE_BOT_WITHOUT_TOKENS: '1' };
    expect(problemsOf('127.0.0.1', flag)).toEqual([]);
    expect(problemsOf('0.0.0.0', flag)).toEqual(['bot-open']);
    expect(problemsOf('127.0.0.1', { ...flag, NODE_ENV: 'production' })).toEqual(['bot-production']);
  });

  it('is there by itself where a newcomer tries the playground, and nowhere else', () => {
    const offered = { INKSTONE_BOT_WITHOUT_TOKENS: 'unless-configured' };
    const read = (file: TeamsFile | undefined, more: object = {}): TeamsConfig | undefined => {
      const problems: ConfigProblem[] = [];
      const surroundings = { mode: 'open', host: '127.0.0.1', environment: offered, problems } as const;
      const teams = readTeams(file, { ...surroundings, ...more });
      expect(problems).toEqual([]);
      return teams;
    };
    expect(read(undefined)?.withoutTokens).toBe(true);
    expect(read(undefined, { mode: 'token' })).toBeUndefined();
    expect(read(undefined, { host: '0.0.0.0' })).toBeUndefined();
    expect(read(undefined, { environment: { ...offered, NODE_ENV: 'production' } })).toBeUndefined();
    expect(read(undefined, { environment: {} })).toBeUndefined();
    const file = teamsSchema.parse({ appId, tenants: [tenant], managedIdentity: true });
    expect(read(file)?.withoutTokens).toBe(false);
  });

  it('answers to this machine alone, and takes nothing from a page of another origin', async () => {
    const { origin, close } = await startGateway({ engine: rulesEngine, teams: teamsOptions() });
    const post = (serviceUrl: string, headers: object = {}): Promise<Response> =>
      fetch(`${origin}/api/messages`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(activity(serviceUrl, { text: 'help' })),
      });
    expect((await post('https://evil.example')).status).toBe(401);
    expect((await post('http://127.0.0.1:9', { origin: 'https://evil.example' })).status).toBe(400);
    await close();
  });
});

describe('a server for the bot alone', () => {
  it('opens nothing else', async () => {
    const connector = await startConnector();
    const { origin, close } = await startGateway({ engine: rulesEngine, teams: { ...teamsOptions(), only: true } });
    for (const path of ['/v1/models', '/taskpane/', '/playground/', '/admin/']) {
      expect((await fetch(`${origin}${path}`)).status).toBe(404);
    }
    expect((await fetch(`${origin}/healthz`)).status).toBe(200);
    const body = JSON.stringify(
      activity(connector.url, { text: 'Summarise: The board approved the budget. It rained.' }),
    );
    await fetch(`${origin}/api/messages`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    await until(() => connector.messages().length > 0, 10_000);
    expect(connector.messages()[0]!.body.text).toContain('The board approved the budget.');
    await close();
    await connector.close();
  });
});

function unsigned(claims: object): string {
  const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${encode({ alg: 'none' })}.${encode(claims)}.`;
}
