import { createReadStream } from 'node:fs';
import { appendFile, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { recordSchema, type GatewayRecord } from '../record.ts';
import { StoreUnavailable } from '../store/database.ts';
import type { Journal } from './journal.ts';

const batchSize = 500;

export interface DrainResult {
  /** Records that went to the store. */
  readonly written: number;
  /** Records that the store refuses, put aside into `rejected.txt`; and lines that a crash cut. */
  readonly rejected: number;
}

/**
 * Carries what the journal has to the store, and deletes each segment once all of it is there. Throws `StoreUnavailable`
 * where the store is gone: the segment stays, and is read again from its start, which the store does not mind.
 */
export async function drainJournal(
  journal: Journal,
  folder: string,
  write: (records: readonly GatewayRecord[]) => Promise<void>,
): Promise<DrainResult> {
  let written = 0;
  let rejected = 0;
  const reject = async (lines: readonly string[]): Promise<void> => {
    rejected += lines.length;
    await appendFile(join(folder, 'rejected.txt'), `${lines.join('\n')}\n`, { mode: 0o600 });
  };

  async function store(records: readonly GatewayRecord[]): Promise<void> {
    if (records.length === 0) return;
    try {
      await write(records);
      written += records.length;
    } catch (error) {
      if (error instanceof StoreUnavailable) throw error;
      if (records.length === 1) {
        await reject(records.map((record) => JSON.stringify(record)));
        return;
      }
      // One of them is what the store refuses; the others are not to suffer for it.
      for (const record of records) await store([record]);
    }
  }

  for (const segment of await journal.closedSegments()) {
    let batch: GatewayRecord[] = [];
    for await (const line of createInterface({ input: createReadStream(segment), crlfDelay: Infinity })) {
      if (line === '') continue;
      const record = parse(line);
      if (record) batch.push(record);
      else rejected += 1;
      if (batch.length < batchSize) continue;
      await store(batch);
      batch = [];
    }
    await store(batch);
    const { size } = await stat(segment);
    await unlink(segment);
    journal.forgetBytes(size);
  }
  return { written, rejected };
}

/** The record of a line; `undefined` for one that was cut, as a crash leaves the last of a segment. */
function parse(line: string): GatewayRecord | undefined {
  try {
    return recordSchema.parse(JSON.parse(line));
  } catch {
    return undefined;
  }
}
