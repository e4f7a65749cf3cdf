/**
 * What a step of a line that gateways share costs Redis while 0, 1,000 and 10,000 chats wait, in microseconds of Redis's own time
 * (INFO commandstats), and how long it takes as the gateway sees it. Needs `redis-server`. Fails when a step with 10,000 waiting costs more
 * than four times what it costs with 1,000: it shall grow with the logarithm.
 *
 *   node bench/line.mjs
 */
import './load-source.mjs';
import { spawn } from 'node:child_process';
import { Redis } from 'ioredis';

const { connectRedisLines } = await import('../src/gateway/limits/shared-line/redis-line.ts');

const port = 21_379;
const server = spawn('redis-server', ['--port', String(port), '--bind', '127.0.0.1', '--save', ''], {
  stdio: 'ignore',
});
const url = `redis://127.0.0.1:${port}`;
const watcher = new Redis(url, { retryStrategy: () => 100 });
watcher.on('error', () => undefined);
await new Promise((resolve) => watcher.once('ready', resolve));

const lines = connectRedisLines({ url, process: 'bench', leaseMs: 1000, timeoutMs: 30_000 });
const bounds = { maxConcurrent: 64, perPerson: 16, inAll: 20_000, weights: { high: 6, normal: 3, low: 1 } };
const line = lines.line('row', bounds, () => undefined);
await line.join('bench.1', '', []);
const heartbeat = setInterval(() => void line.beat('bench.1'), 200);
const tiers = ['high', 'normal', 'low', 'normal', 'normal'];
const ticket = (number) => `bench.1/${number}/${tiers[number % 5]}/person-${number % 4000}`;
let entered = 0;
const running = [];
async function enter() {
  const { granted, refused } = await line.enter('bench.1', ticket((entered += 1)));
  if (refused) throw new Error(refused);
  running.push(...granted);
}
while (running.length < 64) {
  await enter();
  running.splice(0, Infinity, ...(await line.beat('bench.1')).granted);
}

/** Redis's time and the gateway's for one of `steps` calls of `step`. */
async function measure(steps, step) {
  await watcher.config('RESETSTAT');
  const started = performance.now();
  for (let count = 0; count < steps; count += 1) await step();
  const seen = (1000 * (performance.now() - started)) / steps;
  const [, own] = /cmdstat_eval:.*usec_per_call=([\d.]+)/.exec(await watcher.info('commandstats'));
  return { own: Number(own), seen };
}

async function turn() {
  const { granted } = await line.end('bench.1', running.shift(), 3000);
  running.push(...granted);
  await enter();
}

console.log(
  'waiting   end + enter    beat    500 places     (microseconds of Redis; in brackets as the gateway sees it)',
);
const costs = [];
for (const waiting of [0, 1000, 10_000]) {
  while (entered < waiting + 64) await enter();
  const rows = [
    await measure(2000, turn),
    await measure(500, () => line.beat('bench.1')),
    await measure(20, () =>
      line.places(
        'bench.1',
        Array.from({ length: Math.min(500, waiting) }, (_, index) => ticket(entered - index * 3)),
      ),
    ),
  ];
  costs.push(rows[0].own);
  console.log(
    String(waiting).padStart(7),
    ...rows.map(({ own, seen }) => `${own.toFixed(0).padStart(8)} (${seen.toFixed(0)})`),
  );
  if (waiting > 0) continue;
  entered = 64;
}
clearInterval(heartbeat);
lines.close();
watcher.disconnect();
server.kill();
process.exit(costs[2] > 4 * costs[1] ? 1 : 0);
