import * as z from 'zod/mini';
import type { Host } from '../host/host.ts';

const entrySchema = z.object({
  id: z.string(),
  command: z.string(),
  instruction: z.string(),
  answer: z.string(),
  model: z.string(),
  at: z.string(),
  rating: z.nullable(z.enum(['up', 'down'])),
});

/** One question and answer of this document, as it is kept with the document. */
export type HistoryEntry = z.infer<typeof entrySchema>;

const key = 'inkstone.history';
/** A document must not grow by its history: the newest answers, up to this many characters of JSON. */
const maxLength = 60_000;

/** The history that came with the document; empty where there is none or it cannot be read. */
export function loadHistory(host: Host): readonly HistoryEntry[] {
  try {
    return z.array(entrySchema).parse(JSON.parse(host.readSetting(key) ?? '[]'));
  } catch {
    return [];
  }
}

export async function saveHistory(host: Host, entries: readonly HistoryEntry[]): Promise<void> {
  const kept = [...entries];
  while (kept.length > 0 && JSON.stringify(kept).length > maxLength) kept.pop();
  await host.saveSetting(key, JSON.stringify(kept));
}

export async function forgetHistory(host: Host): Promise<void> {
  await host.saveSetting(key, '[]');
}
