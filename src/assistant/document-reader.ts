import { toAssistantError } from '../base/errors.ts';
import type { DocumentContext } from '../core/document/context.ts';
import type { WritingCommand } from '../core/prompt/writing-command.ts';
import type { CaptureScope, Host, ReadProgress } from '../host/host.ts';
import type { DocumentState, StateOf } from './assistant-state.ts';
import type { Analyst } from './sheet-analyst.ts';

/** The command that is meant, which may depend on what is selected. */
export type CommandChoice = (context: DocumentContext) => WritingCommand;

/** Reads the document into the state: as the person moves about in it, and once more when something is asked of it. */
export interface DocumentReader {
  /** Reads the selection anew; a capture that is overtaken by a newer one is dropped. */
  capture(): Promise<void>;
  /** What a command is to work on, read anew and counted; nothing where the person stopped it or it failed. */
  readFor(choose: CommandChoice, signal: AbortSignal): Promise<DocumentContext | undefined>;
}

export function createDocumentReader(
  host: Host,
  analyst: Analyst | undefined,
  { getState, setState }: StateOf<DocumentState>,
): DocumentReader {
  let capturing: AbortController | undefined;
  /** The question that was last read for: the progress of one that it overtook is not shown. */
  let asked: AbortSignal | undefined;

  function scopeFor(choose: CommandChoice, context: DocumentContext | null): CaptureScope {
    // Cells are read when something is asked about them, not at each selection.
    if (host.cells) return 'document';
    const readsAll = context?.isCaret && choose(context).subject === 'selection-or-document';
    return readsAll ? 'document' : getState().scope;
  }

  async function lookAround(context: DocumentContext): Promise<DocumentContext> {
    const { sheet } = context;
    const { cells } = host;
    return sheet && cells ? { ...context, sheet: { ...sheet, around: await cells.lookAround(sheet) } } : context;
  }

  return {
    async capture() {
      capturing?.abort();
      const { signal } = (capturing = new AbortController());
      try {
        const context = await host.readContext(getState().scope, signal);
        if (!signal.aborted) setState({ context, contextError: null });
      } catch (error) {
        if (!signal.aborted) setState({ contextError: toAssistantError(error) });
      }
    },
    async readFor(choose, signal) {
      asked = signal;
      const onProgress: ReadProgress = (reading) => setState({ reading });
      try {
        // What was last captured is nearly always still so, and then one read is enough.
        const guess = scopeFor(choose, getState().context);
        let context = await host.readContext(guess, signal, onProgress);
        const scope = scopeFor(choose, context);
        if (scope !== guess) context = await host.readContext(scope, signal, onProgress);
        // Whether rows may go and columns come depends on what stands beside.
        if (choose(context).answer === 'cells') context = await lookAround(context);
        await analyst?.prepare(context, choose(context), signal);
        signal.throwIfAborted();
        setState({ context, contextError: null });
        return context;
      } catch (error) {
        if (!signal.aborted) setState({ contextError: toAssistantError(error) });
        return undefined;
      } finally {
        if (asked === signal) setState({ reading: null });
      }
    },
  };
}
