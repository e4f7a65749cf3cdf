import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const program = resolve(import.meta.dirname, '../make-empty-store.mjs');
const cache = resolve(import.meta.dirname, '../../node_modules/.cache');

/** Resolves with the archive of an empty database, which is made once for each version of PGlite. */
export async function makeEmptyStore() {
  const entry = fileURLToPath(import.meta.resolve('@electric-sql/pglite'));
  const { version } = JSON.parse(readFileSync(join(dirname(entry), '../package.json'), 'utf8'));
  const archive = join(cache, `empty-store-${version}.tgz`);
  if (existsSync(archive)) return archive;
  mkdirSync(cache, { recursive: true });
  const maker = spawn(process.execPath, ['--liftoff-only', program, archive], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [code] = await once(maker, 'exit');
  if (code !== 0) throw new Error(`An empty store could not be made: ${program} ended with ${code}.`);
  return archive;
}

/** Puts the archive beside the gateway; it is made while webpack builds. */
export class EmptyStore {
  apply(compiler) {
    let making;
    compiler.hooks.beforeCompile.tap('EmptyStore', () => {
      making ??= makeEmptyStore();
      // Told where it is waited for.
      making.catch(() => undefined);
    });
    compiler.hooks.afterEmit.tapPromise('EmptyStore', async ({ outputOptions }) => {
      copyFileSync(await making, join(outputOptions.path, 'empty-store.tgz'));
    });
  }
}
