import { loadOnDemand } from '../base/load-on-demand.ts';
import type { DocumentContext } from '../core/document/context.ts';
import type { runLongDocument } from '../core/generation/run-long-document.ts';
import type { planLongDocument } from '../core/context/plan-long-document.ts';

type Run = typeof runLongDocument;

export interface LongReading {
  /** Passages that are not even read part by part. */
  readonly passagesLeftOut: number;
  readonly read: (model: Parameters<Run>[0], options: Parameters<Run>[2], signal: AbortSignal) => ReturnType<Run>;
}

/** The way to read, part by part, a text that is too long for the model at once; `undefined` where it is not. */
export async function openLongReading(
  ...question: Parameters<typeof planLongDocument>
): Promise<LongReading | undefined> {
  const [{ planLongDocument: plan }, { runLongDocument: run }] = await loadOnDemand(() =>
    Promise.all([import('../core/context/plan-long-document.ts'), import('../core/generation/run-long-document.ts')]),
  );
  const parts = plan(...question);
  return (
    parts && {
      passagesLeftOut: parts.coverage.passagesLeftOut,
      read: (model, options, signal) => run(model, parts, options, signal),
    }
  );
}

const notes = new WeakMap<DocumentContext, Map<string, string>>();

/** What a reading of this text noted before it ended early; what it notes from now on is added. */
export function notesOn(context: DocumentContext): Map<string, string> {
  const kept = notes.get(context) ?? new Map<string, string>();
  notes.set(context, kept);
  return kept;
}

/** Has the next reading of this text begin anew. */
export function forgetNotes(context: DocumentContext): void {
  notes.delete(context);
}
