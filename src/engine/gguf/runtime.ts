import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ToldFailure, type Words } from '../../base/told-failure.ts';

/**
 * The runtime for model files: `node-llama-cpp` with the program for this machine, in a folder with a lock file of its own.
 * It is no dependency of the product, because with the programs of all graphics cards it is ten times as large as all else.
 */
export function runtimeFolder(root: string): string {
  return join(root, 'runtime/llama');
}

export function isRuntimeInstalled(folder: string): boolean {
  return existsSync(join(folder, 'node_modules/node-llama-cpp/package.json'));
}

export const runtimeIsMissing: Words = {
  en: 'Model files need a runtime that is not installed. Run "npx inkstone model runtime" once, where the npm registry can be reached.',
  zh: '模型文件需要的运行库尚未安装。请在能访问 npm 源的地方运行一次“npx inkstone model runtime”。',
};
export const runtimeHasNoProgram: Words = {
  en: 'The runtime for model files has no program for this machine. Run "npx inkstone model runtime" again, or use a server of its own, such as llama.cpp or Ollama.',
  zh: '模型文件的运行库没有适合这台机器的程序。请重新运行“npx inkstone model runtime”，或改用独立的服务器，例如 llama.cpp 或 Ollama。',
};

/** Which machine, and whether a graphics card shall work too. */
export interface RuntimeChoice {
  readonly platform: string;
  readonly arch: string;
  readonly gpu: 'cuda' | 'vulkan' | undefined;
}

/** The packages with llama.cpp itself for a machine; `undefined` when there are none. */
export function programPackages(choice: RuntimeChoice): string[] | undefined {
  const base = basePackages[`${choice.platform}-${choice.arch}`];
  if (base === undefined) return undefined;
  if (choice.gpu === undefined) return [base];
  if (!/-x64$/.test(base) || choice.platform === 'darwin') return undefined;
  return choice.gpu === 'cuda' ? [base, `${base}-cuda`, `${base}-cuda-ext`] : [base, `${base}-vulkan`];
}

/** On a Mac with Apple's processor the graphics card is in the first. */
const basePackages: Readonly<Record<string, string>> = {
  'linux-x64': '@node-llama-cpp/linux-x64',
  'linux-arm64': '@node-llama-cpp/linux-arm64',
  'linux-arm': '@node-llama-cpp/linux-armv7l',
  'darwin-arm64': '@node-llama-cpp/mac-arm64-metal',
  'darwin-x64': '@node-llama-cpp/mac-x64',
  'win32-x64': '@node-llama-cpp/win-x64',
  'win32-arm64': '@node-llama-cpp/win-arm64',
};

export interface InstallOptions {
  /** `runtimeFolder()`: holds `package.json` and the lock file. */
  readonly folder: string;
  readonly choice: RuntimeChoice;
  readonly print: (line: Words) => void;
  /** Runs npm with these arguments in `folder`; resolves with its exit code. */
  readonly npm?: (words: readonly string[], folder: string) => Promise<number>;
}

/** Installs the runtime by npm, as its lock file says. Rejects with what to do. */
export async function installRuntime({ folder, choice, print, npm = runNpm }: InstallOptions): Promise<void> {
  const packages = programPackages(choice);
  if (packages === undefined) {
    const machine = `${choice.platform}-${choice.arch}`;
    const card = choice.gpu === undefined ? { en: '', zh: '' } : { en: ` with ${choice.gpu}`, zh: `（${choice.gpu}）` };
    throw new ToldFailure('capability-unavailable', {
      en: `There is no runtime for model files on ${machine}${card.en}. Use a server of its own, such as llama.cpp or Ollama.`,
      zh: `没有适用于 ${machine}${card.zh} 的模型文件运行库。请改用独立的服务器，例如 llama.cpp 或 Ollama。`,
    });
  }
  const size = { none: '90', vulkan: '160', cuda: '630' }[choice.gpu ?? 'none'];
  print({
    en: `Installing the runtime for model files (about ${size} MB, once) into ${folder} …`,
    zh: `正在把模型文件的运行库（约 ${size} MB，仅此一次）安装到 ${folder} ……`,
  });
  const version = versionOf(folder);
  const started = Date.now();
  // Every program of every platform is an optional dependency: those that are wanted are named. Nothing is to be compiled.
  const code = await npm(
    [
      ...['install', '--no-save', '--omit=optional', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
      ...packages.map((name) => `${name}@${version}`),
    ],
    folder,
  );
  if (code !== 0 || !isRuntimeInstalled(folder)) {
    throw new ToldFailure('capability-unavailable', {
      en: `The runtime for model files could not be installed. Check that the npm registry can be reached (npm ping) and that ${folder} may be written, then run "npx inkstone model runtime".`,
      zh: `未能安装模型文件的运行库。请确认能访问 npm 源（npm ping）、可以写入 ${folder}，然后运行“npx inkstone model runtime”。`,
    });
  }
  const seconds = Math.round((Date.now() - started) / 1000);
  print({ en: `Installed in ${seconds} s.`, zh: `安装完成，用时 ${seconds} 秒。` });
}

function versionOf(folder: string): string {
  const { dependencies } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  return dependencies['node-llama-cpp'] ?? 'latest';
}

function runNpm(words: readonly string[], folder: string): Promise<number> {
  return new Promise((resolve) => {
    const windows = process.platform === 'win32';
    // npm is a script there, which only a shell starts; the words are ours and hold nothing that it would read.
    const npm = spawn(windows ? 'npm.cmd' : 'npm', [...words], {
      cwd: folder,
      stdio: ['ignore', 2, 2],
      shell: windows,
    });
    npm.once('error', () => resolve(1));
    npm.once('close', (code) => resolve(code ?? 1));
  });
}
