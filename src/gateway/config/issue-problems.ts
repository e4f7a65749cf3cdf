import type { z } from 'zod';
import { backendKinds } from '../backends/presets.ts';
import type { ConfigProblem } from './config-error.ts';
import { isProblemCode, type ProblemCode, type ProblemFacts } from './problem-words.ts';

type Issue = z.core.$ZodIssue;

/** What a schema found wrong with `json`, each with its key under `path`. */
export function toProblems(
  issues: readonly Issue[],
  json: unknown,
  path: readonly PropertyKey[] = [],
): ConfigProblem[] {
  return issues.flatMap((issue) => toProblem(issue, valueAt(json, issue.path), [...path, ...issue.path]));
}

function toProblem(issue: Issue, value: unknown, path: readonly PropertyKey[]): ConfigProblem[] {
  const key = renderPath(path);
  const problem = (code: ProblemCode, facts: ProblemFacts = {}): ConfigProblem[] => [
    { key: key === '' ? 'file' : key, code, facts },
  ];
  if (isProblemCode(issue.message)) return problem(issue.message);
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((name) => ({ key: key === '' ? name : `${key}.${name}`, code: 'unknown-key' }));
    case 'invalid_type':
      return value === undefined ? problem('missing') : problem(expectedCodes[issue.expected] ?? 'wrong-form');
    case 'invalid_value':
      return value === undefined ? problem('missing') : problem('one-of', { values: issue.values.join(', ') });
    case 'too_small':
      return smaller(issue, problem);
    case 'too_big':
      return problem(tooBigCodes[issue.origin] ?? 'too-large', { maximum: Number(issue.maximum) });
    case 'invalid_union':
      return ofUnion(issue, value, path, problem);
    case 'invalid_key':
      return toProblems(issue.issues, undefined, path);
    case 'custom':
      return problem(isProblemCode(issue.params?.['code']) ? issue.params['code'] : 'wrong-form');
    default:
      return problem('wrong-form');
  }
}

type Tell = (code: ProblemCode, facts?: ProblemFacts) => ConfigProblem[];

const expectedCodes: Readonly<Record<string, ProblemCode>> = {
  string: 'expected-text',
  number: 'expected-number',
  int: 'expected-integer',
  boolean: 'expected-switch',
  array: 'expected-list',
  object: 'expected-object',
  record: 'expected-object',
};

const tooSmallCodes: Readonly<Record<string, ProblemCode>> = { string: 'text-short', array: 'list-short' };
const tooBigCodes: Readonly<Record<string, ProblemCode>> = { string: 'text-long', array: 'list-long' };

function smaller(issue: Extract<Issue, { code: 'too_small' }>, tell: Tell): ConfigProblem[] {
  const code = tooSmallCodes[issue.origin] ?? (issue.inclusive === false ? 'above-zero' : 'too-small');
  return tell(code, { minimum: Number(issue.minimum) });
}

function ofUnion(
  issue: Extract<Issue, { code: 'invalid_union' }>,
  value: unknown,
  path: readonly PropertyKey[],
  tell: Tell,
): ConfigProblem[] {
  const last = path.at(-1);
  if (last === 'kind') return tell('one-of', { values: [...backendKinds, 'gguf'].join(', ') });
  if (last === 'mode') return tell('one-of', { values: 'open, token, entra, oidc' });
  // An id, or an object with more about it: what is wrong with the form that was chosen.
  const chosen = issue.errors.find(
    (issues) => !issues.some(({ code, path: inner }) => code === 'invalid_type' && inner.length === 0),
  );
  return chosen ? toProblems(chosen, value, path) : tell('expected-model');
}

function valueAt(json: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, part) =>
      typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[part] : undefined,
    json,
  );
}

function renderPath(path: readonly PropertyKey[]): string {
  return path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '');
}
