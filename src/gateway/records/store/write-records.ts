import type { GatewayRecord } from '../record.ts';
import { toStorableJson, type Database, type Statement } from './database.ts';

/** Writes records, all or none. One that is there already is left alone, so a journal may be read twice. */
export async function writeRecords(database: Database, records: readonly GatewayRecord[]): Promise<void> {
  const of = (kind: GatewayRecord['kind']): GatewayRecord[] => records.filter((record) => record.kind === kind);
  const statements = [
    ...insert('usage_records', usageColumns, of('usage')),
    ...insert('audit_records', auditColumns, of('audit')),
    ...insert('feedback_records', feedbackColumns, of('feedback')),
    ...insert('conversation_turns', turnColumns, of('turn'), `r.person, ${nameOfConversation('r.conversation')}`),
    ...records.flatMap((record) => (record.kind === 'forget' ? forget(record.person, record.at) : [])),
    ...records.flatMap((record) =>
      record.kind === 'forget-conversation' ? forgetConversation(record.conversation, record.at) : [],
    ),
  ];
  if (statements.length > 0) await database.transaction(statements);
}

type Columns = Readonly<Record<string, string>>;

const whoAndWhen: Columns = { id: 'uuid', at: 'timestamptz', person: 'text' };

const usageColumns: Columns = {
  ...whoAndWhen,
  requestId: 'text',
  personName: 'text',
  groups: 'jsonb',
  model: 'text',
  backend: 'text',
  answeredModel: 'text',
  surface: 'text',
  command: 'text',
  promptTokens: 'bigint',
  completionTokens: 'bigint',
  cost: 'numeric',
  currency: 'text',
  firstByteMs: 'bigint',
  wholeMs: 'bigint',
  outcome: 'text',
  code: 'text',
};

const auditColumns: Columns = {
  ...whoAndWhen,
  requestId: 'text',
  personName: 'text',
  action: 'text',
  subject: 'text',
  content: 'jsonb',
};

const feedbackColumns: Columns = {
  ...whoAndWhen,
  requestId: 'text',
  type: 'text',
  model: 'text',
  command: 'text',
  value: 'text',
  prompt: 'jsonb',
  answer: 'text',
  other: 'text',
};

const turnColumns: Columns = {
  ...whoAndWhen,
  conversation: 'text',
  command: 'text',
  model: 'text',
  asked: 'text',
  answered: 'text',
  message: 'text',
};

/** What a conversation is called among those who are forgotten, as SQL: no person has an id that begins so. */
function nameOfConversation(id: string): string {
  return `'conversation ' || ${id}`;
}

/** One statement for any number of rows; what is from before a person or a conversation was forgotten stays forgotten. */
function insert(table: string, columns: Columns, records: readonly GatewayRecord[], whose = 'r.person'): Statement[] {
  if (records.length === 0) return [];
  const names = Object.keys(columns);
  const into = names.map(toColumn).join(', ');
  const typed = names.map((name) => `"${name}" ${columns[name] ?? 'text'}`).join(', ');
  const chosen = names.map((name) => `r."${name}"`).join(', ');
  return [
    {
      sql: `insert into ${table} (${into}) select ${chosen} from jsonb_to_recordset($1::jsonb) as r(${typed})
        where not exists (select 1 from forgotten_people f where f.person in (${whose}) and r.at <= f.until)
        on conflict (id) do nothing`,
      values: [toStorableJson(records)],
    },
  ];
}

function toColumn(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

const personTables = ['usage_records', 'audit_records', 'feedback_records', 'conversation_turns'];

function forget(person: string, at: string): Statement[] {
  return [
    {
      sql: `insert into forgotten_people (person, until) values ($1, $2::timestamptz)
        on conflict (person) do update set until = greatest(forgotten_people.until, excluded.until)`,
      values: [person, at],
    },
    ...personTables.map((table) => ({
      sql: `delete from ${table} where person = $1 and at <= $2::timestamptz`,
      values: [person, at],
    })),
    {
      sql: `delete from library_entries where person = $1 and scope = 'personal' and changed_at <= $2::timestamptz`,
      values: [person, at],
    },
    // What they wrote for all stays, without their name.
    {
      sql: `update library_entries set person = '' where person = $1 and changed_at <= $2::timestamptz`,
      values: [person, at],
    },
  ];
}

function forgetConversation(conversation: string, at: string): Statement[] {
  return [
    {
      sql: `insert into forgotten_people (person, until) values (${nameOfConversation('$1::text')}, $2::timestamptz)
        on conflict (person) do update set until = greatest(forgotten_people.until, excluded.until)`,
      values: [conversation, at],
    },
    {
      sql: `delete from conversation_turns where conversation = $1 and at <= $2::timestamptz`,
      values: [conversation, at],
    },
  ];
}

export interface Retention {
  readonly usage: number;
  readonly audit: number;
  readonly feedback: number;
  /** 30 when absent. */
  readonly conversations?: number;
}

/** Deletes what is older than the days that each kind is kept; resolves with the number of rows. */
export async function expireRecords(database: Database, retention: Retention, now: Date): Promise<number> {
  const before = (days: number): string => new Date(now.getTime() - days * 86_400_000).toISOString();
  const counts = await database.transaction(
    (
      [
        ['usage_records', retention.usage],
        ['audit_records', retention.audit],
        ['feedback_records', retention.feedback],
        ['conversation_turns', retention.conversations ?? 30],
      ] as const
    ).map(([table, days]) => ({
      sql: `delete from ${table} where at < $1::timestamptz`,
      values: [before(days)],
    })),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}
