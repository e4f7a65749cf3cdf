import * as z from 'zod/mini';
import { wholeGeneration } from '../core/generation/reduce-generation.ts';
import type { TextStorage } from './settings.ts';
import { answerOf, beginTurn, type Question, type Turn } from './turn.ts';

export const entrySchema = z.object({
  id: z.string(),
  command: z.string(),
  instruction: z.string(),
  answer: z.string(),
  model: z.string(),
  at: z.string(),
  rating: z.nullable(z.enum(['up', 'down'])),
});

/** One question about a document and its answer. */
export type HistoryEntry = z.infer<typeof entrySchema>;

/** A turn as it is kept, as of a moment. */
export function entryOf(turn: Turn, at: Date): HistoryEntry {
  const { id, command, instruction, model, rating } = turn;
  return { id, command: command.id, instruction, answer: answerOf(turn), model, at: at.toISOString(), rating };
}

/** The turn that was kept, as if it had just been answered. */
export function turnOf(entry: HistoryEntry, { command, context }: Pick<Question, 'command' | 'context'>): Turn {
  const { id, instruction, answer, model, rating } = entry;
  return beginTurn({
    id,
    command,
    instruction,
    options: {},
    context,
    model,
    rating,
    generation: wholeGeneration(answer),
  });
}

const storedSchema = z.array(z.object({ document: z.string(), entries: z.array(entrySchema) }));

const key = 'inkstone.history';
/** The newest answers of the latest documents, up to this many characters of JSON: a browser keeps some five million. */
const maxLength = 500_000;

/**
 * The answers given in one document, newest first. They are kept on this computer and never in the document, which goes to
 * other people. A document that was never saved has no address (`''`), and its history ends with the pane.
 */
export class History {
  readonly #storage: TextStorage;
  readonly #document: string;
  /** Ids that stood in the storage. One that does not any more was deleted, by whichever pane, and stays so. */
  readonly #seen = new Set<string>();

  constructor(storage: TextStorage, document: string) {
    this.#storage = storage;
    this.#document = document;
  }

  load(): readonly HistoryEntry[] {
    const entries = this.#stored().find(({ document }) => document === this.#document)?.entries ?? [];
    for (const { id } of entries) this.#seen.add(id);
    return entries;
  }

  /** These entries without those that were deleted meanwhile, and with those that another pane over the same document has kept since, newest first. */
  joined(entries: readonly HistoryEntry[]): HistoryEntry[] {
    const stored = this.load();
    const kept = new Set(stored.map(({ id }) => id));
    const present = entries.filter(({ id }) => kept.has(id) || !this.#seen.has(id));
    const known = new Set(present.map(({ id }) => id));
    return [...present, ...stored.filter(({ id }) => !known.has(id))].sort((a, b) => b.at.localeCompare(a.at));
  }

  save(entries: readonly HistoryEntry[]): void {
    if (this.#document === '') return;
    const others = this.#stored().filter(({ document }) => document !== this.#document);
    const stored = entries.length === 0 ? others : [{ document: this.#document, entries: [...entries] }, ...others];
    while (stored.length > 1 && JSON.stringify(stored).length > maxLength) stored.pop();
    while (JSON.stringify(stored).length > maxLength && stored[0]?.entries.pop());
    this.#storage.write(key, JSON.stringify(stored));
    // A browser that is full has not taken them: what never stood there was not deleted.
    this.load();
  }

  /** Deletes these, and all else that is kept of the document. */
  clear(entries: readonly HistoryEntry[]): void {
    for (const { id } of entries) this.#seen.add(id);
    this.save([]);
  }

  #stored(): z.infer<typeof storedSchema> {
    try {
      return storedSchema.parse(JSON.parse(this.#storage.read(key) ?? '[]'));
    } catch {
      // Written by another version, or by hand: as good as none.
      return [];
    }
  }
}
