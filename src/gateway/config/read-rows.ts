import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Alias } from '../backends/alias.ts';
import { defaultTimeouts, type Backend } from '../backends/backend.ts';
import { decideHosted } from '../backends/hosted.ts';
import { findPreset, presetOf } from '../backends/presets.ts';
import type { LocalModelRow } from '../engine-port.ts';
import type { SafetySettings } from '../safety/safety-schema.ts';
import type { ConfigProblem } from './config-error.ts';
import { backendRowSchema, type BackendRow, type ConfigFile } from './config-schema.ts';
import { variableName } from './variable-name.ts';

type Environment = Readonly<Record<string, string | undefined>>;
type ServerRow = Exclude<BackendRow, { kind: 'gguf' }>;

/** The rows of models, with what only some of them and the rest of the configuration together tell. */
export interface Rows {
  readonly backends: readonly Backend[];
  readonly localModels: readonly LocalModelRow[];
  readonly drained: readonly string[];
}

interface Surroundings {
  readonly environment: Environment;
  /** What paths are relative to. */
  readonly folder: string;
  readonly localHosts: readonly string[];
  readonly problems: ConfigProblem[];
}

/**
 * Reads the rows as they are written. Those that their schema refuses were told of; what else is wrong with them, such as a variable
 * that is not set, is told all the same.
 */
export function readRows(written: readonly unknown[], surroundings: Surroundings): Rows {
  const { environment, folder, localHosts, problems } = surroundings;
  noteRepeatedNames(written, problems);
  const rows = written.flatMap((row, index) => {
    const key = `backends[${index}]`;
    noteServer(row, key, environment, problems);
    const parsed = backendRowSchema.safeParse(row);
    if (!parsed.success) return [];
    if (parsed.data.kind === 'gguf' && !existsSync(resolve(folder, parsed.data.path))) {
      problems.push({ key: `${key}.path`, code: 'no-model-file' });
    }
    return [parsed.data];
  });
  return {
    backends: rows.flatMap((row) => (row.kind === 'gguf' ? [] : [toBackend(row, environment, localHosts)])),
    localModels: rows.flatMap((row) => (row.kind === 'gguf' ? [toLocalModelRow(row, folder)] : [])),
    drained: rows.flatMap((row) => (row.kind !== 'gguf' && row.drained === true ? [row.name] : [])),
  };
}

function noteRepeatedNames(rows: readonly unknown[], problems: ConfigProblem[]): void {
  const seen = new Set<string>();
  rows.forEach((row, index) => {
    const name = textAt(row, 'name');
    if (name === undefined) return;
    if (seen.has(name)) problems.push({ key: `backends[${index}].name`, code: 'repeated-name', facts: { name } });
    seen.add(name);
  });
}

/** What a server of its kind needs beside what the schema asks for: of any row whose kind is known. */
function noteServer(row: unknown, key: string, environment: Environment, problems: ConfigProblem[]): void {
  const preset = findPreset(textAt(row, 'kind') ?? '');
  if (!preset) return;
  const name = textAt(row, 'name') ?? key;
  const hasAddress = valueAt(row, 'baseUrl') !== undefined;
  const variable = keyVariable(row, preset);
  if (variable !== undefined && variableName.safeParse(variable).success && !environment[variable]?.trim()) {
    const code = valueAt(row, 'apiKeyEnv') === undefined ? 'key-of-kind' : 'key-of-row';
    problems.push({ key: `${key}.apiKeyEnv`, code, facts: { variable, name } });
  }
  if (!hasAddress && preset.baseUrl === undefined) {
    problems.push({ key: `${key}.baseUrl`, code: 'no-usual-address', facts: { title: preset.title } });
  }
  if (textAt(row, 'kind') === 'azure-openai' && valueAt(row, 'apiVersion') === undefined) {
    problems.push({ key: `${key}.apiVersion`, code: 'azure-version' });
  }
}

/** A kind that asks for a key at its usual address has a usual variable for it; elsewhere a key is the row's own affair. */
function keyVariable(row: unknown, preset: { readonly apiKeyEnv?: string | undefined }): string | undefined {
  const own = valueAt(row, 'apiKeyEnv');
  if (own !== undefined) return typeof own === 'string' ? own : undefined;
  return valueAt(row, 'baseUrl') === undefined ? preset.apiKeyEnv : undefined;
}

function toBackend(row: ServerRow, environment: Environment, localHosts: readonly string[]): Backend {
  const preset = presetOf(row.kind);
  const apiKeyEnv = keyVariable(row, preset);
  const apiKey = apiKeyEnv === undefined ? undefined : environment[apiKeyEnv]?.trim();
  const baseUrl = row.baseUrl ?? preset.baseUrl ?? '';
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

function toLocalModelRow(row: Extract<BackendRow, { kind: 'gguf' }>, folder: string): LocalModelRow {
  return { name: row.name, path: resolve(folder, row.path), contextWindow: row.contextWindow, threads: row.threads };
}

export function readAliases(file: ConfigFile['aliases'], rows: readonly unknown[], problems: ConfigProblem[]): Alias[] {
  const known = namesOfModels(rows);
  return Object.entries(file).map(([id, members]) => {
    if (known?.has(id) === true) problems.push({ key: `aliases.${id}`, code: 'alias-is-model' });
    members.forEach((member, index) => {
      const model = typeof member === 'string' ? member : member.model;
      if (known?.has(model) !== false) return;
      problems.push({ key: `aliases.${id}[${index}]`, code: 'alias-unknown' });
    });
    return {
      id,
      members: members.map((member) => (typeof member === 'string' ? { model: member, weight: 1 } : member)),
    };
  });
}

/** Ids and `row/id` of all models on servers; `undefined` where a row does not tell its own, so that any id may be one of them. */
function namesOfModels(rows: readonly unknown[]): ReadonlySet<string> | undefined {
  const names = new Set<string>();
  for (const row of rows) {
    if (textAt(row, 'kind') === 'gguf') continue;
    const [name, models] = [textAt(row, 'name'), valueAt(row, 'models')];
    if (name === undefined || !Array.isArray(models)) return undefined;
    for (const model of models as unknown[]) {
      const id = typeof model === 'string' ? model : textAt(model, 'id');
      if (id === undefined) return undefined;
      names.add(id).add(`${name}/${id}`);
    }
  }
  return names;
}

export function noteModerationRow(
  safety: SafetySettings | undefined,
  rows: readonly unknown[],
  problems: ConfigProblem[],
): void {
  const name = safety?.moderation.endpoint?.backend;
  if (name === undefined) return;
  if (rows.some((row) => textAt(row, 'name') === name && textAt(row, 'kind') !== 'gguf')) return;
  problems.push({ key: 'safety.moderation.endpoint.backend', code: 'moderation-row', facts: { name } });
}

function valueAt(row: unknown, key: string): unknown {
  return typeof row === 'object' && row !== null ? (row as Readonly<Record<string, unknown>>)[key] : undefined;
}

function textAt(row: unknown, key: string): string | undefined {
  const value = valueAt(row, key);
  return typeof value === 'string' ? value : undefined;
}
