import { AssistantError } from '../base/errors.ts';
import { sendToGateway, type GatewayOptions } from '../core/model/gateway-request.ts';
import { auditListSchema, overviewSchema, type AuditList, type Overview } from '../protocol/records.ts';

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

/** The queue before the models, where this gateway has one. */
export interface QueueState {
  readonly waiting: number;
  readonly running: number;
}

/** What the page asks of the gateway. Each call rejects with an `AssistantError`. */
export interface AdminGateway {
  overview(days: Days): Promise<Overview>;
  audit(search: AuditSearch, offset: number): Promise<AuditList>;
  auditFile(search: AuditSearch): Promise<Blob>;
  feedbackFile(format: 'sft' | 'dpo'): Promise<Blob>;
  forget(person: string): Promise<void>;
  /** `undefined` where there is no queue. */
  queue(): Promise<QueueState | undefined>;
}

export function createAdminGateway(options: GatewayOptions): AdminGateway {
  const get = (path: string, query: Readonly<Record<string, string>>): Promise<Response> =>
    sendToGateway(`${path}?${new URLSearchParams(query).toString()}`, {}, options, undefined);
  return {
    overview: async (days) => parse(overviewSchema, await get('/v1/admin/overview', { ...days })),
    audit: async (search, offset) =>
      parse(auditListSchema, await get('/v1/admin/audit', { ...search, offset: String(offset) })),
    auditFile: async (search) => (await get('/v1/admin/audit.csv', { ...search })).blob(),
    feedbackFile: async (format) => (await get('/v1/admin/feedback.jsonl', { format })).blob(),
    async forget(person) {
      const init = {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ person }),
      };
      await sendToGateway('/v1/admin/forget', init, options, undefined);
    },
    async queue() {
      try {
        const said = (await (await get('/v1/admin/queue', {})).json()) as Partial<Record<keyof QueueState, unknown>>;
        const { waiting, running } = said;
        return typeof waiting === 'number' && typeof running === 'number' ? { waiting, running } : undefined;
      } catch {
        // A gateway without a queue has no such address.
        return undefined;
      }
    },
  };
}

interface Schema<T> {
  safeParse(value: unknown): { readonly success: true; readonly data: T } | { readonly success: false };
}

async function parse<T>(schema: Schema<T>, response: Response): Promise<T> {
  const parsed = schema.safeParse(await response.json());
  if (parsed.success) return parsed.data;
  throw new AssistantError('gateway-unreachable', 'The gateway answered in another form: reload this page.');
}
