/**
 * `npm run test:services`: the suites in tests/services, on real services. `npm run test:services -- redis-limits` runs only
 * those named. The first word of a suite's name is the service that it needs; each suite starts one of its own, on a free port.
 * On Debian a service that is missing is installed where that is allowed; elsewhere the script says what is missing, and fails.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { bin, ensureInstalled, fail, requireNode, root, run } from './lib/workspace.mjs';

/** The programs that a service is, where a distribution may put them, and its Debian package. */
const services = {
  redis: { programs: ['/usr/bin/redis-server', '/usr/local/bin/redis-server'], debian: 'redis-server' },
};

requireNode();
await ensureInstalled();

const folder = join(root, 'tests/services');
const suites = readdirSync(folder)
  .filter((file) => file.endsWith('.test.ts'))
  .map((file) => file.slice(0, -'.test.ts'.length));
const named = process.argv.slice(2);
const unknown = named.filter((name) => !suites.includes(name));
if (unknown.length > 0) fail(`No suite is called ${unknown.join(', ')}. There are: ${suites.join(', ')}.`);
const wanted = named.length > 0 ? named : suites;

for (const name of new Set(wanted.map((suite) => suite.split('-', 1)[0]))) {
  const service = services[name];
  if (!service) fail(`scripts/test-services.mjs does not know the service "${name}". Add it to the table there.`);
  await ensureService(name, service);
}

const [node, [jest]] = bin('jest/bin/jest.js');
const files = wanted.map((name) => join(folder, `${name}.test.ts`));
process.exit(await run(node, [jest, '--selectProjects', 'services', '--runInBand', '--runTestsByPath', ...files]));

async function ensureService(name, { programs, debian }) {
  if (isThere(programs)) return;
  const canInstall = existsSync('/etc/debian_version') && process.getuid?.() === 0;
  if (canInstall) {
    process.stdout.write(`Installing ${debian} …\n`);
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    await run('apt-get', ['update', '-qq'], { env });
    await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', debian], { env });
    if (isThere(programs)) return;
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
