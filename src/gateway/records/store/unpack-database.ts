import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

const block = 512;

/** Unpacks a database that the build made empty (`scripts/make-empty-store.mjs`): a gzipped tar of folders and files alone. */
export function unpackDatabase(archive: string, folder: string): void {
  const bytes = gunzipSync(readFileSync(archive));
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  // By POSIX (ustar): a block that says what follows, and the content in whole blocks; a block of zeros ends it.
  for (let at = 0; at < bytes.length && bytes[at] !== 0;) {
    const field = (from: number, length: number): string =>
      bytes.toString('utf8', at + from, at + from + length).replace(/\0.*$/s, '');
    const path = join(folder, field(0, 100));
    const size = Number.parseInt(field(124, 12), 8) || 0;
    const start = at + block;
    if (field(156, 1) === '5') mkdirSync(path, { recursive: true, mode: 0o700 });
    else writeFileSync(path, bytes.subarray(start, start + size), { mode: 0o600 });
    at = start + Math.ceil(size / block) * block;
  }
}
