import { createHash, randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { goodClaims, startIssuer, type LocalIssuer } from './local-issuer.ts';
import { createSelfSignedCertificate } from './self-signed-certificate.ts';

/** An issuer with TLS that people sign in at in a browser: whoever asks is let in at once, as the person that the test named. */
export interface SignInIssuer extends LocalIssuer {
  /** Who signs in next, by the claims of their token. */
  person: Readonly<Record<string, unknown>>;
  /** How often somebody was sent to its sign-in page. */
  readonly visits: number;
}

/** Authorization code with PKCE (RFC 6749, RFC 7636), public clients alone. */
export async function startSignInIssuer(): Promise<SignInIssuer> {
  const codes = new Map<string, { readonly challenge: string; readonly nonce: string; readonly client: string }>();
  let person: Readonly<Record<string, unknown>> = {};
  let visits = 0;

  function authorize(query: URLSearchParams, response: ServerResponse): void {
    visits += 1;
    const code = randomUUID();
    const asked = (name: string): string => query.get(name) ?? '';
    if (asked('response_type') !== 'code' || asked('code_challenge_method') !== 'S256') {
      response.writeHead(400).end('Code with PKCE alone.');
      return;
    }
    codes.set(code, { challenge: asked('code_challenge'), nonce: asked('nonce'), client: asked('client_id') });
    const back = new URLSearchParams({ code, state: asked('state') }).toString();
    const mark = query.get('response_mode') === 'fragment' ? '#' : '?';
    response.writeHead(302, { location: `${asked('redirect_uri')}${mark}${back}` }).end();
  }

  async function redeem(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = '';
    for await (const part of request) body += String(part);
    const given = new URLSearchParams(body);
    const known = codes.get(given.get('code') ?? '');
    codes.delete(given.get('code') ?? '');
    const proof = createHash('sha256')
      .update(given.get('code_verifier') ?? '')
      .digest('base64url');
    const headers = { 'content-type': 'application/json', 'access-control-allow-origin': '*' };
    if (!known || proof !== known.challenge) {
      response.writeHead(400, headers).end(JSON.stringify({ error: 'invalid_grant' }));
      return;
    }
    const now = Math.floor(Date.now() / 1000);
    const claims = goodClaims(issuer.url, { ...person, iat: now });
    const answer = {
      token_type: 'Bearer',
      expires_in: 3600,
      scope: 'openid profile',
      access_token: await issuer.sign(claims),
      id_token: await issuer.sign({ ...claims, aud: known.client, nonce: known.nonce }),
    };
    response.writeHead(200, headers).end(JSON.stringify(answer));
  }

  const issuer = await startIssuer('ES256', {
    tls: createSelfSignedCertificate('localhost'),
    answer(request, response) {
      const { pathname, searchParams } = new URL(request.url ?? '/', 'https://issuer');
      if (request.method === 'OPTIONS') {
        response.writeHead(204, { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*' }).end();
        return true;
      }
      if (pathname === '/authorize') authorize(searchParams, response);
      else if (pathname === '/token') void redeem(request, response);
      else return false;
      return true;
    },
  });
  return Object.defineProperties(issuer, {
    person: { get: () => person, set: (next: typeof person) => (person = next) },
    visits: { get: () => visits },
  }) as SignInIssuer;
}
