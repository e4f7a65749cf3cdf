import { AssistantError } from '../../src/base/errors.ts';
import { createPolicies } from '../../src/gateway/access/policies.ts';
import type { GatewayOptions } from '../../src/gateway/gateway-options.ts';
import { policyListSchema } from '../../src/protocol/policy.ts';
import { backendRow, startGateway } from '../support/gateway.ts';
import { keepRecords } from '../support/kept-records.ts';
import { rulesEngine } from '../support/rules-engine.ts';

type Told = { readonly status: number; readonly message: string; readonly requestId: string | null };

describe('what the gateway tells of a failure', () => {
  const chat = { model: 'small', messages: [{ role: 'user', content: 'Hello' }] };

  async function told(options: Partial<GatewayOptions>, path: string, init: RequestInit = {}): Promise<[Told, Told]> {
    const { origin, close } = await startGateway(options);
    try {
      const ask = async (language: string): Promise<Told> => {
        const headers = { 'content-type': 'application/json', 'accept-language': language };
        const response = await fetch(`${origin}${path}`, { ...init, headers });
        const { error } = (await response.json()) as { error: { message: string } };
        return { status: response.status, message: error.message, requestId: response.headers.get('x-request-id') };
      };
      return [await ask('en-GB,en'), await ask('zh-CN,zh;q=0.9,en;q=0.8')];
    } finally {
      await close();
    }
  }
  const post = (body: unknown): RequestInit => ({ method: 'POST', body: JSON.stringify(body) });

  it('is in the language of who asks: a model server that is not there, with its address', async () => {
    const [english, chinese] = await told(
      { backends: [backendRow('http://127.0.0.1:9/v1')] },
      '/v1/chat/completions',
      post(chat),
    );
    expect(english).toMatchObject({ status: 502, message: expect.stringMatching(/127\.0\.0\.1:9.*ECONNREFUSED/) });
    expect(chinese).toMatchObject({
      status: 502,
      message: expect.stringMatching(/^后端“scripted”（http:\/\/127\.0\.0\.1:9\/v1）连不上：.*（ECONNREFUSED）/),
    });
  });

  it('is so of a model that is not there, a form that is wrong and a policy', async () => {
    const backends = [backendRow('http://127.0.0.1:9/v1')];
    const policies = createPolicies({ groups: policyListSchema.parse([{ group: '*', commands: ['rewrite'] }]) });
    const chats = '/v1/chat/completions';
    const [, missing] = await told({ backends }, chats, post({ ...chat, model: 'big' }));
    expect(missing.message).toBe('这里没有模型“big”。现有：small。');
    const [, wrong] = await told({ backends }, chats, post({ model: 'small', messages: 'none' }));
    expect(wrong.message).toMatch(/^请求不是对话："messages": 无效输入/);
    const [english, refused] = await told({ backends, policies, stages: [policies.stage] }, chats, post(chat));
    expect(english.message).toBe(
      'By the policy for everybody, a chat without a writing command is not among those allowed.',
    );
    expect(refused.message).toBe('按照适用于所有人的策略，不允许没有写作命令的对话。');
  });

  it('is so of what the built-in rules cannot do', async () => {
    const task = {
      ...chat,
      model: 'inkstone-embedded',
      inkstone_task: { command: 'translate', text: 'Good morning.' },
    };
    const [english, chinese] = await told({ engine: rulesEngine }, '/v1/chat/completions', post(task));
    expect(english.message).toContain('connect a model by setting INKSTONE_BASE_URL');
    expect(chinese.message).toContain('需要连接模型');
  });

  it('is so on the administrators’ page, the fields of a form included', async () => {
    const ask = async (path: string, init?: RequestInit): Promise<string> => {
      // Without budgets, which are read of the store: none of these is.
      const { bookkeeping, remove } = keepRecords({ budgets: [] });
      const [, { message }] = await told({ bookkeeping }, path, init);
      remove();
      return message;
    };
    expect(await ask('/v1/admin/feedback.jsonl?format=csv')).toBe('"format" 只能是 "sft" 或 "dpo"。');
    expect(await ask('/v1/admin/forget', post({ person: '' }))).toMatch(/^"person": .*\p{Script=Han}/u);
  });

  it('is of the log alone where nobody foresaw it: the answer has the request’s id and nothing of the machine', async () => {
    const failing: Partial<GatewayOptions> = {
      backends: [backendRow('http://127.0.0.1:9/v1')],
      stages: [() => Promise.reject(new Error('ENOENT: /srv/secret/file'))],
    };
    const [english, chinese] = await told(failing, '/v1/chat/completions', post(chat));
    expect([english, chinese].map(({ message }) => message)).toEqual([
      'The gateway failed to answer. Its log says why.',
      '网关未能完成这次请求，原因在网关的日志中。',
    ]);
    expect(chinese).toMatchObject({ status: 500, requestId: expect.stringMatching(/^[\w-]{36}$/) });
  });

  it('is told inside a stream that has begun as well', async () => {
    const late: Partial<GatewayOptions> = {
      backends: [backendRow('http://127.0.0.1:9/v1')],
      stages: [
        ({ response }) => {
          response.writeHead(200, { 'content-type': 'text/event-stream' }).write(': wait\n\n');
          return Promise.reject(new AssistantError('unexpected', '/srv/secret'));
        },
      ],
    };
    const { origin, close } = await startGateway(late);
    const response = await fetch(`${origin}/v1/chat/completions`, {
      ...post({ ...chat, stream: true }),
      headers: { 'content-type': 'application/json', 'accept-language': 'zh-TW' },
    });
    expect(await response.text()).toContain('"message":"网关未能完成这次请求');
    await close();
  });
});
