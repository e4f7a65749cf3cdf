import { AssistantError } from '../base/errors.ts';
import { sendToGateway, type GatewayOptions } from '../core/model/gateway-request.ts';
import { fetchSession, fetchSignIn } from '../core/model/gateway-session.ts';
import {
  madeTokenSchema,
  peopleSchema,
  policyBookSchema,
  sharedEntrySchema,
  sharedLibrarySchema,
  tokenListSchema,
  type MadeToken,
  type NewSharedEntry,
  type NewToken,
  type People,
  type PolicyBookState,
  type SharedEntry,
  type TokenSummary,
} from '../protocol/administration.ts';
import { toldExaminationsSchema, type ToldExamination } from '../protocol/doctor.ts';
import { gatewayStateSchema, type GatewayState } from '../protocol/gateway-state.ts';
import type { Policy } from '../protocol/policy.ts';
import { auditListSchema, overviewSchema, type AuditList, type Overview } from '../protocol/records.ts';
import type { Session, SignIn } from '../protocol/session.ts';

/** The days that are looked at, as ISO 8601. */
export interface Days {
  readonly from: string;
  readonly to: string;
}

export interface AuditSearch extends Days {
  readonly person: string;
  readonly action: string;
  readonly subject: string;
}

/**
 * What the page asks of the gateway. Each call rejects with an `AssistantError`; a change of what is another by now with the reason
 * `changed-meanwhile`.
 */
export interface AdminGateway {
  session(): Promise<Session>;
  signIn(): Promise<SignIn>;
  /** Told from memory, whatever is gone. */
  state(): Promise<GatewayState>;
  overview(days: Days): Promise<Overview>;
  audit(search: AuditSearch, offset: number): Promise<AuditList>;
  auditFile(search: AuditSearch): Promise<Blob>;
  feedbackFile(format: 'sft' | 'dpo'): Promise<Blob>;
  /** Has the gateway go to each model, which takes as long as the slowest needs. */
  examine(): Promise<readonly ToldExamination[]>;
  forget(person: string): Promise<void>;
  tokens(): Promise<readonly TokenSummary[]>;
  makeToken(token: NewToken): Promise<MadeToken>;
  revokeToken(name: string): Promise<void>;
  people(): Promise<People>;
  policies(): Promise<PolicyBookState>;
  /** Puts these rows in the place of those of that version; `null` those of the configuration. */
  savePolicies(groups: readonly Policy[] | null, version: string): Promise<PolicyBookState>;
  library(): Promise<readonly SharedEntry[]>;
  /** Saves a new entry, or the new form of the one that was so. */
  saveEntry(entry: NewSharedEntry, before: SharedEntry | null): Promise<SharedEntry>;
  removeEntry(entry: SharedEntry): Promise<void>;
  orderLibrary(ids: readonly string[]): Promise<void>;
}

export function createAdminGateway(options: GatewayOptions): AdminGateway {
  const get = (path: string, query: Readonly<Record<string, string>> = {}): Promise<Response> =>
    sendToGateway(`${path}?${new URLSearchParams(query).toString()}`, {}, options, undefined);
  const send = (method: string, path: string, body?: unknown, version?: string): Promise<Response> => {
    const init: RequestInit = {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    };
    return sendToGateway(`/v1/admin/${path}`, init, options, undefined);
  };
  return {
    session: () => fetchSession(options),
    signIn: () => fetchSignIn(options),
    state: async () => parse(gatewayStateSchema, await get('/v1/admin/state')),
    overview: async (days) => parse(overviewSchema, await get('/v1/admin/overview', { ...days })),
    audit: async (search, offset) =>
      parse(auditListSchema, await get('/v1/admin/audit', { ...search, offset: String(offset) })),
    auditFile: async (search) => (await get('/v1/admin/audit.csv', { ...search })).blob(),
    feedbackFile: async (format) => (await get('/v1/admin/feedback.jsonl', { format })).blob(),
    examine: async () => {
      const init = { method: 'POST', headers: { accept: 'application/json' } };
      return parse(toldExaminationsSchema, await sendToGateway('/doctor', init, options, undefined));
    },
    forget: async (person) => void (await send('POST', 'forget', { person })),
    tokens: async () => (await parse(tokenListSchema, await get('/v1/admin/tokens'))).data,
    makeToken: async (token) => parse(madeTokenSchema, await send('POST', 'tokens', token)),
    revokeToken: async (name) => void (await send('DELETE', `tokens/${encodeURIComponent(name)}`)),
    people: async () => parse(peopleSchema, await get('/v1/admin/people')),
    policies: async () => parse(policyBookSchema, await get('/v1/admin/policies')),
    savePolicies: async (groups, version) =>
      parse(
        policyBookSchema,
        groups === null
          ? await send('DELETE', 'policies', undefined, version)
          : await send('PUT', 'policies', { groups }, version),
      ),
    library: async () => (await parse(sharedLibrarySchema, await get('/v1/admin/library'))).data,
    saveEntry: async (entry, before) =>
      parse(
        sharedEntrySchema,
        before === null
          ? await send('POST', 'library', entry)
          : await send('PUT', `library/${before.id}`, entry, before.changedAt),
      ),
    removeEntry: async ({ id, changedAt }) => void (await send('DELETE', `library/${id}`, undefined, changedAt)),
    orderLibrary: async (ids) => void (await send('PUT', 'library/order', { ids })),
  };
}

interface Schema<T> {
  safeParse(value: unknown): { readonly success: true; readonly data: T } | { readonly success: false };
}

async function parse<T>(schema: Schema<T>, response: Response): Promise<T> {
  const parsed = schema.safeParse(await response.json());
  if (parsed.success) return parsed.data;
  throw new AssistantError('gateway-unreachable', 'The gateway answered in another form.', { reason: 'other-form' });
}
