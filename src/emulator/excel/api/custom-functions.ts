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
  readonly answer: (result: CustomResult) => void;
  readonly isStreaming: boolean;
}

/**
 * Runs custom functions in the add-in's own runtime: a call goes to it as a message, and comes back as a request to the
 * service that this class is (`Microsoft.ExcelServices.CustomFunctions`). Calls wait until a runtime has said it is ready.
 */
export class CustomFunctions implements CustomFunctionRunner {
  readonly #open = new Map<number, OpenCall>();
  readonly #listeners = new Set<(messages: readonly RichApiMessage[]) => void>();
  readonly #waiting: RichApiMessage[] = [];
  #isReady = false;
  #lastId = 0;

  onMessages(listener: (messages: readonly RichApiMessage[]) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  start(call: CustomCall, answer: (result: CustomResult) => void): () => void {
    this.#lastId += 1;
    const id = this.#lastId;
    const { info, address } = call;
    this.#open.set(id, { answer, isStreaming: info.isStreaming });
    const given = (info.isCancelable ? flags.cancelable : 0) | (info.isStreaming ? flags.streaming : 0);
    this.#send(invoke, [id, info.id, call.args.map(parameter), address, given]);
    return () => {
      if (!this.#open.delete(id)) return;
      if (info.isCancelable || info.isStreaming) this.#send(cancel, { invocationId: id });
    };
  }

  ready(): void {
    this.#isReady = true;
    const messages = this.#waiting.splice(0);
    if (messages.length > 0) for (const listener of this.#listeners) listener(messages);
  }

  setResults(results: unknown): void {
    for (const each of Array.isArray(results) ? (results as unknown[]) : []) {
      const { id, failed, value, errorCode } = resultOf(each);
      const call = this.#open.get(id);
      if (!call) continue;
      if (!call.isStreaming) this.#open.delete(id);
      call.answer(failed ? cellError(errorCodes[errorCode] ?? '#VALUE!') : toResult(value));
    }
  }

  #send(type: number, body: unknown): void {
    const message: RichApiMessage = { category, type, target: '', message: JSON.stringify(body) };
    if (!this.#isReady) this.#waiting.push(message);
    else for (const listener of this.#listeners) listener([message]);
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

function parameter(value: CellValue | CellValue[][]): unknown {
  if (Array.isArray(value)) return value.map((row) => row.map(plain));
  return value === null ? null : plain(value);
}

function plain(value: CellValue): unknown {
  if (value === null) return '';
  return isCellError(value) ? value.error : value;
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
