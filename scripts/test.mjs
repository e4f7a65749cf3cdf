/**
 * `npm test`: every check there is, from a fresh clone. `npm test -- lint types` runs only those named.
 * All checks run even when one fails; the last line counts the tests.
 */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import {
  bin,
  ensureBuilt,
  ensureInstalled,
  ensureModelRuntime,
  fail,
  requireNode,
  root,
  run,
} from './lib/workspace.mjs';

const artifacts = join(root, 'tests/.artifacts');

/** How much runs at once: checks that use one core each, or the workers of one ring of tests. */
const slots = Math.max(2, Math.min(4, availableParallelism()));

/** The longest of the single-core checks come first, so that the short ones fill up what is left beside them. */
const checks = [
  { name: 'lint', command: bin('oxlint/bin/oxlint'), args: ['--type-aware'] },
  { name: 'types-tests', command: bin('typescript-7/bin/tsc'), args: ['-p', 'tsconfig.tests.json'] },
  { name: 'hooks', command: bin('eslint/bin/eslint.js'), args: ['src/taskpane', 'src/admin', 'src/host'] },
  { name: 'types', command: bin('typescript-7/bin/tsc'), args: ['-p', 'tsconfig.pane.json'] },
  { name: 'types-node', command: bin('typescript-7/bin/tsc'), args: ['-p', 'tsconfig.node.json'] },
  { name: 'format', command: bin('oxfmt/bin/oxfmt'), args: ['--check'] },
  {
    name: 'imports',
    command: bin('dependency-cruiser/bin/dependency-cruise.mjs'),
    args: ['--config', '.dependency-cruiser.cjs', 'src'],
  },
  { name: 'dead-code', command: bin('knip/bin/knip.js'), args: ['--no-progress'] },
  { name: 'licences', command: [process.execPath, [join(root, 'scripts/check-licences.mjs')]], args: [] },
  { name: 'size', command: bin('size-limit/bin.js'), args: [], ofBuild: true },
  { name: 'deploy', command: [process.execPath, [join(root, 'scripts/check-deploy.mjs')]], args: [], ofBuild: true },
  jest('unit'),
  jest('host'),
  jest('gateway'),
  jest('browser'),
];

function jest(project) {
  const results = join(artifacts, `${project}.json`);
  return {
    name: project,
    command: bin('jest/bin/jest.js'),
    args: ['--selectProjects', project, `--maxWorkers=${slots}`, '--json', `--outputFile=${results}`, '--silent=false'],
    results,
  };
}

requireNode();
await ensureInstalled({ dev: true });
rmSync(artifacts, { recursive: true, force: true });
mkdirSync(artifacts, { recursive: true });

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !checks.some((check) => check.name === name));
if (unknown.length > 0)
  fail(`No check is called ${unknown.join(', ')}. There are: ${checks.map((check) => check.name).join(', ')}.`);

// Beside the checks that only read sources: a build leaves half of the second core.
const built = ensureBuilt();
const runtime = wanted.length === 0 || wanted.includes('gateway') ? built.then(ensureModelRuntime) : undefined;

const failures = [];
let passed = 0;
let failed = 0;
const chosen = checks.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
const queue = chosen.filter((check) => !check.results);
const workers = Array.from({ length: slots }, workOff);
await built;
// Not all of them: the last of the single-core checks would leave the other cores idle.
await Promise.race(workers);
await runtime;
for (const ring of chosen.filter((check) => check.results)) await runCheck(ring);
await Promise.all(workers);
process.stdout.write(failures.length > 0 ? `\nFailed: ${failures.join(', ')}\n` : '\nAll checks passed.\n');
process.stdout.write(`Tests: ${passed} passed, ${failed} failed\n`);
process.exit(failures.length > 0 ? 1 : 0);

/** Takes single-core checks from the queue until there are none. */
async function workOff() {
  for (let check = queue.shift(); check; check = queue.shift()) await runCheck(check);
}

async function runCheck(check) {
  if (check.ofBuild) await built;
  const started = Date.now();
  let output = '';
  const code = await run(check.command[0], [...check.command[1], ...check.args], {
    onOutput: (chunk) => (output += chunk),
  });
  const counts = check.results ? countTests(check.results) : undefined;
  passed += counts?.passed ?? 0;
  failed += counts?.failed ?? 0;
  const good = code === 0 && (!counts || (counts.passed > 0 && counts.skipped === 0));
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  process.stdout.write(
    `${good ? '✓' : '✗'} ${check.name.padEnd(12)} ${seconds.padStart(6)} s${counts ? `  ${counts.passed} tests` : ''}\n`,
  );
  if (good) return;
  failures.push(check.name);
  process.stdout.write(`${withoutJson(output)}\n`);
  if (counts?.skipped) process.stdout.write(`${counts.skipped} tests were skipped; a test runs or does not exist.\n`);
}

function countTests(file) {
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0 };
  const report = JSON.parse(readFileSync(file, 'utf8'));
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + report.numRuntimeErrorTestSuites,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** Jest's report for people, without the JSON that goes to the file. */
function withoutJson(output) {
  return output
    .split('\n')
    .filter((line) => !line.startsWith('{"numFailed'))
    .join('\n');
}
