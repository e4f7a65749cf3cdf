import { createPaneIds, frameName, frameUrl, type AddIn } from './app-context.ts';
import { Conversation, type ConversationEvents } from './conversation.ts';
import type { DocumentHost } from './document-host.ts';
import type { FaultName } from './faults.ts';
import { WireLog } from './wire-log.ts';

export interface PaneOptions extends ConversationEvents {
  readonly documentHost: DocumentHost;
  readonly addIn: AddIn;
  /** Language of the user interface, BCP 47. */
  readonly locale: string;
  readonly fault?: () => FaultName | null;
  readonly log?: WireLog;
  /** For a dialog's frame. */
  readonly isDialog?: boolean;
}

export interface PaneConnection {
  readonly conversation: Conversation;
  readonly log: WireLog;
  /** Ends the conversation; the frame is the caller's to remove. */
  close(): void;
}

/**
 * Makes `frame` an Office pane of this page: names it, loads the add-in and answers its office.js. Messages count
 * only when they come from that frame and from the add-in's origin.
 */
export function connectPane(frame: HTMLIFrameElement, options: PaneOptions): PaneConnection {
  const page = frame.ownerDocument.defaultView;
  if (!page) throw new Error('The frame is in no window.');
  const log = options.log ?? new WireLog();
  const identity = {
    ids: createPaneIds(),
    application: options.documentHost.application,
    locale: options.locale,
    hostOrigin: page.location.origin,
    isDialog: options.isDialog ?? false,
  };
  const addInOrigin = new URL(options.addIn.sourceUrl, page.location.href).origin;
  const conversation = new Conversation({
    ...options,
    identity,
    fault: options.fault ?? (() => null),
    log,
    post: (message) => frame.contentWindow?.postMessage(message, addInOrigin),
  });

  const listen = (event: MessageEvent): void => {
    if (event.source === frame.contentWindow && event.origin === addInOrigin) void conversation.receive(event.data);
  };
  page.addEventListener('message', listen);
  frame.name = frameName(identity);
  frame.src = frameUrl(new URL(options.addIn.sourceUrl, page.location.href).href, identity);

  return {
    conversation,
    log,
    close() {
      page.removeEventListener('message', listen);
      conversation.close();
    },
  };
}
