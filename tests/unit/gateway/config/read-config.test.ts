import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigError } from '../../../../src/gateway/config/config-error.ts';
import { describeProblem } from '../../../../src/gateway/config/problem-words.ts';
import { readConfig } from '../../../../src/gateway/config/read-config.ts';

describe('the configuration', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'inkstone-config-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const write = (json: unknown): void =>
    writeFileSync(join(folder, 'inkstone.config.json'), typeof json === 'string' ? json : JSON.stringify(json));
  const failureOf = (environment: Record<string, string> = {}): ConfigError => {
    try {
      readConfig(environment, folder);
    } catch (error) {
      if (error instanceof ConfigError) return error;
      throw error;
    }
    return new ConfigError('', []);
  };
  const problemsOf = (environment: Record<string, string> = {}): readonly { key: string; message: string }[] =>
    failureOf(environment).problems.map(({ key, code, facts = {} }) => ({
      key,
      message: describeProblem(code, facts, 'en'),
    }));
  const row = { name: 'local', kind: 'vllm', baseUrl: 'http://localhost:8000/v1/', models: ['qwen'] };

  it('needs no file: loopback, port 3000 and no row', () => {
    expect(readConfig({}, folder)).toMatchObject({
      port: 3000,
      host: '127.0.0.1',
      backends: [],
      embeddedEngine: 'auto',
      officeJs: 'self',
    });
  });

  it('reads rows, with the key from the variable that they name', () => {
    const models = [{ id: 'big', upstreamId: 'org/big', contextWindow: 32768 }];
    write({
      backends: [
        row,
        { ...row, name: 'cloud', kind: 'openai', apiKeyEnv: 'CLOUD_KEY', models, timeouts: { idleMs: 5000 } },
      ],
    });
    const { backends } = readConfig({ CLOUD_KEY: ' sk-1\n' }, folder);
    expect(backends).toMatchObject([
      {
        name: 'local',
        baseUrl: 'http://localhost:8000/v1',
        apiKey: undefined,
        models: [{ id: 'qwen', upstreamId: 'qwen' }],
      },
      { name: 'cloud', apiKey: 'sk-1', models, timeouts: { connectMs: 5000, idleMs: 5000, firstByteMs: 120_000 } },
    ]);
  });

  it('decides once, for masking and policies alike, whose server a row is', () => {
    const own = { ...row, baseUrl: 'https://gpu.contoso.example/v1' };
    write({
      backends: [
        own,
        { ...own, name: 'far', baseUrl: 'https://gpu.example/v1' },
        { ...own, name: 'said', hosted: true },
      ],
      policies: { localHosts: ['gpu.contoso.example'] },
    });
    expect(readConfig({}, folder).backends.map(({ hosted }) => hosted)).toEqual([false, true, true]);
  });

  it('knows the usual address and key of a kind', () => {
    write({ backends: [{ name: 'ds', kind: 'deepseek', models: ['deepseek-chat'] }] });
    expect(readConfig({ DEEPSEEK_API_KEY: 'sk-2' }, folder).backends).toMatchObject([
      { baseUrl: 'https://api.deepseek.com/v1', apiKey: 'sk-2', apiKeyEnv: 'DEEPSEEK_API_KEY' },
    ]);
    expect(problemsOf()).toMatchObject([
      { key: 'backends[0].apiKeyEnv', message: expect.stringContaining('DEEPSEEK_API_KEY is not set') },
    ]);
    write({ backends: [{ name: 'local', kind: 'ollama', models: ['qwen3:8b'] }] });
    expect(readConfig({}, folder).backends).toMatchObject([
      { baseUrl: 'http://localhost:11434/v1', apiKey: undefined },
    ]);
    write({ backends: [{ name: 'other', kind: 'openai-compatible', models: ['x'] }] });
    expect(problemsOf()).toMatchObject([{ key: 'backends[0].baseUrl' }]);
  });

  it('reads aliases, and says which of their models no row has', () => {
    const backends = [row, { ...row, name: 'other', drained: true }];
    write({ backends, aliases: { 'writing-default': ['local/qwen', { model: 'other/qwen', weight: 3 }] } });
    expect(readConfig({}, folder)).toMatchObject({
      aliases: [
        {
          id: 'writing-default',
          members: [
            { model: 'local/qwen', weight: 1 },
            { model: 'other/qwen', weight: 3 },
          ],
        },
      ],
      drained: ['other'],
    });
    write({ backends, aliases: { qwen: ['local/qwen'], fast: ['local/qwen', 'glm'] } });
    expect(problemsOf().map(({ key }) => key)).toEqual(['aliases.qwen', 'aliases.fast[1]']);
  });

  it('takes a row from the environment alone, after those of the file', () => {
    write({ backends: [row] });
    const environment = {
      INKSTONE_BASE_URL: 'http://127.0.0.1:11434/v1',
      INKSTONE_MODEL: 'a, b',
      INKSTONE_API_KEY: 'k',
    };
    expect(readConfig(environment, folder).backends[1]).toMatchObject({
      name: 'environment',
      apiKey: 'k',
      models: [{ id: 'a' }, { id: 'b' }],
    });
  });

  it('tells everything that is wrong at once, each with its key', () => {
    write({
      backends: [
        { ...row, baseUrl: 'localhost:8000', models: [] },
        { ...row, name: 'a b', kind: 'grpc' },
        { ...row, apiKeyEnv: 'sk-12345' },
      ],
      officeJs: 'somewhere',
      bakends: [],
    });
    const keys = problemsOf({ PORT: 'http' }).map(({ key }) => key);
    expect(keys).toEqual(
      expect.arrayContaining([
        'PORT',
        'backends[0].baseUrl',
        'backends[0].models',
        'backends[1].kind',
        'backends[2].apiKeyEnv',
        'officeJs',
        'bakends',
      ]),
    );
  });

  it('tells what the environment lacks beside what is wrong in the file, even of the same row or part', () => {
    write({
      backends: [
        { ...row, models: [], apiKeyEnv: 'GPU_KEY' },
        { name: 'cloud', kind: 'openai', models: ['gpt-4.1'], maxConcurrent: 0 },
      ],
      limits: { store: 'redis', whenStoreFails: 'pray' },
      records: { store: 'postgres', retentionDays: { usage: '400' } },
      teams: { appId: 'bot', tenants: [] },
      prices: [{ model: '*', currency: 'RMB', perMillion: { in: 1 } }],
      budgets: [{ group: 'staff', amount: 5, currency: 'EUR' }],
      aliases: { best: ['gpt-4.1', 'gpt-5'] },
      policies: { groups: [{ group: '*' }, { group: 'staff', perPerson: { requestsPerHour: -1 } }] },
    });
    const keys = problemsOf({ HOST: '0.0.0.0', PORT: 'http' }).map(({ key }) => key);
    expect(keys.sort()).toEqual(
      [
        'PORT',
        'access.mode',
        'aliases.best[1]',
        'backends[0].apiKeyEnv',
        'backends[0].models',
        'backends[1].apiKeyEnv',
        'backends[1].maxConcurrent',
        'limits.redisUrlEnv',
        'limits.whenStoreFails',
        'policies.groups[1].group',
        'policies.groups[1].perPerson.requestsPerHour',
        'prices[0].perMillion.out',
        'records.retentionDays.usage',
        'records.urlEnv',
        'teams.appId',
        'teams.tenants',
      ].sort(),
    );
  });

  it.each([
    [{ bodyLimitMegabytes: '16' }, 'Write a number here, without quotes.', '这里应是数字，不加引号。'],
    [{ bodyLimitMegabytes: 1024 }, 'Write 512 or less.', '请写不大于 512 的数字。'],
    [{ backends: [{ ...row, maxConcurrent: 1.5 }] }, 'Write a whole number here', '这里应是整数'],
    [{ backends: [{ name: 'x', kind: 'vllm' }] }, 'This is missing. Write it.', '缺少此项，请补上。'],
    [{ backends: [{ ...row, kind: 'grpc' }] }, 'Write one of vllm, ', '请写其中之一：vllm, '],
    [{ backends: [{ ...row, models: [5] }] }, 'Write the model’s id in quotes', '请写带引号的模型标识'],
    [{ backends: [{ ...row, models: [{ id: 'x', contextWindow: 'big' }] }] }, 'Write a number here', '这里应是数字'],
    [{ officeJs: 'here' }, 'Write one of self, cdn.', '请写其中之一：self, cdn。'],
    [{ allowedHosts: 'a' }, 'Write a list here, in [ ].', '这里应是列表，用 [ ] 括起。'],
    [{ allowedHosts: [''] }, 'Write something here, or remove the line.', '请填写内容，或删除这一行。'],
    [{ aliases: { 'a b': ['x'] } }, 'A name is letters', '名称由字母'],
    [{ access: { mode: 'saml' } }, 'Write one of open, token, entra, oidc.', '请写其中之一：open'],
    [{ safety: { moderation: { rules: [{ category: 'x' }] } } }, 'Give the rule "words" or', '请为规则写 "words"'],
    [{ policies: { groups: [{ group: 'a' }, { group: 'a' }] } }, 'for the same group. Make one', '请合并为一行'],
    [{ tracing: { endpoint: 'collector' } }, 'Write it as http://collector:4318.', '请写成 http://collector:4318。'],
  ])('says in both languages what to do about %j', (json, english, chinese) => {
    write(json);
    expect(failureOf().message).toContain(english);
    expect(failureOf().in('zh')).toContain(chinese);
  });

  it.each(['apiKey', 'api_key', 'token', 'Authorization'])(
    'refuses a key written into the file as %s, without repeating it',
    (name) => {
      write({ backends: [{ ...row, [name]: 'sk-very-secret' }] });
      const problems = problemsOf();
      expect(problems).toEqual([{ key: `backends[0].${name}`, message: expect.stringContaining('apiKeyEnv') }]);
      expect(JSON.stringify(problems)).not.toContain('sk-very-secret');
    },
  );

  it.each([
    ['http://user:pass@localhost/v1', 'Keep passwords out'],
    ['http://localhost/v1?key=1', '"?"'],
    ['ftp://localhost/v1', 'http://'],
    ['http://localhost:8000/v1/chat/completions', 'is added'],
  ])('refuses the address %s', (baseUrl, reason) => {
    write({ backends: [{ ...row, baseUrl }] });
    const problems = problemsOf();
    expect(problems).toEqual([{ key: 'backends[0].baseUrl', message: expect.stringContaining(reason) }]);
    expect(JSON.stringify(problems)).not.toContain('pass@');
  });

  it('names the variable of a key that is not set', () => {
    write({ backends: [{ ...row, apiKeyEnv: 'CLOUD_KEY' }] });
    expect(problemsOf()).toEqual([{ key: 'backends[0].apiKeyEnv', message: expect.stringContaining('CLOUD_KEY') }]);
  });

  it('refuses two rows of one name, and Azure without a version', () => {
    write({ backends: [row, { ...row, kind: 'azure-openai' }] });
    expect(problemsOf().map(({ key }) => key)).toEqual(['backends[1].name', 'backends[1].apiVersion']);
  });

  it('tells where a file stops being JSON without repeating what is in it', () => {
    write('{ "backends": [ { "name": "secret" oops ] }');
    const [problem] = problemsOf();
    expect(problem?.message).toMatch(/not JSON: line 1, column \d+/);
    expect(problem?.message).not.toContain('secret');
  });

  it('names a token of the metrics that could be guessed', () => {
    expect(problemsOf({ INKSTONE_METRICS_TOKEN: 'short' }).map(({ key }) => key)).toEqual(['INKSTONE_METRICS_TOKEN']);
  });

  it('refuses a file that was named and is not there, and half a row in the environment', () => {
    expect(problemsOf({ INKSTONE_CONFIG: 'other.json' }).map(({ key }) => key)).toEqual(['INKSTONE_CONFIG']);
    expect(problemsOf({ INKSTONE_BASE_URL: 'http://localhost/v1' }).map(({ key }) => key)).toEqual(['INKSTONE_MODEL']);
    expect(problemsOf({ INKSTONE_TLS_CERT: 'c.pem' }).map(({ key }) => key)).toEqual(['INKSTONE_TLS_KEY']);
  });

  it('finds a model file beside the configuration file, and says when it is not there', () => {
    write({ backends: [{ name: 'tiny', kind: 'gguf', path: 'models/tiny.gguf' }] });
    expect(problemsOf().map(({ key }) => key)).toEqual(['backends[0].path']);
    mkdirSync(join(folder, 'models'));
    writeFileSync(join(folder, 'models/tiny.gguf'), 'GGUF');
    expect(readConfig({}, folder).localModels).toEqual([
      { name: 'tiny', path: join(folder, 'models/tiny.gguf'), contextWindow: undefined },
    ]);
  });
});
