import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { CompactSign, exportJWK, generateKeyPair, type CryptoKey, type JWTPayload } from 'jose';

/** An OpenID Connect issuer on a free port of loopback, whose keys and health the test decides. */
export interface LocalIssuer {
  readonly url: string;
  /** How often its keys were asked for. */
  readonly keyRequests: number;
  /** The public key in use, for forgeries. */
  readonly publicKey: CryptoKey;
  /** Claims that are text are signed as they are, whatever they say. */
  sign(
    claims: JWTPayload | string,
    options?: { readonly kid?: string; readonly key?: CryptoKey; readonly header?: Readonly<Record<string, unknown>> },
  ): Promise<string>;
  /** Takes a new key and forgets the one before. */
  rotate(): Promise<void>;
  /** Answers with 503 from now on, or no more. */
  fail(isDown: boolean): void;
  /** What it calls itself; by default its address. */
  call(name: string): void;
  close(): Promise<void>;
}

export interface IssuerOptions {
  readonly tls?: { readonly cert: string; readonly key: string };
  /** Answers what is not its description or its keys; `false` for what it knows nothing of. */
  readonly answer?: (...asked: Parameters<RequestListener>) => boolean;
}

export async function startIssuer(
  alg: 'ES256' | 'RS256' = 'ES256',
  { tls, answer }: IssuerOptions = {},
): Promise<LocalIssuer> {
  let count = 0;
  let keyRequests = 0;
  let isDown = false;
  let name: string | undefined;
  let current = await createKey();

  async function createKey() {
    count += 1;
    const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true });
    const kid = `key-${count}`;
    return { kid, publicKey, privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' } };
  }

  const onRequest: RequestListener = (request, response) => {
    if (answer?.(request, response)) return;
    const isKeys = /\/keys$/.test(request.url ?? '');
    if (isKeys) keyRequests += 1;
    if (isDown) {
      response.writeHead(503).end('down');
      return;
    }
    const body = isKeys
      ? { keys: [current.jwk] }
      : {
          issuer: name ?? url,
          jwks_uri: `${url}/keys`,
          authorization_endpoint: `${url}/authorize`,
          token_endpoint: `${url}/token`,
        };
    response
      .writeHead(200, { 'content-type': 'application/json', 'access-control-allow-origin': '*' })
      .end(JSON.stringify(body));
  };
  const server = tls ? createHttpsServer(tls, onRequest) : createHttpServer(onRequest);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `${tls ? 'https' : 'http'}://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    url,
    get keyRequests() {
      return keyRequests;
    },
    get publicKey() {
      return current.publicKey;
    },
    sign: (claims, { kid = current.kid, key = current.privateKey, header = {} } = {}) =>
      new CompactSign(new TextEncoder().encode(typeof claims === 'string' ? claims : JSON.stringify(claims)))
        .setProtectedHeader({ kid, ...header, alg })
        .sign(key),
    async rotate() {
      current = await createKey();
    },
    fail(down) {
      isDown = down;
    },
    call(other) {
      name = other;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const inAnHour = (): number => Math.floor(Date.now() / 1000) + 3600;

/** The claims of a good token, to be spoilt one by one. */
export function goodClaims(issuer: string, more: Readonly<Record<string, unknown>> = {}): JWTPayload {
  return { iss: issuer, aud: 'inkstone', sub: 'ann', name: 'Ann', scp: 'write', exp: inAnHour(), ...more };
}
