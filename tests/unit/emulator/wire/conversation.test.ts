/** @jest-environment jsdom */
import { createPaneIds, frameName, frameUrl, type FrameIdentity } from '../../../../src/emulator/wire/app-context.ts';
import { Conversation, type ConversationEvents, type FocusExit } from '../../../../src/emulator/wire/conversation.ts';
import type { Envelope } from '../../../../src/emulator/wire/envelope.ts';
import { slowHostDelayMs, type FaultName } from '../../../../src/emulator/wire/faults.ts';
import { WireLog } from '../../../../src/emulator/wire/wire-log.ts';
import { createWordHost } from '../../../../src/emulator/word/word-host.ts';
import { documentOf, p } from '../../../support/word-builder.ts';

const identity: FrameIdentity = {
  ids: createPaneIds(),
  application: 'Word',
  locale: 'zh-CN',
  hostOrigin: 'https://localhost:9443',
  isDialog: false,
};

interface Setup extends ConversationEvents {
  readonly fault?: FaultName;
  readonly readOnly?: boolean;
}

/** A conversation whose frame is this test. */
function converse({ fault, readOnly = false, ...events }: Setup = {}) {
  const posted: Envelope[] = [];
  const document = documentOf(p('One two'), { readOnly });
  const conversation = new Conversation({
    identity,
    documentHost: createWordHost(document, { url: 'https://localhost/a.docx' }),
    addIn: { name: 'Tested', sourceUrl: 'https://localhost:9443/pane.html', domains: ['https://other.test'] },
    fault: () => fault ?? null,
    log: new WireLog(),
    post: (message) => posted.push(JSON.parse(message) as Envelope),
    ...events,
  });
  let correlation = 0;
  const send = async (name: string, data: unknown, action: 0 | 1 | 2 = 0): Promise<Record<string, unknown>> => {
    correlation += 1;
    const envelope: Envelope = {
      _messageType: 0,
      _actionName: name,
      _actionType: action,
      _conversationId: identity.ids.conversation,
      _correlationId: correlation,
      _origin: 'https://localhost:9443',
      _data: data,
      _serializerVersion: 1,
    };
    await conversation.receive(JSON.stringify(envelope));
    const answer = posted.find(
      ({ _correlationId, _responseType }) => _correlationId === correlation && _responseType === 0,
    );
    return (answer?._data ?? {}) as Record<string, unknown>;
  };
  const execute = (dispatchId: number, data: object = {}): Promise<Record<string, unknown>> =>
    send('executeMethod', { DdaMethod: { ControlId: identity.ids.app, Version: 1, DispatchId: dispatchId }, ...data });
  return { conversation, document, posted, send, execute };
}

/** A rich API batch that reads or writes the body's text. */
function batch(write: boolean): object {
  const body = JSON.stringify({
    ObjectPaths: {
      1: { Id: 1, ObjectPathType: 1, Name: '' },
      2: { Id: 2, ObjectPathType: 4, Name: 'Body', ParentObjectPathId: 1 },
    },
    Actions: [
      write
        ? { Id: 1, ActionType: 4, Name: 'StyleBuiltIn', ObjectPathId: 2, ArgumentInfo: { Arguments: ['Quote'] } }
        : { Id: 1, ActionType: 2, Name: '', ObjectPathId: 2, QueryInfo: { Select: ['text'] } },
    ],
  });
  // Flag 1, "writes", is what office.js sends for many a batch that only reads, so it says nothing.
  return { ArrayData: ['IterativeExecutor', 'POST', 'ProcessQuery', [], body, 0, 1] };
}

interface BatchAnswer {
  readonly Results: readonly { readonly Value: unknown }[];
  readonly Error?: { readonly Code: string; readonly HttpStatusCode: number };
}

function batchAnswer(answer: Record<string, unknown>): BatchAnswer {
  const [status, headers, body] = answer['Data'] as [number, string[], string];
  expect([status, headers]).toEqual([200, ['CONTENT-TYPE', 'application/json']]);
  return JSON.parse(body) as BatchAnswer;
}

it('[WIRE-10] names the frame so that office.js finds its host, and gives each load ids of its own', () => {
  const name = JSON.parse(frameName(identity)) as Record<string, string>;
  expect(name['hostInfo']).toBe('Word$Web$16.01$zh-CN$telemetry$$disableLogging$0');
  expect(name['xdmInfo']).toBe(`${identity.ids.conversation}|${identity.ids.app}|https://localhost:9443`);
  expect(new URL(frameUrl('https://localhost:9443/pane.html?a=1', identity)).searchParams.get('_host_Info')).toBe(
    name['hostInfo'],
  );
  expect(createPaneIds()).not.toEqual(identity.ids);
});

it('[WIRE-11] answers the context with every field that office.js needs, and the requirement sets that are declared', async () => {
  const { send, conversation } = converse();
  const context = await send('ContextActivationManager_getAppContextAsync', identity.ids.app);
  for (const field of [
    '_id',
    '_appName',
    '_appVersion',
    '_appUILocale',
    '_dataLocale',
    '_docUrl',
    '_clientMode',
    '_settings',
    '_reason',
  ]) {
    expect([field, context[field] ?? null]).not.toEqual([field, null]);
  }
  expect(context['_appUILocale']).toBe('zh-CN');
  expect(JSON.parse(context['_requirementMatrix'] as string)).toMatchObject({ WordApi: '1.4', DialogApi: '1.2' });
  conversation.close();
  const readOnly = converse({ readOnly: true });
  expect((await readOnly.send('ContextActivationManager_getAppContextAsync', ''))['_clientMode']).toBe(0);
});

it('[WIRE-12] ignores what is no envelope, and what belongs to another conversation', async () => {
  const { conversation, posted } = converse();
  for (const data of [
    null,
    7,
    'text',
    '{}',
    '[]',
    JSON.stringify({ _messageType: 0, _actionName: 'executeMethod', _conversationId: 'another', _correlationId: 1 }),
  ]) {
    await conversation.receive(data);
  }
  expect(posted).toEqual([]);
});

it.each([
  [5, 'forward'],
  [6, 'backward'],
  [13, 'forward'],
  [14, 'backward'],
  [15, 'escape'],
  [16, 'escape'],
  [17, 'forward'],
  [18, 'backward'],
])('[WIRE-13] takes the focus back when the add-in gives it up (action %i: %s)', async (action, expected) => {
  const exits: FocusExit[] = [];
  const { send, posted } = converse({ onFocusExit: (exit) => exits.push(exit) });
  await send('ContextActivationManager_notifyHost', [identity.ids.app, action]);
  await send('ContextActivationManager_notifyHost', [identity.ids.app, 23, {}]);
  expect(exits).toEqual([expected]);
  expect(posted).toEqual([]);
});

it('[WIRE-14] fires an event only at an add-in that listens for it', async () => {
  const { conversation, posted, send } = converse();
  conversation.fire('documentSelectionChanged', {});
  expect(posted).toEqual([]);
  await send('documentSelectionChanged', { controlId: '', eventDispId: 2, targetId: '' }, 1);
  conversation.fire('documentSelectionChanged', {});
  await send('documentSelectionChanged', {}, 2);
  conversation.fire('documentSelectionChanged', {});
  const events = posted.filter(({ _responseType }) => _responseType === 1);
  expect(events).toEqual([expect.objectContaining({ _actionName: 'documentSelectionChanged', _errorCode: 0 })]);
});

it('[WIRE-15] opens a dialog for the add-in’s own domains only', async () => {
  const opened: string[] = [];
  const { send } = converse({ onDialogOpen: ({ url }) => opened.push(url) });
  const open = (url: string): Promise<Record<string, unknown>> =>
    send('dialogMessageReceived', { eventDispId: 10, targetId: JSON.stringify({ url, width: 30, height: 30 }) }, 1);
  expect((await open('https://other.test/dialog'))['Error']).toBe(0);
  expect((await open('https://localhost:9443/dialog'))['Error']).toBe(0);
  expect((await open('https://evil.test/dialog'))['Error']).toBe(12004);
  expect(opened).toEqual(['https://other.test/dialog', 'https://localhost:9443/dialog']);
});

it('[WIRE-16] runs a function command and hears how it ended', async () => {
  const { conversation, posted, send, execute } = converse();
  const outcome = conversation.runCommand('summarise', 'summariseSelection');
  await send('appCommandInvoked', { controlId: '', eventDispId: 39, targetId: '' }, 1);
  await Promise.resolve();
  const [id, name] = posted.find(({ _responseType }) => _responseType === 1)!._data as [string, string];
  expect(name).toBe('summariseSelection');
  await execute(94, { 0: id, 1: 0, 2: '' });
  expect(await outcome).toBe('completed');
  const missing = conversation.runCommand('summarise', 'noSuchFunction');
  await Promise.resolve();
  const [missingId] = posted.filter(({ _responseType }) => _responseType === 1).at(-1)!._data as [string];
  await execute(94, { 0: missingId, 1: 11101 });
  expect(await missing).toBe('function-not-found');
});

describe('calls', () => {
  it('[WIRE-17] that are not known answer "not supported", and signing in that there is nobody', async () => {
    const { execute, send } = converse();
    expect(await execute(999)).toMatchObject({ Error: 5000 });
    expect(await execute(98)).toMatchObject({ Error: 13012 });
    expect(await send('noSuchAction', {})).toMatchObject({ Error: 5000 });
  });

  it('[WIRE-18] of the rich API answer with the status, the headers and the batch’s own answer', async () => {
    const { execute } = converse();
    expect(batchAnswer(await execute(93, batch(false))).Results[0]?.Value).toEqual({ Text: 'One two' });
    const readOnly = converse({ readOnly: true });
    expect(batchAnswer(await readOnly.execute(93, batch(true))).Error).toMatchObject({
      Code: 'AccessDenied',
      HttpStatusCode: 401,
    });
  });
});

describe('faults on purpose', () => {
  it.each([
    ['protected-document', 'AccessDenied'],
    ['failing-sync', 'GeneralException'],
  ] as const)('[WIRE-19] %s refuses every write with %s and answers every read', async (fault, code) => {
    const { document, execute } = converse({ fault });
    expect(batchAnswer(await execute(93, batch(true))).Error?.Code).toBe(code);
    expect(batchAnswer(await execute(93, batch(false))).Error).toBeUndefined();
    expect(document.canUndo).toBe(false);
  });

  it('too many requests, silence, and a slow host', async () => {
    expect(await converse({ fault: 'activity-limit' }).execute(93, batch(false))).toMatchObject({ Error: 5102 });
    expect(await converse({ fault: 'silent' }).execute(93, batch(false))).toEqual({});
    jest.useFakeTimers();
    const slow = converse({ fault: 'slow-host' });
    const answer = slow.execute(93, batch(false));
    await jest.advanceTimersByTimeAsync(slowHostDelayMs - 1);
    expect(slow.posted).toEqual([]);
    await jest.advanceTimersByTimeAsync(1);
    expect(batchAnswer(await answer).Error).toBeUndefined();
    jest.useRealTimers();
  });

  it('[WIRE-20] no tracked changes: neither the members nor their requirement sets are there', async () => {
    const { execute, send } = converse({ fault: 'no-tracked-changes' });
    const context = await send('ContextActivationManager_getAppContextAsync', '');
    expect(JSON.parse(context['_requirementMatrix'] as string)).toMatchObject({ WordApi: '1.3' });
    const body = JSON.stringify({
      ObjectPaths: { 1: { Id: 1, ObjectPathType: 1, Name: '' } },
      Actions: [{ Id: 1, ActionType: 2, Name: '', ObjectPathId: 1, QueryInfo: { Select: ['changeTrackingMode'] } }],
    });
    const answer = batchAnswer(await execute(93, { ArrayData: ['', 'POST', '', [], body, 0, 0] }));
    expect(answer.Error?.Code).toBe('ApiNotFound');
  });
});
