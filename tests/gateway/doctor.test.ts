import { createServer, type RequestListener } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { createServer as createTcpServer, type AddressInfo, type Server } from 'node:net';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AssistantError } from '../../src/base/errors.ts';
import { defaultTimeouts, type Backend } from '../../src/gateway/backends/backend.ts';
import { createDispatchers, type ProxySettings } from '../../src/gateway/backends/dispatchers.ts';
import { runCommand } from '../../src/gateway/commands/run-command.ts';
import { examineBackend, examineFile, type ExamineOptions } from '../../src/gateway/doctor/examine.ts';
import type { Examination, Finding } from '../../src/gateway/doctor/finding.ts';
import { renderText } from '../../src/gateway/doctor/render-text.ts';
import { describeFinding } from '../../src/gateway/doctor/words.ts';
import { backendRow } from '../support/gateway.ts';
import { createSelfSignedCertificate } from '../support/self-signed-certificate.ts';

const open: (() => Promise<void>)[] = [];
const timeouts = { ...defaultTimeouts, connectMs: 1000, firstByteMs: 400, idleMs: 1000 };

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push(
    () =>
      new Promise((resolve) => {
        if ('closeAllConnections' in server) (server as ReturnType<typeof createServer>).closeAllConnections();
        server.close(() => resolve());
      }),
  );
  return (server.address() as AddressInfo).port;
}

interface ModelServer {
  readonly models?: readonly object[];
  readonly listStatus?: number;
  readonly chat?: RequestListener;
  readonly key?: string;
}

const event = (delta: object, reason: string | null = null): string =>
  `data: ${JSON.stringify({ choices: [{ index: 0, delta, finish_reason: reason }] })}\n\n`;
const counting: RequestListener = (_request, response) => {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.write(event({ role: 'assistant', content: 'One' }));
  response.end(event({}, 'stop') + 'data: [DONE]\n\n');
};

/** A model server as far as the doctor looks at one. */
function answerAs({
  models = [{ id: 'small' }],
  listStatus = 200,
  chat = counting,
  key,
}: ModelServer): RequestListener {
  return (request, response) => {
    request.resume();
    if (key !== undefined && request.headers.authorization !== `Bearer ${key}`) {
      response.writeHead(401, { 'content-type': 'application/json' }).end('{"error":{"message":"bad key sk-wrong"}}');
    } else if (request.method === 'POST') chat(request, response);
    else {
      response.writeHead(listStatus, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ object: 'list', data: models }));
    }
  };
}
const startModelServer = async (server: ModelServer = {}): Promise<string> =>
  `http://127.0.0.1:${await listen(createServer(answerAs(server)))}/v1`;

async function examine(
  baseUrl: string,
  row: Partial<Backend> = {},
  more: Partial<ExamineOptions> = {},
): Promise<Examination> {
  const backend = backendRow(baseUrl, {
    models: [{ id: 'small', upstreamId: 'small', contextWindow: undefined }],
    timeouts,
    ...row,
  });
  const dispatchers = createDispatchers(more.proxy);
  try {
    return await examineBackend(backend, { dispatcher: dispatchers.of(backend), proxy: undefined, ...more });
  } finally {
    await dispatchers.close();
  }
}
/** The finding that matters: the failed one, which is the last. */
async function diagnose(...of: Parameters<typeof examine>): Promise<Finding> {
  const { findings } = await examine(...of);
  return findings.at(-1)!;
}

afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

describe('the connection doctor', () => {
  it('finds nothing wrong with a server that works, and looks at every hop', async () => {
    const url = await startModelServer({ models: [{ id: 'small', max_model_len: 8192 }], key: 'sk-good' });
    const models = [{ id: 'small', upstreamId: 'small', contextWindow: 4096 }];
    const { findings } = await examine(url, { apiKey: 'sk-good', apiKeyEnv: 'GOOD_KEY', models });
    expect(findings.map(({ hop, code }) => `${hop}: ${code}`)).toEqual([
      'proxy: proxy-none',
      'dns: dns-ok',
      'tcp: tcp-ok',
      'tls: tls-none',
      'http: http-ok',
      'key: key-ok',
      'model: model-ok',
      'context: context-ok',
      'streaming: streaming-ok',
    ]);
    expect(findings.every(({ outcome }) => outcome === 'ok')).toBe(true);
  });

  it('names a host that is not known', async () => {
    const finding = await diagnose('http://no-such-host.invalid/v1');
    expect(finding).toMatchObject({ hop: 'dns', outcome: 'failed', facts: { host: 'no-such-host.invalid' } });
  });

  it('names a port that nothing listens on', async () => {
    const port = await listen(createTcpServer());
    await open.pop()?.();
    expect(await diagnose(`http://127.0.0.1:${port}/v1`)).toMatchObject({
      hop: 'tcp',
      code: 'tcp-refused',
      facts: { port },
    });
  });

  it('tells a self-signed certificate, an expired one, one for another name and a server without TLS', async () => {
    const secure = async (host: string, days = {}): Promise<{ url: string; cert: string }> => {
      const pair = createSelfSignedCertificate(host, days);
      return { url: `https://127.0.0.1:${await listen(createSecureServer(pair, answerAs({})))}/v1`, cert: pair.cert };
    };
    const unknown = await secure('localhost');
    expect(await diagnose(unknown.url)).toMatchObject({ hop: 'tls', code: 'tls-self-signed' });
    const old = await secure('localhost', { fromDay: -9, toDay: -2 });
    expect(await diagnose(old.url, {}, { ca: old.cert })).toMatchObject({ hop: 'tls', code: 'tls-expired' });
    const early = await secure('localhost', { fromDay: 2, toDay: 9 });
    expect(await diagnose(early.url, {}, { ca: early.cert })).toMatchObject({ hop: 'tls', code: 'tls-not-yet' });
    const other = await secure('models.example');
    const byName = other.url.replace('127.0.0.1', 'localhost');
    expect(await diagnose(byName, {}, { ca: other.cert })).toMatchObject({ hop: 'tls', code: 'tls-wrong-name' });
    const plain = (await startModelServer()).replace('http:', 'https:');
    expect(await diagnose(plain)).toMatchObject({ hop: 'tls', code: 'tls-not-spoken' });
  });

  it('warns before a certificate expires', async () => {
    const pair = createSelfSignedCertificate('localhost');
    const port = await listen(createSecureServer(pair, answerAs({})));
    const { findings } = await examine(`https://127.0.0.1:${port}/v1`, {}, { ca: pair.cert });
    expect(findings.find(({ hop }) => hop === 'tls')).toMatchObject({
      outcome: 'warning',
      code: 'tls-expires-soon',
      facts: { days: 0 },
    });
  });

  it('tells a key that is refused from one that is missing, and never says it', async () => {
    const url = await startModelServer({ key: 'sk-good' });
    const refused = await diagnose(url, { apiKey: 'sk-wrong', apiKeyEnv: 'WORK_KEY' });
    expect(refused).toMatchObject({ hop: 'key', code: 'key-refused', facts: { variable: 'WORK_KEY', status: 401 } });
    expect(JSON.stringify(refused)).not.toContain('sk-wrong');
    expect(await diagnose(url)).toMatchObject({ hop: 'key', code: 'key-missing' });
  });

  it('names the models that there are when the one of the row is missing', async () => {
    const url = await startModelServer({ models: [{ id: 'qwen3:8b' }, { id: 'glm' }] });
    expect(await diagnose(url)).toMatchObject({
      hop: 'model',
      code: 'model-missing',
      facts: { known: 'qwen3:8b, glm' },
    });
    const unlisted = await startModelServer({
      listStatus: 404,
      chat: (_request, response) => response.writeHead(404).end(),
    });
    expect(await diagnose(unlisted)).toMatchObject({ hop: 'model', code: 'model-missing' });
  });

  it('compares the context that a row promises with that of the model', async () => {
    const url = await startModelServer({ models: [{ id: 'small', max_model_len: 4096 }] });
    const models = [{ id: 'small', upstreamId: 'small', contextWindow: 32_768 }];
    expect(await diagnose(url, { models })).toMatchObject({
      hop: 'context',
      outcome: 'failed',
      facts: { configured: 32_768, real: 4096 },
    });
    const { findings } = await examine(url);
    expect(findings.find(({ hop }) => hop === 'context')).toMatchObject({ outcome: 'warning', code: 'context-unset' });
  });

  it('knows the sign-in page of a network, by its page and by its redirect', async () => {
    const page = await listen(
      createServer((_request, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<form>')),
    );
    expect(await diagnose(`http://127.0.0.1:${page}/v1`)).toMatchObject({ hop: 'http', code: 'http-html' });
    const redirect = await listen(
      createServer((_request, response) => response.writeHead(302, { location: 'http://login.example/?to=1' }).end()),
    );
    expect(await diagnose(`http://127.0.0.1:${redirect}/v1`)).toMatchObject({
      code: 'http-redirect',
      facts: { location: 'http://login.example/' },
    });
  });

  it('tells a server that fails, one that breaks off and one that does not speak HTTP', async () => {
    expect(await diagnose(await startModelServer({ listStatus: 503 }))).toMatchObject({
      hop: 'http',
      code: 'http-error',
    });
    const rude = await listen(
      createTcpServer((socket) => socket.on('error', () => undefined).once('data', () => socket.destroy())),
    );
    expect(await diagnose(`http://127.0.0.1:${rude}/v1`)).toMatchObject({ hop: 'http', code: 'http-broken' });
  });

  it('tells an answer that is not streamed, one that is cut, one that is held back and one that does not begin', async () => {
    const streaming = async (chat: RequestListener, row: Partial<Backend> = {}): Promise<Finding> =>
      diagnose(await startModelServer({ chat }), row);
    expect(
      await streaming((_request, response) =>
        response.writeHead(200, { 'content-type': 'application/json' }).end('{}'),
      ),
    ).toMatchObject({ hop: 'streaming', code: 'streaming-absent' });
    expect(
      await streaming((_request, response) => {
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        response.end(event({ content: 'One' }));
      }),
    ).toMatchObject({ code: 'streaming-cut', facts: { pieces: 1 } });
    expect(await streaming(() => undefined)).toMatchObject({
      hop: 'streaming',
      code: 'answer-slow',
      facts: { seconds: 0.4 },
    });
    const patient = { timeouts: { ...timeouts, firstByteMs: 10_000 } };
    const heldBack: RequestListener = (_request, response) => {
      setTimeout(() => {
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        response.end(event({ content: 'word ' }).repeat(8) + event({}, 'stop'));
      }, 1100);
    };
    expect(await streaming(heldBack, patient)).toMatchObject({ outcome: 'warning', code: 'streaming-buffered' });
    expect(await streaming((_request, response) => response.writeHead(400).end('{}'))).toMatchObject({
      code: 'answer-refused',
    });
  });

  it('goes through the proxy as a chat would, and says when that is not there or asks for a password', async () => {
    const proxied: string[] = [];
    const port = await listen(
      createServer((request, response) => {
        proxied.push(request.url ?? '');
        response.writeHead(407).end();
      }).on('connect', (request, socket) => {
        proxied.push(request.url ?? '');
        socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
      }),
    );
    const proxy: ProxySettings = { httpProxy: `http://127.0.0.1:${port}` };
    const { findings } = await examine('http://models.example/v1', {}, { proxy });
    expect(findings[0]).toMatchObject({ hop: 'proxy', code: 'proxy-ok' });
    expect(findings.at(-1)?.outcome).toBe('failed');
    expect(proxied[0]).toContain('models.example');
    await open.pop()?.();
    expect(await diagnose('http://models.example/v1', {}, { proxy })).toMatchObject({
      hop: 'proxy',
      code: 'proxy-unreachable',
    });
    // This machine is never asked for through a proxy.
    expect((await examine(await startModelServer(), {}, { proxy })).findings[0]).toMatchObject({ code: 'proxy-none' });
  });

  it('says whether a model file loads', async () => {
    const row = { name: 'tiny', path: '/tiny.gguf', contextWindow: undefined, threads: undefined };
    const works = await examineFile(row, { load: () => Promise.resolve({ contextWindow: 512 }) });
    expect(works.findings).toMatchObject([{ outcome: 'ok', facts: { contextWindow: 512 } }]);
    const fails = await examineFile(row, {
      load: () => Promise.reject(new AssistantError('model-missing', 'There is no model file /tiny.gguf.')),
    });
    expect(describeFinding(fails.findings[0]!, 'en').found).toBe('There is no model file /tiny.gguf.');
  });

  it('says each thing in English and in Chinese, with a remedy for what is wrong', async () => {
    const port = await listen(createTcpServer());
    await open.pop()?.();
    const examination = await examine(`http://127.0.0.1:${port}/v1`);
    const english = renderText([examination], 'en').join('\n');
    expect(english).toContain(`✗ Connection: Nothing listens on port ${port} of 127.0.0.1.`);
    expect(english).toContain('→ Start the model server there');
    expect(english).toContain('It fails at: Connection.');
    expect(renderText([examination], 'zh').join('\n')).toMatch(
      /✗ 连接：?.*端口 \d+ 上没有服务。[\s\S]*→ 请在那里启动模型服务/,
    );
  });
});

describe('inkstone doctor', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'inkstone-doctor-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  async function run(words: string[], config: object): Promise<{ code: number; said: string }> {
    writeFileSync(join(folder, 'inkstone.config.json'), JSON.stringify(config));
    const said: string[] = [];
    const code = await runCommand(['doctor', ...words], {
      root: folder,
      environment: { LANG: 'en_GB.UTF-8' },
      folder,
      openEngine: () => Promise.resolve(undefined),
      openLocalModel: () => Promise.reject(new AssistantError('model-missing', 'The model file does not load.')),
      installRuntime: () => Promise.resolve(false),
      print: (line) => said.push(line),
      printError: (line) => said.push(line),
    });
    return { code, said: said.join('\n') };
  }

  it('ends with 0 when every row works, with 1 when one does not, and takes the name of a row', async () => {
    const good = { name: 'good', kind: 'vllm', baseUrl: await startModelServer(), models: ['small'] };
    const bad = { ...good, name: 'bad', models: ['large'] };
    expect(await run([], { backends: [good] })).toMatchObject({ code: 0, said: expect.stringContaining('It works.') });
    const both = await run([], { backends: [good, bad] });
    expect(both.code).toBe(1);
    expect(both.said).toMatch(/good[\s\S]*It works[\s\S]*bad[\s\S]*It has no model large\. It has: small/);
    expect((await run(['good'], { backends: [good, bad] })).code).toBe(0);
    expect((await run(['none'], { backends: [good] })).code).toBe(2);
    const file = { name: 'tiny', kind: 'gguf', path: 'tiny.gguf' };
    writeFileSync(join(folder, 'tiny.gguf'), '');
    expect(await run([], { backends: [file] })).toMatchObject({
      code: 1,
      said: expect.stringContaining('The model file does not load.'),
    });
  });

  it('speaks Chinese and JSON when asked, and says that nothing is configured', async () => {
    const good = { name: 'good', kind: 'vllm', baseUrl: await startModelServer(), models: ['small'] };
    expect((await run(['--lang', 'zh'], { backends: [good] })).said).toContain('可以使用。');
    const json = JSON.parse((await run(['--json'], { backends: [good] })).said);
    expect(json).toMatchObject([
      { name: 'good', findings: expect.arrayContaining([expect.objectContaining({ code: 'streaming-ok' })]) },
    ]);
    expect((await run([], {})).said).toContain('No model is configured');
  });
});
