import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { closeSync, existsSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { join } from 'node:path';
import { createGatewayModel } from '../../src/core/model/gateway-model.ts';
import type { GenerationEvent } from '../../src/core/generation/generation-event.ts';
import type { LogEntry } from '../../src/gateway/log.ts';
import { drainJournal } from '../../src/gateway/records/journal/drain.ts';
import { openJournal } from '../../src/gateway/records/journal/journal.ts';
import type { GatewayRecord } from '../../src/gateway/records/record.ts';
import { openSafety } from '../../src/gateway/safety/open-safety.ts';
import { safetySchema } from '../../src/gateway/safety/safety-schema.ts';
import { backendRow, productRoot, startGateway, until } from '../support/gateway.ts';
import { temporaryFolder } from '../support/records.ts';
import { startScriptedBackend } from '../support/scripted-backend.ts';

const word = (content: string): string =>
  `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content } }] })}\n\n`;

/** A model server that answers as it is told, down to the byte. */
async function startRawBackend(
  answer: (response: ServerResponse, socket: Socket) => void,
): Promise<{ url: string; server: Server }> {
  const server = createServer((request, response) => {
    request.resume();
    request.on('end', () => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      answer(response, request.socket);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`, server };
}

async function eventsFrom(origin: string): Promise<GenerationEvent[]> {
  const events: GenerationEvent[] = [];
  const model = createGatewayModel('small', { baseUrl: origin });
  for await (const event of model.stream({ messages: [{ role: 'user', content: 'Hi' }] })) events.push(event);
  return events;
}

const said = (events: readonly GenerationEvent[]): string =>
  events.map((event) => (event.type === 'text-delta' ? event.text : '')).join('');

describe('what the pane sees when a model server', () => {
  it.each<[string, (response: ServerResponse, socket: Socket) => void]>([
    [
      'ends in the middle of an event',
      (response) => response.end(`${word('One two')}data: {"choices":[{"index":0,"del`),
    ],
    [
      'resets the connection',
      (response, socket) => {
        response.write(word('One two'));
        setTimeout(() => socket.resetAndDestroy(), 100);
      },
    ],
    ['ends without saying so', (response) => response.end(word('One two'))],
    ['sends what is no JSON', (response) => response.end(`${word('One two')}data: <html>\n\n`)],
  ])('%s: what came is kept, and that it broke off is said', async (_name, answer) => {
    const { url, server } = await startRawBackend(answer);
    const backends = [backendRow(url)];
    const stages = [openSafety({ safety: safetySchema.parse({}), backends })];
    const { origin, close } = await startGateway({ backends, stages });
    const events = await eventsFrom(origin);
    expect(said(events)).toBe('One two');
    expect(events.at(-1)).toMatchObject({ type: 'error', error: { code: 'stream-interrupted' } });
    await close();
    server.closeAllConnections();
    server.close();
  });
});

it('goes on when the clock jumps, and its times stay true', async () => {
  const backend = await startScriptedBackend({ reply: 'one two three four', delayMs: 20 });
  const log: LogEntry[] = [];
  const { origin, close } = await startGateway({
    backends: [backendRow(backend.url)],
    log: (entry) => log.push(entry),
  });
  const clock = jest.spyOn(Date, 'now');
  const answer = eventsFrom(origin);
  await until(() => backend.wordsSent > 0);
  clock.mockReturnValue(Date.parse('2099-01-01'));
  await soon(() => backend.wordsSent > 1);
  clock.mockReturnValue(Date.parse('1999-01-01'));
  const events = await answer;
  clock.mockRestore();
  expect(said(events)).toBe('one two three four');
  expect(events.at(-1)).toMatchObject({ type: 'generation-end' });
  await until(() => log.length > 0);
  expect(log[0]!.milliseconds).toBeLessThan(60_000);
  expect(log[0]!.milliseconds).toBeGreaterThanOrEqual(0);
  await close();
  await backend.close();
});

/** Waits without the clock, which this test has in its hand. */
async function soon(isSo: () => boolean): Promise<void> {
  for (let turn = 0; turn < 1000 && !isSo(); turn += 1) await new Promise((resolve) => setTimeout(resolve, 5));
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Whole lines in the files of a folder. */
function linesIn(folder: string): number {
  if (!existsSync(folder)) return 0;
  const texts = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
  return texts.join('').split('\n').length - 1;
}

/** What a journal has, which two drains bring once. */
async function drainedFrom(folder: string): Promise<readonly GatewayRecord[]> {
  const found: GatewayRecord[] = [];
  const journal = openJournal({ folder, limitBytes: 1e9, onProblem: () => undefined });
  const keep = async (records: readonly GatewayRecord[]): Promise<void> => void found.push(...records);
  await drainJournal(journal, folder, keep);
  await drainJournal(journal, folder, keep);
  await journal.close();
  return found;
}

describe('the process of the gateway', () => {
  let child: ChildProcess | undefined;
  afterEach(() => child?.kill('SIGKILL'));

  /** Started from the sources in `folder`, where it keeps what it keeps; its log goes to `log`. */
  async function startProcess(
    backendUrl: string,
    log: number | 'pipe',
    folder = productRoot,
  ): Promise<{ origin: string; exit: Promise<number | null> }> {
    const port = await freePort();
    const sources = ['--import', join(productRoot, 'bench/load-source.mjs'), join(productRoot, 'src/gateway/main.ts')];
    const started = spawn(process.execPath, sources, {
      cwd: folder,
      env: { ...process.env, PORT: String(port), INKSTONE_BASE_URL: backendUrl, INKSTONE_MODEL: 'small' },
      stdio: ['ignore', log, 'inherit'],
    });
    child = started;
    const exit = new Promise<number | null>((resolve) => started.once('exit', (code) => resolve(code)));
    const origin = `http://127.0.0.1:${port}`;
    for (;;) {
      const isUp = await fetch(`${origin}/healthz`).then(
        ({ ok }) => ok,
        () => false,
      );
      if (isUp) return { origin, exit };
      if (started.exitCode !== null || started.signalCode !== null) throw new Error('The process did not start.');
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  it('lets a running answer end after SIGTERM, then ends itself in peace', async () => {
    const backend = await startScriptedBackend({ reply: 'one two three four five six', delayMs: 100 });
    const { origin, exit } = await startProcess(backend.url, 'pipe');
    const answer = eventsFrom(origin);
    await until(() => backend.wordsSent > 0, 10_000);
    child?.kill('SIGTERM');
    expect(said(await answer)).toBe('one two three four five six');
    expect(await exit).toBe(0);
    await backend.close();
  }, 60_000);

  it('keeps the record of every chat that was over when it is killed, once, and of none that was not', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'inkstone.config.json'), '{"records": {"store": "embedded", "folder": "records"}}');
    const backend = await startScriptedBackend({ reply: 'one two three' });
    const { origin, exit } = await startProcess(backend.url, 'pipe', folder);
    for (let count = 0; count < 5; count += 1) expect(said(await eventsFrom(origin))).toBe('one two three');
    backend.play({ reply: 'one two three', stallAfter: 1 });
    const sentBefore = backend.wordsSent;
    const running = eventsFrom(origin);
    await until(() => backend.wordsSent > sentBefore);
    const journalFolder = join(folder, 'records/journal');
    // A record goes to the disk just behind its answer.
    await until(() => linesIn(journalFolder) === 5);
    child?.kill('SIGKILL');
    await exit;
    expect((await running).at(-1)).toMatchObject({ type: 'error' });

    const found = await drainedFrom(journalFolder);
    expect(found.map((record) => record.kind === 'usage' && [record.outcome, record.completionTokens])).toEqual(
      Array.from({ length: 5 }, () => ['answered', 3]),
    );
    expect(new Set(found.map(({ id }) => id)).size).toBe(5);
    await backend.close();
    rmSync(folder, { recursive: true, force: true });
  }, 60_000);

  it('answers when the disk of its records is full, and has each of them once there is room', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'inkstone.config.json'), '{"records": {"store": "embedded", "folder": "records"}}');
    const backend = await startScriptedBackend({ reply: 'one two three' });
    const { origin, exit } = await startProcess(backend.url, 'pipe', folder);
    const limitFiles = (bytes: string): void =>
      void execFileSync('prlimit', ['--pid', String(child?.pid), `--fsize=${bytes}:unlimited`]);
    // A limit on the size of files stands for the end of the disk.
    limitFiles('0');
    for (let count = 0; count < 3; count += 1) expect(said(await eventsFrom(origin))).toBe('one two three');
    const metric = async (name: string): Promise<string | undefined> =>
      new RegExp(`^${name} (\\d+)`, 'm').exec(await (await fetch(`${origin}/metrics`)).text())?.[1];
    expect([await metric('inkstone_records_waiting'), await metric('inkstone_records_lost')]).toEqual(['3', '0']);
    limitFiles('unlimited');
    const journalFolder = join(folder, 'records/journal');
    await until(() => linesIn(journalFolder) >= 3, 10_000);
    child?.kill('SIGKILL');
    await exit;
    expect(await drainedFrom(journalFolder)).toHaveLength(3);
    await backend.close();
    rmSync(folder, { recursive: true, force: true });
  }, 60_000);

  it('answers when the disk of its log is full', async () => {
    const backend = await startScriptedBackend({ reply: 'one two' });
    // Every write to it fails with ENOSPC.
    const full = openSync('/dev/full', 'w');
    const { origin } = await startProcess(backend.url, full);
    closeSync(full);
    for (let count = 0; count < 3; count += 1) expect(said(await eventsFrom(origin))).toBe('one two');
    expect((await fetch(`${origin}/healthz`)).status).toBe(200);
    await backend.close();
  }, 60_000);
});
