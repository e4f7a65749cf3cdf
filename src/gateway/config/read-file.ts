import { existsSync, readFileSync } from 'node:fs';
import type { ConfigProblem } from './config-error.ts';
import { configSchema, type ConfigFile } from './config-schema.ts';
import { toProblems } from './issue-problems.ts';
import { isObject } from '../json.ts';

/** The configuration file, as far as it is right. */
export interface ReadFile {
  /** All of it; `undefined` when anything is wrong. */
  readonly file: ConfigFile | undefined;
  /**
   * The parts that are right, and those that are without what is wrong in them: so that what else is wrong, such as a variable that is not
   * set, is told at the same time. Lists are whole or not here at all.
   */
  readonly parts: Partial<ConfigFile>;
  /** `backends` as written, right or not. */
  readonly rows: readonly unknown[];
}

const nothing: ReadFile = { file: undefined, parts: {}, rows: [] };

/** Reads the file, whose absence is an error where it was named. What is wrong is added to the problems. */
export function readConfigFile(path: string, isNamed: boolean, problems: ConfigProblem[]): ReadFile {
  if (!existsSync(path)) {
    if (isNamed) problems.push({ key: 'INKSTONE_CONFIG', code: 'no-such-file' });
    const file = isNamed ? undefined : configSchema.parse({});
    return { file, parts: file ?? {}, rows: [] };
  }
  const text = readFileSync(path, 'utf8').replace(/^\ufeff/, '');
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    problems.push(notJson(text, error));
    return nothing;
  }
  if (!isObject(json)) {
    problems.push({ key: 'file', code: 'no-object' });
    return nothing;
  }
  const rows: readonly unknown[] = Array.isArray(json['backends']) ? json['backends'] : [];
  const secrets = findSecrets(json);
  const parsed = configSchema.safeParse(json);
  if (parsed.success) return { file: parsed.data, parts: parsed.data, rows };
  const told = new Set(secrets.map(({ key }) => key));
  problems.push(...secrets, ...toProblems(parsed.error.issues, json).filter(({ key }) => !told.has(key)));
  return { file: undefined, parts: partsOf(json), rows };
}

/** V8 repeats a part of the text in its message, and not always the place; only the place is told. */
function notJson(text: string, error: unknown): ConfigProblem {
  const position = /at position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1];
  if (position === undefined) return { key: 'file', code: 'not-json' };
  const lines = text.slice(0, Number(position)).split('\n');
  const facts = { line: lines.length, column: (lines.at(-1) ?? '').length + 1 };
  return { key: 'file', code: 'not-json-at', facts };
}

function partsOf(json: Readonly<Record<string, unknown>>): Partial<ConfigFile> {
  const parts: [string, unknown][] = [];
  for (const [name, schema] of Object.entries(configSchema.shape)) {
    const value = json[name];
    const parsed = schema.safeParse(value);
    const mended = parsed.success || !isObject(value) ? parsed : schema.safeParse(without(value, parsed.error.issues));
    if (mended.success) parts.push([name, mended.data]);
  }
  // Each under its name in the schema, with what that name's schema gave.
  return Object.fromEntries(parts) as Partial<ConfigFile>;
}

/** The object without the keys that hold something wrong. */
function without(
  value: Readonly<Record<string, unknown>>,
  issues: readonly { readonly path: readonly PropertyKey[]; readonly keys?: readonly string[] }[],
): Record<string, unknown> {
  const wrong = new Set<PropertyKey | undefined>(
    issues.flatMap(({ path, keys = [] }): readonly (PropertyKey | undefined)[] => (path.length > 0 ? [path[0]] : keys)),
  );
  return Object.fromEntries(Object.entries(value).filter(([name]) => !wrong.has(name)));
}

const secretName = /^(?:api[-_]?key|key|token|secret|password|authorization|bearer|access[-_]?token)$/i;

/** Keys have no place in a file that is copied, shared and committed. */
function findSecrets(json: unknown, path = ''): ConfigProblem[] {
  if (typeof json !== 'object' || json === null) return [];
  return Object.entries(json).flatMap(([name, value]): ConfigProblem[] => {
    const key = Array.isArray(json) ? `${path}[${name}]` : path === '' ? name : `${path}.${name}`;
    return secretName.test(name) && !Array.isArray(json) ? [{ key, code: 'secret-in-file' }] : findSecrets(value, key);
  });
}
