/**
 * What the gateway adds between a client and a model server, against what else can stand there: nothing, a raw TCP pipe, a
 * raw node:http pipe, nginx and Portkey's gateway. All are processes on this machine and take turns in each round; the ratios
 * count, not the times. nginx is taken when it is installed, Portkey when npm can install it into a folder for the time.
 *
 *   node bench/relay.mjs            two rounds, some minutes; --rounds=1 for fewer
 *   node bench/relay.mjs --long     more rounds, and a soak of 30 minutes with 500 streams
 */
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ask, nowUs, open } from './relay/client.mjs';

const isLong = process.argv.includes('--long');
const rounds = Number(/--rounds=(\d+)/.exec(process.argv.join(' '))?.[1] ?? (isLong ? 6 : 2));
const models = ['n2-r0', 'n150-r50', 'n30-r1', 'n4000-r10', 'n20000-r10'];
const children = [];
const folder = mkdtempSync(join(tmpdir(), 'inkstone-bench-'));
const here = (name) => fileURLToPath(new URL(`relay/${name}`, import.meta.url));
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const sorted = (values) => values.toSorted((one, other) => one - other);
const quantile = (values, share) => sorted(values)[Math.min(values.length - 1, Math.floor(values.length * share))];
const median = (values) => quantile(values, 0.5);

function start(command, args, options = {}) {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'], ...options });
  children.push(child);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`${command} ended with ${code}`)));
    child.stdout.on('data', (text) => {
      const port = /listening (\d+)/.exec(text)?.[1];
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
  const times = [];
  for (let count = 0; count < 120; count += 1) {
    const { firstUs, socket } = await ask(target, { model: 'n2-r0' });
    socket.destroy();
    times.push(firstUs / 1000);
  }
  return times.slice(20);
}

async function tokenCost(target) {
  let tokens = 0;
  const before = cpuNs(target.pids);
  const onData = (text) => (tokens += text.split('word').length - 1);
  const answers = await Promise.all(Array.from({ length: 60 }, () => ask(target, { model: 'n150-r50', onData })));
  answers.forEach(({ socket }) => socket.destroy());
  return (cpuNs(target.pids) - before) / 1000 / tokens;
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

async function requestCost(target) {
  const lane = async (count) => {
    const socket = open(target);
    for (let number = 0; number < count; number += 1) await ask(target, { model: 'n2-r0', stream: false, socket });
    socket.destroy();
  };
  await Promise.all(Array.from({ length: 8 }, () => lane(30)));
  const before = cpuNs(target.pids);
  await Promise.all(Array.from({ length: 8 }, () => lane(100)));
  return (cpuNs(target.pids) - before) / 1000 / 800;
}

async function cancelling(target, mock) {
  await fetch(`http://127.0.0.1:${mock.port}/aborted`);
  const sockets = Array.from({ length: 20 }, () => open(target));
  sockets.forEach((socket) => void ask(target, { model: 'n4000-r10', socket }).catch(() => undefined));
  await sleep(600);
  const left = nowUs();
  sockets.forEach((socket) => socket.destroy());
  await sleep(700);
  const aborted = await (await fetch(`http://127.0.0.1:${mock.port}/aborted`)).json();
  return { count: aborted.length, slowestMs: aborted.length === 0 ? undefined : (Math.max(...aborted) - left) / 1000 };
}

async function soak(target) {
  const minutes = 30;
  const sockets = Array.from({ length: 500 }, () => open(target));
  sockets.forEach((socket) => void ask(target, { model: 'n20000-r10', socket }).catch(() => undefined));
  const samples = [];
  for (let minute = 0; minute <= minutes; minute += 1) {
    samples.push(rssMb(target.pids));
    console.log(`soak ${minute} min: ${samples.at(-1).toFixed(0)} MB`);
    if (minute < minutes) await sleep(60_000);
  }
  sockets.forEach((socket) => socket.destroy());
  return samples;
}

function clear() {
  for (const child of children) child.kill();
  rmSync(folder, { recursive: true, force: true });
}
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => {
    clear();
    process.exit(1);
  });
}

const leftOut = [];
async function optional(name, begin) {
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
  const targets = [
    { name: 'direct', port: mock.port, pids: [mock.child.pid], path, isDirect: true },
    ...(await optional('nginx', async () => ({ name: 'nginx', ...(await startNginx(mock.port)), path }))),
    { name: 'TCP pipe', ...(await relay('tcp')), path },
    { name: 'node:http pipe', ...(await relay('http')), path },
    { name: 'Inkstone, relay alone', ...(await relay('inkstone-bare')), path },
    { name: 'Inkstone, with safety', ...(await relay('inkstone')), path },
    ...(await optional('Portkey', async () => ({
      name: 'Portkey',
      ...(await startPortkey()),
      path,
      headers: `x-portkey-provider: openai\r\nauthorization: Bearer x\r\nx-portkey-custom-host: http://127.0.0.1:${mock.port}/v1\r\n`,
    }))),
  ].map((target) => ({ pids: target.child ? [target.child.pid] : [], ...target }));

  const results = new Map(
    targets.map(({ name }) => [name, { first: [], token: [], memory: [], request: [], cancel: [] }]),
  );
  for (let round = 0; round < rounds; round += 1) {
    // In turn, and back again: what else the machine does falls on all.
    for (const target of round % 2 === 0 ? targets : targets.toReversed()) {
      const result = results.get(target.name);
      console.error(`round ${round + 1}: ${target.name}`);
      result.first.push(...(await firstToken(target)));
      if (target.isDirect) continue;
      result.token.push(await tokenCost(target));
      result.request.push(await requestCost(target));
      result.memory.push(await memory(target));
      result.cancel.push(await cancelling(target, mock));
      console.error(JSON.stringify({ ...result, first: median(result.first) }));
    }
  }

  const direct = results.get('direct');
  const format = (value, digits = 1) => (value === undefined || Number.isNaN(value) ? '–' : value.toFixed(digits));
  console.log(
    `\n${cpus()[0].model}, ${cpus().length} cores, Node ${process.version}, ${rounds} rounds, ${new Date().toISOString().slice(0, 10)}\n`,
  );
  console.log(
    '| relay | first token added, p50 ms | p99 ms | CPU µs a token | tokens a second per core | MB for 1,000 streams | requests a second per core | cancelled of 20 | slowest ms |',
  );
  console.log('| --- | --- | --- | --- | --- | --- | --- | --- | --- |');
  for (const { name, isDirect } of targets) {
    const { first, token, memory: megabytes, request, cancel } = results.get(name);
    const cells = isDirect
      ? ['0', '0', '–', '–', '–', '–', '–', '–']
      : [
          format(median(first) - median(direct.first), 2),
          format(quantile(first, 0.99) - quantile(direct.first, 0.99), 2),
          format(median(token)),
          format(1_000_000 / median(token), 0),
          format(median(megabytes), 0),
          format(1_000_000 / median(request), 0),
          String(Math.min(...cancel.map(({ count }) => count))),
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
  const inkstone = targets.find(({ name }) => name === 'Inkstone, with safety');
  if (isLong) {
    const samples = await soak(inkstone);
    const grown = median(samples.slice(-5)) / median(samples.slice(3, 8));
    console.log(`Memory after the soak: ${format(grown, 2)} of that after five minutes.`);
    if (grown > 1.1) process.exitCode = 1;
  }
  if (results.get(inkstone.name).cancel.some(({ count, slowestMs }) => count < 20 || slowestMs > 250)) {
    console.log('A model went on for a client that had left.');
    process.exitCode = 1;
  }
} finally {
  clear();
}
process.exit();
