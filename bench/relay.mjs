/**
 * What the gateway adds between a client and a model server, against what else can stand there: nothing, a raw TCP pipe, a
 * raw node:http pipe, nginx and Portkey's gateway. All are processes on this machine and take turns, request by request; the ratios
 * count, not the times. The gateway is the built one (`npm run build`), with all that an organisation turns on. nginx is taken when it is installed, Portkey when npm can install it into a folder for the time.
 *
 *   node bench/relay.mjs                          two rounds, some minutes; --rounds=6 for more
 *   node bench/relay.mjs --only=token             nothing but processor time for a token; first, request, memory, cancel too
 *   node bench/relay.mjs --beside=<main.js>       another build of the gateway beside this one, in the same run
 *
 * `soak.mjs` beside this file asks whether anything is lost or leaks over time.
 */
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ask, nowUs, open, token } from './relay/client.mjs';
import { reachesGoals } from './relay/goals.mjs';
import { organisation, small } from './relay/inkstone.mjs';

const wordOf = (name) => process.argv.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3);
const rounds = Number(wordOf('rounds') ?? 2);
const only = wordOf('only')?.split(',');
const beside = wordOf('beside');
/** A model of its own, so that what other measurements left behind does not count. */
const cancelModel = 'n4001-r10';
const models = ['n2-r0', 'n50-r50', 'n200-r50', 'n4000-r10', cancelModel];
const children = [];
const folders = [];
const gatewayEntry = fileURLToPath(new URL('../dist/gateway/main.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'inkstone-bench-'));
const here = (name) => fileURLToPath(new URL(`relay/${name}`, import.meta.url));
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const sorted = (values) => values.toSorted((one, other) => one - other);
const quantile = (values, share) => sorted(values)[Math.min(values.length - 1, Math.floor(values.length * share))];
const median = (values) => quantile(values, 0.5) ?? Number.NaN;

function start(command, args, options = {}) {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'], ...options });
  children.push(child);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`${command} ended with ${code}`)));
    child.stdout.on('data', (text) => {
      const port = /(?:listening |http:\/\/localhost:)(\d+)/.exec(text)?.[1];
      if (port) resolve({ child, port: Number(port) });
    });
  });
}

async function startNginx(upstream) {
  const port = 20_000 + Math.floor(Math.random() * 20_000);
  const config = `daemon off; worker_processes 1; pid ${folder}/nginx.pid; error_log stderr crit; events { worker_connections 4096; }
http { access_log off; client_body_temp_path ${folder}/b; proxy_temp_path ${folder}/p; fastcgi_temp_path ${folder}/f; uwsgi_temp_path ${folder}/u; scgi_temp_path ${folder}/s;
upstream m { server 127.0.0.1:${upstream}; keepalive 1024; }
server { listen 127.0.0.1:${port}; location / { proxy_pass http://m; proxy_http_version 1.1; proxy_set_header Connection ""; proxy_buffering off; } } }`;
  writeFileSync(join(folder, 'nginx.conf'), config);
  execFileSync('nginx', ['-v'], { stdio: 'ignore' });
  const child = spawn('nginx', ['-c', join(folder, 'nginx.conf'), '-p', folder], { stdio: 'ignore' });
  children.push(child);
  await sleep(700);
  const workers = readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8').trim().split(' ').map(Number);
  return { child, port, pids: [child.pid, ...workers] };
}

async function startPortkey() {
  // With a newer hono every chat fails: "immutable" headers. These are the versions of its own lock file.
  const overrides = { hono: '4.9.7', '@hono/node-server': '1.13.5' };
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({ private: true, overrides, dependencies: { '@portkey-ai/gateway': '1.15.2' } }),
  );
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: folder,
    stdio: 'ignore',
    timeout: 180_000,
  });
  const port = 20_000 + Math.floor(Math.random() * 20_000);
  const entry = join(folder, 'node_modules/@portkey-ai/gateway/build/start-server.js');
  const child = spawn(process.execPath, [entry, `--port=${port}`, '--headless'], { stdio: 'ignore', cwd: folder });
  children.push(child);
  for (let attempt = 0; attempt < 50; attempt += 1) {
    await sleep(200);
    if (
      await fetch(`http://127.0.0.1:${port}/`).then(
        () => true,
        () => false,
      )
    )
      return { child, port };
  }
  throw new Error('it did not start');
}

/** Nanoseconds of processor time of all threads so far. */
function cpuNs(pids) {
  let sum = 0;
  for (const pid of pids) {
    for (const task of readdirSync(`/proc/${pid}/task`)) {
      sum += Number(readFileSync(`/proc/${pid}/task/${task}/schedstat`, 'utf8').split(' ')[0]);
    }
  }
  return sum;
}

function rssMb(pids) {
  return pids.reduce(
    (sum, pid) => sum + Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024,
    0,
  );
}

async function firstToken(target) {
  const { firstUs, socket } = await ask(target, { model: 'n2-r0' });
  socket.destroy();
  return firstUs / 1000;
}

/** Of answers of 200 tokens, as a paragraph or two have them. */
async function tokenCost(target) {
  let tokens = 0;
  const before = cpuNs(target.pids);
  const onData = (text) => (tokens += text.split('word').length - 1);
  const answers = await Promise.all(Array.from({ length: 40 }, () => ask(target, { model: 'n200-r50', onData })));
  answers.forEach(({ socket }) => socket.destroy());
  return (cpuNs(target.pids) - before) / 1000 / tokens;
}

/** Until a process has done what it does once: compiled what is often run, opened its store. */
async function settle(target) {
  await tokenCost(target);
  await requestCost(target);
  for (let second = 0, before = cpuNs(target.pids); second < 60; second += 1) {
    await sleep(1000);
    const now = cpuNs(target.pids);
    if (now - before < 30_000_000) return;
    before = now;
  }
}

/** In lanes, each its own connection. */
async function requestCost(target) {
  const lane = async (socket, count) => {
    for (let number = 0; number < count; number += 1) await ask(target, { model: 'n2-r0', stream: false, socket });
  };
  const sockets = Array.from({ length: 8 }, () => open(target));
  await Promise.all(sockets.map((socket) => lane(socket, 5)));
  const before = cpuNs(target.pids);
  await Promise.all(sockets.map((socket) => lane(socket, 40)));
  const cost = (cpuNs(target.pids) - before) / 1000 / 320;
  sockets.forEach((socket) => socket.destroy());
  return cost;
}

async function memory(target, streams = 400) {
  const before = rssMb(target.pids);
  const sockets = Array.from({ length: streams }, () => open(target));
  sockets.forEach((socket) => void ask(target, { model: 'n4000-r10', socket }).catch(() => undefined));
  await sleep(3000);
  const peak = rssMb(target.pids);
  sockets.forEach((socket) => socket.destroy());
  await sleep(300);
  return ((peak - before) / streams) * 1000;
}

async function cancelling(target, mock) {
  await fetch(`http://127.0.0.1:${mock.port}/aborted?${cancelModel}`);
  const sockets = Array.from({ length: 20 }, () => open(target));
  sockets.forEach((socket) => void ask(target, { model: cancelModel, socket }).catch(() => undefined));
  await sleep(600);
  const left = nowUs();
  sockets.forEach((socket) => socket.destroy());
  await sleep(1500);
  const aborted = await (await fetch(`http://127.0.0.1:${mock.port}/aborted?${cancelModel}`)).json();
  return { count: aborted.length, slowestMs: aborted.length === 0 ? undefined : (Math.max(...aborted) - left) / 1000 };
}

const format = (value, digits = 1) => (value === undefined || Number.isNaN(value) ? '–' : value.toFixed(digits));

function printTable(targets, results) {
  const direct = results.get('direct');
  const pipe = results.get('node:http pipe');
  console.log(
    `\n${cpus()[0].model}, ${cpus().length} cores, Node ${process.version}, ${rounds} rounds, ${new Date().toISOString().slice(0, 10)}\n`,
  );
  console.log(
    '| relay | first token added, p50 ms | p99 ms | CPU µs a token | tokens a second per core | of the node:http pipe’s | MB for 1,000 streams | requests a second per core | cancelled of 20 | slowest ms |',
  );
  console.log('| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |');
  for (const { name, isDirect } of targets) {
    const { first, token, memory: megabytes, request, cancel } = results.get(name);
    const cells = isDirect
      ? ['0', '0', '–', '–', '–', '–', '–', '–', '–']
      : [
          format(median(first) - median(direct.first), 2),
          format(quantile(first, 0.99) - quantile(direct.first, 0.99), 2),
          format(median(token)),
          format(1_000_000 / median(token), 0),
          format(median(pipe.token) / median(token), 2),
          format(median(megabytes), 0),
          format(1_000_000 / median(request), 0),
          cancel.length === 0 ? '–' : String(Math.min(...cancel.map(({ count }) => count))),
          format(
            quantile(
              cancel.map(({ slowestMs }) => slowestMs).filter((ms) => ms !== undefined),
              0.99,
            ),
          ),
        ];
    console.log(`| ${[name, ...cells].join(' | ')} |`);
  }
  for (const line of leftOut) console.log(`\nLeft out: ${line}`);
}

function clear() {
  for (const child of children) child.kill();
  rmSync(folder, { recursive: true, force: true });
  for (const made of folders) made.clear();
}
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => {
    clear();
    process.exit(1);
  });
}

const leftOut = [];
async function peer(name, begin) {
  try {
    return [await begin()];
  } catch (error) {
    leftOut.push(`${name}: ${String(error.message).split('\n')[0]}`);
    return [];
  }
}

try {
  const mock = await start(process.execPath, [here('mock.mjs')]);
  const relay = (kind) =>
    start(process.execPath, [here('relay-process.mjs'), kind, String(mock.port)], {
      env: { ...process.env, BENCH_MODELS: models.join(',') },
    });
  const path = '/v1/chat/completions';
  const signedIn = `authorization: Bearer ${token}\r\n`;
  const baseUrl = `http://127.0.0.1:${mock.port}/v1`;
  const gateways = [
    ['open mode', () => small('open', baseUrl, models)],
    ['token mode', () => small('token', baseUrl, models)],
    ['organisation', () => organisation('inkstone-organisation', baseUrl, models)],
    ['safety too', () => organisation('inkstone-safety', baseUrl, models)],
  ];
  const built = async (name, make, entry) => {
    const made = make();
    folders.push(made);
    const environment = { PATH: process.env.PATH, HOME: made.folder, PORT: '0' };
    const started = await start(process.execPath, [entry], { cwd: made.folder, env: environment });
    return { name, ...started, path, headers: signedIn };
  };
  const builds = [['Inkstone', gatewayEntry], ...(beside === undefined ? [] : [['beside', beside]])];
  const targets = [
    { name: 'direct', port: mock.port, pids: [mock.child.pid], path, isDirect: true },
    ...(await peer('nginx', async () => ({ name: 'nginx', ...(await startNginx(mock.port)), path }))),
    { name: 'TCP pipe', ...(await relay('tcp')), path },
    { name: 'node:http pipe', ...(await relay('http')), path },
    { name: 'Inkstone, relay alone', ...(await relay('inkstone')), path },
    ...(await Promise.all(
      gateways.flatMap(([mode, make]) => builds.map(([build, entry]) => built(`${build}, ${mode}`, make, entry))),
    )),
    ...(await peer('Portkey', async () => ({
      name: 'Portkey',
      ...(await startPortkey()),
      path,
      headers: `x-portkey-provider: openai\r\nauthorization: Bearer x\r\nx-portkey-custom-host: http://127.0.0.1:${mock.port}/v1\r\n`,
    }))),
  ].map((target) => ({ pids: target.child ? [target.child.pid] : [], ...target }));

  const results = new Map(
    targets.map(({ name }) => [name, { first: [], token: [], memory: [], request: [], cancel: [] }]),
  );
  const relays = targets.filter(({ isDirect }) => !isDirect);
  const inTurns = async (who, times, measure) => {
    for (let time = 0; time < times; time += 1) {
      for (const target of time % 2 === 0 ? who : who.toReversed()) await measure(target, results.get(target.name));
    }
  };
  // What is loaded, compiled and opened at the first requests is no part of what each costs.
  await inTurns(targets, 20, (target) => firstToken(target));
  await inTurns(relays, 1, settle);
  const measured = [
    ['first', targets, 60, firstToken],
    ['token', relays, 4, tokenCost],
    ['request', relays, 4, requestCost],
    ['memory', relays, 1, memory],
    ['cancel', relays, 2, (target) => cancelling(target, mock)],
  ].filter(([what]) => only === undefined || only.includes(what));
  for (let round = 0; round < rounds; round += 1) {
    console.error(`round ${round + 1} of ${rounds}`);
    for (const [what, who, times, measure] of measured) {
      await inTurns(who, times, async (target, result) => result[what].push(await measure(target)));
    }
  }

  printTable(targets, results);
  if (only === undefined && !reachesGoals({ results, of: 'Inkstone, organisation', median, quantile })) {
    process.exitCode = 1;
  }
} finally {
  clear();
}
process.exit();
