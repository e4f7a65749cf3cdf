import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { anonymous, type Person } from '../../src/gateway/chat-stage.ts';
import { backendRow, startGateway } from '../support/gateway.ts';
import { startScriptedBackend, type ScriptedBackend } from '../support/scripted-backend.ts';

describe("the doctor's page", () => {
  let backend: ScriptedBackend;
  let hostile: Server;
  let origin: string;
  let close: () => Promise<void>;
  let person: Person = anonymous;

  beforeAll(async () => {
    backend = await startScriptedBackend({ reply: 'One two three' });
    // A server whose list of models is an attack on the page.
    hostile = createServer((_request, response) =>
      response
        .writeHead(200, { 'content-type': 'application/json' })
        .end('{"data":[{"id":"<img src=x onerror=alert(1)>"}]}'),
    );
    await new Promise<void>((resolve) => hostile.listen(0, '127.0.0.1', resolve));
    const { port } = hostile.address() as AddressInfo;
    ({ origin, close } = await startGateway({
      identify: () => Promise.resolve(person),
      backends: [
        backendRow('http://127.0.0.1:1/v1', { name: 'gone' }),
        backendRow(`http://127.0.0.1:${port}/v1`, { name: 'hostile', apiKey: 'sk-secret', apiKeyEnv: 'WORK_KEY' }),
      ],
    }));
  });
  afterAll(async () => {
    await close();
    await backend.close();
    hostile.closeAllConnections();
    hostile.close();
  });
  beforeEach(() => {
    person = anonymous;
  });

  const post = (headers: Record<string, string> = {}): Promise<Response> =>
    fetch(`${origin}/doctor`, { method: 'POST', headers: { origin, ...headers } });

  it('examines nothing and tells nothing of the rows until it is asked', async () => {
    const response = await fetch(`${origin}/doctor`);
    const html = await response.text();
    expect(html).toContain('<button>Examine</button>');
    expect(html).not.toContain('gone');
    expect(response.headers.get('content-security-policy')).toMatch(
      /default-src 'none'; script-src 'self'.*frame-ancestors 'none'/,
    );
  });

  it('says of each row where it fails and what to do, and never a key', async () => {
    const html = await (await post()).text();
    expect(html).toContain('<h3>gone: fails at Connection</h3>');
    expect(html).toContain('Nothing listens on port 1 of 127.0.0.1.');
    expect(html).toContain('→ Start the model server there');
    expect(html).not.toContain('sk-secret');
  });

  it('shows what servers say of themselves as text', async () => {
    const html = await (await post()).text();
    expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;');
    expect(html).not.toContain('<img');
  });

  it('speaks Chinese to who asks for it, by the address or the browser', async () => {
    const asked = async (path: string, language: string): Promise<string> =>
      (await fetch(origin + path, { headers: { 'accept-language': language } })).text();
    expect(await asked('/doctor', 'zh-CN,zh;q=0.9')).toMatch(/<html lang="zh-CN">[\s\S]*连接诊断/);
    expect(await asked('/doctor?lang=zh', 'en')).toContain('开始诊断');
    expect(await asked('/doctor?lang=en', 'zh')).toContain('Connection doctor');
  });

  it('gives programs JSON, with words in the language that they ask for', async () => {
    const answer = await (await post({ accept: 'application/json', 'accept-language': 'zh' })).json();
    const refused = {
      code: 'tcp-refused',
      title: '连接',
      found: '127.0.0.1 的端口 1 上没有服务。',
      remedy: '请在那里启动模型服务，或更正 baseUrl 中的端口。',
    };
    expect(answer).toMatchObject([
      { name: 'gone', findings: expect.arrayContaining([expect.objectContaining(refused)]) },
      { name: 'hostile' },
    ]);
  });

  it('refuses pages of other origins, and people who are known and no administrators', async () => {
    expect((await post({ origin: 'https://evil.example' })).status).toBe(400);
    expect((await post({ origin: 'null' })).status).toBe(400);
    person = { id: 'ann', name: 'Ann', groups: [], role: 'user' };
    const refused = await post();
    expect([refused.status, (await refused.json()).error.message]).toEqual([
      401,
      expect.stringContaining('administrators'),
    ]);
    person = { ...person, role: 'admin' };
    expect((await post()).status).toBe(200);
  });

  it('tells people at the page where administrators get its findings, who cannot sign in there', async () => {
    person = { id: 'ann', name: 'Ann', groups: [], role: 'user' };
    const refused = await post({ accept: 'text/html,application/xhtml+xml', 'accept-language': 'zh-CN' });
    expect([refused.status, refused.headers.get('content-type')]).toEqual([401, 'text/html; charset=utf-8']);
    expect(await refused.text()).toMatch(
      /连接诊断[\s\S]*role="alert"[\s\S]*href="\/admin\/"[\s\S]*npx inkstone doctor/,
    );
  });
});
