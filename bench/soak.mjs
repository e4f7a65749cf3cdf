/**
 * Soaks the built gateway (`npm run build`) as an organisation has it: many streams at a time, of which some are read to their end, some
 * are left in the middle, some have a model that breaks off and some one that refuses. After the second half of the time nothing may be
 * kept that was not there after the first, and every chat must stand in the records, once. Fails when that is not so.
 *
 *   node bench/soak.mjs --minutes=5 --streams=100
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request as requestHttp } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';
import { gatewayFlags } from '../scripts/lib/gateway-flags.mjs';
import { token } from './relay/client.mjs';
import { organisation } from './relay/inkstone.mjs';

const numberOf = (name, fallback) =>
  Number(process.argv.find((word) => word.startsWith(`--${name}=`))?.split('=')[1] ?? fallback);
const minutes = numberOf('minutes', 5);
const streams = numberOf('streams', 100);
/** Longer than connections to a model are kept, and than a client's that left. */
const quietSeconds = 40;
/** What a heap may be larger than before; collections leave it a little different each time. */
const heapSlackMb = 4;

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const agent = new Agent({ keepAlive: true, maxSockets: Infinity });

async function start(args, options = {}) {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit', 'ipc'], ...options });
  const port = await new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`ended with ${code}`)));
    child.stdout.on('data', (text) => {
      const found = /(?:listening |http:\/\/localhost:)(\d+)/.exec(text)?.[1];
      if (found) resolve(Number(found));
    });
  });
  return { child, port };
}

/** What a client does: its model, whether it streams, and whether it leaves once an answer has begun. */
const kinds = [
  { name: 'read to the end', model: 'n100-r20', ends: 'answered' },
  { name: 'left in the middle', model: 'n100-r20', leaves: true, ends: 'left' },
  { name: 'not streamed', model: 'n2-r0', whole: true, ends: 'answered' },
  { name: 'broken off by the model', model: 'n40-r20-cut', ends: 'failed' },
  { name: 'refused by the model', model: 'n40-r20-503', ends: 'failed' },
];

/** Asks once; resolves with how it ended for the client. */
function ask(port, id, kind) {
  const { model, whole = false, leaves = false } = kind;
  let hasAnswer = false;
  const body = JSON.stringify({
    model,
    stream: !whole,
    messages: [{ role: 'user', content: 'Rewrite: it was late.' }],
  });
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}`, 'x-request-id': id };
  return new Promise((resolve) => {
    const asking = requestHttp(
      { port, host: '127.0.0.1', method: 'POST', path: '/v1/chat/completions', headers, agent },
      (response) => {
        hasAnswer = true;
        let text = '';
        response.on('data', (piece) => {
          if (leaves && text === '') setTimeout(() => asking.destroy(), Math.random() * 2500);
          text += piece;
        });
        response.on('end', () =>
          resolve(
            text.includes('"error"')
              ? 'failed'
              : text.includes(whole ? '"total_tokens"' : '[DONE]')
                ? 'answered'
                : 'cut',
          ),
        );
        response.on('error', () => resolve('left'));
      },
    );
    asking.on('error', (error) => {
      // A kept connection that the gateway was just closing: the chat never reached it.
      if (asking.reusedSocket && error.code === 'ECONNRESET' && !hasAnswer) resolve(ask(port, id, kind));
      else resolve('left');
    });
    asking.end(body);
  });
}

/** Each lane asks one after another until the end; what each chat should be in the records is noted by its id. */
async function load(port, end, expected, seen) {
  const lane = async (_none, index) => {
    await sleep(index * 20);
    for (let number = index; Date.now() < end; number += 1) {
      const kind = kinds[number % kinds.length];
      const id = `soak-${expected.size}`;
      expected.set(id, kind.ends);
      const ended = await ask(port, id, kind);
      const key = `${kind.name}: ${ended}`;
      seen.set(key, (seen.get(key) ?? 0) + 1);
    }
  };
  await Promise.all(Array.from({ length: streams }, lane));
}

async function stateOf(child) {
  await sleep(quietSeconds * 1000);
  const told = once(child, 'message');
  child.send('state');
  const [state] = await told;
  const handles = Object.entries(state.handles).map(([kind, count]) => `${kind} ${count}`);
  console.log(`heap ${state.heapMb.toFixed(1)} MB; ${handles.join(', ')}`);
  return state;
}

/** What is wrong with the records: chats that are missing, twice there, or told otherwise than they went. */
async function compare(folder, expected) {
  const database = await PGlite.create(join(folder, 'records/store/database'));
  const { rows } = await database.query('select request_id, outcome, completion_tokens from usage_records');
  await database.close();
  const found = new Map();
  const wrong = [];
  for (const { request_id: id, outcome, completion_tokens: tokens } of rows) {
    if (found.has(id)) wrong.push(`${id} is there twice`);
    found.set(id, outcome);
    const wanted = expected.get(id);
    // Whoever leaves may find the answer just ended.
    if (outcome !== wanted && !(wanted === 'left' && outcome === 'answered'))
      wrong.push(`${id}: ${outcome}, not ${wanted}`);
    if (outcome === 'answered' && Number(tokens) === 0) wrong.push(`${id} has no tokens`);
  }
  for (const id of expected.keys()) if (!found.has(id)) wrong.push(`${id} is missing`);
  return { count: rows.length, wrong };
}

const mock = await start([here('relay/mock.mjs')]);
const models = ['n100-r20', 'n2-r0'];
const made = organisation('inkstone-safety', `http://127.0.0.1:${mock.port}/v1`, models, [
  'n40-r20-cut',
  'n40-r20-503',
]);
const { child, port } = await start(
  [...gatewayFlags, '--expose-gc', '--import', here('relay/report-state.mjs'), here('../dist/gateway/main.js')],
  { cwd: made.folder, env: { PATH: process.env.PATH, HOME: made.folder, PORT: '0' } },
);
try {
  const expected = new Map();
  const seen = new Map();
  // What is compiled, pooled and opened while the load is new is no leak: the second half is compared with the first.
  await load(port, Date.now() + minutes * 30_000, expected, seen);
  const before = await stateOf(child);
  await load(port, Date.now() + minutes * 30_000, expected, seen);
  const after = await stateOf(child);
  for (const [what, count] of seen) console.log(`${what}: ${count}`);

  const exit = once(child, 'exit');
  child.kill('SIGTERM');
  const [code] = await exit;
  const { count, wrong } = await compare(made.folder, expected);
  console.log(`${count} records of ${expected.size} chats; ended with ${code}`);
  const faults = [...wrong];
  if (code !== 0) faults.push(`the gateway ended with ${code}`);
  if (after.heapMb > before.heapMb + heapSlackMb) faults.push('the heap has grown');
  for (const [kind, number] of Object.entries(after.handles)) {
    if (number > (before.handles[kind] ?? 0)) faults.push(`more is open of ${kind}`);
  }
  faults.slice(0, 20).forEach((fault) => console.log(`FAULT ${fault}`));
  console.log(faults.length === 0 ? 'Nothing leaked, nothing was lost.' : `${faults.length} faults`);
  if (faults.length > 0) process.exitCode = 1;
} finally {
  child.kill('SIGKILL');
  mock.child.kill();
  made.clear();
  agent.destroy();
}
process.exit();
