/**
 * The licence of every package that the product ships with: fails on one that is not among those that allow it. What
 * `npm audit` would add needs a registry that answers it; not every mirror does.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './lib/workspace.mjs';

const allowed = new Set([
  'MIT',
  'MIT-0',
  'ISC',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'CC0-1.0',
  'Unlicense',
  'BlueOak-1.0.0',
  'Python-2.0',
  'Zlib',
]);
/** Packages whose metadata say it in another way, with what their licence file says. */
const readByHand = new Map([
  ['@microsoft/office-js', 'Microsoft: use with Office, served unchanged'],
  ['duck', 'BSD-2-Clause'],
  ['caniuse-lite', 'CC-BY-4.0: data that the build reads; nothing of it is in the bundles'],
]);

const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
const problems = [];
let count = 0;
for (const [path, entry] of Object.entries(packages)) {
  if (path === '' || entry.dev || entry.devOptional) continue;
  const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
  count += 1;
  const licence = entry.license ?? fromFolder(path);
  if (!readByHand.has(name) && !isAllowed(licence)) problems.push(`${name} ${entry.version}: ${licence}`);
}
if (count === 0) problems.push('The lock file names no package.');
if (problems.length > 0) {
  console.error(`These licences are not among those that allow it:\n${problems.join('\n')}`);
  process.exitCode = 1;
} else console.log(`${count} packages ship, all under licences that allow it.`);

/** `(MIT OR GPL)` is fine when one is; `MIT AND X` when all are. */
function isAllowed(expression) {
  const bare = String(expression).replace(/[()]/g, '');
  return bare.split(' OR ').some((choice) => choice.split(' AND ').every((licence) => allowed.has(licence.trim())));
}

function fromFolder(path) {
  const file = join(root, path, 'package.json');
  if (!existsSync(file)) return 'unknown';
  const { license, licenses } = JSON.parse(readFileSync(file, 'utf8'));
  return typeof license === 'object'
    ? license.type
    : (license ?? licenses?.map(({ type }) => type).join(' OR ') ?? 'unknown');
}
