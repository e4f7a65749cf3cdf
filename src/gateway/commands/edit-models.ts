import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { replaceFile, whileLocked } from '../access/change-file.ts';
import { findPreset } from '../backends/presets.ts';
import { ConfigError } from '../config/config-error.ts';
import { backendRowSchema, type BackendRow } from '../config/config-schema.ts';
import { toProblems } from '../config/issue-problems.ts';
import { describeProblem } from '../config/problem-words.ts';
import { configPath } from '../config/read-config.ts';
import type { Language } from '../language.ts';
import { parseWords } from './parse-words.ts';
import { UsageError } from './usage-error.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** The row that the words of a command describe. Throws `UsageError` with all that is wrong. */
export function toModelRow(folder: string, name: string, words: readonly string[]): BackendRow {
  const row = toRow(name, parseOptions(words), folder);
  const parsed = backendRowSchema.safeParse(row);
  if (parsed.success) return parsed.data;
  const problems = toProblems(parsed.error.issues, row);
  const told = (language: Language): string =>
    problems
      .map(({ key, code, facts = {} }) => `${optionOf(key)}: ${describeProblem(code, facts, language)}`)
      .join('\n');
  throw new UsageError(told('en'), told('zh'));
}

/** Writes a row into the configuration file, in the place of one of the same name; returns the file's path. */
export function addModel(environment: Environment, folder: string, row: BackendRow): string {
  return editFile(environment, folder, (rows) => [...rows.filter((other) => nameOf(other) !== row.name), row]);
}

/** Takes a row out of the configuration file; returns the file's path. */
export function removeModel(environment: Environment, folder: string, name: string): string {
  return editFile(environment, folder, (rows) => {
    const rest = rows.filter((row) => nameOf(row) !== name);
    if (rest.length === rows.length)
      throw new UsageError(`There is no row "${name}" in the configuration.`, `配置中没有名为“${name}”的行。`);
    return rest;
  });
}

const options = {
  url: { type: 'string' },
  model: { type: 'string' },
  kind: { type: 'string' },
  'key-env': { type: 'string' },
  'api-version': { type: 'string' },
  gguf: { type: 'string' },
  context: { type: 'string' },
} as const;

type Options = Partial<Record<keyof typeof options, string>>;

function parseOptions(words: readonly string[]): Options {
  return parseWords(words, { options }).values;
}

function toRow(name: string, given: Options, folder: string): Record<string, unknown> {
  const contextWindow = given.context === undefined ? {} : { contextWindow: Number(given.context) };
  if (given.gguf !== undefined) {
    if (given.url !== undefined)
      throw new UsageError('Give --url or --gguf, not both.', '--url 和 --gguf 只能写一个。');
    const path = resolve(folder, given.gguf);
    if (!existsSync(path)) throw new UsageError(`--gguf: there is no file ${path}.`, `--gguf：没有文件 ${path}。`);
    return { name, kind: 'gguf', path, ...contextWindow };
  }
  const hasAddress = findPreset(given.kind ?? '')?.baseUrl !== undefined;
  if (given.url === undefined && !hasAddress) {
    throw new UsageError(
      'Say where it is: --url <address>, or --gguf <file>.',
      '请写明位置：--url <地址>，或 --gguf <文件>。',
    );
  }
  if (given.model === undefined) {
    throw new UsageError('Name the model that the server has: --model <id>.', '请写明服务器上的模型：--model <标识>。');
  }
  const ids = given.model.split(',').map((id) => id.trim());
  return {
    name,
    kind: given.kind ?? 'openai-compatible',
    ...(given.url === undefined ? {} : { baseUrl: given.url }),
    ...(given['key-env'] === undefined ? {} : { apiKeyEnv: given['key-env'] }),
    ...(given['api-version'] === undefined ? {} : { apiVersion: given['api-version'] }),
    models: given.context === undefined ? ids : ids.map((id) => ({ id, ...contextWindow })),
  };
}

const optionNames: Readonly<Record<string, string>> = {
  baseUrl: '--url',
  models: '--model',
  apiKeyEnv: '--key-env',
  apiVersion: '--api-version',
  contextWindow: '--context',
};

/** Of a key such as `models[0].id`. */
function optionOf(key: string): string {
  const name = /^\w*/.exec(key)?.[0] ?? '';
  return optionNames[name] ?? (name === 'name' ? 'name' : `--${name}`);
}

function nameOf(row: unknown): unknown {
  return typeof row === 'object' && row !== null && 'name' in row ? row.name : undefined;
}

/** Changes the rows alone: what else stands in the file, and rows that are wrong, stay as they are. */
function editFile(environment: Environment, folder: string, edit: (rows: unknown[]) => unknown[]): string {
  const path = configPath(environment, folder);
  const file = readObject(path);
  const rows = file['backends'];
  file['backends'] = edit(Array.isArray(rows) ? (rows as unknown[]) : []);
  whileLocked(path, () => replaceFile(path, `${JSON.stringify(file, null, 2)}\n`));
  return path;
}

function readObject(path: string): Record<string, unknown> {
  if (!existsSync(path)) return {};
  try {
    const json: unknown = JSON.parse(readFileSync(path, 'utf8').replace(/^\ufeff/, ''));
    if (typeof json === 'object' && json !== null && !Array.isArray(json)) return json as Record<string, unknown>;
  } catch {
    // Told below: the file is left as it is.
  }
  throw new ConfigError(path, [{ key: 'file', code: 'no-object' }]);
}
