import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as fc from 'fast-check';
import { exportJWK, exportSPKI, generateKeyPair, SignJWT, type CryptoKey, type JWTHeaderParameters } from 'jose';
import { accessSchema, type EntraConfig, type OidcConfig } from '../../src/gateway/access/access-schema.ts';
import type { Access } from '../../src/gateway/access/access.ts';
import { createEntraAccess } from '../../src/gateway/access/entra-access.ts';
import { createOidcAccess } from '../../src/gateway/access/oidc-access.ts';
import { createFetch } from '../../src/gateway/access/open-access.ts';
import { createActivityAccess } from '../../src/gateway/teams/activity-access.ts';
import { startGateway } from '../support/gateway.ts';
import { goodClaims, startIssuer, type LocalIssuer } from '../support/local-issuer.ts';
import { rulesEngine } from '../support/rules-engine.ts';
import { activity, botWithoutTokens, teamsOptions, tenant } from '../support/teams.ts';

jest.setTimeout(120_000);

const clientId = 'aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee';

describe('whatever token is sent', () => {
  const unexpected: Error[] = [];
  const closing: (() => Promise<unknown>)[] = [];
  /** An address that tokens name, and nobody may ask. */
  let trap: Server;
  let trapAddress: string;
  let trapped = 0;
  let issuer: LocalIssuer;
  let stranger: CryptoKey;
  let strangersKey: object;
  let publicPem: string;
  /** The ways in: by Entra, by another issuer, and of the bot. */
  let ways: readonly {
    readonly origin: string;
    readonly path: string;
    readonly good: Readonly<Record<string, unknown>>;
  }[];

  beforeAll(async () => {
    trap = createServer((_request, response) => {
      trapped += 1;
      response.end('{}');
    });
    await new Promise<void>((resolve) => trap.listen(0, '127.0.0.1', resolve));
    trapAddress = `http://127.0.0.1:${(trap.address() as AddressInfo).port}/keys`;
    issuer = await startIssuer('RS256');
    publicPem = await exportSPKI(issuer.publicKey);
    const pair = await generateKeyPair('RS256', { extractable: true });
    stranger = pair.privateKey;
    strangersKey = await exportJWK(pair.publicKey);

    const keys = { fetchJson: createFetch({}), cooldownMs: 60_000 };
    const onUnexpected = (error: Error): void => void unexpected.push(error);
    const oidc = createOidcAccess(
      accessSchema.parse({
        mode: 'oidc',
        issuer: issuer.url,
        clientId: 'inkstone',
        audience: ['inkstone'],
        scope: 'write',
        groupsClaim: 'realm.roles',
        admins: ['chiefs'],
      }) as OidcConfig,
      keys,
    );
    const entra = createEntraAccess(
      accessSchema.parse({ mode: 'entra', clientId, tenants: [tenant], authority: issuer.url }) as EntraConfig,
      keys,
    );
    const settings = {
      ...botWithoutTokens,
      withoutTokens: false,
      appId: clientId,
      tenants: [tenant],
      issuer: issuer.url,
      keys: `${issuer.url}/keys`,
    };
    const bot = await startGateway({
      engine: rulesEngine,
      onUnexpected,
      teams: {
        ...teamsOptions(settings, { token: () => Promise.resolve('own') }),
        access: createActivityAccess(settings, keys),
      },
    });
    const gateways = [
      await startGateway({ identify: oidc.identify, signIn: oidc.signIn, onUnexpected }),
      await startGateway({ identify: entra.identify, signIn: entra.signIn, onUnexpected }),
      bot,
    ] as const;
    closing.push(...gateways.map(({ close }) => close));
    ways = [
      { origin: gateways[0].origin, path: '/v1/session', good: { ...goodClaims(issuer.url) } },
      {
        origin: gateways[1].origin,
        path: '/v1/session',
        good: goodClaims(`${issuer.url}/${tenant}/v2.0`, {
          aud: clientId,
          scp: 'access_as_user',
          tid: tenant,
          oid: 'object-1',
        }),
      },
      // What comes of an activity whose token is good is another suite's; this one names no service that could be answered.
      { origin: bot.origin, path: '/api/messages', good: { ...goodClaims(issuer.url), aud: clientId } },
    ];
  });
  afterAll(async () => {
    for (const close of closing) await close();
    await issuer.close();
    trap.close();
  });

  const send = async ({ origin, path }: (typeof ways)[number], token: string): Promise<[number, string]> => {
    const response = await fetch(`${origin}${path}`, {
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(path === '/api/messages' && {
        method: 'POST',
        body: JSON.stringify(activity('https://smba.example', { text: 'hi' })),
      }),
    });
    return [response.status, await response.text()];
  };
  const refusesAll = async (
    tokens: fc.Arbitrary<readonly [number, () => Promise<string> | string]>,
    numRuns: number,
  ): Promise<void> => {
    await fc.assert(
      fc.asyncProperty(tokens, async ([way, make]) => {
        const [status, text] = await send(ways[way]!, await make());
        expect([status, JSON.parse(text)]).toEqual([
          401,
          { error: expect.objectContaining({ code: 'sign-in-required' }) },
        ]);
        expect(unexpected).toEqual([]);
      }),
      { numRuns },
    );
    expect(trapped).toBe(0);
  };

  const way = fc.nat(2);
  const base64url = (text: string): string => Buffer.from(text).toString('base64url');
  const odd = fc.oneof(
    fc.jsonValue({ maxDepth: 2 }),
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.constantFrom<unknown>(
      '',
      ' ',
      null,
      -1,
      0,
      1e308,
      Number.MAX_SAFE_INTEGER,
      true,
      [],
      {},
      '__proto__',
      '\u0000',
      '../../key-1',
    ),
    fc.constantFrom<unknown>(
      { toString: 1, valueOf: 2 },
      [{ toString: 1, valueOf: 2 }],
      { length: 1e9 },
      'x'.repeat(2000),
    ),
    fc.constant('deep').map(() => JSON.parse('['.repeat(400) + ']'.repeat(400)) as unknown),
  );
  /** What a header may say to be believed: keys that it brings, places where they lie, files, other ways of signing. */
  const header = fc
    .record(
      {
        alg: fc.oneof(
          fc.constantFrom('none', 'None', 'HS256', 'RS256', 'RS512', 'PS256', 'ES256', 'EdDSA', 'dir', ''),
          odd,
        ),
        kid: fc.oneof(fc.constantFrom('key-1', 'key-9', '../key-1', "' or 1=1 --", '/dev/null'), odd),
        typ: fc.oneof(fc.constantFrom('JWT', 'at+jwt'), odd),
        jku: fc.constant('TRAP'),
        x5u: fc.constant('TRAP'),
        jwk: fc.oneof(fc.constant('KEY'), odd),
        x5c: fc.oneof(fc.constant(['TRAP']), odd),
        crit: fc.oneof(fc.constantFrom(['exp'], ['b64'], []), odd),
        b64: fc.constantFrom(true, false),
        zip: fc.constant('DEF'),
        enc: fc.constant('A128GCM'),
      },
      { requiredKeys: [] },
    )
    .map((given) =>
      JSON.stringify(given)
        .replaceAll('TRAP', () => trapAddress)
        .replaceAll('"KEY"', () => JSON.stringify(strangersKey)),
    );

  it('is refused when it was not signed by the issuer, whatever its header says; no address in it is asked', async () => {
    const forged = fc
      .tuple(way, header, fc.constantFrom('none', 'zeros', 'borrowed', 'garbage', 'longer'))
      .map(([index, head, kind]) => {
        const make = async (): Promise<string> => {
          const claims = base64url(JSON.stringify(ways[index]!.good));
          const [, , borrowed = ''] = (await issuer.sign({ ...goodClaims(issuer.url), sub: 'other' })).split('.');
          const signature = {
            none: '',
            zeros: base64url('\0'.repeat(256)),
            borrowed,
            garbage: 'AAAA',
            longer: `${borrowed}.x.y`,
          };
          return `${base64url(head)}.${claims}.${signature[kind]}`;
        };
        return [index, make] as const;
      });
    await refusesAll(forged, 200);
  });

  it('is refused when a stranger signed it, or the public key served as the secret', async () => {
    const names = fc.record({
      kid: fc.constantFrom('key-1', 'mallory'),
      by: fc.constantFrom('RS256', 'HS256'),
    });
    const signed = fc.tuple(way, names).map(([index, { kid, by }]) => {
      const make = async (): Promise<string> => {
        const head: JWTHeaderParameters = { alg: by, kid, jku: trapAddress, jwk: strangersKey };
        const key = by === 'HS256' ? new TextEncoder().encode(publicPem) : stranger;
        return new SignJWT(ways[index]!.good).setProtectedHeader(head).sign(key);
      };
      return [index, make] as const;
    });
    await refusesAll(signed, 40);
  });

  it('is refused when it is no token, or one that was bent', async () => {
    const bent = fc
      .tuple(way, fc.nat(2000), fc.constantFrom('cut', 'flip', 'double', 'dots', 'raw'), fc.string({ maxLength: 80 }))
      .map(([index, at, kind, text]) => {
        const make = async (): Promise<string> => {
          const good = await issuer.sign(ways[index]!.good);
          const place = at % good.length;
          // The last character of a signature has bits that say nothing.
          const inside = Math.min(place, good.length - 3);
          switch (kind) {
            case 'cut':
              return good.slice(0, inside) || 'x';
            case 'flip':
              return `${good.slice(0, inside)}${good[inside] === 'A' ? 'B' : 'A'}${good.slice(inside + 1)}`;
            case 'double':
              return `${good}${good}`;
            case 'dots':
              return good.replaceAll('.', '..');
            default:
              return `${base64url(text)}.${base64url(text)}.${base64url(text)}`;
          }
        };
        return [index, make] as const;
      });
    await refusesAll(bent, 100);
  });

  it('lets nobody in by a claim of a wrong kind, even one that the issuer signed, and is no fault of the gateway', async () => {
    const names = [
      'iss',
      'aud',
      'exp',
      'nbf',
      'iat',
      'sub',
      'scp',
      'scope',
      'name',
      'email',
      'tid',
      'oid',
      'groups',
      'roles',
    ];
    const claim = fc.tuple(
      fc.constantFrom(...names, 'realm', '_claim_names', 'serviceurl', '__proto__', 'constructor'),
      odd,
    );
    await fc.assert(
      fc.asyncProperty(way, fc.array(claim, { minLength: 1, maxLength: 3 }), async (index, changes) => {
        const chosen = ways[index]!;
        // Written out by hand, since a name may come twice: then the last holds.
        const parts = [...Object.entries(chosen.good), ...changes].map(
          ([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`,
        );
        const [status, text] = await send(chosen, await issuer.sign(`{${parts.join(',')}}`));
        expect(unexpected).toEqual([]);
        expect([200, 401]).toContain(status);
        if (status !== 200) return;
        const last = Object.fromEntries([...Object.entries(chosen.good), ...changes]);
        const { person } = JSON.parse(text) as { person: { id: string; name: unknown; role: string } };
        const who = index === 0 ? last['sub'] : last['oid'];
        expect(typeof who === 'string' && who !== '').toBe(true);
        expect(person.id.endsWith(who as string)).toBe(true);
        expect([typeof person.name, person.role]).toEqual(['string', 'user']);
        expect(last['exp']).toBeGreaterThan(Date.now() / 1000 - 60);
      }),
      {
        numRuns: 120,
        examples: [
          [0, [['sub', {}]]],
          [0, [['sub', { toString: 1, valueOf: 2 }]]],
          [0, [['sub', '']]],
          [0, [['scp', [{ toString: 1, valueOf: 2 }]]]],
          [1, [['oid', '']]],
          [1, [['sub', ['ann']]]],
        ],
      },
    );
  });
});

describe('an issuer that answers oddly', () => {
  let closing: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const close of closing.splice(0)) await close();
    closing = [];
  });

  type Answer = NonNullable<NonNullable<Parameters<typeof startIssuer>[1]>['answer']>;
  const open = async (answer: Answer, more: object = {}) => {
    const unexpected: Error[] = [];
    const issuer = await startIssuer('ES256', { answer });
    const config = accessSchema.parse({ mode: 'oidc', issuer: issuer.url, clientId: 'x', audience: ['inkstone'] });
    const start = (): Access =>
      createOidcAccess(config as OidcConfig, { fetchJson: createFetch({}), cooldownMs: 0, ...more });
    let access = start();
    const { origin, close } = await startGateway({
      identify: (request) => access.identify(request),
      onUnexpected: (error) => unexpected.push(error),
    });
    closing.push(close, issuer.close);
    const ask = async (): Promise<[number, string | undefined]> => {
      const token = await issuer.sign(goodClaims(issuer.url));
      const response = await fetch(`${origin}/v1/session`, { headers: { authorization: `Bearer ${token}` } });
      const { error } = (await response.json()) as { error?: { param: string } };
      expect(unexpected).toEqual([]);
      return [response.status, error?.param];
    };
    /** A gateway that knows nothing of the issuer yet. */
    const forget = (): void => void (access = start());
    return { ask, forget };
  };

  it('lets nobody in by keys or a description that are none, and says that it is the issuer', async () => {
    let body = '';
    let isKeys = true;
    const { ask, forget } = await open((request, response) => {
      if (/keys$/.test(request.url ?? '') !== isKeys) return false;
      response.end(body);
      return true;
    });
    const keys = fc.oneof(
      fc.json({ maxDepth: 2 }),
      fc.constantFrom('', '<html>', '{"keys":{}}', '{"keys":[null]}', '{"keys":[{"kty":"RSA","kid":"key-1"}]}'),
      fc.constantFrom(
        '{"keys":[{"kty":"EC","crv":"P-256","kid":"key-1","alg":"ES256","x":"AA","y":"AA"}]}',
        '['.repeat(50_000),
      ),
      fc.constantFrom(
        '{"keys":[{"kty":"oct","k":"AAAA","kid":"key-1","alg":"ES256"}]}',
        '{"issuer":1,"jwks_uri":"file:///etc/passwd"}',
      ),
    );
    await fc.assert(
      fc.asyncProperty(keys, fc.boolean(), async (given, ofKeys) => {
        body = given;
        isKeys = ofKeys;
        forget();
        const [status, param] = await ask();
        expect([
          [401, 'bad-signature'],
          [503, 'issuer-unreachable'],
        ]).toContainEqual([status, param]);
      }),
      { numRuns: 60 },
    );
  });

  it('is not followed elsewhere, and is not read without end', async () => {
    let elsewhere = 0;
    let sent = 0;
    const endless = Buffer.alloc(1 << 20, ' ');
    const { ask } = await open((request, response) => {
      if (request.url === '/elsewhere') elsewhere += 1;
      else if (!/keys$/.test(request.url ?? '')) return false;
      else if (elsewhere + sent === 0) {
        response.writeHead(302, { location: '/elsewhere' }).end();
        sent = 1;
      } else {
        const pump = (): void => {
          while (!response.destroyed && response.write(endless)) sent += 1;
          sent += 1;
        };
        response.on('drain', pump);
        pump();
      }
      return true;
    });
    expect(await ask()).toEqual([503, 'issuer-unreachable']);
    expect(elsewhere).toBe(0);
    expect(await ask()).toEqual([503, 'issuer-unreachable']);
    // Some are on their way when the gateway hangs up.
    expect(sent).toBeLessThan(40);
  });

  it('does not hold up people whose keys are known while it hangs', async () => {
    let hangs = false;
    let asked = 0;
    const { ask } = await open(
      (request) => {
        if (!hangs) return false;
        asked += 1;
        request.resume();
        return true;
      },
      { refreshMs: 0, cooldownMs: 60_000, timeoutMs: 100 },
    );
    expect(await ask()).toEqual([200, undefined]);
    hangs = true;
    for (let count = 0; count < 3; count += 1) expect(await ask()).toEqual([200, undefined]);
    expect(asked).toBe(1);
  });
});
