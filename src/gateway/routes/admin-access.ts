import type { Context, Hono } from 'hono';
import { ToldFailure } from '../../base/told-failure.ts';
import {
  newPoliciesSchema,
  newTokenSchema,
  type KnownPerson,
  type People,
  type PolicyBookState,
} from '../../protocol/administration.ts';
import type { Policy } from '../../protocol/policy.ts';
import type { PolicyBook, PolicyState } from '../access/policy-book.ts';
import type { TokenBook } from '../access/token-book.ts';
import type { Person } from '../chat-stage.ts';
import type { Bookkeeping } from '../records/bookkeeping.ts';
import { readPeople } from '../records/store/read-people.ts';
import { adminRoute, versionAskedFor, type PersonRoutesOptions } from './answer-person.ts';

export interface AdminAccessOptions extends PersonRoutesOptions {
  /** Absent where people do not come in by tokens of ours. */
  readonly tokens: TokenBook | undefined;
  /** Absent where policies are fixed. */
  readonly policies: PolicyBook | undefined;
  readonly bookkeeping: Bookkeeping | undefined;
  /** Ids of all models. */
  readonly models: () => readonly string[];
}

type Audit = (person: Person, action: string, subject: string) => void;

/** `/v1/admin/tokens`, `/v1/admin/policies` and `/v1/admin/people`: who may, and what, for administrators. */
export function addAdminAccess(app: Hono, options: AdminAccessOptions): void {
  const audit: Audit = (...what) => options.bookkeeping?.audit(...what);
  addTokens(app, options, audit);
  addPolicies(app, options, audit);
  app.get(
    '/v1/admin/people',
    adminRoute(options, async ({ context }) => fresh(context).json(await readKnownPeople(options))),
  );
}

function addTokens(app: Hono, options: AdminAccessOptions, audit: Audit): void {
  const book = (): TokenBook => {
    if (options.tokens) return options.tokens;
    const words = {
      en: 'People do not come in by tokens here: "access.mode" in inkstone.config.json is another.',
      zh: '此网关不使用令牌登录：inkstone.config.json 中的 "access.mode" 是其他方式。',
    };
    throw new ToldFailure('capability-unavailable', words, { reason: 'no-tokens' });
  };
  app.get(
    '/v1/admin/tokens',
    adminRoute(options, async ({ context }) => fresh(context).json({ data: book().list() })),
  );
  app.post(
    '/v1/admin/tokens',
    adminRoute(options, async ({ person, context, json }) => {
      const made = book().add(await json(newTokenSchema));
      const { name, role, groups } = made.token;
      audit(person, 'token-made', [name, role, ...groups].join(' '));
      return fresh(context).json(made, 201);
    }),
  );
  app.delete(
    '/v1/admin/tokens/:name',
    adminRoute(options, async ({ person, context }) => {
      const name = context.req.param('name') ?? '';
      if (person.id === `token:${name}`) {
        const words = {
          en: 'This is the token that you are signed in with. Sign in with another one to revoke it.',
          zh: '这是你当前登录所用的令牌。请用另一个令牌登录后再吊销它。',
        };
        throw new ToldFailure('invalid-request', words, { reason: 'own-token' });
      }
      if (!book().remove(name)) {
        const words = {
          en: 'There is no such token any more. Read the list again.',
          zh: '该令牌已不存在，请刷新列表。',
        };
        throw new ToldFailure('invalid-request', words, { reason: 'no-such-token' });
      }
      audit(person, 'token-revoked', name);
      return context.body(null, 204);
    }),
  );
}

function addPolicies(app: Hono, options: AdminAccessOptions, audit: Audit): void {
  const book = (): PolicyBook => {
    if (options.policies) return options.policies;
    throw new ToldFailure('capability-unavailable', {
      en: 'The policies of this gateway cannot be changed while it runs.',
      zh: '此网关的策略不能在运行时修改。',
    });
  };
  const answer = (context: Context, state: PolicyState): Response => {
    context.header('etag', `"${state.version}"`);
    return fresh(context).json({ ...state, models: [...options.models()] } satisfies PolicyBookState);
  };
  app.get(
    '/v1/admin/policies',
    adminRoute(options, async ({ context }) => answer(context, book().read())),
  );
  app.put(
    '/v1/admin/policies',
    adminRoute(options, async ({ person, context, json }) => {
      const version = versionAskedFor(context);
      const { groups } = await json(newPoliciesSchema);
      const before = book().read().groups;
      const state = book().write(groups, version, person.name || person.id);
      for (const [action, group] of changesBetween(before, state.groups)) audit(person, action, group);
      return answer(context, state);
    }),
  );
  app.delete(
    '/v1/admin/policies',
    adminRoute(options, async ({ person, context }) => {
      const state = book().write(null, versionAskedFor(context), person.name || person.id);
      audit(person, 'policies-reset', '');
      return answer(context, state);
    }),
  );
}

/** What became of each row, for the audit: an action and its group. */
function changesBetween(before: readonly Policy[], after: readonly Policy[]): [string, string][] {
  const old = new Map(before.map((row) => [row.group, JSON.stringify(row)]));
  const names = new Set(after.map(({ group }) => group));
  const changes: [string, string][] = [];
  for (const { group } of before) if (!names.has(group)) changes.push(['policy-removed', group]);
  for (const row of after) {
    const known = old.get(row.group);
    if (known === undefined) changes.push(['policy-added', row.group]);
    else if (known !== JSON.stringify(row)) changes.push(['policy-changed', row.group]);
  }
  const stayed = (rows: readonly Policy[]): string =>
    rows.flatMap(({ group }) => (old.has(group) && names.has(group) ? [group] : [])).join('\n');
  if (stayed(before) !== stayed(after)) changes.push(['policies-reordered', '']);
  return changes;
}

const knownDays = 90;

/** People with tokens, and those who used the gateway of late. */
async function readKnownPeople({ tokens, bookkeeping }: AdminAccessOptions): Promise<People> {
  const people = new Map<string, KnownPerson>();
  const since = new Date(Date.now() - knownDays * 86_400_000).toISOString();
  const records = bookkeeping?.records;
  const used = records ? await readPeople(await records.read(), since) : [];
  const byId = new Map(used.map((person) => [person.id, person]));
  for (const { name, groups, created } of tokens?.list() ?? []) {
    const lastUsed = byId.get(`token:${name}`)?.lastUsed ?? null;
    // A token of that name before this one was another.
    const isIts = lastUsed !== null && lastUsed >= created;
    people.set(`token:${name}`, { id: `token:${name}`, name, groups, lastUsed: isIts ? lastUsed : null });
  }
  for (const person of used) {
    if (!people.has(person.id) && !(tokens && person.id.startsWith('token:'))) people.set(person.id, person);
  }
  return { data: [...people.values()], isRecorded: records !== undefined };
}

/** Nothing of this is kept by a cache. */
function fresh(context: Context): Context {
  context.header('cache-control', 'no-store');
  return context;
}
