import { unzipSync, Zip, ZipDeflate, zipSync, type Zippable } from 'fflate';
import type { Pieces } from './pieces.ts';

/** Why a file could not be opened, in a form that a page can put into words. */
export type DocumentFileProblem = 'not-a-zip' | 'encrypted' | 'too-large' | 'not-a-document';

export class DocumentFileError extends Error {
  override readonly name = 'DocumentFileError';
  readonly problem: DocumentFileProblem;

  constructor(problem: DocumentFileProblem, message: string) {
    super(message);
    this.problem = problem;
  }
}

/** Unpacked sizes past which a file is refused, so that a small file cannot fill the memory. */
const maxUnpackedBytes = 512 * 1024 * 1024;
const maxEntries = 20_000;

const oleSignature = [0xd0, 0xcf, 0x11, 0xe0];

export function unpack(bytes: Uint8Array): Map<string, Uint8Array> {
  if (oleSignature.every((byte, index) => bytes[index] === byte)) {
    throw new DocumentFileError(
      'encrypted',
      'The file is protected by a password, or is in the old format (.doc, .xls).',
    );
  }
  let total = 0;
  let count = 0;
  try {
    const files = unzipSync(bytes, {
      filter: ({ originalSize }) => {
        total += originalSize;
        count += 1;
        if (total > maxUnpackedBytes || count > maxEntries) {
          throw new DocumentFileError('too-large', 'The file is too large when unpacked.');
        }
        return true;
      },
    });
    return new Map(Object.entries(files).filter(([name]) => !name.endsWith('/')));
  } catch (error) {
    if (error instanceof DocumentFileError) throw error;
    throw new DocumentFileError('not-a-zip', 'The file is not a zip archive, or it is damaged.');
  }
}

const largePart = 4 * 1024 * 1024;

/** How much of a large part is compressed in one piece. */
const pieceLength = 256 * 1024;

/** A fixed time makes the same document the same bytes; zip's own time begins in 1980. */
const mtime = new Date(1980, 0, 1);

/** Packs parts in the given order; pictures, which are compressed already, are stored. */
export function pack(parts: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const files: Zippable = {};
  for (const [name, bytes] of parts) files[name] = [bytes, { level: levelOf(name, bytes), mtime }];
  return zipSync(files);
}

/** The same in pieces, where a part is very large. */
export function* packing(parts: ReadonlyMap<string, Uint8Array>): Pieces<Uint8Array> {
  if ([...parts.values()].every(({ length }) => length <= largePart)) return pack(parts);
  const chunks: Uint8Array[] = [];
  const archive = new Zip((error, chunk) => {
    if (error) throw error;
    chunks.push(chunk);
  });
  for (const [name, bytes] of parts) {
    const file = new ZipDeflate(name, { level: levelOf(name, bytes) });
    file.mtime = mtime;
    archive.add(file);
    for (let at = 0; at === 0 || at < bytes.length; at += pieceLength) {
      file.push(bytes.subarray(at, at + pieceLength), at + pieceLength >= bytes.length);
      yield;
    }
  }
  archive.end();
  return joined(chunks);
}

/** A very large part (a sheet of a million cells) is packed fast rather than small. */
function levelOf(name: string, { length }: Uint8Array): 0 | 1 | 6 {
  if (/\.(png|jpe?g|gif)$/i.test(name)) return 0;
  return length > largePart ? 1 : 6;
}

function joined(chunks: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(chunks.reduce((length, chunk) => length + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}
