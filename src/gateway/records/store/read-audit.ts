import type { Database } from './database.ts';
import type { Period } from './read-usage.ts';

export interface AuditQuery extends Period {
  /** A part of the id or the name of who did it. */
  readonly person?: string | undefined;
  readonly action?: string | undefined;
  /** A part of the subject: a model, a title. */
  readonly subject?: string | undefined;
  readonly limit: number;
  readonly offset: number;
}

export interface AuditRow {
  readonly at: string;
  readonly requestId: string;
  readonly person: string;
  readonly personName: string;
  readonly action: string;
  readonly subject: string;
  readonly detail: string;
  /** Of a chat: the row and its model that answered, and what that took. */
  readonly backend: string;
  readonly answeredModel: string;
  readonly cost: number | null;
  readonly currency: string | null;
  readonly firstByteMs: number | null;
  readonly wholeMs: number | null;
  readonly content: { readonly asked: string; readonly answered: string } | null;
}

/** Who did what, the newest first. Chats come out of the usage, so that nothing is kept twice. */
export async function searchAudit(database: Database, query: AuditQuery): Promise<readonly AuditRow[]> {
  const like = (text: string | undefined): string =>
    text === undefined || text === '' ? '%' : `%${text.replace(/[\\%_]/g, '\\$&')}%`;
  return database.query<AuditRow>(
    `select to_char(a.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "at", a.request_id as "requestId",
       a.person as "person", a.person_name as "personName", a.action as "action", a.subject as "subject",
       a.detail as "detail", a.content as "content", a.backend as "backend", a.answered_model as "answeredModel",
       a.cost::float8 as "cost", a.currency as "currency", a.first_byte_ms::float8 as "firstByteMs", a.whole_ms::float8 as "wholeMs"
     from (
       select at, request_id, person, person_name, action, subject, '' as detail, content, '' as backend, '' as answered_model,
         null::numeric as cost, null as currency, null::bigint as first_byte_ms, null::bigint as whole_ms from audit_records
       union all
       select at, request_id, person, person_name, 'chat', model,
         concat_ws(' ', surface, nullif(command, ''), outcome, code), null, backend, answered_model, cost, currency, first_byte_ms, whole_ms from usage_records
     ) a
     where a.at >= $1::timestamptz and a.at < $2::timestamptz
       and (a.person ilike $3 or a.person_name ilike $3) and a.action ilike $4 and a.subject ilike $5
     order by a.at desc, a.request_id, a.action limit $6::int offset $7::int`,
    [
      query.from,
      query.to,
      like(query.person),
      query.action === undefined || query.action === '' ? '%' : query.action.replace(/[\\%_]/g, '\\$&'),
      like(query.subject),
      query.limit,
      query.offset,
    ],
  );
}
