import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { z } from 'zod';
import { defaultTimeouts, type Backend } from '../backends/backend.ts';
import type { Alias } from '../backends/alias.ts';
import type { ProxySettings } from '../backends/dispatchers.ts';
import type { LocalModelRow } from '../engine-port.ts';
import { decideHosted } from '../backends/hosted.ts';
import { backendKinds, presetOf } from '../backends/presets.ts';
import type { BookkeepingConfig } from '../records/bookkeeping.ts';
import { readBookkeeping } from '../records/read-bookkeeping.ts';
import { readTracing, type TracingConfig } from '../tracing/tracing-schema.ts';
import { ConfigError, type ConfigProblem } from './config-error.ts';
import type { SafetySettings } from '../safety/safety-schema.ts';
import { readTeams, type TeamsConfig } from '../teams/read-teams.ts';
import { configSchema, type BackendRow, type ConfigFile } from './config-schema.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** What the file and the environment say together. */
export interface GatewayConfig {
  readonly port: number;
  readonly host: string;
  readonly backends: readonly Backend[];
  readonly localModels: readonly LocalModelRow[];
  readonly aliases: readonly Alias[];
  /** Names of rows that get no new chats. */
  readonly drained: readonly string[];
  readonly embeddedEngine: ConfigFile['embeddedEngine'];
  readonly officeJs: ConfigFile['officeJs'];
  readonly publicUrl: string | undefined;
  readonly allowedHosts: readonly string[];
  readonly frameAncestors: readonly string[];
  readonly bodyLimitBytes: number;
  readonly access: ConfigFile['access'];
  readonly policies: ConfigFile['policies'];
  readonly limits: ConfigFile['limits'];
  /** Where limits are kept that many gateways share; when they are. */
  readonly redisUrl: string | undefined;
  readonly safety: SafetySettings;
  readonly proxy: ProxySettings;
  /** Absent where traces are off. */
  readonly traces: TracingConfig | undefined;
  readonly bookkeeping: BookkeepingConfig;
  /** The bot for Teams, where there is one. */
  readonly teams: TeamsConfig | undefined;
  /** Files of a certificate and its key, when the environment names them. */
  readonly tls: { readonly certFile: string; readonly keyFile: string } | undefined;
}

/** The configuration file that counts: `INKSTONE_CONFIG`, else `inkstone.config.json` in `folder`. */
export function configPath(environment: Environment, folder: string): string {
  return resolve(folder, environment['INKSTONE_CONFIG'] ?? 'inkstone.config.json');
}

/**
 * The configuration out of the file, which may be absent, and the environment. Throws `ConfigError` with all that is wrong.
 */
export function readConfig(environment: Environment, folder: string): GatewayConfig {
  const path = configPath(environment, folder);
  const problems: ConfigProblem[] = [];
  const file = parseConfigFile(path, environment, problems);
  const port = readPort(environment, problems);
  const rows = [...(file?.backends ?? []), ...readEnvironmentRow(environment, problems)];
  noteRepeatedNames(rows, problems);
  noteModerationRow(file?.safety, rows, problems);
  const localHosts = file?.policies.localHosts ?? [];
  const backends = rows.flatMap((row, index) =>
    row.kind === 'gguf' ? [] : [toBackend(row, environment, `backends[${index}]`, localHosts, problems)],
  );
  const localModels = rows.flatMap((row) => (row.kind === 'gguf' ? [toLocalModelRow(row, dirname(path))] : []));
  const aliases = readAliases(file?.aliases ?? {}, backends, problems);
  const redisUrl = readRedisUrl(file?.limits, environment, problems);
  const tls = readTls(environment, folder, problems);
  const host = environment['HOST'] ?? '127.0.0.1';
  const bookkeeping = file && readBookkeeping(file, { host, environment, folder: dirname(path), problems });
  const traces = readTracing(file?.tracing, environment, problems);
  const teams = readTeams(file?.teams, { mode: file?.access.mode ?? 'open', host, environment, problems });
  if (problems.length > 0 || !file || !bookkeeping) throw new ConfigError(path, problems);
  return {
    port,
    host,
    backends,
    localModels,
    aliases,
    drained: rows.flatMap((row) => (row.kind !== 'gguf' && row.drained === true ? [row.name] : [])),
    embeddedEngine: file.embeddedEngine,
    officeJs: file.officeJs,
    publicUrl: file.publicUrl,
    allowedHosts: file.allowedHosts,
    frameAncestors: file.frameAncestors,
    access: file.access,
    policies: file.policies,
    limits: file.limits,
    redisUrl,
    bodyLimitBytes: Math.floor(file.bodyLimitMegabytes * 1024 * 1024),
    safety: file.safety,
    proxy: {
      httpProxy: environment['HTTP_PROXY'] ?? environment['http_proxy'],
      httpsProxy: environment['HTTPS_PROXY'] ?? environment['https_proxy'],
      noProxy: environment['NO_PROXY'] ?? environment['no_proxy'],
    },
    traces,
    bookkeeping,
    teams,
    tls,
  };
}

function parseConfigFile(path: string, environment: Environment, problems: ConfigProblem[]): ConfigFile | undefined {
  if (!existsSync(path)) {
    if (environment['INKSTONE_CONFIG'] === undefined) return configSchema.parse({});
    problems.push({ key: 'INKSTONE_CONFIG', message: 'There is no such file. Correct the path, or unset it.' });
    return undefined;
  }
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(path, 'utf8').replace(/^\ufeff/, ''));
  } catch (error) {
    // V8 repeats a part of the text in its message; only the place is told.
    const place = /position \d+(?: \(line \d+ column \d+\))?/.exec(error instanceof Error ? error.message : '')?.[0];
    problems.push({ key: 'file', message: `This is not JSON${place === undefined ? '' : `, at ${place}`}.` });
    return undefined;
  }
  const secrets = findSecrets(json);
  problems.push(...secrets);
  const parsed = configSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const told = new Set(secrets.map(({ key }) => key));
  problems.push(...parsed.error.issues.flatMap(toProblems).filter(({ key }) => !told.has(key)));
  return undefined;
}

const secretName = /^(?:api[-_]?key|key|token|secret|password|authorization|bearer|access[-_]?token)$/i;

/** Keys have no place in a file that is copied, shared and committed. */
function findSecrets(json: unknown, path = ''): ConfigProblem[] {
  if (typeof json !== 'object' || json === null) return [];
  return Object.entries(json).flatMap(([name, value]) => {
    const key = Array.isArray(json) ? `${path}[${name}]` : path === '' ? name : `${path}.${name}`;
    if (!secretName.test(name) || Array.isArray(json)) return findSecrets(value, key);
    const message =
      'Keys do not belong in this file. Put the key into an environment variable, name that in "apiKeyEnv", and remove this line.';
    return [{ key, message }];
  });
}

function toProblems(issue: z.core.$ZodIssue): ConfigProblem[] {
  const key = renderPath(issue.path);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((name) => ({
      key: key === '' ? name : `${key}.${name}`,
      message: 'There is no such setting. Correct its spelling, or remove it.',
    }));
  }
  if (issue.code === 'invalid_union' && issue.path.at(-1) === 'kind') {
    return [{ key, message: `One of ${backendKinds.join(', ')}, gguf.` }];
  }
  if (issue.code === 'invalid_union' && issue.path.at(-1) === 'mode') {
    return [{ key, message: 'One of open, token, entra, oidc.' }];
  }
  return [{ key: key === '' ? 'file' : key, message: issue.message }];
}

function renderPath(path: readonly PropertyKey[]): string {
  return path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '');
}

function readPort(environment: Environment, problems: ConfigProblem[]): number {
  const text = environment['PORT'];
  if (text === undefined || text === '') return 3000;
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  problems.push({ key: 'PORT', message: 'A port is a whole number from 1 to 65535.' });
  return 0;
}

/** `INKSTONE_BASE_URL`, `INKSTONE_MODEL` and `INKSTONE_API_KEY` are a row by themselves. */
function readEnvironmentRow(environment: Environment, problems: ConfigProblem[]): BackendRow[] {
  const baseUrl = environment['INKSTONE_BASE_URL'];
  const models = environment['INKSTONE_MODEL'];
  if (baseUrl === undefined && models === undefined) return [];
  if (baseUrl === undefined || models === undefined) {
    const missing = baseUrl === undefined ? 'INKSTONE_BASE_URL' : 'INKSTONE_MODEL';
    const given = baseUrl === undefined ? 'INKSTONE_MODEL' : 'INKSTONE_BASE_URL';
    problems.push({ key: missing, message: `${given} is set, and needs this beside it.` });
    return [];
  }
  const parsed = configSchema.shape.backends.safeParse([
    {
      name: 'environment',
      kind: 'openai-compatible',
      baseUrl,
      models: models
        .split(',')
        .map((id) => id.trim())
        .filter((id) => id !== ''),
      ...(environment['INKSTONE_API_KEY'] ? { apiKeyEnv: 'INKSTONE_API_KEY' } : {}),
    },
  ]);
  if (parsed.success) return parsed.data;
  problems.push(
    ...parsed.error.issues.map((issue) => ({
      key: issue.path.includes('models') ? 'INKSTONE_MODEL' : 'INKSTONE_BASE_URL',
      message: issue.message,
    })),
  );
  return [];
}

function noteRepeatedNames(rows: readonly BackendRow[], problems: ConfigProblem[]): void {
  const seen = new Set<string>();
  rows.forEach(({ name }, index) => {
    if (seen.has(name)) {
      problems.push({ key: `backends[${index}].name`, message: `Another row is named "${name}" too. Rename one.` });
    }
    seen.add(name);
  });
}

function readAliases(file: ConfigFile['aliases'], backends: readonly Backend[], problems: ConfigProblem[]): Alias[] {
  const known = new Set(backends.flatMap(({ name, models }) => models.flatMap(({ id }) => [id, `${name}/${id}`])));
  return Object.entries(file).map(([id, members]) => {
    if (known.has(id)) problems.push({ key: `aliases.${id}`, message: 'A model has that id. Choose another name.' });
    members.forEach((member, index) => {
      const model = typeof member === 'string' ? member : member.model;
      if (known.has(model)) return;
      const message = 'No row has that model. Write its id, or "row/model", as the row has it.';
      problems.push({ key: `aliases.${id}[${index}]`, message });
    });
    return {
      id,
      members: members.map((member) => (typeof member === 'string' ? { model: member, weight: 1 } : member)),
    };
  });
}

function noteModerationRow(
  safety: SafetySettings | undefined,
  rows: readonly BackendRow[],
  problems: ConfigProblem[],
): void {
  const name = safety?.moderation.endpoint?.backend;
  if (name === undefined || rows.some((row) => row.name === name && row.kind !== 'gguf')) return;
  const message = `There is no server row "${name}". Name one of "backends" that answers /moderations.`;
  problems.push({ key: 'safety.moderation.endpoint.backend', message });
}

function toBackend(
  row: Exclude<BackendRow, { kind: 'gguf' }>,
  environment: Environment,
  key: string,
  localHosts: readonly string[],
  problems: ConfigProblem[],
): Backend {
  const preset = presetOf(row.kind);
  // A kind that asks for a key at its usual address has a usual variable for it; elsewhere a key is the row's own affair.
  const apiKeyEnv = row.apiKeyEnv ?? (row.baseUrl === undefined ? preset.apiKeyEnv : undefined);
  const apiKey = apiKeyEnv === undefined ? undefined : environment[apiKeyEnv]?.trim();
  if (apiKeyEnv !== undefined && !apiKey) {
    const orRemove = row.apiKeyEnv === undefined ? ', or name another in "apiKeyEnv"' : ', or remove this line';
    const message = `The variable ${apiKeyEnv} is not set. Set it to the key of "${row.name}"${orRemove}.`;
    problems.push({ key: `${key}.apiKeyEnv`, message });
  }
  const baseUrl = row.baseUrl ?? preset.baseUrl ?? '';
  if (baseUrl === '') {
    problems.push({ key: `${key}.baseUrl`, message: `${preset.title} has no usual address: write that of yours.` });
  }
  if (row.kind === 'azure-openai' && row.apiVersion === undefined) {
    problems.push({ key: `${key}.apiVersion`, message: 'Azure needs a version, such as "2024-10-21".' });
  }
  return {
    name: row.name,
    kind: row.kind,
    baseUrl: row.kind === 'azure-openai' ? baseUrl.replace(/\/openai(?:\/v1)?$/, '') : baseUrl,
    apiKey: apiKey === '' ? undefined : apiKey,
    apiKeyEnv,
    apiVersion: row.apiVersion,
    models: row.models.map((model) => {
      const { id, upstreamId, contextWindow, predictsOutput }: Exclude<typeof model, string> =
        typeof model === 'string' ? { id: model } : model;
      return {
        id,
        upstreamId: upstreamId ?? id,
        contextWindow,
        ...(predictsOutput === true ? { predictsOutput } : {}),
      };
    }),
    maxConcurrent: row.maxConcurrent,
    timeouts: {
      connectMs: row.timeouts?.connectMs ?? defaultTimeouts.connectMs,
      firstByteMs: row.timeouts?.firstByteMs ?? defaultTimeouts.firstByteMs,
      idleMs: row.timeouts?.idleMs ?? defaultTimeouts.idleMs,
      wholeAnswerMs: row.timeouts?.wholeAnswerMs ?? defaultTimeouts.wholeAnswerMs,
    },
    hosted: baseUrl === '' || decideHosted({ kind: row.kind, baseUrl, hosted: row.hosted }, localHosts),
  };
}

function readRedisUrl(
  limits: ConfigFile['limits'] | undefined,
  environment: Environment,
  problems: ConfigProblem[],
): string | undefined {
  if (limits?.store !== 'redis') return undefined;
  const url = environment[limits.redisUrlEnv];
  if (url !== undefined && /^rediss?:\/\/\S+$/.test(url)) return url;
  const message = `Set the variable ${limits.redisUrlEnv} to the address of Redis, such as redis://localhost:6379.`;
  problems.push({ key: 'limits.redisUrlEnv', message });
  return undefined;
}

function toLocalModelRow(row: Extract<BackendRow, { kind: 'gguf' }>, folder: string): LocalModelRow {
  return { name: row.name, path: resolve(folder, row.path), contextWindow: row.contextWindow, threads: row.threads };
}

function readTls(
  environment: Environment,
  folder: string,
  problems: ConfigProblem[],
): { certFile: string; keyFile: string } | undefined {
  const certFile = environment['INKSTONE_TLS_CERT'];
  const keyFile = environment['INKSTONE_TLS_KEY'];
  if (certFile === undefined && keyFile === undefined) return undefined;
  if (certFile === undefined || keyFile === undefined) {
    const key = certFile === undefined ? 'INKSTONE_TLS_CERT' : 'INKSTONE_TLS_KEY';
    problems.push({ key, message: 'A certificate and its key go together: set both.' });
    return undefined;
  }
  const files = { certFile: resolve(folder, certFile), keyFile: resolve(folder, keyFile) };
  if (!existsSync(files.certFile)) problems.push({ key: 'INKSTONE_TLS_CERT', message: 'There is no such file.' });
  if (!existsSync(files.keyFile)) problems.push({ key: 'INKSTONE_TLS_KEY', message: 'There is no such file.' });
  return files;
}
