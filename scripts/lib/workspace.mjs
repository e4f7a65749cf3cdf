import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The repository's root. */
export const root = resolve(import.meta.dirname, '../..');

const minimumNode = [20, 19];

/** Ends the process with one clear sentence when Node is too old to run anything here. */
export function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > minimumNode[0] || (major === minimumNode[0] && minor >= minimumNode[1])) return;
  fail(
    `Inkstone needs Node ${minimumNode.join('.')} or later; this is ${process.versions.node}. Get it from https://nodejs.org.`,
  );
}

export function fail(message) {
  process.stderr.write(`\n${message}\n`);
  process.exit(1);
}

/**
 * Runs a command and resolves with its exit code; `onOutput` gets what it prints, otherwise it prints straight
 * to this terminal.
 */
export function run(command, args, { onOutput, env = {} } = {}) {
  return new Promise((settle) => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: onOutput ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
      shell: process.platform === 'win32',
    });
    child.stdout?.on('data', onOutput);
    child.stderr?.on('data', onOutput);
    child.on('error', (error) => {
      onOutput?.(`${error.message}\n`);
      settle(1);
    });
    child.on('close', (code) => settle(code ?? 1));
  });
}

/** A program that a package of ours brings, run by this very Node. */
export function bin(path) {
  return [process.execPath, [join(root, 'node_modules', path)]];
}

/**
 * Installs the locked packages when they are absent or not those of the lock file. To run and build takes
 * `dependencies`; the checks and tests take `{ dev: true }`, which doubles the time, so that a newcomer's first
 * start does without. `npm install` and not `npm ci`: the lock file may have been written where another platform's
 * optional binaries could not be seen, which `ci` refuses and `install` completes; `--no-save` keeps the lock file
 * as it is.
 */
export async function ensureInstalled({ dev = false } = {}) {
  const stamp = join(root, 'node_modules/.inkstone-lock');
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  const installed = existsSync(stamp) ? readFileSync(stamp, 'utf8') : '';
  if (installed === `${lock} dev` || (!dev && installed === lock)) return;
  process.stdout.write(`Installing packages (${dev ? 'two minutes or three' : 'a minute or two'}, once) …\n`);
  const code = await run('npm', [
    'install',
    '--no-save',
    dev ? '--include=dev' : '--omit=dev',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ]);
  if (code !== 0)
    fail('The packages could not be installed. Check that the npm registry can be reached (npm ping), then try again.');
  writeFileSync(stamp, dev ? `${lock} dev` : lock);
}

/**
 * Builds `dist/` when a source is newer than the last build: what runs in a browser and what runs in Node side by side. The
 * first build keeps no cache for a second, which would take a fifth of its time.
 */
export async function ensureBuilt() {
  const stamp = join(root, 'dist/.built');
  const sources = ['src', 'assets', 'webpack.config.js', 'package-lock.json', 'package.json'];
  const newest = Math.max(...sources.map((path) => newestChange(join(root, path))));
  if (existsSync(stamp) && statSync(stamp).mtimeMs > newest) return;
  process.stdout.write('Building the task pane, the playground and the gateway …\n');
  const started = Date.now();
  const [command, args] = bin('webpack-cli/bin/cli.js');
  const cache = existsSync(stamp) ? [] : ['--no-cache'];
  const codes = await Promise.all(
    ['web', 'gateway', 'threads'].map((name) =>
      run(command, [...args, '--mode', 'production', '--config-name', name, ...cache]),
    ),
  );
  if (codes.some((code) => code !== 0)) fail('The build failed; the lines above say where.');
  writeFileSync(stamp, '');
  process.stdout.write(`Built in ${Math.round((Date.now() - started) / 1000)} s.\n`);
}

/** Installs the runtime for model files (`npx inkstone model runtime`), which the tests of the gateway run one with. */
export async function ensureModelRuntime() {
  const [command, ...args] = [process.execPath, join(root, 'bin/inkstone.mjs'), 'model', 'runtime'];
  if (existsSync(join(root, 'runtime/llama/node_modules/node-llama-cpp'))) return;
  if ((await run(command, args)) !== 0)
    fail('The tests need the runtime for model files; the lines above say why it is not there.');
}

function newestChange(path) {
  if (!existsSync(path)) return 0;
  const { mtimeMs } = statSync(path);
  if (!statSync(path).isDirectory()) return mtimeMs;
  return readdirSync(path).reduce((newest, name) => Math.max(newest, newestChange(join(path, name))), mtimeMs);
}
