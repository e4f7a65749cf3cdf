import { cellFunctions, type CellAnswer, type CellFunction } from '../core/cells/cell-question.ts';
import type { Invocation, OfficeFunctions } from './office-runtime.ts';

/** One call of a function from a cell. */
export interface CellCall {
  readonly name: CellFunction;
  readonly args: readonly unknown[];
  /** `Sheet1!A1`; empty where Excel does not tell. */
  readonly address: string;
  /** Where each argument stands; empty for an argument that is no reference, and for all where Excel does not tell. */
  readonly places: readonly string[];
  /** Fires when the cell no longer asks. */
  readonly signal: AbortSignal;
}

/** Answers a call. Rejects with a {@link CellError} and nothing else. */
export type AnswerCall = (call: CellCall) => Promise<CellAnswer>;

/** What a cell shows instead of an answer, with the words that Excel gives on its error. */
export class CellError extends Error {
  override readonly name = 'CellError';
  readonly code: '#VALUE!' | '#N/A';

  constructor(code: '#VALUE!' | '#N/A', message: string) {
    super(message);
    this.code = code;
  }
}

/**
 * Tells Office of our functions, at once: it looks for them only once, with the first call. Calls that come before somebody answers
 * wait. Gives the way to hand over who does.
 */
export function associateFunctions(office: OfficeFunctions): (answer: AnswerCall) => void {
  let connect: (answer: AnswerCall) => void = () => undefined;
  const connected = new Promise<AnswerCall>((resolve) => {
    connect = resolve;
  });
  for (const name of cellFunctions) {
    office.associate(name.toUpperCase(), async (...args: unknown[]) => {
      const invocation = args.pop() as Invocation;
      const stopping = new AbortController();
      invocation.onCanceled = () => stopping.abort();
      const { address = '', parameterAddresses } = invocation;
      const places = args.map((_, index) => parameterAddresses?.[index] ?? '');
      try {
        const answer = await connected;
        return await answer({ name, args, address, places, signal: stopping.signal });
      } catch (error) {
        throw error instanceof CellError ? new office.Error(error.code, error.message) : error;
      }
    });
  }
  return connect;
}
