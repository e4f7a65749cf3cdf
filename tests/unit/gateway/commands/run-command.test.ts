import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AssistantError } from '../../../../src/base/errors.ts';
import { runCommand } from '../../../../src/gateway/commands/run-command.ts';

describe('the inkstone command', () => {
  let folder: string;
  let printed: string[];
  let complained: string[];
  let closed: string[];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'inkstone-cli-'));
    printed = [];
    complained = [];
    closed = [];
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const run = (line: string, environment: Record<string, string> = {}): Promise<number> =>
    runCommand(
      line.split(' ').filter((word) => word !== ''),
      {
        root: folder,
        environment,
        folder,
        openEngine: () => Promise.resolve(undefined),
        openLocalModel: (row) =>
          Promise.resolve({
            load: () =>
              row.path.endsWith('broken.gguf')
                ? Promise.reject(new AssistantError('capability-unavailable', 'llama.cpp cannot load it.'))
                : Promise.resolve({ contextWindow: Math.min(row.contextWindow ?? 8192, 4096) }),
            async *run() {},
            close: () => void closed.push(row.path),
          }),
        installRuntime: ({ gpu, print }) => {
          print({ en: `Installing for ${gpu ?? 'the processor'}`, zh: `正在安装：${gpu ?? '处理器'}` });
          return Promise.resolve(true);
        },
        print: (text) => printed.push(text),
        printError: (text) => complained.push(text),
      },
    );
  const file = (): Record<string, unknown> => JSON.parse(readFileSync(join(folder, 'inkstone.config.json'), 'utf8'));

  it('adds a row, and lists its models', async () => {
    expect(await run('model add work --kind vllm --url http://gpu:8000/v1 --model qwen,glm --key-env WORK_KEY')).toBe(
      0,
    );
    expect(file()).toEqual({
      backends: [
        { name: 'work', kind: 'vllm', baseUrl: 'http://gpu:8000/v1', apiKeyEnv: 'WORK_KEY', models: ['qwen', 'glm'] },
      ],
    });
    printed.length = 0;
    expect(await run('models', { WORK_KEY: 'k' })).toBe(0);
    expect(printed).toEqual(['qwen\twork\thttp://gpu:8000/v1', 'glm\twork\thttp://gpu:8000/v1']);
  });

  it('lists aliases with what stands behind them, before the models', async () => {
    const row = { name: 'work', kind: 'vllm', baseUrl: 'http://gpu:8000/v1', models: ['qwen', 'glm'] };
    const config = { backends: [row], aliases: { 'writing-default': ['qwen', { model: 'work/glm', weight: 3 }] } };
    writeFileSync(join(folder, 'inkstone.config.json'), JSON.stringify(config));
    expect(await run('models')).toBe(0);
    expect(printed[0]).toBe('writing-default\t→\tqwen, work/glm');
    expect(printed).toHaveLength(3);
  });

  it('puts a row in the place of one of its name, and leaves the rest of the file alone', async () => {
    writeFileSync(join(folder, 'inkstone.config.json'), JSON.stringify({ officeJs: 'cdn', backends: [] }));
    await run('model add a --url http://one/v1 --model x');
    await run('model add a --url http://two/v1 --model x --context 4096');
    expect(file()).toMatchObject({
      officeJs: 'cdn',
      backends: [{ baseUrl: 'http://two/v1', models: [{ contextWindow: 4096 }] }],
    });
    expect(file()['backends']).toHaveLength(1);
  });

  it('adds a model file that works, with its context, after installing what runs it', async () => {
    writeFileSync(join(folder, 'tiny.gguf'), 'GGUF');
    expect(await run('model add tiny --gguf tiny.gguf')).toBe(0);
    const path = join(folder, 'tiny.gguf');
    expect(file()).toEqual({ backends: [{ name: 'tiny', kind: 'gguf', path, contextWindow: 4096 }] });
    expect(printed[0]).toBe('Installing for the processor');
    expect(closed).toEqual([path]);
    expect(await run('model add tiny --gguf tiny.gguf --context 2048')).toBe(0);
    expect(file()).toMatchObject({ backends: [{ contextWindow: 2048 }] });
  });

  it('does not add a model file that is missing or does not load', async () => {
    expect(await run('model add none --gguf none.gguf')).toBe(2);
    writeFileSync(join(folder, 'broken.gguf'), 'GGUF');
    expect(await run('model add broken --gguf broken.gguf')).toBe(1);
    expect(complained.at(-1)).toBe('llama.cpp cannot load it.');
    expect(closed).toEqual([join(folder, 'broken.gguf')]);
    expect(() => file()).toThrow();
  });

  it('installs the runtime for model files alone, for a graphics card when asked', async () => {
    expect(await run('model runtime --gpu cuda')).toBe(0);
    expect(printed).toEqual(['Installing for cuda']);
    expect(await run('model runtime --gpu voodoo')).toBe(2);
  });

  it('removes a row', async () => {
    await run('model add a --url http://one/v1 --model x');
    expect(await run('model remove a')).toBe(0);
    expect(file()).toEqual({ backends: [] });
    expect(await run('model remove a')).toBe(2);
  });

  it.each([
    ['model add', /name/],
    ['model add a', /--url/],
    ['model add a --url http://one/v1', /--model/],
    ['model add a --url one --model x', /--url: /],
    ['model add a --url http://one/v1 --model x --kind grpc', /--kind: /],
    ['model add a --url http://one/v1 --model x --key-env sk-123', /never the key itself/],
    ['model add a --url http://one/v1 --model x --key sk-123', /--key/],
    ['fly', /no command "fly"/],
  ])('refuses "%s", says why and writes nothing', async (line, reason) => {
    expect(await run(line)).toBe(2);
    expect(complained[0]).toMatch(reason);
    expect(() => file()).toThrow();
  });

  it('tells of a command that was written wrongly how that one is written and where the others are, in both languages', async () => {
    const usage = '  inkstone token add <name> [--group <group>]… [--role admin] [--days <days>]';
    await run('token add ann --role boss');
    expect(complained.join('\n')).toMatch(/^--role is user or admin\.\n\nUsage:\n/);
    expect(complained.join('\n')).toContain(usage);
    expect(complained.join('\n')).toContain('“inkstone help” lists all commands');
    expect(complained.join('\n')).not.toContain('model add');
    complained.length = 0;
    await run('token add ann --days', { LANG: 'zh_CN.UTF-8' });
    expect(complained.join('\n')).toMatch(/^--days 后面缺少值。\n\n用法：\n/);
    expect(complained.join('\n')).toContain(usage);
  });

  it('speaks the language of the terminal when a command is done', async () => {
    await run('token add ann', { LC_ALL: '', LANG: 'zh_CN.UTF-8' });
    expect(printed[1]).toMatch(/^只显示这一次/);
    await run('token remove ann', { LC_ALL: 'C', LANG: 'zh_CN.UTF-8' });
    expect(printed.at(-1)).toBe('Removed "ann". It is refused from now on.');
  });

  it('shows how a command is written to who asks for it, and all of them to who asks for help', async () => {
    expect(await run('serve --help')).toBe(0);
    expect(printed.join('\n')).toMatch(/^ {2}inkstone serve \[--https\]\n.*$/);
    expect(await run('help')).toBe(0);
    expect(printed.at(-1)).toContain('inkstone feedback export');
    expect(await run('serve --htps')).toBe(2);
    expect(complained[0]).toMatch(/^There is no option --htps here\./);
  });

  it('does not overwrite a file that it cannot read', async () => {
    writeFileSync(join(folder, 'inkstone.config.json'), '{ broken');
    expect(await run('model add a --url http://one/v1 --model x')).toBe(1);
    expect(readFileSync(join(folder, 'inkstone.config.json'), 'utf8')).toBe('{ broken');
  });

  it('lists the embedded engine as what it is when there is no row', async () => {
    await run('models');
    expect(printed).toEqual([expect.stringMatching(/^inkstone-embedded\t.*no AI model/)]);
  });

  it('does not serve with a configuration that is wrong', async () => {
    writeFileSync(join(folder, 'inkstone.config.json'), '{"backends":[{"apiKey":"sk"}]}');
    expect(await run('serve')).toBe(1);
    expect(complained[0]).toContain('backends[0].apiKey');
  });
});
