import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Words } from '../../../../src/base/told-failure.ts';
import { installRuntime, isRuntimeInstalled, programPackages } from '../../../../src/engine/gguf/runtime.ts';

const root = resolve(__dirname, '../../../..');
const linux = { platform: 'linux', arch: 'x64', gpu: undefined } as const;

describe('the runtime for model files', () => {
  let folder: string;
  let printed: Words[];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'inkstone-runtime-'));
    cpSync(join(root, 'runtime/llama/package.json'), join(folder, 'package.json'));
    printed = [];
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const print = (line: Words): void => void printed.push(line);

  it('is the program for this machine alone, and that of its graphics card when asked', () => {
    expect(programPackages(linux)).toEqual(['@node-llama-cpp/linux-x64']);
    expect(programPackages({ ...linux, gpu: 'vulkan' })).toEqual([
      '@node-llama-cpp/linux-x64',
      '@node-llama-cpp/linux-x64-vulkan',
    ]);
    expect(programPackages({ platform: 'darwin', arch: 'arm64', gpu: undefined })).toEqual([
      '@node-llama-cpp/mac-arm64-metal',
    ]);
    expect(programPackages({ platform: 'linux', arch: 'arm64', gpu: 'cuda' })).toBeUndefined();
    expect(programPackages({ platform: 'aix', arch: 'ppc64', gpu: undefined })).toBeUndefined();
  });

  it('is in its lock file with its checksum, for Linux, where the lock file was written', () => {
    const { packages } = JSON.parse(readFileSync(join(root, 'runtime/llama/package-lock.json'), 'utf8'));
    const arm = { ...linux, arch: 'arm64' };
    const choices = [linux, { ...linux, gpu: 'cuda' as const }, { ...linux, gpu: 'vulkan' as const }, arm];
    for (const name of ['node-llama-cpp', ...choices.flatMap((choice) => programPackages(choice) ?? [])]) {
      expect(packages[`node_modules/${name}`]).toMatchObject({ integrity: expect.stringMatching(/^sha512-/) });
    }
  });

  it('is installed without what it does not need, and says so before and after', async () => {
    const asked: (readonly string[])[] = [];
    const npm = (words: readonly string[]): Promise<number> => {
      asked.push(words);
      mkdirSync(join(folder, 'node_modules/node-llama-cpp'), { recursive: true });
      writeFileSync(join(folder, 'node_modules/node-llama-cpp/package.json'), '{}');
      return Promise.resolve(0);
    };
    await installRuntime({ folder, choice: linux, print, npm });
    expect(isRuntimeInstalled(folder)).toBe(true);
    const version = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).dependencies['node-llama-cpp'];
    expect(asked[0]?.at(-1)).toBe(`@node-llama-cpp/linux-x64@${version}`);
    expect(asked[0]).toEqual(expect.arrayContaining(['--omit=optional', '--ignore-scripts', '--no-save']));
    expect(printed).toEqual([
      { en: expect.stringContaining('about 90 MB, once'), zh: expect.stringContaining('约 90 MB，仅此一次') },
      { en: expect.stringMatching(/^Installed in \d+ s/), zh: expect.stringMatching(/^安装完成，用时 \d+ 秒/) },
    ]);
  });

  it('says what to do when npm fails, and where there is no program for the machine', async () => {
    const failing = installRuntime({ folder, choice: linux, print, npm: () => Promise.resolve(1) });
    await expect(failing).rejects.toThrow(/registry can be reached \(npm ping\)/);
    const odd = installRuntime({ folder, choice: { ...linux, platform: 'aix' }, print, npm: () => Promise.resolve(0) });
    await expect(odd).rejects.toThrow(/no runtime .* on aix-x64.*llama\.cpp or Ollama/);
  });
});
