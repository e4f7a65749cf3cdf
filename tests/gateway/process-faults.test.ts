import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { createGatewayModel } from '../../src/core/model/gateway-model.ts';
import type { GenerationEvent } from '../../src/core/generation/generation-event.ts';
import type { LogEntry } from '../../src/gateway/log.ts';
import { openSafety } from '../../src/gateway/safety/open-safety.ts';
import { safetySchema } from '../../src/gateway/safety/safety-schema.ts';
import { backendRow, productRoot, startGateway, until } from '../support/gateway.ts';
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

describe('the process of the gateway', () => {
  let child: ChildProcess | undefined;
  afterEach(() => child?.kill('SIGKILL'));

  /** Started from the sources; its log goes to `log`, what it says on the error stream is read for the port. */
  async function startProcess(
    backendUrl: string,
    log: number | 'pipe',
  ): Promise<{ origin: string; exit: Promise<number | null> }> {
    const port = 21_000 + Math.floor(Math.random() * 20_000);
    const started = spawn(process.execPath, ['--import', './bench/load-source.mjs', 'src/gateway/main.ts'], {
      cwd: productRoot,
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
