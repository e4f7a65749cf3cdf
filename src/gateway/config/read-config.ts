import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Alias } from '../backends/alias.ts';
import type { Backend } from '../backends/backend.ts';
import type { ProxySettings } from '../backends/dispatchers.ts';
import type { LocalModelRow } from '../engine-port.ts';
import { isLoopback } from '../host-check.ts';
import type { BookkeepingConfig } from '../records/bookkeeping.ts';
import { readBookkeeping } from '../records/read-bookkeeping.ts';
import type { SafetySettings } from '../safety/safety-schema.ts';
import { readTeams, type TeamsConfig } from '../teams/read-teams.ts';
import { readTracing, type TracingConfig } from '../tracing/tracing-schema.ts';
import { ConfigError, type ConfigProblem } from './config-error.ts';
import { backendRowSchema, type BackendRow, type ConfigFile } from './config-schema.ts';
import { toProblems } from './issue-problems.ts';
import { readConfigFile } from './read-file.ts';
import { noteModerationRow, readAliases, readRows } from './read-rows.ts';

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
 * The configuration out of the file, which may be absent, and the environment. Throws `ConfigError` with all that is wrong in both.
 */
export function readConfig(environment: Environment, folder: string): GatewayConfig {
  const path = configPath(environment, folder);
  const problems: ConfigProblem[] = [];
  const {
    file,
    parts,
    rows: rowsOfFile,
  } = readConfigFile(path, environment['INKSTONE_CONFIG'] !== undefined, problems);
  const port = readPort(environment, problems);
  const host = environment['HOST'] ?? '127.0.0.1';
  const written = [...rowsOfFile, ...readEnvironmentRow(environment, problems)];
  const localHosts = parts.policies?.localHosts ?? [];
  const rows = readRows(written, { environment, folder: dirname(path), localHosts, problems });
  noteModerationRow(parts.safety, written, problems);
  const aliases = readAliases(parts.aliases ?? {}, written, problems);
  noteOpenToOthers(parts.access, host, problems);
  const redisUrl = readRedisUrl(parts.limits, environment, problems);
  const tls = readTls(environment, folder, problems);
  const bookkeeping = readBookkeeping(parts, { host, environment, folder: dirname(path), problems });
  const traces = readTracing(parts.tracing, environment, problems);
  const teams = readTeams(parts.teams, { mode: parts.access?.mode ?? 'open', host, environment, problems });
  if (problems.length > 0 || !file) throw new ConfigError(path, problems);
  return {
    port,
    host,
    ...rows,
    aliases,
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

function readPort(environment: Environment, problems: ConfigProblem[]): number {
  const text = environment['PORT'];
  if (text === undefined || text === '') return 3000;
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  problems.push({ key: 'PORT', code: 'port' });
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
    problems.push({ key: missing, code: 'beside', facts: { given } });
    return [];
  }
  const row = {
    name: 'environment',
    kind: 'openai-compatible',
    baseUrl,
    models: models
      .split(',')
      .map((id) => id.trim())
      .filter((id) => id !== ''),
    ...(environment['INKSTONE_API_KEY'] ? { apiKeyEnv: 'INKSTONE_API_KEY' } : {}),
  };
  const parsed = backendRowSchema.safeParse(row);
  if (parsed.success) return [parsed.data];
  problems.push(
    ...toProblems(parsed.error.issues, row).map((problem) => ({
      ...problem,
      key: problem.key.startsWith('models') ? 'INKSTONE_MODEL' : 'INKSTONE_BASE_URL',
    })),
  );
  return [];
}

/** An open gateway that others reach would answer to anybody. */
function noteOpenToOthers(access: ConfigFile['access'] | undefined, host: string, problems: ConfigProblem[]): void {
  if (access?.mode !== 'open' || isLoopback(host)) return;
  problems.push({ key: 'access.mode', code: 'open-to-others', facts: { host } });
}

function readRedisUrl(
  limits: ConfigFile['limits'] | undefined,
  environment: Environment,
  problems: ConfigProblem[],
): string | undefined {
  if (limits?.store !== 'redis') return undefined;
  const url = environment[limits.redisUrlEnv]?.trim();
  if (url !== undefined && /^rediss?:\/\/\S+$/.test(url)) return url;
  problems.push({ key: 'limits.redisUrlEnv', code: 'redis-address', facts: { variable: limits.redisUrlEnv } });
  return undefined;
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
    problems.push({ key, code: 'tls-both' });
    return undefined;
  }
  const files = { certFile: resolve(folder, certFile), keyFile: resolve(folder, keyFile) };
  if (!existsSync(files.certFile)) problems.push({ key: 'INKSTONE_TLS_CERT', code: 'no-such-file' });
  if (!existsSync(files.keyFile)) problems.push({ key: 'INKSTONE_TLS_KEY', code: 'no-such-file' });
  return files;
}
