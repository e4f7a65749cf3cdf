/** The tables, step by step. A step that was released is never changed: a new one follows. Each may be run twice. */
export const migrations: readonly { readonly id: number; readonly statements: readonly string[] }[] = [
  {
    id: 1,
    statements: [
      `create table if not exists usage_records (
        id uuid primary key, at timestamptz not null, request_id text not null,
        person text not null, person_name text not null, groups jsonb not null,
        model text not null, backend text not null, surface text not null, command text not null,
        prompt_tokens bigint, completion_tokens bigint, cost numeric(20, 10), currency text,
        first_byte_ms bigint, whole_ms bigint not null, outcome text not null, code text
      )`,
      `create index if not exists usage_records_at on usage_records (at)`,
      `create index if not exists usage_records_person on usage_records (person, at)`,
      `create table if not exists audit_records (
        id uuid primary key, at timestamptz not null, request_id text not null,
        person text not null, person_name text not null, action text not null, subject text not null, content jsonb
      )`,
      `create index if not exists audit_records_at on audit_records (at)`,
      `create index if not exists audit_records_person on audit_records (person, at)`,
      `create table if not exists feedback_records (
        id uuid primary key, at timestamptz not null, person text not null, type text not null,
        model text not null, command text not null, value text not null, prompt jsonb, answer text not null, other text
      )`,
      `create index if not exists feedback_records_at on feedback_records (at)`,
      `create index if not exists feedback_records_person on feedback_records (person)`,
      `create table if not exists library_entries (
        id uuid primary key, kind text not null, scope text not null, person text not null,
        title text not null, body text not null, changed_at timestamptz not null
      )`,
      `create index if not exists library_entries_person on library_entries (person)`,
      `create table if not exists forgotten_people (person text primary key, until timestamptz not null)`,
    ],
  },
  {
    id: 2,
    statements: [
      `create table if not exists conversation_turns (
        id uuid primary key, at timestamptz not null, conversation text not null, person text not null,
        command text not null, model text not null, asked text not null, answered text not null, message text not null
      )`,
      `create index if not exists conversation_turns_conversation on conversation_turns (conversation, at)`,
      `create index if not exists conversation_turns_person on conversation_turns (person)`,
    ],
  },
  {
    id: 3,
    statements: [
      `alter table library_entries add column if not exists groups jsonb not null default '[]'`,
      `alter table library_entries add column if not exists published boolean not null default true`,
      `alter table library_entries add column if not exists place integer not null default 0`,
    ],
  },
  {
    id: 4,
    statements: [
      `alter table usage_records add column if not exists answered_model text not null default ''`,
      `alter table feedback_records add column if not exists request_id text not null default ''`,
      `create index if not exists usage_records_request_id on usage_records (request_id)`,
    ],
  },
];
