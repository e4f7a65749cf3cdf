import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigError, type ConfigProblem } from '../../../../src/gateway/config/config-error.ts';
import { readConfig } from '../../../../src/gateway/config/read-config.ts';

describe('the configuration', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'inkstone-config-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const write = (json: unknown): void =>
    writeFileSync(join(folder, 'inkstone.config.json'), typeof json === 'string' ? json : JSON.stringify(json));
  const problemsOf = (environment: Record<string, string> = {}): readonly ConfigProblem[] => {
    try {
      readConfig(environment, folder);
    } catch (error) {
      if (error instanceof ConfigError) return error.problems;
      throw error;
    }
    return [];
  };
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
    expect(problem?.message).toMatch(/not JSON.*position \d+/);
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

  it('finds a model file beside the configuration file', () => {
    write({ backends: [{ name: 'tiny', kind: 'gguf', path: 'models/tiny.gguf' }] });
    expect(readConfig({}, folder).localModels).toEqual([
      { name: 'tiny', path: join(folder, 'models/tiny.gguf'), contextWindow: undefined },
    ]);
  });
});
