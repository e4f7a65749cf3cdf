import { randomUUID } from 'node:crypto';
import type { Handler, Hono } from 'hono';
import * as z from 'zod/mini';
import { ToldFailure } from '../../base/told-failure.ts';
import type { GatewayState, Part } from '../../protocol/gateway-state.ts';
import type { AuditList } from '../../protocol/records.ts';
import type { RowState } from '../backends/health.ts';
import type { Bookkeeping } from '../records/bookkeeping.ts';
import { auditColumns, toCsvLine } from '../records/csv.ts';
import { exportFeedback } from '../records/feedback/export-feedback.ts';
import type { Database } from '../records/store/database.ts';
import { searchAudit, type AuditQuery, type AuditRow } from '../records/store/read-audit.ts';
import { readFeedback } from '../records/store/read-feedback.ts';
import { createOverviewReader } from '../records/store/read-overview.ts';
import type { Period } from '../records/store/read-usage.ts';
import { adminRoute, type Asked, type PersonRoutesOptions } from './answer-person.ts';

const pageSize = 100;
const longestCsv = 100_000;
/** Rows that are passed over; PostgreSQL's `integer` ends soon after. */
const farthest = 1_000_000_000;

/** How many chats wait before the rows, and how many are being answered. */
export interface QueueState {
  readonly waiting: number;
  readonly running: number;
}

export interface AdminOptions extends PersonRoutesOptions {
  readonly queue?: (() => QueueState) | undefined;
  /** The rows of the configuration, asked or not. */
  readonly rows: () => readonly { readonly name: string; readonly state: RowState; readonly since: string | null }[];
  readonly parts: () => readonly Part[];
}

/** `/v1/admin/*`: use, audit, feedback and deletion, for administrators. */
export function addAdmin(app: Hono, bookkeeping: Bookkeeping, { queue, rows, parts, ...options }: AdminOptions): void {
  const forAdmin = (answer: (asked: Asked) => Promise<Response>): Handler => adminRoute(options, answer);
  const read = (): Promise<Database> => {
    if (bookkeeping.records) return bookkeeping.records.read();
    const words = {
      en: 'This gateway keeps no records. Configure a store: "records" in inkstone.config.json (docs/records.md).',
      zh: '此网关不保留记录。请在 inkstone.config.json 中配置 "records"（见 docs/records.md）。',
    };
    throw new ToldFailure('capability-unavailable', words, { reason: 'no-records' });
  };

  const readOverview = createOverviewReader();

  function stateOfRows(): GatewayState['rows'] {
    const asked = new Map(bookkeeping.metrics.rows.map((row) => [row.backend, row]));
    const configured = rows().map(({ name, state, since }) => {
      const known = asked.get(name) ?? { backend: name, answered: 0, failed: 0, lastError: null };
      asked.delete(name);
      return { ...known, state, since };
    });
    return [...configured, ...Array.from(asked.values(), (row) => ({ ...row, state: 'up' as const, since: null }))];
  }

  app.get(
    '/v1/admin/state',
    forAdmin(async ({ context }) => {
      const kept = bookkeeping.records?.state;
      const state: GatewayState = {
        parts: [...parts()],
        rows: stateOfRows(),
        running: bookkeeping.metrics.running,
        queue: queue?.() ?? null,
        records: kept
          ? {
              waiting: kept.waiting,
              lost: kept.lost,
              rejected: kept.rejected,
              bytes: kept.bytes,
              limitBytes: bookkeeping.journalLimitBytes,
            }
          : null,
        budgets: [...bookkeeping.budgets],
      };
      return context.json(state, 200, { 'cache-control': 'no-store' });
    }),
  );
  if (queue) {
    app.get(
      '/v1/admin/queue',
      forAdmin(async ({ context }) => context.json(queue())),
    );
  }
  app.get(
    '/v1/admin/overview',
    forAdmin(async ({ context }) => {
      const period = periodOf((name) => context.req.query(name));
      return context.json(await readOverview(await read(), period));
    }),
  );
  app.get(
    '/v1/admin/audit',
    forAdmin(async ({ context }) => {
      const query = auditQueryOf((name) => context.req.query(name), pageSize + 1);
      const rows = await searchAudit(await read(), query);
      const list: AuditList = { data: rows.slice(0, pageSize), hasMore: rows.length > pageSize };
      return context.json(list);
    }),
  );
  app.get(
    '/v1/admin/audit.csv',
    forAdmin(async ({ person, context }) => {
      const query = auditQueryOf((name) => context.req.query(name), pageSize);
      bookkeeping.audit(person, 'audit-exported', `${query.from} ${query.to}`);
      return download(csvOf(await read(), query), 'text/csv; charset=utf-8', 'inkstone-audit.csv');
    }),
  );
  app.get(
    '/v1/admin/feedback.jsonl',
    forAdmin(async ({ person, context }) => {
      const format = context.req.query('format') ?? 'sft';
      if (format !== 'sft' && format !== 'dpo') {
        throw new ToldFailure('invalid-request', {
          en: '"format" is "sft" or "dpo".',
          zh: '"format" 只能是 "sft" 或 "dpo"。',
        });
      }
      const since = timeOf(context.req.query('since'), '1970-01-01T00:00:00.000Z');
      const database = await read();
      bookkeeping.audit(person, 'feedback-exported', format);
      const lines = exportFeedback(() => readFeedback(database, since), format, bookkeeping.mask);
      return download(withBreaks(lines), 'application/x-ndjson', `inkstone-${format}.jsonl`);
    }),
  );
  app.post(
    '/v1/admin/forget',
    forAdmin(async ({ person, context, json }) => {
      const { person: whom } = await json(z.object({ person: z.string().check(z.minLength(1), z.maxLength(300)) }));
      await read();
      bookkeeping.records?.record({ kind: 'forget', id: randomUUID(), at: new Date().toISOString(), person: whom });
      // Who was deleted is not written down: that would be a record of them again.
      bookkeeping.audit(person, 'person-forgotten', '');
      await read();
      return context.body(null, 204);
    }),
  );
}

type ReadQuery = (name: string) => string | undefined;

/** From and to as days or moments; the last thirty days unless given. */
function periodOf(query: ReadQuery): Period {
  const to = timeOf(query('to'), new Date().toISOString());
  return { from: timeOf(query('from'), new Date(Date.parse(to) - 30 * 86_400_000).toISOString()), to };
}

function timeOf(text: string | undefined, otherwise: string): string {
  if (text === undefined || text === '') return otherwise;
  const time = /^\d{4}-\d{2}-\d{2}(?:T[\d:.]+Z)?$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(time)) {
    throw new ToldFailure('invalid-request', {
      en: 'A time is written as 2026-03-01 or 2026-03-01T08:00:00Z.',
      zh: '时间请写成 2026-03-01 或 2026-03-01T08:00:00Z。',
    });
  }
  return new Date(time).toISOString();
}

function auditQueryOf(query: ReadQuery, limit: number): AuditQuery {
  const offset = Number(query('offset') ?? '0');
  if (!Number.isInteger(offset) || offset < 0 || offset > farthest) {
    throw new ToldFailure('invalid-request', {
      en: `"offset" is a whole number, up to ${farthest}.`,
      zh: `"offset" 必须是不超过 ${farthest} 的整数。`,
    });
  }
  return {
    ...periodOf(query),
    person: query('person'),
    action: query('action'),
    subject: query('subject'),
    limit,
    offset,
  };
}

async function* csvOf(database: Database, query: AuditQuery): AsyncGenerator<string> {
  // The mark by which Excel knows the encoding.
  yield `\ufeff${toCsvLine(auditColumns.map(({ title }) => title))}`;
  for (let offset = 0; offset < longestCsv; offset += 1000) {
    const rows: readonly AuditRow[] = await searchAudit(database, { ...query, limit: 1000, offset });
    yield rows.map((row) => toCsvLine(auditColumns.map(({ cell }) => cell(row)))).join('');
    if (rows.length < 1000) return;
  }
}

async function* withBreaks(lines: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const line of lines) yield `${line}\n`;
}

function download(parts: AsyncGenerator<string>, type: string, name: string): Response {
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const next = await parts.next();
      if (next.done === true) controller.close();
      else controller.enqueue(encoder.encode(next.value));
    },
    async cancel() {
      await parts.return(undefined);
    },
  });
  return new Response(body, {
    headers: {
      'content-type': type,
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'no-store',
    },
  });
}
