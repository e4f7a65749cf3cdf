import { declareApi } from '../../richapi/object-model.ts';
import type { RichApiMessage } from '../../wire/document-host.ts';
import type { CustomCall, CustomFunctionRunner, CustomResult } from '../calculation/custom-calls.ts';
import { cellError, isCellError, type CellValue, type ErrorCode } from '../model/cell-value.ts';

/** Message category and types by which a host calls custom functions (office.js 1.1.110). */
const category = 1;
const invoke = 1000;
const cancel = 1001;
const flags = { cancelable: 1, streaming: 2 } as const;

/** What an add-in's runtime says of a call that failed, by number. */
const errorCodes: Readonly<Record<number, ErrorCode>> = {
  1: '#N/A',
  5: '#DIV/0!',
  6: '#NUM!',
  7: '#VALUE!',
  8: '#NULL!',
};

interface OpenCall {
  readonly answer: (result: CustomResult, message?: string) => void;
  readonly isStreaming: boolean;
  /** The message that makes the call. */
  readonly body: unknown;
}

/** Calls that one event carries; a column that is filled makes thousands at once. */
const callsAtOnce = 500;

/**
 * Runs custom functions in the add-in's own runtime: a call goes to it as a message, and comes back as a request to the
 * service that this class is (`Microsoft.ExcelServices.CustomFunctions`). Calls wait until a runtime has said it is ready; one that
 * begins anew, because its page was loaded again, gets those that nobody has answered.
 */
export class CustomFunctions implements CustomFunctionRunner {
  readonly #open = new Map<number, OpenCall>();
  readonly #listeners = new Set<(messages: readonly RichApiMessage[]) => void>();
  readonly #onNeeded: () => void;
  #outgoing: RichApiMessage[] = [];
  #isReady = false;
  #lastId = 0;

  /** `onNeeded` hears of calls for which no runtime is there yet. */
  constructor(onNeeded: () => void = () => undefined) {
    this.#onNeeded = onNeeded;
  }

  onMessages(listener: (messages: readonly RichApiMessage[]) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  start(call: CustomCall, answer: (result: CustomResult, message?: string) => void): () => void {
    this.#lastId += 1;
    const id = this.#lastId;
    const { info, address, places } = call;
    const given = (info.isCancelable ? flags.cancelable : 0) | (info.isStreaming ? flags.streaming : 0);
    const body = [id, info.id, parameters(call), address, given, places];
    this.#open.set(id, { answer, isStreaming: info.isStreaming, body });
    this.#send(invoke, body);
    return () => {
      if (!this.#open.delete(id)) return;
      if (info.isCancelable || info.isStreaming) this.#send(cancel, { invocationId: id });
    };
  }

  ready(): void {
    this.#isReady = true;
    this.#outgoing = [];
    for (const { body } of this.#open.values()) this.#send(invoke, body);
  }

  setResults(results: unknown): void {
    for (const each of Array.isArray(results) ? (results as unknown[]) : []) {
      const { id, failed, value, errorCode } = resultOf(each);
      const call = this.#open.get(id);
      if (!call) continue;
      if (!call.isStreaming) this.#open.delete(id);
      if (failed) call.answer(cellError(errorCodes[errorCode] ?? '#VALUE!'), typeof value === 'string' ? value : '');
      else call.answer(toResult(value), messageIn(value));
    }
  }

  #send(type: number, body: unknown): void {
    // Who is not there yet gets what is open once it is.
    if (!this.#isReady) {
      this.#onNeeded();
      return;
    }
    if (this.#outgoing.length === 0) queueMicrotask(() => this.#deliver());
    this.#outgoing.push({ category, type, target: '', message: JSON.stringify(body) });
  }

  #deliver(): void {
    const messages = this.#outgoing;
    this.#outgoing = [];
    for (let at = 0; at < messages.length; at += callsAtOnce)
      for (const listener of this.#listeners) listener(messages.slice(at, at + callsAtOnce));
  }
}

/** A result as an object, or as an array from office.js where it was told of the newer form. */
function resultOf(given: unknown): { id: number; failed: boolean; value: unknown; errorCode: number } {
  if (Array.isArray(given)) {
    const [id, succeeded, value, errorCode] = given as unknown[];
    return { id: Number(id), failed: succeeded !== true, value, errorCode: Number(errorCode ?? 0) };
  }
  const { id, failed, value, errorCode } = given as Readonly<Record<string, unknown>>;
  return { id: Number(id), failed: failed === true, value, errorCode: Number(errorCode ?? 0) };
}

/** A call's arguments as a function gets them: `null` for one that is left out, one list of all that a repeating parameter was given. */
function parameters({ info, args }: CustomCall): unknown[] {
  return info.parameters.map(({ dimensionality, repeating }, index) => {
    const given = (repeating ? args.slice(index) : args.slice(index, index + 1)).map((value) => {
      if (Array.isArray(value)) return value.map((row) => row.map(plain));
      return dimensionality === 'matrix' ? [[plain(value)]] : value === null ? null : plain(value);
    });
    if (repeating) return given.length === 0 ? null : given;
    return given[0] ?? null;
  });
}

function plain(value: CellValue): unknown {
  if (value === null) return '';
  return isCellError(value) ? value.error : value;
}

/** What an error says that came as a value. */
function messageIn(value: unknown): string {
  const message = typeof value === 'object' && value !== null && 'message' in value ? value.message : '';
  return typeof message === 'string' ? message : '';
}

/** A result of a function as values of cells: one, or rows of them; what is no value is `#VALUE!`. */
function toResult(value: unknown): CustomResult {
  if (!Array.isArray(value)) return toValue(value);
  const rows = (value as unknown[]).map((row) =>
    Array.isArray(row) ? (row as unknown[]).map(toValue) : [toValue(row)],
  );
  return rows.length === 0 || rows[0]?.length === 0 ? cellError('#CALC!') : rows;
}

function toValue(value: unknown): CellValue {
  if (value === null || value === undefined) return null;
  if (typeof value === 'number') return Number.isFinite(value) ? value : cellError('#NUM!');
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  const { type, code, basicValue, value: inner } = value as Readonly<Record<string, unknown>>;
  if (type === 'CustomFunctionError' || type === 'Error')
    return cellError(typeof code === 'string' ? code : typeof basicValue === 'string' ? basicValue : '#VALUE!');
  if (typeof inner === 'number' || typeof inner === 'string' || typeof inner === 'boolean') return inner;
  return typeof basicValue === 'number' || typeof basicValue === 'string' ? basicValue : cellError('#VALUE!');
}

declareApi(CustomFunctions, {
  name: 'Excel.CustomFunctions',
  members: {
    setInvocationResults: {
      kind: 'method',
      since: 'CustomFunctionsRuntime 1.1',
      call: (self, results: unknown) => self.setResults(results),
    },
    setInvocationArrayResults: {
      kind: 'method',
      since: 'CustomFunctionsRuntime 1.1',
      call: (self, results: unknown) => self.setResults(results),
    },
    _SetOsfControlContainerReadyForCustomFunctions: {
      kind: 'method',
      since: 'CustomFunctionsRuntime 1.1',
      call: (self) => self.ready(),
    },
    _GetEnabledFeatures: { kind: 'method', since: 'CustomFunctionsRuntime 1.1', call: () => [] },
  },
});
