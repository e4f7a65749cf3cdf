import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Context, Hono } from 'hono';
import {
  adminPolicy,
  filePolicy,
  scriptPolicy,
  officeCdn,
  panePolicy,
  playgroundPolicy,
  trustPagePolicy,
} from '../site/content-security-policy.ts';
import { fillPage } from '../site/page-template.ts';
import { chooseEncoding, createStaticFiles, type CachedFile, type StaticFiles } from '../site/static-files.ts';
import { trustFile } from '../site/trust-page.ts';

const compressGzip = promisify(gzip);

export interface PagesOptions {
  /** The folder of the product: pages are in its `dist/web`, office.js in its `node_modules`. */
  readonly root: string;
  /** Where the pane's pages take office.js from. */
  readonly officeJs: 'self' | 'cdn';
  readonly frameAncestors: readonly string[];
  /** Origins that the pane talks to when it signs somebody in. */
  readonly signInOrigins: readonly string[];
  /** The origin that people reach this server at, for a request whose `Host` is this. */
  readonly originOf: (host: string) => string;
}

/** Address in the manifest as it is written, for the origin that is put in its place. */
const developmentOrigin = 'https://localhost:3000';
const hour = 'public, max-age=3600';

/** The pane, the function commands, the playground, office.js, samples and the manifest. */
export function addPages(app: Hono, options: PagesOptions): void {
  const web = createStaticFiles(join(options.root, 'dist/web'));
  const office = createStaticFiles(join(options.root, 'node_modules/@microsoft/office-js/dist'), { lowerCase: true });
  const samples = createStaticFiles(join(options.root, 'assets/samples'));
  const product = createStaticFiles(options.root);

  app.get('/', (context) => context.redirect('/playground/', 302));
  for (const name of ['taskpane', 'commands', 'tab', 'playground', 'admin']) {
    app.get(`/${name}`, (context) => context.redirect(`/${name}/${new URL(context.req.url).search}`, 308));
  }
  for (const name of ['taskpane', 'commands', 'tab']) {
    app.get(`/${name}/`, (context) => servePane(context, web, `${name}/index.html`, options));
    app.get(`/${name}/index.html`, (context) => servePane(context, web, `${name}/index.html`, options));
  }
  app.get('/taskpane/sign-in.html', (context) => servePane(context, web, 'taskpane/sign-in.html', options));
  for (const [path, file] of [
    ['/playground/', 'playground/index.html'],
    ['/playground/index.html', 'playground/index.html'],
    ['/playground/api', 'playground/api.html'],
    ['/playground/api.html', 'playground/api.html'],
  ] as const) {
    app.get(path, async (context) => {
      const page = await web.read(file);
      return page ? servePage(context, page.bytes.toString('utf8'), playgroundPolicy()) : notBuilt(context);
    });
  }
  app.get('/admin/', async (context) => {
    const template = await web.read('admin/index.html');
    if (!template) return notBuilt(context);
    const { html, nonce } = fillPage(template.bytes.toString('utf8'), '');
    return servePage(context, html, adminPolicy(nonce));
  });
  app.get('/static/*', async (context) => {
    const isHashed = /\.[0-9a-f]{8,}\.[a-z0-9]+(?:\.map)?$/.test(context.req.path);
    const caching = isHashed ? 'public, max-age=31536000, immutable' : 'no-cache';
    const response = await serveFile(context, await web.read(context.req.path), caching);
    // Excel on the web reads what functions there are from a page of its own.
    if (functionFiles.test(context.req.path)) response.headers.set('access-control-allow-origin', '*');
    return response;
  });
  app.get('/assets/*', async (context) => serveFile(context, await web.read(context.req.path), hour));
  app.get('/samples/*', async (context) => {
    const path = context.req.path.slice('/samples/'.length);
    const file = /\.(?:docx|xlsx|json)$/.test(path) ? await samples.read(path) : undefined;
    return serveFile(context, file, 'no-cache');
  });
  app.get('/office-js/*', async (context) => {
    const path = context.req.path.slice('/office-js/'.length);
    const trust = trustFile(path.toLowerCase());
    if (trust) {
      return context.body(trust.body, 200, {
        'content-type': trust.contentType,
        'cache-control': 'no-cache',
        'content-security-policy': trustPagePolicy(options.frameAncestors),
      });
    }
    return serveFile(context, await office.read(path), hour);
  });
  // What of the app package a host reads to show the app; the emulated Teams does.
  app.get('/app/:file{[a-z-]+\\.(?:json|png)}', async (context) => {
    const file = await product.read(`appPackage/${context.req.param('file')}`);
    if (!file?.contentType.startsWith('application/json')) return serveFile(context, file, 'no-cache');
    const origin = options.originOf(context.req.header('host') ?? '');
    return context.body(file.bytes.toString('utf8').replaceAll(developmentOrigin, origin), 200, {
      'content-type': file.contentType,
      'cache-control': 'no-cache',
      'content-security-policy': filePolicy,
    });
  });
  app.get('/manifest.xml', async (context) => {
    const manifest = await product.read('manifest.xml');
    if (!manifest) return notFound(context);
    const origin = options.originOf(context.req.header('host') ?? '');
    return context.body(manifest.bytes.toString('utf8').replaceAll(developmentOrigin, origin), 200, {
      'content-type': manifest.contentType,
      'cache-control': 'no-cache',
      'content-security-policy': filePolicy,
    });
  });
}

/** The metadata of the functions in cells, and their script: as public as the manifest that names them. */
const functionFiles = /^\/static\/functions(?:\.[\w-]+)?\.(?:json|js)$/;

async function servePane(context: Context, web: StaticFiles, file: string, options: PagesOptions): Promise<Response> {
  const template = await web.read(file);
  if (!template) return notBuilt(context);
  const usesCdn = options.officeJs === 'cdn';
  const officeJs = usesCdn ? `${officeCdn}/lib/1/hosted/office.js` : '/office-js/office.js';
  const { html, nonce } = fillPage(template.bytes.toString('utf8'), officeJs);
  return servePage(
    context,
    html,
    panePolicy({ nonce, usesCdn, frameAncestors: options.frameAncestors, signInOrigins: options.signInOrigins }),
  );
}

/** A page is never cached: its nonce is good for one answer, and it names the hashed files of one build. */
async function servePage(context: Context, html: string, policy: string): Promise<Response> {
  const zips = chooseEncoding(context.req.header('accept-encoding')) !== 'identity';
  const bytes = zips ? await compressGzip(html) : Buffer.from(html);
  return new Response(toBody(bytes), {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-length': String(bytes.length),
      'cache-control': 'no-store',
      vary: 'Accept-Encoding',
      ...(zips ? { 'content-encoding': 'gzip' } : {}),
      'content-security-policy': policy,
    },
  });
}

async function serveFile(context: Context, file: CachedFile | undefined, caching: string): Promise<Response> {
  if (!file) return notFound(context);
  const headers = { etag: file.etag, 'cache-control': caching, vary: 'Accept-Encoding' };
  const known = context.req.header('if-none-match')?.split(',') ?? [];
  if (known.some((tag) => tag.trim() === file.etag || tag.trim() === '*'))
    return new Response(null, { status: 304, headers });
  const encoding = chooseEncoding(context.req.header('accept-encoding'));
  const bytes = await file.encoded(encoding);
  return new Response(toBody(bytes), {
    headers: {
      ...headers,
      'content-type': file.contentType,
      'content-length': String(bytes.length),
      ...(bytes === file.bytes ? {} : { 'content-encoding': encoding }),
      'content-security-policy': file.contentType.startsWith('text/javascript') ? scriptPolicy : filePolicy,
    },
  });
}

function toBody(bytes: Buffer): Uint8Array<ArrayBuffer> {
  return bytes as Uint8Array<ArrayBuffer>;
}

function notFound(context: Context): Response {
  return context.text('There is nothing here.\n', 404, { 'content-security-policy': filePolicy });
}

function notBuilt(context: Context): Response {
  return context.text('This page is not built yet: run "npm run build".\n', 503, {
    'content-security-policy': filePolicy,
  });
}
