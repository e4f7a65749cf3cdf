import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { createGateway } from '../../src/gateway/app.ts';
import { productRoot, startGateway } from '../support/gateway.ts';

const page = (style: string): string =>
  `<!doctype html><meta name="csp" content="__CSP_NONCE__"><style nonce="__CSP_NONCE__">${style}</style><script src="__OFFICE_JS__"></script>`;

interface Raw {
  readonly status: number;
  readonly headers: Record<string, string | string[] | undefined>;
  readonly body: Buffer;
}

/** A request whose path and `Host` go as they are. */
function raw(origin: string, path: string, headers: Record<string, string> = {}): Promise<Raw> {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest({ hostname, port, path, headers }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts) });
      });
    });
    outgoing.on('error', reject).end();
  });
}

describe('the pages', () => {
  let root: string;
  let origin: string;
  let close: () => Promise<void>;
  const script = `console.log(${JSON.stringify('x'.repeat(5000))});`;

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'inkstone-pages-'));
    const put = async (path: string, text: string): Promise<void> => {
      await mkdir(join(root, path, '..'), { recursive: true });
      await writeFile(join(root, path), text);
    };
    await put('dist/web/taskpane/index.html', page('b{}'));
    await put('dist/web/commands/index.html', page('i{}'));
    await put('dist/web/playground/index.html', '<!doctype html><title>Playground</title>');
    await put('dist/web/playground/api.html', '<!doctype html><title>Interface</title>');
    await put('dist/web/static/taskpane.0123abcd.js', script);
    await put('dist/web/static/shell.js', script);
    await put('dist/web/static/functions.zh-CN.json', '{}');
    await put('dist/web/assets/icon-16.png', 'png');
    await put('dist/web/.hidden/secret.js', 'hidden');
    await put('dist/secret.js', 'secret');
    await put('assets/samples/report.docx', 'docx');
    await put('assets/samples/index.json', '[]');
    await put('assets/samples/notes.txt', 'not a sample');
    await put('manifest.xml', '<a href="https://localhost:3000/taskpane/"/><b>https://localhost:3000</b>');
    await symlink(join(productRoot, 'node_modules'), join(root, 'node_modules'));
    ({ origin, close } = await startGateway({ root }));
  });
  afterAll(async () => {
    await close();
    await rm(root, { recursive: true });
  });

  const policyOf = async (path: string, at = origin): Promise<Record<string, string>> => {
    const policy = (await fetch(at + path)).headers.get('content-security-policy') ?? '';
    return Object.fromEntries(policy.split('; ').map((part) => [part.split(' ', 1)[0], part.replace(/^\S+ ?/, '')]));
  };

  it('leads from the root to the playground, and from a folder to its slash with the query kept', async () => {
    const home = await raw(origin, '/');
    expect([home.status, home.headers.location]).toEqual([302, '/playground/']);
    const pane = await raw(origin, '/taskpane?locale=zh-CN');
    expect([pane.status, pane.headers.location]).toEqual([308, '/taskpane/?locale=zh-CN']);
  });

  it('fills a fresh nonce into each answer of the pane, the same as in its policy', async () => {
    const load = async (): Promise<{ nonces: Set<string | undefined>; policy: string; text: string }> => {
      const response = await fetch(`${origin}/taskpane/`);
      const text = await response.text();
      const nonces = new Set(Array.from(text.matchAll(/(?:content|nonce)="([^"]+)"/g), (match) => match[1]));
      return { nonces, policy: response.headers.get('content-security-policy') ?? '', text };
    };
    const [one, other] = [await load(), await load()];
    expect(one.nonces.size).toBe(1);
    expect(one.policy).toContain(`'nonce-${[...one.nonces][0]}'`);
    expect(one.nonces).not.toEqual(other.nonces);
    expect(one.text).not.toMatch(/__[A-Z_]+__/);
    expect(one.text).toContain('src="/office-js/office.js"');
  });

  it('gives the pane a policy with no inline or evaluated script, and Office as the only frame around it', async () => {
    for (const path of ['/taskpane/', '/commands/']) {
      const policy = await policyOf(path);
      expect(policy).toMatchObject({
        'default-src': "'none'",
        'script-src': "'self'",
        'connect-src': "'self'",
        'img-src': "'self' data: blob:",
        'base-uri': "'none'",
        'frame-src': "'self'",
      });
      expect(policy['frame-ancestors']).toContain('https://*.officeapps.live.com');
      expect(policy['style-src']).toMatch(/^'self' 'nonce-[\w+/=]+'$/);
    }
  });

  it("takes office.js from Microsoft's servers when told so", async () => {
    const other = await startGateway({ root, officeJs: 'cdn', frameAncestors: ['https://intranet.example'] });
    const text = await (await fetch(`${other.origin}/taskpane/`)).text();
    expect(text).toContain('src="https://appsforoffice.microsoft.com/lib/1/hosted/office.js"');
    const policy = await policyOf('/taskpane/', other.origin);
    expect(policy['script-src']).toBe("'self' https://appsforoffice.microsoft.com");
    expect(policy['frame-ancestors']).toContain('https://intranet.example');
    await other.close();
  });

  it('gives the playground a policy that lets nobody frame it', async () => {
    for (const path of ['/playground/', '/playground/api']) {
      expect(await policyOf(path)).toMatchObject({
        'script-src': "'self'",
        'style-src': "'self'",
        'img-src': "'self' data: blob:",
        'frame-src': "'self' https://localhost:*",
        'connect-src': "'self'",
        'frame-ancestors': "'self'",
      });
    }
  });

  it('lets a script load its other parts, which a worker does by the policy of its own script, and other files nothing', async () => {
    expect(await policyOf('/static/shell.js')).toEqual({
      'default-src': "'none'",
      'script-src': "'self'",
      'frame-ancestors': "'none'",
    });
    expect(await policyOf('/assets/icon-32.png')).toEqual({ 'default-src': "'none'", 'frame-ancestors': "'none'" });
  });

  it('sends nosniff and no referrer with everything', async () => {
    for (const path of ['/taskpane/', '/static/shell.js', '/healthz', '/v1/models', '/nothing']) {
      const { headers } = await fetch(origin + path);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('x-request-id')).toBeTruthy();
    }
  });

  it('lets a hashed file be kept for ever, and others be asked for again', async () => {
    const caching = async (path: string): Promise<string | null> =>
      (await fetch(origin + path)).headers.get('cache-control');
    expect(await caching('/static/taskpane.0123abcd.js')).toBe('public, max-age=31536000, immutable');
    expect(await caching('/static/shell.js')).toBe('no-cache');
    expect(await caching('/taskpane/')).toBe('no-store');
  });

  it('lets Excel on the web read the functions’ metadata from its own page, and nothing else', async () => {
    const allowed = async (path: string) => (await fetch(origin + path)).headers.get('access-control-allow-origin');
    expect(await allowed('/static/functions.zh-CN.json')).toBe('*');
    expect(await allowed('/static/shell.js')).toBeNull();
  });

  it('compresses what a client takes compressed, and answers 304 for what it has', async () => {
    const small = await raw(origin, '/static/shell.js', { 'accept-encoding': 'gzip, br' });
    expect(small.headers).toMatchObject({
      'content-encoding': 'br',
      vary: 'Accept-Encoding',
      'content-type': 'text/javascript; charset=utf-8',
    });
    expect(small.body.length).toBeLessThan(500);
    expect(brotliDecompressSync(small.body).toString()).toBe(script);
    const plain = await raw(origin, '/static/shell.js', { 'accept-encoding': 'br;q=0' });
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect(plain.body.toString()).toBe(script);
    const known = await raw(origin, '/static/shell.js', { 'if-none-match': String(plain.headers.etag) });
    expect([known.status, known.body.length]).toEqual([304, 0]);
  });

  it('serves a file anew after it changed', async () => {
    const path = join(root, 'dist/web/static/changing.js');
    await writeFile(path, 'one');
    const first = await fetch(`${origin}/static/changing.js`);
    expect(await first.text()).toBe('one');
    await writeFile(path, 'two and more');
    const second = await fetch(`${origin}/static/changing.js`);
    expect(await second.text()).toBe('two and more');
    expect(second.headers.get('etag')).not.toBe(first.headers.get('etag'));
  });

  it.each([
    '/static/../secret.js',
    '/static/../../secret.js',
    '/static/%2e%2e/%2e%2e/secret.js',
    '/static/..%2f..%2fsecret.js',
    '/static/..%5c..%5csecret.js',
    '/static/%00',
    '/static/%',
    '/assets/../.hidden/secret.js',
    '/static//etc/passwd',
    '/office-js/../package.json',
    '/office-js/%2e%2e/package.json',
    '/samples/notes.txt',
    '/samples/../../package.json',
    '/static/',
    '/static',
  ])('finds nothing at %s', async (path) => {
    const { status, body } = await raw(origin, path);
    expect(status).toBe(404);
    expect(body.toString()).not.toMatch(/secret|root:|not a sample|"name"/);
  });

  it('serves samples and assets with their types', async () => {
    const types = async (path: string): Promise<string | null> =>
      (await fetch(origin + path)).headers.get('content-type');
    expect(await types('/samples/report.docx')).toContain('wordprocessingml');
    expect(await types('/samples/index.json')).toContain('application/json');
    expect(await types('/assets/icon-16.png')).toBe('image/png');
  });

  it('serves office.js in any letter case', async () => {
    for (const path of ['/office-js/office.js', '/office-js/Office.js', '/office-js/en-US/office_strings.js']) {
      expect((await raw(origin, path)).status).toBe(200);
    }
  });

  it('answers for trust at the page that office.js asks, in any letter case', async () => {
    for (const folder of ['AgaveErrorUX', 'agaveerrorux', 'AGAVEERRORUX']) {
      const { status, body, headers } = await raw(origin, `/office-js/${folder}/index.html`);
      expect(status).toBe(200);
      expect(body.toString()).toContain('<script src="trust.js">');
      expect(headers['content-security-policy']).toMatch(/script-src 'self'; frame-ancestors 'self'/);
      expect((await raw(origin, `/office-js/${folder}/trust.js`)).body.toString()).toContain('hostUserTrusted');
    }
  });

  it('names its own address in the manifest', async () => {
    const mine = await (await fetch(`${origin}/manifest.xml`)).text();
    expect(mine).toBe(`<a href="${origin}/taskpane/"/><b>${origin}</b>`);
    const other = await startGateway({ root, publicUrl: 'https://inkstone.example' });
    expect(await (await fetch(`${other.origin}/manifest.xml`)).text()).toContain('https://inkstone.example/taskpane/');
    await other.close();
  });

  it('says how to build pages that are not there', async () => {
    const empty = await startGateway({ root: tmpdir() });
    const response = await fetch(`${empty.origin}/playground/`);
    expect([response.status, await response.text()]).toEqual([503, expect.stringContaining('npm run build')]);
    await empty.close();
  });

  it('answers to names of this machine alone when it is bound to loopback', async () => {
    const status = async (host: string): Promise<number> => (await raw(origin, '/healthz', { host })).status;
    expect(await status('localhost:3000')).toBe(200);
    expect(await status('pane.localhost:3000')).toBe(200);
    expect(await status('evil.example:3000')).toBe(403);
    expect(await status('localhost.evil.example')).toBe(403);
    expect(await status('a"><script>')).toBe(403);
  });

  it('answers 404 in the form of the API below /v1', async () => {
    const response = await fetch(`${origin}/v1/nothing`, { method: 'POST' });
    expect(response.status).toBe(404);
    expect((await response.json()).error.code).toBe('invalid-request');
  });

  it('tells of a port in use', async () => {
    const { port } = new URL(origin);
    await expect(createGateway({ root }).listen(Number(port))).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });
});
