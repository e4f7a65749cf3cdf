import { DocumentFileError } from '../package/zip.ts';
import { WordDocument } from '../word/word-document.ts';
import type { Strings } from './strings.ts';

/** The largest file that is taken up. */
export const maxFileBytes = 64 * 1024 * 1024;

/** A reason for not opening a document, in the words of the page. */
export class OpenError extends Error {
  override readonly name = 'OpenError';
  /** What the person can do about it. */
  readonly help: string;

  constructor(message: string, help: string) {
    super(message);
    this.help = help;
  }
}

/** Opens bytes as a text document; @throws {OpenError} */
export function openDocument(
  bytes: Uint8Array,
  name: string,
  options: { readOnly: boolean; author: string },
  strings: Strings,
): WordDocument {
  return openFile(() => WordDocument.open(bytes, options), bytes, name, strings);
}

/** Runs the opening of a file and says in words why it cannot be; @throws {OpenError} */
export function openFile<T>(open: () => T, bytes: Uint8Array, name: string, strings: Strings): T {
  if (bytes.byteLength > maxFileBytes) throw tooBig(name, strings);
  try {
    return open();
  } catch (error) {
    const problem = error instanceof DocumentFileError ? error.problem : 'not-a-document';
    if (problem === 'too-large') throw tooBig(name, strings);
    if (problem === 'encrypted') {
      throw /\.(?:doc|xls)$/i.test(name)
        ? new OpenError(strings.oldFile(name), strings.oldFileHelp)
        : new OpenError(strings.lockedFile(name), strings.lockedFileHelp);
    }
    throw new OpenError(strings.badFile(name), strings.badFileHelp);
  }
}

/** Fetches a file of this server; @throws {OpenError} for another server's, and when there is none. */
export async function fetchDocument(
  address: string,
  strings: Strings,
): Promise<{ readonly bytes: Uint8Array; readonly name: string }> {
  const url = new URL(address, location.href);
  if (url.origin !== location.origin) throw new OpenError(strings.foreignAddress, strings.notFoundHelp);
  const name = decodeURIComponent(url.pathname.split('/').at(-1) ?? '') || address;
  const response = await fetch(url).catch(() => null);
  if (!response?.ok) throw new OpenError(strings.notFound(name), strings.notFoundHelp);
  if (Number(response.headers.get('content-length') ?? 0) > maxFileBytes) throw tooBig(name, strings);
  return { bytes: new Uint8Array(await response.arrayBuffer()), name };
}

function tooBig(name: string, strings: Strings): OpenError {
  return new OpenError(strings.tooBig(name, `${maxFileBytes / 1024 / 1024} MB`), strings.tooBigHelp);
}
