/**
 * Lets a benchmark import the TypeScript sources as they are: `await import('./load-source.mjs')` first, then
 * `await import('../src/…/name.ts')`.
 */
import { readFile } from 'node:fs/promises';
import { register } from 'node:module';
import { fileURLToPath } from 'node:url';
import { isMainThread } from 'node:worker_threads';

if (isMainThread) register(import.meta.url);

export async function load(url, context, nextLoad) {
  if (!url.endsWith('.ts') && !url.endsWith('.tsx')) return nextLoad(url, context);
  const { transform } = await import('@swc/core');
  const { code } = await transform(await readFile(fileURLToPath(url), 'utf8'), {
    filename: fileURLToPath(url),
    sourceMaps: 'inline',
    jsc: { target: 'es2022', parser: { syntax: 'typescript', tsx: url.endsWith('x') } },
    module: { type: 'es6' },
  });
  return { format: 'module', source: code, shortCircuit: true };
}
