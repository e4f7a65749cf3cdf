/**
 * `npm run check:llama-server -- [path/to/llama-server]`: the built gateway in front of llama.cpp's own server, which answers
 * from a GGUF file that is made here. Asked as clients ask, with OpenAI's SDK: is what the gateway takes for granted of that
 * server so? Ends with 1 when it is not. The server is `llama-server` on the path unless given; it is built by
 * `cmake -B build && cmake --build build --target llama-server` in a copy of llama.cpp.
 */
import '../bench/load-source.mjs';
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { startBuiltGateway } from './lib/built-gateway.mjs';
import { ensureBuilt, ensureInstalled, fail, requireNode, root } from './lib/workspace.mjs';

requireNode();
await ensureInstalled({ dev: true });
const program = process.argv[2] ?? 'llama-server';
const version = spawnSync(program, ['--version'], { encoding: 'utf8' });
if (version.status !== 0) fail(`"${program}" is no llama-server that runs here. Give its path.`);
await ensureBuilt();
const { default: OpenAI } = await import('openai');
const { writeTinyGguf } = await import('../tests/support/tiny-gguf.ts');

const contextTokens = 512;
const folder = mkdtempSync(join(tmpdir(), 'inkstone-llama-'));
const file = join(folder, 'tiny.gguf');
writeTinyGguf(file, {
  answers: { '?': ['This', 'reply', 'comes', 'from', 'a', 'real', 'server.'], '!': ['On', 'and'] },
  endless: '!',
});
const port = await freePort();
const server = spawn(
  program,
  // With a context that shifts, a prompt that is too long is cut without a word.
  [...`--host 127.0.0.1 --port ${port} -c ${contextTokens} -np 1 --jinja --no-context-shift -m`.split(' '), file],
  { stdio: 'ignore' },
);
const upstream = `http://127.0.0.1:${port}`;
const config = join(folder, 'inkstone.config.json');
const row = { name: 'llama', kind: 'llama.cpp', baseUrl: `${upstream}/v1`, models: ['tiny'] };
writeFileSync(config, JSON.stringify({ backends: [row], records: { store: 'none' } }));
const wrong = [];
let gateway;

try {
  await until(async () => (await fetch(`${upstream}/health`)).ok, 'The server answers', 60_000);
  gateway = await startBuiltGateway({ INKSTONE_CONFIG: config });
  const client = new OpenAI({ baseURL: `${gateway.origin}/v1`, apiKey: 'none', maxRetries: 0 });
  await checkChats(client);
  await checkStopping(client);
  checkDoctor();
} finally {
  await gateway?.stop();
  server.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
}
if (wrong.length > 0) fail(`Otherwise than the gateway takes it: ${wrong.join('; ')}.`);
console.log(`\n${version.stderr.trim().split('\n')[0]}: as the gateway takes it.`);

async function checkChats(client) {
  const messages = [{ role: 'user', content: 'Who are you?' }];
  const sentence = 'This reply comes from a real server.';

  const whole = await client.chat.completions.create({ model: 'tiny', messages });
  check('an answer in one piece', whole.choices[0].message.content.trim(), sentence);
  check('its end', whole.choices[0].finish_reason, 'stop');
  // Seven words and what ends them.
  check('its count of tokens', whole.usage.completion_tokens >= 7 && whole.usage.prompt_tokens > 0, true);

  const counted = { model: 'tiny', messages, stream: true, stream_options: { include_usage: true } };
  const streamed = await gather(await client.chat.completions.create(counted));
  check('a streamed answer', streamed.text.trim(), sentence);
  check('its words come by themselves', streamed.pieces >= 7, true);
  check('the usage that was asked for', streamed.usage?.completion_tokens, whole.usage.completion_tokens);
  const plain = await gather(await client.chat.completions.create({ model: 'tiny', messages, stream: true }));
  check('no usage that was not asked for', plain.usage, undefined);

  const short = await client.chat.completions.create({ model: 'tiny', messages, max_tokens: 2 });
  check('a limit of tokens', short.usage.completion_tokens, 2);
  // Passed on as it is: where it is otherwise, the pane cannot tell that an answer was cut short.
  if (short.choices[0].finish_reason !== 'length')
    console.log(`note   an answer cut at its limit ends with "${short.choices[0].finish_reason}" instead of "length"`);

  const schema = { type: 'object', properties: { n: { enum: [7] } }, required: ['n'], additionalProperties: false };
  const formatted = await client.chat.completions.create({
    model: 'tiny',
    messages,
    max_tokens: 60,
    response_format: { type: 'json_schema', json_schema: { name: 'n', strict: true, schema } },
  });
  check('an answer by a schema', JSON.parse(formatted.choices[0].message.content), { n: 7 });

  const long = { model: 'tiny', messages: [{ role: 'user', content: 'a b '.repeat(contextTokens) }] };
  const refusal = await client.chat.completions.create(long).then(
    () => 'answered',
    (error) => error.code,
  );
  check('a prompt longer than the context', refusal, 'context-too-long');
}

/** Whoever leaves stops the model: its one place is free again at once. */
async function checkStopping(client) {
  const endless = { model: 'tiny', messages: [{ role: 'user', content: 'On!' }], stream: true, max_tokens: 100_000 };
  const stream = await client.chat.completions.create(endless);
  for await (const chunk of stream) if (chunk.choices[0]?.delta.content) break;
  stream.controller.abort();
  const left = performance.now();
  await client.chat.completions.create({ model: 'tiny', messages: [{ role: 'user', content: 'Free?' }] });
  const freeMs = performance.now() - left;
  check(`stopped when its client leaves (the next was answered after ${Math.round(freeMs)} ms)`, freeMs < 1000, true);
}

function checkDoctor() {
  const entry = join(root, 'dist/gateway/cli.js');
  const environment = { ...process.env, INKSTONE_CONFIG: config };
  const { status, stdout } = spawnSync(process.execPath, [entry, 'doctor', '--json'], {
    env: environment,
    encoding: 'utf8',
  });
  check('the doctor finds nothing', status, 0);
  if (status !== 0) console.log(stdout);
}

async function gather(stream) {
  const gathered = { text: '', pieces: 0, usage: undefined };
  for await (const { choices, usage } of stream) {
    const piece = choices[0]?.delta.content;
    if (piece) gathered.pieces += 1;
    gathered.text += piece ?? '';
    gathered.usage = usage ?? gathered.usage;
  }
  return gathered;
}

function check(what, is, shall) {
  const isSo = isDeepStrictEqual(is, shall);
  console.log(`${isSo ? 'ok    ' : 'wrong '} ${what}`);
  if (!isSo) wrong.push(`${what} is ${JSON.stringify(is)}`);
}

async function until(holds, what, withinMs) {
  for (const start = performance.now(); performance.now() - start < withinMs; await sleep(100)) {
    if (await holds().catch(() => false)) return;
  }
  throw new Error(`${what}: not within ${withinMs / 1000} s.`);
}

function freePort() {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port: found } = probe.address();
      probe.close(() => resolve(found));
    });
  });
}
