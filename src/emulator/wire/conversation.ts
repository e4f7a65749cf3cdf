import { requirementMatrix } from '../richapi/requirements.ts';
import { appContext, type AddIn, type FrameIdentity } from './app-context.ts';
import type { DocumentHost } from './document-host.ts';
import { errorCodes, parseEnvelope, type Envelope } from './envelope.ts';
import { dispatchIds, MethodExecutor, type MethodCall } from './execute-method.ts';
import type { FaultName } from './faults.ts';
import { officeServices } from './services.ts';
import type { WireLog } from './wire-log.ts';

/** How an add-in's frame asks for focus to leave it. */
export type FocusExit = 'forward' | 'backward' | 'escape';

export interface ConversationEvents {
  /** `Office.addin.showAsTaskpane` and `hide`. */
  readonly onVisibilityChange?: (visible: boolean) => void;
  readonly onRibbonUpdate?: (update: unknown) => void;
  readonly onFocusExit?: (exit: FocusExit) => void;
  /** A dialog drawn by the page: `displayDialogAsync` with `displayInIframe`. */
  readonly onDialogOpen?: (request: DialogRequest) => void;
  readonly onDialogClose?: () => void;
  /** From a dialog's own conversation: a message for the pane that opened it. */
  readonly onMessageToParent?: (message: DialogMessage) => void;
  /** From the pane's conversation: a message for the dialog it opened. */
  readonly onMessageToDialog?: (message: DialogMessage) => void;
}

export interface DialogRequest {
  readonly url: string;
  /** Per cent of the window. */
  readonly width: number;
  readonly height: number;
  readonly hideTitle?: boolean;
}

export interface DialogMessage {
  readonly content: string;
  readonly origin: string;
}

export interface ConversationOptions extends ConversationEvents {
  readonly identity: FrameIdentity;
  readonly documentHost: DocumentHost;
  readonly addIn: AddIn;
  readonly fault: () => FaultName | null;
  readonly log: WireLog;
  /** Sends JSON text to the frame. */
  readonly post: (message: string) => void;
}

export type CommandOutcome = 'completed' | 'function-not-found';

/** Actions of `notifyHost`: 5, 6 Ctrl+F6; 13, 14 Tab past the ends; 15 Escape; 16 F2; 17, 18 Tab with nothing to focus. */
const focusExits: Readonly<Record<number, FocusExit>> = {
  5: 'forward',
  6: 'backward',
  13: 'forward',
  14: 'backward',
  15: 'escape',
  16: 'escape',
  17: 'forward',
  18: 'backward',
};
const coercionSets = { text: 'TextCoercion', html: 'HtmlCoercion', ooxml: 'OoxmlCoercion' } as const;
const focusIn = 11;
const functionNotFound = 11101;

/**
 * The host's side of one conversation with one frame, free of any transport: text in by {@link receive}, text out by
 * `post`. A pane, a hidden command frame and a dialog each have their own.
 */
export class Conversation {
  readonly executor: MethodExecutor;
  readonly #options: ConversationOptions;
  readonly #registered = new Set<string>();
  readonly #commands = new Map<string, (outcome: CommandOutcome) => void>();
  readonly #stopDocument: () => void;
  readonly #stopMessages: () => void;
  #eventCount = 0;
  #ready: () => void = () => undefined;
  /** Resolves when the add-in listens for commands, which office.js does once its context is there. */
  readonly ready = new Promise<void>((resolve) => {
    this.#ready = resolve;
  });

  constructor(options: ConversationOptions) {
    this.#options = options;
    this.executor = new MethodExecutor({
      ...options,
      services: officeServices({
        setPaneVisible: (visible) => options.onVisibilityChange?.(visible),
        updateRibbon: (update) => options.onRibbonUpdate?.(update),
      }),
    });
    const stopSelection = options.documentHost.onSelectionChanged(() => this.fire('documentSelectionChanged', {}));
    const stopSettings = options.documentHost.onSettingsChanged?.(() => this.fire('settingsChanged', {}));
    this.#stopDocument = () => {
      stopSelection();
      stopSettings?.();
    };
    const stop = options.documentHost.onRichApiMessages?.((messages) => {
      const rows = messages.map(({ category, type, target, message }) => [category, type, target, message, 0, false]);
      if (rows.length > 0) this.fire('richApiMessage', { ArrayData: rows });
    });
    this.#stopMessages = stop ?? (() => undefined);
  }

  /** Takes one message's data; what is no envelope of this conversation is ignored. */
  async receive(data: unknown): Promise<void> {
    const envelope = parseEnvelope(data);
    if (
      !envelope ||
      envelope._messageType !== 0 ||
      !envelope._conversationId.startsWith(this.#options.identity.ids.conversation)
    )
      return;
    this.#options.log.add('in', envelope._actionName, String(data).length, envelope._data);
    if (envelope._actionName === 'ContextActivationManager_notifyHost') {
      this.#notified(envelope._data);
      return;
    }
    if (envelope._actionType === 1 || envelope._actionType === 2) {
      this.#register(envelope);
      return;
    }
    const answer = await this.#call(envelope);
    if (answer !== null) this.#answer(envelope, answer);
  }

  /** Fires an event at the add-in, if it listens for it. */
  fire(name: string, data: unknown): void {
    if (!this.#registered.has(name)) return;
    this.#eventCount += 1;
    this.#post({
      _messageType: 1,
      _actionName: name,
      _conversationId: this.#options.identity.ids.conversation,
      _correlationId: this.#eventCount,
      _origin: this.#options.identity.hostOrigin,
      _errorCode: errorCodes.ok,
      _responseType: 1,
      _data: data,
      _serializerVersion: 1,
    });
  }

  /** Runs a function command; resolves when it calls `event.completed()`. */
  async runCommand(commandId: string, functionName: string): Promise<CommandOutcome> {
    await this.ready;
    const id = `${commandId}_${crypto.randomUUID()}`;
    return new Promise((resolve) => {
      this.#commands.set(id, resolve);
      this.fire('appCommandInvoked', [id, functionName, JSON.stringify({ source: { id: commandId } })]);
    });
  }

  /** Asks the add-in to take the keyboard focus at its first control. */
  focus(): void {
    const { ids, hostOrigin } = this.#options.identity;
    this.#post({
      _messageType: 0,
      _actionName: 'Office_notifyAgave',
      _actionType: 0,
      _conversationId: `${ids.conversation}_ntf`,
      _correlationId: 0,
      _origin: hostOrigin,
      _data: [focusIn],
      _serializerVersion: 1,
    });
  }

  close(): void {
    this.#stopDocument();
    this.#stopMessages();
    this.#registered.clear();
  }

  #notified(data: unknown): void {
    const action = Array.isArray(data) ? (data[1] as unknown) : undefined;
    const exit = typeof action === 'number' ? focusExits[action] : undefined;
    if (exit) this.#options.onFocusExit?.(exit);
  }

  #register(envelope: Envelope): void {
    const name = envelope._actionName;
    if (envelope._actionType === 2) {
      this.#registered.delete(name);
      if (name === 'dialogMessageReceived') this.#options.onDialogClose?.();
    } else {
      this.#registered.add(name);
      if (name === 'appCommandInvoked') this.#ready();
      if (name === 'dialogMessageReceived' && this.#options.onDialogOpen) {
        const { targetId } = envelope._data as { readonly targetId: string };
        const request = JSON.parse(targetId) as DialogRequest;
        if (!this.#mayShow(request.url)) return this.#answer(envelope, { Version: 1, Error: 12004 });
        this.#options.onDialogOpen(request);
      }
    }
    this.#answer(envelope, { Version: 1, Error: 0 });
  }

  /** A dialog may show the add-in's own origin and the domains of its manifest (error 12004 otherwise). */
  #mayShow(url: string): boolean {
    const { sourceUrl, domains } = this.#options.addIn;
    return [sourceUrl, ...domains].some((allowed) => new URL(allowed).origin === new URL(url).origin);
  }

  async #call(envelope: Envelope): Promise<unknown> {
    if (envelope._actionName === 'ContextActivationManager_getAppContextAsync') {
      if (this.#options.fault() === 'silent') return null;
      const { identity, documentHost, addIn } = this.#options;
      return appContext(identity, documentHost, addIn, this.#requirements());
    }
    if (envelope._actionName !== 'executeMethod') return { Version: 1, Error: 5000 };
    const call = envelope._data as MethodCall;
    switch (call.DdaMethod.DispatchId) {
      case dispatchIds.commandCompleted:
        this.#completeCommand(String(call['0']), Number(call['1']));
        return { Version: 1, Error: 0 };
      case dispatchIds.messageParent:
        this.#options.onMessageToParent?.({ content: String(call['messageToParent']), origin: envelope._origin });
        return { Version: 1, Error: 0 };
      case dispatchIds.messageChild:
        this.#options.onMessageToDialog?.({ content: String(call['messageContent']), origin: envelope._origin });
        return { Version: 1, Error: 0 };
      default:
        return this.executor.execute(call);
    }
  }

  #requirements(): Record<string, string> {
    const leaveOut = this.#options.fault() === 'no-tracked-changes' ? ['WordApiOnline', 'WordApi'] : [];
    const { objectModel } = this.#options.documentHost;
    return {
      ...requirementMatrix(objectModel, leaveOut),
      ...(leaveOut.includes('WordApi') ? { WordApi: '1.3' } : {}),
      ...(this.#options.documentHost.application === 'Excel'
        ? { CustomFunctionsRuntime: '1.4', MatrixCoercion: '1.1' }
        : {}),
      DialogApi: '1.2',
      Settings: '1.1',
      Selection: '1.1',
      DocumentEvents: '1.1',
      ...Object.fromEntries(this.#options.documentHost.coercions.map((name) => [coercionSets[name], '1.1'])),
      TextFile: '1.1',
      CompressedFile: '1.1',
      File: '1.1',
      AddinCommands: '1.3',
    };
  }

  #completeCommand(id: string, status: number): void {
    this.#commands.get(id)?.(status === functionNotFound ? 'function-not-found' : 'completed');
    this.#commands.delete(id);
  }

  #answer(envelope: Envelope, data: unknown): void {
    this.#post({
      _messageType: 1,
      _actionName: envelope._actionName,
      _conversationId: envelope._conversationId,
      _correlationId: envelope._correlationId,
      _origin: this.#options.identity.hostOrigin,
      _data: data,
      _errorCode: errorCodes.ok,
      _responseType: 0,
      _serializerVersion: 1,
    });
  }

  #post(envelope: Envelope): void {
    const text = JSON.stringify(envelope);
    this.#options.log.add('out', envelope._actionName, text.length, envelope._data);
    this.#options.post(text);
  }
}
