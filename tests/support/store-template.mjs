import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';

const cache = fileURLToPath(new URL('../../node_modules/.cache', import.meta.url));
const pgliteEntry = fileURLToPath(import.meta.resolve('@electric-sql/pglite'));
const { version } = JSON.parse(readFileSync(join(dirname(pgliteEntry), '../package.json'), 'utf8'));

/**
 * An empty database of the embedded store, made once for all tests: PGlite takes six seconds of processor time to make one
 * and half a second to open a copy. Its folder is in the environment, as INKSTONE_STORE_TEMPLATE.
 */
export async function makeStoreTemplate() {
  const template = join(cache, `embedded-store-${version}`);
  process.env.INKSTONE_STORE_TEMPLATE = template;
  if (existsSync(template)) return;
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'embedded-store-'));
  const database = await PGlite.create(folder);
  await database.close();
  try {
    renameSync(folder, template);
  } catch (error) {
    // Another run was first: its template is as good.
    rmSync(folder, { recursive: true, force: true });
    if (!existsSync(template)) throw error;
  }
}
