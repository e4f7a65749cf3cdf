import { actionTypes, type BatchRequest, type BatchResponse } from '../richapi/batch.ts';
import { Interpreter } from '../richapi/interpreter.ts';
import { HostError, type ObjectModel } from '../richapi/object-model.ts';
import { CommonApiError, type DocumentHost } from './document-host.ts';
import { FileCopies } from './file-copies.ts';
import { slowHostDelayMs, trackingMembers, type FaultName } from './faults.ts';
import type { WireLog } from './wire-log.ts';

/** What office.js sends as the data of `executeMethod`; which fields there are depends on the dispatch id. */
export interface MethodCall {
  readonly DdaMethod: { readonly DispatchId: number };
  readonly ArrayData?: readonly unknown[];
  readonly DdaGetBindingData?: { readonly CoerceType?: string };
  readonly DdaSetBindingData?: { readonly CoerceType?: string; readonly Data?: unknown };
  readonly DdaSettingsMethod?: { readonly Properties?: readonly (readonly [string, string])[] };
  readonly [name: string]: unknown;
}

export type MethodAnswer = Record<string, unknown> & { readonly Error: number };

/** Dispatch ids of the calls that this host answers (office.js 1.1.110). */
export const dispatchIds = {
  getSelectedData: 64,
  setSelectedData: 65,
  refreshSettings: 75,
  saveSettings: 76,
  getFile: 77,
  getFileSlice: 80,
  closeFile: 81,
  getFileProperties: 86,
  richApi: 93,
  commandCompleted: 94,
  getAccessToken: 98,
  messageParent: 144,
  messageChild: 145,
} as const;

/** The name of office.js's own request that tells the host of the add-in's functions: flagged as writing, though it changes nothing. */
const functionsReadyRequest = 'SetOsfControlContainerReadyForCustomFunctions';

const notSupported = 5000;
const internalError = 5001;
const readOnly = 5002;
const tooManyRequests = 5102;
const requestTooLarge = 5103;
const answerTooLarge = 5104;
const noPermission = 7000;
const ssoNotSupported = 13012;

export interface ExecutorOptions {
  readonly documentHost: DocumentHost;
  readonly services: ObjectModel['services'];
  readonly fault: () => FaultName | null;
  readonly log: WireLog;
}

/** Answers `executeMethod` for one document: the common API, settings and the rich API. */
export class MethodExecutor {
  readonly interpreter: Interpreter;
  readonly #options: ExecutorOptions;
  readonly #files: FileCopies;

  /** The last of the requests that wait for the host to be ready. */
  #begun: Promise<unknown> | null = null;

  constructor(options: ExecutorOptions) {
    this.#options = options;
    this.#files = new FileCopies(options.documentHost);
    const { objectModel } = options.documentHost;
    this.interpreter = new Interpreter({ ...objectModel, services: { ...options.services, ...objectModel.services } });
  }

  /** The answer, or `null` where the host would stay silent. */
  async execute(call: MethodCall): Promise<MethodAnswer | null> {
    const fault = this.#options.fault();
    if (fault === 'silent') return null;
    if (fault === 'slow-host') await delay(slowHostDelayMs);
    if (fault === 'activity-limit') return failure(tooManyRequests);
    const isDone = await this.#begin(call);
    try {
      return { Version: 1, Error: 0, ...this.#dispatch(call, fault) };
    } catch (error) {
      if (error instanceof CommonApiError) return failure(error.code);
      this.#options.log.add('out', 'error', 0, String(error));
      return failure(internalError);
    } finally {
      isDone?.();
    }
  }

  /** Waits until the host is ready for a request that writes; requests that come meanwhile keep their order. */
  async #begin({ DdaMethod, ArrayData }: MethodCall): Promise<(() => void) | null> {
    const isWriting =
      DdaMethod.DispatchId === dispatchIds.richApi &&
      (Number(ArrayData?.[6]) & 1) === 1 &&
      ArrayData?.[0] !== functionsReadyRequest;
    const body = ArrayData?.[4];
    const length = typeof body === 'string' ? body.length : 0;
    const ready = isWriting ? (this.#options.documentHost.beforeWriting?.(length) ?? null) : null;
    if (!ready && !this.#begun) return null;
    const turn = Promise.all([ready, this.#begun]).then(([isDone]) => isDone);
    this.#begun = turn;
    const isDone = await turn;
    if (this.#begun === turn) this.#begun = null;
    return isDone;
  }

  #dispatch(call: MethodCall, fault: FaultName | null): Record<string, unknown> {
    const { documentHost } = this.#options;
    switch (call.DdaMethod.DispatchId) {
      case dispatchIds.richApi:
        return { Data: [200, ['CONTENT-TYPE', 'application/json'], this.#runBatch(call.ArrayData ?? [], fault)] };
      case dispatchIds.getSelectedData:
        return { Data: documentHost.getSelectedData(readableCoercion(call.DdaGetBindingData?.CoerceType)) };
      case dispatchIds.setSelectedData: {
        this.#requireWritable(fault);
        const { CoerceType, Data } = call.DdaSetBindingData ?? {};
        documentHost.setSelectedData(writableCoercion(CoerceType), Data);
        return {};
      }
      case dispatchIds.refreshSettings:
        return { Properties: { Settings: settingRows(documentHost) } };
      case dispatchIds.saveSettings:
        this.#requireWritable(fault);
        documentHost.settings.write(Object.fromEntries(call.DdaSettingsMethod?.Properties ?? []));
        return {};
      case dispatchIds.getFile:
        return this.#files.open(call['0'], call['1']);
      case dispatchIds.getFileSlice:
        return this.#files.slice(call['2'], call['3']);
      case dispatchIds.closeFile:
        this.#files.close(call['2']);
        return {};
      case dispatchIds.getFileProperties:
        return { 0: { 1: documentHost.url } };
      case dispatchIds.getAccessToken:
        throw new CommonApiError(ssoNotSupported, 'There is nobody to sign in here.');
      default:
        this.#options.log.add('out', 'not-supported', 0, call.DdaMethod);
        throw new CommonApiError(notSupported, 'This call is not supported.');
    }
  }

  #requireWritable(fault: FaultName | null): void {
    if (this.#options.documentHost.readOnly) throw new CommonApiError(readOnly, 'The document is read only.');
    if (fault === 'protected-document') throw new CommonApiError(noPermission, 'The document is protected.');
    if (fault === 'failing-sync') throw new CommonApiError(internalError, 'An internal error has occurred.');
  }

  #requireSize(text: string, code: number): void {
    const { maxPayloadBytes } = this.#options.documentHost;
    if (maxPayloadBytes === undefined || !exceeds(text, maxPayloadBytes)) return;
    throw new CommonApiError(code, 'The payload size has exceeded the limit.');
  }

  #runBatch(arrayData: readonly unknown[], fault: FaultName | null): string {
    const body = String(arrayData[4]);
    this.#requireSize(body, requestTooLarge);
    const request = JSON.parse(body) as BatchRequest;
    const { documentHost } = this.#options;
    const run = (): BatchResponse =>
      this.interpreter.run(request, () => refuseWrite(documentHost.readOnly ? 'protected-document' : fault));
    const answer = JSON.stringify(
      (fault === 'no-tracked-changes' && withoutTracking(request)) ||
        (documentHost.runBatch ? documentHost.runBatch(run) : run()),
    );
    this.#requireSize(answer, answerTooLarge);
    if (isHousekeeping(request)) this.#options.log.countHousekeeping();
    else this.#options.log.countSync(request.Actions.length, body.length, answer.length);
    return answer;
  }
}

/** Length in UTF-8, as it counts on the wire; a text that is short enough whatever it holds is not measured. */
function exceeds(text: string, limit: number): boolean {
  return text.length > limit || (text.length * 3 > limit && new TextEncoder().encode(text).length > limit);
}

/** Refuses one writing member, where a fault says so or the document may not be written. */
function refuseWrite(fault: FaultName | null): void {
  if (fault === 'protected-document')
    throw new HostError('AccessDenied', 'You do not have permissions to change this document.');
  if (fault === 'failing-sync')
    throw new HostError('GeneralException', 'There was an internal error while processing the request.');
}

/** The answer to a batch that tracks changes, from a host that cannot; `undefined` for every other batch. */
function withoutTracking(request: BatchRequest): BatchResponse | undefined {
  const index = request.Actions.findIndex(
    (action) =>
      namesTracking(action.Name) ||
      namesTracking(request.ObjectPaths[action.ObjectPathId]?.Name ?? '') ||
      (action.QueryInfo?.Select ?? []).some(namesTracking),
  );
  if (index < 0) return undefined;
  const message = 'Change tracking could not be found.';
  return {
    Results: [],
    TraceIds: [],
    Error: { Code: 'ApiNotFound', Message: message, HttpStatusCode: 404, ActionIndex: index, Location: '' },
  };
}

/** Whether a request does nothing for the add-in itself: gives references back, or tells that its commands are there. */
function isHousekeeping(request: BatchRequest): boolean {
  return request.Actions.every(({ ActionType, Name }) =>
    ActionType === actionTypes.method
      ? /^(_RemoveReference|NotifyActionHandlerReady|_SetOsfControlContainerReadyForCustomFunctions)$/.test(Name)
      : ActionType === actionTypes.instantiate,
  );
}

function namesTracking(name: string): boolean {
  return trackingMembers.some((member) => member.toLowerCase().endsWith(`.${name.toLowerCase()}`));
}

function failure(code: number): MethodAnswer {
  return { Version: 1, Error: code };
}

function settingRows(host: DocumentHost): unknown[] {
  const rows = Object.entries(host.settings.read());
  return host.application === 'Excel' ? rows.map(([Name, Value]) => ({ Name, Value })) : rows;
}

function readableCoercion(type: string | undefined): 'text' | 'html' | 'ooxml' | 'matrix' {
  if (type === 'text' || type === 'html' || type === 'ooxml' || type === 'matrix') return type;
  throw new CommonApiError(1000, 'The specified coercion type is not supported.');
}

function writableCoercion(type: string | undefined): 'text' | 'html' | 'ooxml' | 'matrix' | 'image' {
  return type === 'image' ? 'image' : readableCoercion(type ?? 'text');
}

function delay(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
