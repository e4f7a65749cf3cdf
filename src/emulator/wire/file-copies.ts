import { CommonApiError, type DocumentHost, type FileType } from './document-host.ts';

const maxOpen = 2;
const memoryFileLimit = 11000;
const invalidSliceSize = 11002;
const indexOutOfRange = 5008;
const maxSliceSize = 4 * 1024 * 1024;
/** Numbers of `Office.FileType` on the wire (office.js 1.1.110). */
const fileTypes: readonly FileType[] = ['text', 'compressed', 'pdf'];

interface Copy {
  readonly content: string | Uint8Array;
  readonly sliceSize: number;
}

/**
 * Copies of the document that an add-in reads in slices: `getFileAsync`, `getSliceAsync`, `closeAsync`. At most two are
 * open at once, as Microsoft documents. Fields of calls and answers are numbered: 0 file type, 1 slice size, 2 handle,
 * 3 index; answered are 0 handle, 1 size, and 0 data, 1 size of a slice.
 */
export class FileCopies {
  readonly #host: DocumentHost;
  readonly #open = new Map<number, Copy>();
  #lastHandle = 0;

  constructor(host: DocumentHost) {
    this.#host = host;
  }

  open(fileType: unknown, sliceSize: unknown): Record<number, unknown> {
    const size = Number(sliceSize);
    if (!(size > 0 && size <= maxSliceSize)) throw new CommonApiError(invalidSliceSize, 'The slice size is not valid.');
    if (this.#open.size >= maxOpen) throw new CommonApiError(memoryFileLimit, 'Two copies are open already.');
    const content = this.#host.getFile(fileTypes[Number(fileType)] ?? 'pdf');
    this.#lastHandle += 1;
    this.#open.set(this.#lastHandle, { content, sliceSize: size });
    return { 0: this.#lastHandle, 1: content.length };
  }

  slice(handle: unknown, index: unknown): Record<number, unknown> {
    const copy = this.#open.get(Number(handle));
    const start = Number(index) * (copy?.sliceSize ?? 0);
    if (!copy || !(start >= 0 && start < copy.content.length))
      throw new CommonApiError(indexOutOfRange, 'There is no such slice.');
    const piece = copy.content.slice(start, start + copy.sliceSize);
    return { 0: typeof piece === 'string' ? piece : [...piece], 1: piece.length };
  }

  close(handle: unknown): void {
    this.#open.delete(Number(handle));
  }
}
