import type { PaneConnection } from '../wire/connect-pane.ts';
import type { WireCounters, WireEntry } from '../wire/wire-log.ts';
import type { DocumentSelection, WordDocument } from '../word/word-document.ts';
import type { Manifest } from './manifest.ts';

/** What the page shows to tests, as `window.playground`. */
export interface Playground {
  /** Resolves when the first document is shown (or could not be opened) and the pane, if one is to open, was begun. */
  readonly ready: Promise<void>;
  /** The opened document; `null` while none is open. */
  readonly document: WordDocument | null;
  /** What was read of the add-in; `null` when none is installed. */
  readonly manifest: Manifest | null;
  /** The conversation with the pane; `null` while it is closed. */
  readonly pane: PaneConnection | null;
  /** Rich API requests so far, over all frames. */
  readonly counters: WireCounters;
  /** The latest messages of all frames, oldest first. */
  readonly wireLog: readonly WireEntry[];
  /** Blocks that the view has rendered since the document was opened: an edit should add few. */
  readonly renderedBlocks: number;
  /** Resolves when the whole document is rendered; opening shows the first screens only. */
  readonly whenRendered: Promise<void>;
  resetCounters(): void;
  /** The document as a .docx, as the download would be. */
  save(): Uint8Array;
  openBytes(bytes: Uint8Array, name: string): Promise<void>;
  /** Text of the body, paragraphs ending with a line feed. */
  text(): string;
  /** Selects the n-th occurrence (from 1) of a text within one paragraph and shows it; `false` when there is none. */
  selectText(text: string, occurrence?: number): boolean;
  /** Selects by paragraph numbers (from 0, in reading order, those of tables among them) and offsets. */
  setSelection(
    start: readonly [paragraph: number, offset: number],
    end?: readonly [paragraph: number, offset: number],
  ): void;
  readonly selection: DocumentSelection | null;
}

declare global {
  interface Window {
    playground: Playground;
  }
}
