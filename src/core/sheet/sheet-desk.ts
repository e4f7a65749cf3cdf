import type { CheckedText } from '../figures/check/check-numbers.ts';
import type { PerCell, Table } from '../figures/table.ts';
import type { CleanUp } from './clean-up.ts';
import type { BareFacts, SheetAnswer, SheetMessage, SheetQuestion, SheetReply } from './sheet-work.ts';

/** The other end of a line to a thread that has a `SheetWork`. */
export interface SheetLine {
  post(message: SheetMessage): void;
  /** Ends the thread, whatever it is doing. */
  close(): void;
}

export type OpenSheetLine = (onReply: (reply: SheetReply) => void, onFailure: () => void) => SheetLine;

/** Cells that are handed over at a time: copying them takes a few milliseconds, so that the pane stays quick. */
const cellsPerMessage = 50_000;

const failed = 'The thread that counts failed.';

interface Waiting {
  readonly resolve: (answer: SheetAnswer) => void;
  readonly reject: (error: Error) => void;
}

/** Asks a thread of its own about a large table, which is handed over once. */
export class SheetDesk {
  readonly #open: OpenSheetLine;
  readonly #pause: () => Promise<void>;
  readonly #waiting = new Map<number, Waiting>();
  #line: SheetLine | undefined;
  #table: Table | undefined;
  #count = 0;

  /** `pause` lets the pane draw and take clicks between two messages. */
  constructor(open: OpenSheetLine, pause: () => Promise<void>) {
    this.#open = open;
    this.#pause = pause;
  }

  async facts(table: Table, signal?: AbortSignal): Promise<BareFacts> {
    return (await this.#ask(table, 'facts', signal)) as BareFacts;
  }

  async cleanUp(table: Table, signal?: AbortSignal): Promise<CleanUp> {
    return (await this.#ask(table, 'clean-up', signal)) as CleanUp;
  }

  async check(table: Table, draft: string, signal?: AbortSignal): Promise<CheckedText> {
    return (await this.#ask(table, { check: draft }, signal)) as CheckedText;
  }

  async #ask(table: Table, question: SheetQuestion, signal: AbortSignal | undefined): Promise<SheetAnswer> {
    signal?.throwIfAborted();
    await this.#handOver(table, signal);
    signal?.throwIfAborted();
    const id = (this.#count += 1);
    // A thread that counts cannot be interrupted: it is ended, and the next question starts another.
    const stop = (): void => this.#end(new DOMException('The work was stopped.', 'AbortError'));
    signal?.addEventListener('abort', stop, { once: true });
    try {
      return await new Promise<SheetAnswer>((resolve, reject) => {
        this.#waiting.set(id, { resolve, reject });
        this.#line?.post({ type: 'question', id, question });
      });
    } finally {
      this.#waiting.delete(id);
      signal?.removeEventListener('abort', stop);
    }
  }

  async #handOver(table: Table, signal: AbortSignal | undefined): Promise<void> {
    if (this.#line && this.#table === table) return;
    this.#table = undefined;
    this.#line ??= this.#open(
      (reply) => this.#settle(reply),
      () => this.#end(new Error(failed)),
    );
    const line = this.#line;
    const { columns, formats, formulas, ...place } = table;
    line.post({ type: 'table', place, width: columns.length });
    for (const [column, cells] of columns.entries()) {
      for (let from = 0; from < cells.length; from += cellsPerMessage) {
        const to = from + cellsPerMessage;
        line.post({
          type: 'cells',
          column,
          cells: cells.slice(from, to),
          formats: part(formats?.[column], from, to),
          formulas: part(formulas?.[column], from, to),
        });
        await this.#pause();
        signal?.throwIfAborted();
        // It may fail while it is being handed the table, before anybody waits for an answer.
        if (this.#line !== line) throw new Error(failed);
      }
    }
    this.#table = table;
  }

  #settle(reply: SheetReply): void {
    const waiting = this.#waiting.get(reply.id);
    if ('failure' in reply) waiting?.reject(new Error(reply.failure));
    else waiting?.resolve(reply.answer);
  }

  #end(error: Error): void {
    this.#line?.close();
    this.#line = undefined;
    this.#table = undefined;
    for (const { reject } of this.#waiting.values()) reject(error);
  }
}

function part(perCell: PerCell | null | undefined, from: number, to: number): PerCell | null {
  return Array.isArray(perCell) ? (perCell as string[]).slice(from, to) : (perCell ?? null);
}
