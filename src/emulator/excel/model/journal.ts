/** Does one change of the model and gives the change that takes it back. */
export type Change = () => Change;

interface Step {
  readonly label: string;
  /** What takes the step back, latest first. */
  readonly inverses: readonly Change[];
}

const maxSteps = 200;

/**
 * Exact undo: whatever changes the model does it by a {@link Change}, whose inverse is put down here. An undo runs the
 * inverses from the last to the first, and their own inverses are what redo runs.
 */
export class Journal {
  readonly #undo: Step[] = [];
  #redo: Step[] = [];
  #open: Change[] | null = null;

  get canUndo(): boolean {
    return this.#undo.length > 0;
  }

  get canRedo(): boolean {
    return this.#redo.length > 0;
  }

  get depth(): number {
    return this.#undo.length;
  }

  get undoLabel(): string | undefined {
    return this.#undo.at(-1)?.label;
  }

  get redoLabel(): string | undefined {
    return this.#redo.at(-1)?.label;
  }

  get isRecording(): boolean {
    return this.#open !== null;
  }

  /** Makes a change as part of the step that is being recorded; outside of one it cannot be undone. */
  apply(change: Change): void {
    const inverse = change();
    this.#open?.push(inverse);
  }

  /** Runs an edit and keeps what it changed as one step; an edit within another belongs to it. */
  record<T>(label: string, edit: () => T): T {
    if (this.#open) return edit();
    this.#open = [];
    try {
      return edit();
    } finally {
      const inverses = this.#open.reverse();
      this.#open = null;
      if (inverses.length > 0) {
        this.#redo = [];
        this.#undo.push({ label, inverses });
        if (this.#undo.length > maxSteps) this.#undo.shift();
      }
    }
  }

  undo(): boolean {
    return this.#move(this.#undo, this.#redo);
  }

  redo(): boolean {
    return this.#move(this.#redo, this.#undo);
  }

  #move(from: Step[], to: Step[]): boolean {
    const step = from.pop();
    if (!step) return false;
    const inverses = step.inverses.map((change) => change()).reverse();
    to.push({ label: step.label, inverses });
    return true;
  }
}
