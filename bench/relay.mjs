/**
 * What the gateway adds between a client and a model server, against what else can stand there: nothing, a raw TCP pipe, a
 * raw node:http pipe, nginx and Portkey's gateway. All are processes on this machine and take turns; the ratios
 * count, not the times. The gateway is the built one (`npm run build`), with all that an organisation turns on. nginx is taken when it is
 * installed, Portkey when npm can install it.
 *
 *   node bench/relay.mjs                          two rounds, some minutes; --rounds=6 for more
 *   node bench/relay.mjs --only=token             nothing but processor time for a token; first, request, memory, cancel too
 *   node bench/relay.mjs --rows=pipe,organisation rows with one of these words in their names, beside "direct" and the node:http pipe
 *   node bench/relay.mjs --beside=<main.js>       another build of the gateway beside this one, in the same run
 *
 * `soak.mjs` beside this file asks whether anything is lost or leaks over time.
 */
import { fileURLToPath } from 'node:url';
import { gatewayFlags } from '../scripts/lib/gateway-flags.mjs';
import { token } from './relay/client.mjs';
import { reachesGoals } from './relay/goals.mjs';
import { organisation, small } from './relay/inkstone.mjs';
import {
  cancelling,
  firstToken,
  memory,
  models,
  requestCost,
  settle,
  sleep,
  tokenCost,
  wake,
} from './relay/measures.mjs';
import { end, endAll, start, startNginx, startPortkey } from './relay/processes.mjs';
import { printTable } from './relay/table.mjs';

const wordOf = (name) => process.argv.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3);
const rounds = Number(wordOf('rounds') ?? 2);
const only = wordOf('only')?.split(',');
const rows = wordOf('rows')?.split(',');
const beside = wordOf('beside');
/** What takes longer will not end: it is left out, and said. */
const longestMs = 90_000;

const gatewayEntry = fileURLToPath(new URL('../dist/gateway/main.js', import.meta.url));
const here = (name) => fileURLToPath(new URL(`relay/${name}`, import.meta.url));
const folders = [];
const leftOut = [];

function clear() {
  endAll();
  for (const made of folders) made.clear();
}
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => {
    clear();
    process.exit(1);
  });
}

const chatPath = '/v1/chat/completions';

async function startBuilt(entry, made) {
  folders.push(made);
  const environment = { PATH: process.env.PATH, HOME: made.folder, PORT: '0' };
  const started = await start(process.execPath, [...gatewayFlags, entry], { cwd: made.folder, env: environment });
  const carry = made.carryRecords && (() => made.carryRecords(started.port));
  return { ...started, carry, headers: `authorization: Bearer ${token}\r\n` };
}

/** By name, how each row is started. */
function startsOf(mockPort) {
  const baseUrl = `http://127.0.0.1:${mockPort}/v1`;
  const relay = (kind) =>
    start(process.execPath, [here('relay-process.mjs'), kind, String(mockPort)], {
      env: { ...process.env, BENCH_MODELS: models.join(',') },
    });
  const gateways = [
    ['open mode', () => small('open', baseUrl, models)],
    ['token mode', () => small('token', baseUrl, models)],
    ['organisation', () => organisation('inkstone-organisation', baseUrl, models)],
    ['safety too', () => organisation('inkstone-safety', baseUrl, models)],
  ];
  const builds = [['Inkstone', gatewayEntry], ...(beside === undefined ? [] : [['beside', beside]])];
  const portkeyHeaders = `x-portkey-provider: openai\r\nauthorization: Bearer x\r\nx-portkey-custom-host: ${baseUrl}\r\n`;
  return [
    ['nginx', () => startNginx(mockPort)],
    ['TCP pipe', () => relay('tcp')],
    ['node:http pipe', () => relay('http')],
    ['Inkstone, relay alone', () => relay('inkstone')],
    ...gateways.flatMap(([mode, make]) =>
      builds.map(([build, entry]) => [`${build}, ${mode}`, () => startBuilt(entry, make())]),
    ),
    ['Portkey', async () => ({ ...(await startPortkey()), headers: portkeyHeaders })],
  ].filter(([name]) => name === 'node:http pipe' || rows === undefined || rows.some((word) => name.includes(word)));
}

async function startAll(mock) {
  const targets = [{ name: 'direct', port: mock.port, pids: [mock.child.pid], path: chatPath, isDirect: true }];
  for (const [name, begin] of startsOf(mock.port)) {
    const startNew = async () => {
      const started = await begin();
      return { name, pids: [started.child.pid], path: chatPath, ...started };
    };
    try {
      targets.push({ ...(await startNew()), startNew });
    } catch (error) {
      leftOut.push(`${name}: ${String(error.message).split('\n')[0]}`);
    }
  }
  return targets;
}

/** The value, or `undefined` for what failed or did not end, which is said at the end. */
async function attempt(what, { name }, measure) {
  const late = sleep(longestMs).then(() => Promise.reject(new Error('it did not end')));
  try {
    return await Promise.race([measure(), late]);
  } catch (error) {
    leftOut.push(`${what} of ${name}: ${String(error.message).split('\n')[0]}`);
    return undefined;
  }
}

/** Of a process of its own. */
async function memoryOf({ startNew }) {
  const target = await startNew();
  try {
    return await memory(target);
  } finally {
    await end(target.child);
  }
}

async function inTurns(what, who, times, measure, keep = () => undefined) {
  for (let time = 0; time < times; time += 1) {
    for (const target of time % 2 === 0 ? who : who.toReversed()) {
      keep(target, await attempt(what, target, () => measure(target)));
    }
  }
}

try {
  const mock = await start(process.execPath, [here('mock.mjs')]);
  const targets = await startAll(mock);
  const relays = targets.filter(({ isDirect }) => !isDirect);
  const results = new Map(
    targets.map(({ name }) => [name, { first: [], token: [], memory: [], request: [], cancel: [] }]),
  );
  const awake = (measure) => async (target) => {
    if (!target.isDirect) await wake(target);
    return measure(target);
  };
  const measures = [
    ['first', targets, 3, awake(firstToken)],
    ['token', relays, 2, awake(tokenCost)],
    ['request', relays, 2, awake(requestCost)],
    ['memory', relays, 1, memoryOf],
    ['cancel', relays, 1, (target) => cancelling(target, mock.port)],
  ].filter(([what]) => only === undefined || only.includes(what));

  console.error('Each row is made warm …');
  await inTurns('warming', relays, 1, settle);
  for (let round = 0; round < rounds; round += 1) {
    console.error(`Round ${round + 1} of ${rounds}`);
    for (const [what, who, times, measure] of measures) {
      // What failed has its place too, so that the values of a turn stand beside each other.
      await inTurns(what, who, times, measure, ({ name }, value) => results.get(name)[what].push(...[value].flat()));
    }
  }

  const names = targets.map(({ name }) => name);
  printTable(names, results, rounds);
  for (const line of leftOut) console.log(`\nLeft out: ${line}`);
  if (only === undefined && results.has('Inkstone, organisation')) {
    if (!reachesGoals({ results, of: 'Inkstone, organisation' })) process.exitCode = 1;
  }
} finally {
  clear();
}
process.exit();
