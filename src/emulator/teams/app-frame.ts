import { runtimeOf } from './runtime.ts';

export type TeamsTheme = 'default' | 'dark' | 'contrast';

/** A dialog as a page or a bot asks for it: an address or a card, with a title and a size. */
export interface DialogRequest {
  readonly title: string;
  readonly url?: string;
  readonly card?: unknown;
  readonly width?: number | string;
  readonly height?: number | string;
}

/** A dialog that stands open. */
export interface OpenDialog {
  /** The frame of its page; `null` where it shows a card. */
  readonly frame: HTMLIFrameElement | null;
  close(): void;
}

export interface SharedContent {
  readonly type: string;
  readonly url: string;
  readonly message?: string;
}

export interface ChosenPerson {
  readonly objectId: string;
  readonly displayName: string;
  readonly email: string;
}

/** What Teams does when a page asks for it. */
export interface AppServices {
  readonly context: () => Readonly<Record<string, unknown>>;
  readonly without: readonly string[];
  onLoaded(): void;
  onFailed(reason: string): void;
  /** `onResult` gets what the dialog hands in, or `undefined` when the person closes it. */
  openDialog(request: DialogRequest, onResult: (result: unknown) => void): OpenDialog;
  share(content: readonly SharedContent[]): Promise<boolean>;
  choosePeople(): Promise<readonly ChosenPerson[] | null>;
  openChat(members: readonly string[], message: string): void;
  openLink(url: string): boolean;
  token(): Promise<string | null>;
  /** A function that is not emulated; Teams leaves such a request without an answer, too. */
  onUnknown(name: string): void;
}

interface Message {
  readonly id: number;
  readonly uuidAsString?: string;
  readonly func: string;
  readonly args?: readonly unknown[];
}

/** Codes of teams-js (`ErrorCode`). */
const userAbort = { errorCode: 8000, message: 'User aborted.' };

/** The conversation with the teams-js of one page in a frame, and of the dialogs that it opens. */
export class AppFrame {
  readonly #frame: HTMLIFrameElement;
  readonly #origin: string;
  readonly #services: AppServices;
  #dialog: { readonly opened: OpenDialog; readonly settle: (result: unknown) => void } | null = null;
  #theme: TeamsTheme;

  constructor(frame: HTMLIFrameElement, url: string, theme: TeamsTheme, services: AppServices) {
    this.#frame = frame;
    this.#origin = new URL(url).origin;
    this.#theme = theme;
    this.#services = services;
    window.addEventListener('message', this.#listen);
  }

  setTheme(theme: TeamsTheme): void {
    this.#theme = theme;
    for (const frame of [this.#frame, this.#dialog?.opened.frame]) {
      frame?.contentWindow?.postMessage({ func: 'themeChange', args: [theme] }, this.#origin);
    }
  }

  close(): void {
    window.removeEventListener('message', this.#listen);
    this.#dialog?.opened.close();
  }

  readonly #listen = (event: MessageEvent): void => {
    const source = event.source as Window | null;
    const isDialog = source !== null && source === this.#dialog?.opened.frame?.contentWindow;
    if (event.origin !== this.#origin || !source || (!isDialog && source !== this.#frame.contentWindow)) return;
    const message = event.data as Message | null;
    if (typeof message?.func !== 'string') return;
    const answer = (...args: readonly unknown[]): void =>
      source.postMessage({ id: message.id, uuidAsString: message.uuidAsString, args }, this.#origin);
    this.#answer(message, isDialog, answer);
  };

  #answer({ func, args = [] }: Message, isDialog: boolean, answer: (...args: readonly unknown[]) => void): void {
    const services = this.#services;
    switch (func) {
      case 'initialize':
        return answer(isDialog ? 'task' : 'content', 'web', runtimeOf(services.without), '2.0.1');
      case 'getContext':
        return answer({ ...services.context(), theme: this.#theme, frameContext: isDialog ? 'task' : 'content' });
      case 'registerHandler':
        return;
      case 'appInitialization.appLoaded':
      case 'appInitialization.success':
        return services.onLoaded();
      case 'appInitialization.failure':
      case 'appInitialization.expectedFailure':
        return services.onFailed(reasonOf(args[0]));
      case 'authentication.getAuthToken':
        void services
          .token()
          .then((token) => (token === null ? answer(false, 'resourceRequiresConsent') : answer(true, token)));
        return;
      case 'tasks.startTask':
        return this.#startTask(args[0] as DialogRequest, answer);
      case 'tasks.updateTask':
        return;
      case 'tasks.completeTask':
        return this.#completeTask(args[0]);
      case 'sharing.shareWebContent': {
        const { content = [] } = (args[0] ?? {}) as { readonly content?: readonly SharedContent[] };
        void services.share(content).then((isShared) => answer(isShared ? null : userAbort));
        return;
      }
      case 'people.selectPeople':
        void services.choosePeople().then((people) => (people ? answer(null, people) : answer(userAbort, null)));
        return;
      case 'chat.openChat': {
        const { members = [], message = '' } = (args[0] ?? {}) as {
          readonly members?: readonly string[];
          readonly message?: string;
        };
        services.openChat(members, message);
        return answer(true);
      }
      case 'executeDeepLink':
        return services.openLink(String(args[0])) ? answer(true) : answer(false, 'The link leads nowhere.');
      case 'clipboard.writeToClipboard':
        void writeClipboard(args[0]).then((error) => answer(error));
        return;
      case 'clipboard.readFromClipboard':
        void navigator.clipboard.readText().then(
          (text) => answer(null, JSON.stringify({ mimeType: 'text/plain', content: toBase64(text) })),
          () => answer({ errorCode: 1000, message: 'Permission denied.' }),
        );
        return;
      default:
        services.onUnknown(func);
    }
  }

  #startTask(request: DialogRequest, answer: (...args: readonly unknown[]) => void): void {
    this.#dialog?.settle(undefined);
    let isSettled = false;
    const settle = (result: unknown): void => {
      if (isSettled) return;
      isSettled = true;
      this.#dialog = null;
      if (result === undefined) answer('User cancelled/closed the task module.', null);
      else answer(null, result);
    };
    this.#dialog = { opened: this.#services.openDialog(request, settle), settle };
  }

  #completeTask(result: unknown): void {
    const dialog = this.#dialog;
    dialog?.settle(result ?? null);
    dialog?.opened.close();
  }
}

async function writeClipboard(request: unknown): Promise<unknown> {
  const { mimeType, content } = (request ?? {}) as { readonly mimeType?: string; readonly content?: string };
  if (mimeType !== 'text/plain' || typeof content !== 'string') return { errorCode: 4000, message: 'Invalid content.' };
  const bytes = Uint8Array.from(atob(content), (sign) => sign.charCodeAt(0));
  return navigator.clipboard.writeText(new TextDecoder().decode(bytes)).then(
    () => null,
    () => ({ errorCode: 1000, message: 'Permission denied.' }),
  );
}

function toBase64(text: string): string {
  return btoa(Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join(''));
}

/** What a page says of its failure: a word, or a reason with a message. */
function reasonOf(failure: unknown): string {
  if (typeof failure === 'string') return failure;
  const { message = '' } = (failure ?? {}) as { readonly message?: string };
  return message;
}
