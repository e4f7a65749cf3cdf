import { quoted, ToldError, type Words } from '../../language.ts';

export interface Statement {
  readonly sql: string;
  readonly values?: readonly unknown[];
}

/**
 * A PostgreSQL, in a server or embedded. Values go in as text, numbers, booleans or JSON text; rows come out as such:
 * statements cast what the two would give differently (times, large integers, decimals).
 */
export interface Database {
  readonly kind: 'embedded' | 'postgres';
  query<Row>(sql: string, values?: readonly unknown[]): Promise<readonly Row[]>;
  /** All of them or none; resolves with how many rows each touched. */
  transaction(statements: readonly Statement[]): Promise<readonly number[]>;
  close(): Promise<void>;
}

/** A text as PostgreSQL can hold it, as text and in JSON: without U+0000, and with no half of a surrogate pair. */
export function toStorable(value: unknown): unknown {
  return typeof value === 'string' ? value.replaceAll('\0', '').replace(/\p{Surrogate}/gu, '\ufffd') : value;
}

/** JSON of which PostgreSQL can hold every text: escapes of what it cannot are refused as much as the signs themselves. */
export function toStorableJson(value: unknown): string {
  const json = JSON.stringify(value);
  // As such an escape alone would what cannot be held be written.
  return /\\u(?:0000|d[89a-f])/i.test(json) ? JSON.stringify(value, (_key, part: unknown) => toStorable(part)) : json;
}

/** The store cannot be reached or opened: what is to be written waits. Anything else that a `Database` throws is a refusal. */
export class StoreUnavailable extends ToldError {
  override readonly name = 'StoreUnavailable';

  /** What whoever runs the gateway is told; a text stands for both languages. */
  constructor(told: Words | string, options?: ErrorOptions) {
    super(typeof told === 'string' ? quoted(told) : told, options);
  }
}
