import type { ObjectModel } from '../richapi/object-model.ts';

/** A code of Office's Common API, such as 1000 (coercion type not supported) or 5002 (read only). */
export class CommonApiError extends Error {
  override readonly name = 'CommonApiError';
  readonly code: number;

  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

/** `Office.FileType`. */
export type FileType = 'text' | 'compressed' | 'pdf';

/** One message of the rich API's event channel: an event, or a call of a custom function. */
export interface RichApiMessage {
  readonly category: number;
  readonly type: number;
  /** Id of what it is about (a worksheet); `Workbook` for handlers of the whole. */
  readonly target: string;
  /** JSON text. */
  readonly message: string;
}

/** What the wire needs of an opened document, whatever application it belongs to. */
export interface DocumentHost {
  readonly application: 'Word' | 'Excel';
  readonly objectModel: ObjectModel;
  /** Address of the document, as `Office.context.document.url` gives it. */
  readonly url: string;
  readonly readOnly: boolean;
  /** The language that new text is written in, BCP 47; the user interface's is the wire's own option. */
  readonly contentLanguage: string;
  /** Add-in settings kept in the document: name to JSON text. */
  readonly settings: {
    read(): Readonly<Record<string, string>>;
    write(settings: Readonly<Record<string, string>>): void;
  };
  /** Runs one rich API request, so that the document can make one step of undo of it. */
  runBatch?<T>(run: () => T): T;
  /**
   * Asked before a request that writes, of so many characters; where it gives a promise, the request waits for it, and for what that gives to be
   * called when it is done: time to show that work begins which will hold the page up.
   */
  beforeWriting?(length: number): Promise<() => void> | null;
  /** Formats that the selection can be read and written in, for the requirement sets. */
  readonly coercions: readonly ('text' | 'html' | 'ooxml')[];
  /** `getSelectedDataAsync`; throws {@link CommonApiError}. */
  getSelectedData(coercion: 'text' | 'html' | 'ooxml' | 'matrix'): string | unknown[][];
  /** `setSelectedDataAsync`; throws {@link CommonApiError}. `data` is base64 for `image`. */
  setSelectedData(coercion: 'text' | 'html' | 'ooxml' | 'matrix' | 'image', data: unknown): void;
  /** The whole document as `getFileAsync` gives it; throws {@link CommonApiError} for a type it cannot be had in. */
  getFile(type: FileType): string | Uint8Array;
  /** Calls back after each change of the selection. Returns the way to stop. */
  onSelectionChanged(listener: () => void): () => void;
  /** What add-ins keep in the document changed; only where the host tells of it. */
  onSettingsChanged?(listener: () => void): () => void;
  /** Calls back with messages for add-ins. Returns the way to stop. */
  onRichApiMessages?(listener: (messages: readonly RichApiMessage[]) => void): () => void;
  /** The longest request or answer of the rich API in bytes, where there is a limit. */
  readonly maxPayloadBytes?: number;
}
