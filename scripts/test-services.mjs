/**
 * `npm run test:services`: the suites in tests/services, on real services. `npm run test:services -- redis-limits` runs only
 * those named. The first word of a suite's name is the service that it needs, one of its own on a free port: suites for Redis start
 * theirs themselves, PostgreSQL is started here, in a folder that goes again.
 * On Debian a service that is missing is installed where that is allowed; elsewhere the script says what is missing, and fails.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { bin, ensureInstalled, fail, requireNode, root, run } from './lib/workspace.mjs';

/** The programs that a service is, where a distribution may put them, and its Debian package. */
const services = {
  redis: { programs: () => ['/usr/bin/redis-server', '/usr/local/bin/redis-server'], debian: 'redis-server' },
  postgres: { programs: postgresPrograms, debian: 'postgresql', start: startPostgres },
};

requireNode();
await ensureInstalled({ dev: true });

const folder = join(root, 'tests/services');
const suites = readdirSync(folder)
  .filter((file) => file.endsWith('.test.ts'))
  .map((file) => file.slice(0, -'.test.ts'.length));
const named = process.argv.slice(2);
const unknown = named.filter((name) => !suites.includes(name));
if (unknown.length > 0) fail(`No suite is called ${unknown.join(', ')}. There are: ${suites.join(', ')}.`);
const wanted = named.length > 0 ? named : suites;

const stops = [];
const environment = {};
for (const name of new Set(wanted.map((suite) => suite.split('-', 1)[0]))) {
  const service = services[name];
  if (!service) fail(`scripts/test-services.mjs does not know the service "${name}". Add it to the table there.`);
  await ensureService(name, service);
  const started = await service.start?.();
  if (!started) continue;
  stops.push(started.stop);
  Object.assign(environment, started.environment);
}

const [node, [jest]] = bin('jest/bin/jest.js');
const files = wanted.map((name) => join(folder, `${name}.test.ts`));
const args = [jest, '--selectProjects', 'services', '--runInBand', '--forceExit', '--runTestsByPath', ...files];
const code = await run(node, args, { env: environment });
for (const stop of stops) await stop();
process.exit(code);

async function ensureService(name, { programs, debian }) {
  if (isThere(programs())) return;
  const canInstall = existsSync('/etc/debian_version') && process.getuid?.() === 0;
  if (canInstall) {
    process.stdout.write(`Installing ${debian} …\n`);
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    await run('apt-get', ['update', '-qq'], { env });
    await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', debian], { env });
    if (isThere(programs())) return;
  }
  fail(
    `The service "${name}" is missing. Install it (Debian, Ubuntu: sudo apt-get install ${debian}), then run this again.`,
  );
}

function isThere(programs) {
  return programs.some((path) => existsSync(path)) || programs.some((path) => isOnPath(path.split('/').at(-1)));
}

function isOnPath(program) {
  return spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0;
}

/** Debian keeps the server's programs in a folder by version, the newest last. */
function postgresPrograms() {
  const base = '/usr/lib/postgresql';
  const versions = existsSync(base) ? readdirSync(base).sort((one, other) => Number(one) - Number(other)) : [];
  return [...versions.map((version) => join(base, version, 'bin/postgres')).toReversed(), '/usr/local/bin/postgres'];
}

/** A server of its own in a new folder. It refuses to run as root, and runs as the user that Debian's package makes. */
async function startPostgres() {
  const program = postgresPrograms().find((path) => existsSync(path)) ?? 'postgres';
  const folder = mkdtempSync(join(tmpdir(), 'inkstone-postgres-'));
  const isRoot = process.getuid?.() === 0;
  const asUser = (command, rest) =>
    isRoot ? ['runuser', ['-u', 'postgres', '--', command, ...rest]] : [command, rest];
  if (isRoot) spawnSync('chown', ['postgres', folder]);
  const data = join(folder, 'data');
  const [initdb, initArgs] = asUser(join(dirname(program), 'initdb'), ['-D', data, '-A', 'trust', '-U', 'postgres']);
  const made = spawnSync(initdb, initArgs, { encoding: 'utf8', cwd: folder });
  if (made.status !== 0) fail(`PostgreSQL could not make its folder:\n${made.stderr}`);
  const port = await freePort();
  const [command, args] = asUser(program, [
    '-D',
    data,
    '-p',
    String(port),
    '-k',
    folder,
    '-c',
    'listen_addresses=127.0.0.1',
  ]);
  const server = spawn(command, args, { stdio: 'ignore', cwd: folder });
  const ended = new Promise((resolve) => server.once('exit', resolve));
  const isReady = () =>
    spawnSync(join(dirname(program), 'pg_isready'), ['-h', '127.0.0.1', '-p', String(port)]).status === 0;
  for (let tries = 0; !isReady(); tries += 1) {
    if (tries > 100 || server.exitCode !== null) fail('PostgreSQL did not start.');
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return {
    environment: { INKSTONE_TEST_POSTGRES: `postgres://postgres@127.0.0.1:${port}/postgres` },
    stop: async () => {
      const [stop, stopArgs] = asUser(join(dirname(program), 'pg_ctl'), ['stop', '-D', data, '-m', 'fast']);
      spawnSync(stop, stopArgs, { stdio: 'ignore', cwd: folder });
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
