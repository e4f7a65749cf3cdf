import { Journal, type Change } from './journal.ts';
import type { ModelEvent } from './model-event.ts';

/**
 * Edits of a workbook as steps of undo, each with what is told of it: what happens during an edit, its calculation included, the
 * listeners hear once the outermost edit is over.
 */
export class Transactions {
  readonly #journal = new Journal();
  readonly #listeners = new Set<(events: readonly ModelEvent[]) => void>();
  readonly #calculate: () => void;
  #events: ModelEvent[] = [];
  #depth = 0;

  /** @param calculate what is due after each outermost edit, before it is told of */
  constructor(calculate: () => void) {
    this.#calculate = calculate;
  }

  /** Runs an edit as one step of undo; inside another it joins that. */
  run<T>(label: string, edit: () => T): T {
    return this.#within(() => this.#journal.record(label, edit));
  }

  /** Makes a change as part of the step that runs; outside of one it cannot be undone. */
  apply(change: Change): void {
    this.#within(() => this.#journal.apply(change));
  }

  undo(): boolean {
    return this.#within(() => this.#journal.undo());
  }

  redo(): boolean {
    return this.#within(() => this.#journal.redo());
  }

  get canUndo(): boolean {
    return this.#journal.canUndo;
  }

  get canRedo(): boolean {
    return this.#journal.canRedo;
  }

  /** Steps that can be undone. */
  get undoDepth(): number {
    return this.#journal.depth;
  }

  /** Puts down something that happened. */
  emit(event: ModelEvent): void {
    this.#events.push(event);
    if (this.#depth === 0) this.#deliver();
  }

  onEvents(listener: (events: readonly ModelEvent[]) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Calculates and tells; during an edit that is left to its end. */
  settle(): void {
    if (this.#depth > 0) return;
    this.#depth += 1;
    try {
      this.#calculate();
    } finally {
      this.#depth -= 1;
    }
    this.#deliver();
  }

  #within<T>(work: () => T): T {
    this.#depth += 1;
    try {
      return work();
    } finally {
      this.#depth -= 1;
      this.settle();
    }
  }

  #deliver(): void {
    const events = this.#events;
    if (events.length === 0) return;
    this.#events = [];
    for (const listener of [...this.#listeners]) listener(events);
  }
}
