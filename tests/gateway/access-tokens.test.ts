import { exportSPKI, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import { accessSchema, type EntraConfig, type OidcConfig } from '../../src/gateway/access/access-schema.ts';
import type { Access } from '../../src/gateway/access/access.ts';
import { createEntraAccess } from '../../src/gateway/access/entra-access.ts';
import { createOidcAccess } from '../../src/gateway/access/oidc-access.ts';
import { startGateway } from '../support/gateway.ts';
import { goodClaims, startIssuer, type LocalIssuer } from '../support/local-issuer.ts';

const tenant = '11111111-2222-3333-4444-555555555555';
const otherTenant = '99999999-2222-3333-4444-555555555555';
const clientId = 'aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee';
/** Changes to the claims of a good token; `undefined` takes one away. */
type Claims = Readonly<Record<string, unknown>>;

const seconds = (): number => Math.floor(Date.now() / 1000);

describe('people of an OpenID Connect issuer', () => {
  let issuer: LocalIssuer;
  let access: Access;
  let origin: string;
  let close: () => Promise<void>;
  let now = Date.now();

  const open = (more: object = {}, keys: { cooldownMs?: number; refreshMs?: number } = {}): Access =>
    createOidcAccess(
      accessSchema.parse({
        mode: 'oidc',
        issuer: issuer.url,
        clientId: 'inkstone',
        audience: ['inkstone'],
        scope: 'write',
        admins: ['chiefs'],
        ...more,
      }) as OidcConfig,
      { fetchJson: fetch, cooldownMs: 0, ...keys, now: () => now },
    );

  beforeEach(async () => {
    now = Date.now();
    issuer = await startIssuer();
    access = open();
    ({ origin, close } = await startGateway({
      identify: (request) => access.identify(request),
      signIn: access.signIn,
    }));
  });
  afterEach(async () => {
    await close();
    await issuer.close();
  });

  const ask = (token?: string, path = '/v1/session'): Promise<Response> =>
    fetch(`${origin}${path}`, token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } });
  const refusal = async (token: string): Promise<unknown[]> => {
    const response = await ask(token);
    const { error } = (await response.json()) as { error: { code: string; param: string; message: string } };
    expect(error.message).not.toContain(token.slice(0, 20));
    return [response.status, error.code, error.param];
  };
  const signed = (more: Claims = {}): Promise<string> => issuer.sign(goodClaims(issuer.url, more));

  it('are let in with a good token, by name, groups and role', async () => {
    const response = await ask(await signed({ groups: ['writers', 'chiefs'] }));
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      mode: 'oidc',
      person: { id: `oidc:${issuer.url}#ann`, name: 'Ann', groups: ['writers', 'chiefs'], role: 'admin' },
    });
  });

  it('are users where no group makes them administrators', async () => {
    const response = await ask(await signed({ groups: ['writers'] }));
    expect(await response.json()).toMatchObject({ person: { role: 'user' } });
  });

  it.each(['/v1/session', '/v1/models', '/v1/models/small', '/v1/anything'])(
    'must sign in before %s is answered',
    async (path) => {
      const response = await ask(undefined, path);
      expect([response.status, response.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
      expect(await response.json()).toMatchObject({ error: { code: 'sign-in-required', param: 'no-token' } });
    },
  );

  it('must sign in before a chat', async () => {
    const response = await fetch(`${origin}/v1/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ model: 'x', messages: [{ role: 'user', content: 'Hi' }] }),
    });
    expect(response.status).toBe(401);
  });

  it('learn how to sign in without being in', async () => {
    expect(await (await ask(undefined, '/sign-in')).json()).toEqual({
      mode: 'oidc',
      clientId: 'inkstone',
      authority: issuer.url,
      scopes: ['openid', 'profile'],
    });
    expect((await ask(undefined, '/healthz')).status).toBe(200);
  });

  it.each<[string, Claims, string]>([
    ['another issuer', { iss: 'https://evil.example' }, 'wrong-issuer'],
    ['another audience', { aud: 'payroll' }, 'wrong-audience'],
    ['another scope', { scp: 'read' }, 'wrong-scope'],
    ['no scope', { scp: undefined }, 'wrong-scope'],
    ['an end that is past', { exp: seconds() - 60 }, 'expired'],
    ['no end', { exp: undefined }, 'bad-token'],
    ['no person', { sub: undefined }, 'bad-token'],
    ['a beginning that is to come', { nbf: seconds() + 3600 }, 'not-yet-valid'],
  ])('are refused with a token of %s', async (_what, claims, reason) => {
    expect(await refusal(await signed(claims))).toEqual([401, 'sign-in-required', reason]);
  });

  it('are forgiven a clock that is a few seconds off', async () => {
    expect((await ask(await signed({ exp: seconds() - 5 }))).status).toBe(200);
    expect((await ask(await signed({ nbf: seconds() + 5 }))).status).toBe(200);
  });

  it('are refused with a token that nobody signed', async () => {
    const token = new UnsecuredJWT(goodClaims(issuer.url)).encode();
    expect((await ask(token)).status).toBe(401);
    const header = Buffer.from(JSON.stringify({ alg: 'none', kid: 'key-1' })).toString('base64url');
    const body = token.split('.')[1] ?? '';
    expect(await refusal(`${header}.${body}.`)).toEqual([401, 'sign-in-required', 'bad-signature']);
  });

  it('are refused with a token whose secret is the public key', async () => {
    const pem = await exportSPKI(issuer.publicKey);
    const token = await new SignJWT(goodClaims(issuer.url))
      .setProtectedHeader({ alg: 'HS256', kid: 'key-1' })
      .sign(new TextEncoder().encode(pem));
    expect(await refusal(token)).toEqual([401, 'sign-in-required', 'bad-signature']);
  });

  it('are refused with a token that somebody else signed under the same key id', async () => {
    const { privateKey } = await generateKeyPair('ES256');
    const token = await issuer.sign(goodClaims(issuer.url), { key: privateKey });
    expect(await refusal(token)).toEqual([401, 'sign-in-required', 'bad-signature']);
  });

  it('are refused with a key that the issuer does not have', async () => {
    const token = await issuer.sign(goodClaims(issuer.url), { kid: 'key-of-mallory' });
    expect(await refusal(token)).toEqual([401, 'sign-in-required', 'bad-signature']);
  });

  it('are refused with claims that were changed after signing', async () => {
    const [header, , signature] = (await signed()).split('.');
    const claims = Buffer.from(JSON.stringify(goodClaims(issuer.url, { groups: ['chiefs'] }))).toString('base64url');
    const token = `${header ?? ''}.${claims}.${signature ?? ''}`;
    expect(await refusal(token)).toEqual([401, 'sign-in-required', 'bad-signature']);
  });

  it.each(['Bearer', 'Bearer a b', 'Basic YTpi', `Bearer ${'x'.repeat(13_000)}`])(
    'are refused with an odd header (%#)',
    async (authorization) => {
      const response = await fetch(`${origin}/v1/session`, { headers: { authorization } });
      expect(response.status).toBe(401);
    },
  );

  it('are let in with the next key after the issuer took one, and no more with the last', async () => {
    const old = await signed();
    expect((await ask(old)).status).toBe(200);
    await issuer.rotate();
    expect((await ask(await signed())).status).toBe(200);
    expect(await refusal(old)).toEqual([401, 'sign-in-required', 'bad-signature']);
  });

  it('cannot keep the issuer busy with keys that do not exist', async () => {
    access = open({}, { cooldownMs: 60_000 });
    await ask(await signed());
    const before = issuer.keyRequests;
    for (let count = 0; count < 5; count += 1) {
      await ask(await issuer.sign(goodClaims(issuer.url), { kid: `forged-${count}` }));
    }
    expect(issuer.keyRequests).toBe(before);
  });

  it('are told apart from an issuer that is down', async () => {
    issuer.fail(true);
    const token = await signed();
    const response = await ask(token);
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({
      error: { code: 'gateway-unreachable', param: 'issuer-unreachable' },
    });
    issuer.fail(false);
    expect((await ask(token)).status).toBe(200);
  });

  it('stay in for a day while an issuer is down whose keys are known', async () => {
    access = open({}, { refreshMs: 0 });
    const token = await signed({ exp: seconds() + 3 * 86_400 });
    expect((await ask(token)).status).toBe(200);
    issuer.fail(true);
    expect((await ask(token)).status).toBe(200);
    now += 25 * 3_600_000;
    expect((await ask(token)).status).toBe(503);
  });

  it('trust no issuer that calls itself by another name', async () => {
    issuer.call('https://other.example');
    const response = await ask(await signed());
    expect(response.status).toBe(503);
    expect(await response.text()).toContain('access.issuer');
  });

  it('are not let in without groups that the token had no room for', async () => {
    const token = await signed({
      _claim_names: { groups: 'src1' },
      _claim_sources: { src1: { endpoint: issuer.url } },
    });
    expect(await refusal(token)).toEqual([401, 'sign-in-required', 'too-many-groups']);
    access = open({ groupsClaim: 'groups.names' });
    expect(await refusal(token)).toEqual([401, 'sign-in-required', 'too-many-groups']);
    access = open({ groupsClaim: 'roles' });
    expect((await ask(token)).status).toBe(200);
  });

  it('find their groups where the configuration says', async () => {
    access = open({ groupsClaim: 'realm_access.roles', admins: ['boss'] });
    const response = await ask(await signed({ realm_access: { roles: ['boss'] } }));
    expect(await response.json()).toMatchObject({ person: { groups: ['boss'], role: 'admin' } });
  });
});

describe('people of Microsoft Entra ID', () => {
  let issuer: LocalIssuer;
  let origin: string;
  let close: () => Promise<void>;

  beforeAll(async () => {
    issuer = await startIssuer('RS256');
    const config = accessSchema.parse({
      mode: 'entra',
      clientId,
      tenants: [tenant],
      authority: issuer.url,
    }) as EntraConfig;
    const access = createEntraAccess(config, { fetchJson: fetch });
    ({ origin, close } = await startGateway({
      identify: (request) => access.identify(request),
      signIn: access.signIn,
    }));
  });
  afterAll(async () => {
    await close();
    await issuer.close();
  });

  const ask = async (more: Claims): Promise<{ status: number; body: unknown }> => {
    const claims = goodClaims(`${issuer.url}/${tenant}/v2.0`, {
      aud: clientId,
      scp: 'access_as_user profile',
      tid: tenant,
      oid: 'object-1',
      ...more,
    });
    const response = await fetch(`${origin}/v1/session`, {
      headers: { authorization: `Bearer ${await issuer.sign(claims)}` },
    });
    return { status: response.status, body: await response.json() };
  };

  it('are known by tenant and object, with roles among their groups', async () => {
    const { status, body } = await ask({ groups: ['g-1'], roles: ['Inkstone.Admin'] });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      person: { id: `entra:${tenant}:object-1`, groups: ['g-1', 'Inkstone.Admin'], role: 'admin' },
    });
  });

  it.each<[string, Claims, string]>([
    ['another tenant', { iss: 'ISSUER/OTHER/v2.0', tid: otherTenant }, 'wrong-issuer'],
    ['a tenant that is not its issuer', { tid: otherTenant }, 'bad-token'],
    ['another application', { aud: otherTenant }, 'wrong-audience'],
    ['a scope that is too little', { scp: 'profile' }, 'wrong-scope'],
    ['an application without a person', { scp: undefined, roles: ['Inkstone.Admin'] }, 'wrong-scope'],
    ['no object id', { oid: undefined }, 'bad-token'],
    ['more groups than it holds', { _claim_names: { groups: 'src1' } }, 'too-many-groups'],
    ['more groups than it holds, from a browser', { hasgroups: true }, 'too-many-groups'],
  ])('are refused with a token of %s', async (_what, claims, reason) => {
    const iss = (claims['iss'] as string | undefined)?.replace('ISSUER', issuer.url).replace('OTHER', otherTenant);
    const { status, body } = await ask({ ...claims, ...(iss === undefined ? {} : { iss }) });
    expect(status).toBe(401);
    expect(body).toMatchObject({ error: { code: 'sign-in-required', param: reason } });
  });

  it.each([
    ['{tenantid}', 200],
    [tenant, 200],
    ['9188040d-6c67-4c5b-b112-36a304b66dad', 401],
  ])('are let in by the keys of their tenants alone: one of %s gives %s', async (owner, status) => {
    const fetchJson: typeof fetch = async (...asked) => {
      const { keys } = (await (await fetch(...asked)).json()) as { keys: object[] };
      return Response.json({ keys: keys.map((key) => ({ ...key, issuer: `${issuer.url}/${owner}/v2.0` })) });
    };
    const config = accessSchema.parse({
      mode: 'entra',
      clientId,
      tenants: [tenant, otherTenant],
      authority: issuer.url,
    }) as EntraConfig;
    const access = createEntraAccess(config, { fetchJson });
    const gateway = await startGateway({ identify: (request) => access.identify(request), signIn: access.signIn });
    const claims = goodClaims(`${issuer.url}/${tenant}/v2.0`, {
      aud: clientId,
      scp: 'access_as_user',
      tid: tenant,
      oid: 'o',
    });
    const headers = { authorization: `Bearer ${await issuer.sign(claims)}` };
    const response = await fetch(`${gateway.origin}/v1/session`, { headers });
    await gateway.close();
    expect(response.status).toBe(status);
  });

  it('sign in at their tenant, for the scope of the application', async () => {
    expect(await (await fetch(`${origin}/sign-in`)).json()).toEqual({
      mode: 'entra',
      clientId,
      authority: `${issuer.url}/${tenant}`,
      scopes: [`api://${clientId}/access_as_user`],
    });
  });
});
