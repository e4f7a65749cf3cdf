import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { JSDOM, VirtualConsole } from 'jsdom';
import { createPaneIds, frameName, type AddIn } from '../../src/emulator/wire/app-context.ts';
import { Conversation } from '../../src/emulator/wire/conversation.ts';
import type { DocumentHost } from '../../src/emulator/wire/document-host.ts';
import type { FaultName } from '../../src/emulator/wire/faults.ts';
import { WireLog } from '../../src/emulator/wire/wire-log.ts';

const officeFolder = join(dirname(require.resolve('@microsoft/office-js/package.json')), 'dist');
const hostOrigin = 'https://localhost:9443';
const addIn: AddIn = { name: 'Tested add-in', sourceUrl: 'https://localhost:9443/pane.html', domains: [] };

/** What a streaming function is given to answer by. */
export interface StreamingInvocation {
  setResult(value: unknown): void;
  onCanceled: () => void;
}

/** The part of the custom functions' runtime that add-ins call; its types are a package of their own. */
interface CustomFunctionsGlobal {
  associate(id: string, call: (text: string, invocation: StreamingInvocation) => unknown): void;
}

export interface OfficeWindow {
  readonly Office: typeof Office;
  readonly Word: typeof Word;
  readonly Excel: typeof Excel;
  readonly CustomFunctions: CustomFunctionsGlobal;
  readonly OfficeExtension: typeof OfficeExtension;
  /** Counts the round trips; see `WireLog`. */
  readonly log: WireLog;
  readonly conversation: Conversation;
  fault: FaultName | null;
  close(): void;
}

export interface OpenOfficeOptions {
  readonly documentHost: DocumentHost;
  readonly locale?: string;
  readonly fault?: FaultName | null;
}

/**
 * Runs the real, unmodified office.js in a jsdom window against an emulated document, over the same conversation as in
 * the browser. Resolves when `Office.onReady` has.
 */
export async function openOffice({
  documentHost,
  locale = 'en-US',
  fault = null,
}: OpenOfficeOptions): Promise<OfficeWindow> {
  const identity = {
    ids: createPaneIds(),
    application: documentHost.application,
    locale,
    hostOrigin,
    isDialog: false,
  };
  const dom = new JSDOM('<!doctype html><html><head></head><body></body></html>', {
    url: addIn.sourceUrl,
    runScripts: 'outside-only',
    pretendToBeVisual: true,
    virtualConsole: new VirtualConsole(),
  });
  const { window } = dom;
  const log = new WireLog();
  const state = { fault };
  const conversation = new Conversation({
    identity,
    documentHost,
    addIn,
    fault: () => state.fault,
    log,
    post: (message) => {
      setTimeout(
        () => window.dispatchEvent(new window.MessageEvent('message', { data: message, origin: hostOrigin })),
        0,
      );
    },
  });
  window.name = frameName(identity);
  Object.defineProperty(window, 'parent', {
    value: { postMessage: (message: string) => void conversation.receive(message) },
  });
  Object.defineProperty(window.document, 'domain', { value: 'localhost' });
  loadScriptsFromPackage(window as unknown as Window & { eval(code: string): void });

  const script = window.document.createElement('script');
  script.setAttribute('src', 'https://localhost:9443/office-js/office.js');
  window.document.head.append(script);
  window.eval(readFileSync(join(officeFolder, 'office.js'), 'utf8'));
  const office = (window as unknown as { Office: typeof Office }).Office;
  await office.onReady();
  const globals = window as unknown as Pick<OfficeWindow, 'Word' | 'Excel' | 'CustomFunctions' | 'OfficeExtension'>;
  return {
    Office: office,
    Word: globals.Word,
    Excel: globals.Excel,
    CustomFunctions: globals.CustomFunctions,
    OfficeExtension: globals.OfficeExtension,
    log,
    conversation,
    get fault() {
      return state.fault;
    },
    set fault(name) {
      state.fault = name;
    },
    close() {
      conversation.close();
      window.close();
    },
  };
}

/** The scripts that office.js adds to the page are evaluated from its own package; jsdom itself loads nothing. */
function loadScriptsFromPackage(window: Window & { eval(code: string): void }): void {
  const { head } = window.document;
  const append = head.appendChild.bind(head);
  const load = <T extends Node>(node: T): T => {
    const appended = append(node);
    const { src: source } = node as unknown as { readonly src?: string };
    const path = /\/office-js\/(.+?)(\?.*)?$/.exec(source ?? '')?.[1];
    if (path !== undefined && path !== 'office.js') {
      setTimeout(() => {
        window.eval(readFileSync(join(officeFolder, path.toLowerCase()), 'utf8'));
        (node as unknown as HTMLScriptElement).onload?.(new (window as unknown as typeof globalThis).Event('load'));
      }, 0);
    }
    return appended;
  };
  Object.defineProperty(head, 'appendChild', { value: load });
}
