import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const compressBrotli = promisify(brotliCompress);
const compressGzip = promisify(gzip);

export type ContentEncoding = 'br' | 'gzip' | 'identity';

/** A file in memory, and its compressed forms once they were asked for. */
export interface CachedFile {
  readonly bytes: Buffer;
  readonly contentType: string;
  /** Of the content, the same for all encodings, and so weak. */
  readonly etag: string;
  readonly modifiedMs: number;
  encoded(encoding: ContentEncoding): Promise<Buffer>;
}

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.xml': 'application/xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.gif': 'image/gif',
  '.jpg': 'image/jpeg',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.wasm': 'application/wasm',
  '.docx': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
};
const compressible = /^(?:text\/|application\/(?:json|xml|wasm)|image\/svg)/;
const smallestCompressed = 1024;
const cacheBytes = 64 * 1024 * 1024;

export interface StaticFiles {
  /** The file at a path below the root, as it stands in the address; `undefined` for none, or for a path that leads out. */
  read(path: string): Promise<CachedFile | undefined>;
}

/** Files below `root`, kept in memory until they change on the disk. `lowerCase` for a tree whose names are all lower case. */
export function createStaticFiles(root: string, { lowerCase = false } = {}): StaticFiles {
  const cache = new Map<string, CachedFile>();
  let cached = 0;

  async function load(file: string): Promise<CachedFile | undefined> {
    const found = await stat(file).catch(() => undefined);
    if (!found?.isFile()) return undefined;
    const known = cache.get(file);
    if (known && known.modifiedMs === found.mtimeMs && known.bytes.length === found.size) return known;
    const fresh = toCachedFile(file, await readFile(file), found.mtimeMs);
    cached += fresh.bytes.length - (known?.bytes.length ?? 0);
    cache.delete(file);
    cache.set(file, fresh);
    for (const [oldest, { bytes }] of cache) {
      if (cached <= cacheBytes || oldest === file) break;
      cache.delete(oldest);
      cached -= bytes.length;
    }
    return fresh;
  }

  return {
    async read(path) {
      const safe = toSafePath(path);
      if (safe === undefined) return undefined;
      const file = join(root, lowerCase ? safe.toLowerCase() : safe);
      return file.startsWith(root.endsWith(sep) ? root : root + sep) ? await load(file) : undefined;
    },
  };
}

/** The decoded path; `undefined` when it could lead anywhere but down, or to a hidden file. */
function toSafePath(path: string): string | undefined {
  let decoded: string;
  try {
    decoded = decodeURIComponent(path);
  } catch {
    return undefined;
  }
  const hasOddCharacter = Array.from(decoded).some(
    (character) => character < ' ' || character === '\\' || character === ':',
  );
  if (hasOddCharacter) return undefined;
  const segments = decoded.split('/').filter((segment) => segment !== '');
  return segments.some((segment) => segment.startsWith('.')) ? undefined : segments.join('/');
}

function toCachedFile(file: string, bytes: Buffer, modifiedMs: number): CachedFile {
  const contentType = contentTypes[extname(file).toLowerCase()] ?? 'application/octet-stream';
  const isCompressible = compressible.test(contentType) && bytes.length >= smallestCompressed;
  const forms = new Map<ContentEncoding, Promise<Buffer>>();
  return {
    bytes,
    contentType,
    etag: `W/"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`,
    modifiedMs,
    encoded(encoding) {
      if (encoding === 'identity' || !isCompressible) return Promise.resolve(bytes);
      let form = forms.get(encoding);
      if (!form) {
        form = compress(bytes, encoding);
        forms.set(encoding, form);
      }
      return form;
    },
  };
}

/** The bytes compressed; they themselves when that makes them no smaller. */
async function compress(bytes: Buffer, encoding: 'br' | 'gzip'): Promise<Buffer> {
  const form =
    encoding === 'br'
      ? await compressBrotli(bytes, {
          params: { [constants.BROTLI_PARAM_QUALITY]: 6, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
        })
      : await compressGzip(bytes, { level: 6 });
  return form.length < bytes.length ? form : bytes;
}

/** The best encoding that the client takes. */
export function chooseEncoding(acceptEncoding: string | undefined): ContentEncoding {
  const accepted = new Map(
    (acceptEncoding ?? '').split(',').map((item) => {
      const [name = '', ...parameters] = item.split(';').map((part) => part.trim().toLowerCase());
      const quality = parameters.find((parameter) => parameter.startsWith('q='));
      return [name, quality === undefined ? 1 : Number(quality.slice(2))] as const;
    }),
  );
  if ((accepted.get('br') ?? 0) > 0) return 'br';
  return (accepted.get('gzip') ?? 0) > 0 ? 'gzip' : 'identity';
}
