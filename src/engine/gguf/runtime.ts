import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AssistantError } from '../../base/errors.ts';

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

export const runtimeIsMissing =
  'Model files need a runtime that is not installed. Run "npx inkstone model runtime" once, where the npm registry can be reached.';
export const runtimeHasNoProgram =
  'The runtime for model files has no program for this machine. Run "npx inkstone model runtime" again, or use a server of its own, such as llama.cpp or Ollama.';

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
  readonly print: (line: string) => void;
  /** Runs npm with these arguments in `folder`; resolves with its exit code. */
  readonly npm?: (words: readonly string[], folder: string) => Promise<number>;
}

/** Installs the runtime by npm, as its lock file says. Rejects with what to do. */
export async function installRuntime({ folder, choice, print, npm = runNpm }: InstallOptions): Promise<void> {
  const packages = programPackages(choice);
  if (packages === undefined) {
    const card = choice.gpu === undefined ? '' : ` with ${choice.gpu}`;
    throw new AssistantError(
      'capability-unavailable',
      `There is no runtime for model files on ${choice.platform}-${choice.arch}${card}. Use a server of its own, such as llama.cpp or Ollama.`,
    );
  }
  const size = { none: '90', vulkan: '160', cuda: '630' }[choice.gpu ?? 'none'];
  print(`Installing the runtime for model files (about ${size} MB, once) into ${folder} …`);
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
    throw new AssistantError(
      'capability-unavailable',
      `The runtime for model files could not be installed. Check that the npm registry can be reached (npm ping) and that ${folder} may be written, then run "npx inkstone model runtime".`,
    );
  }
  print(`Installed in ${Math.round((Date.now() - started) / 1000)} s.`);
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
