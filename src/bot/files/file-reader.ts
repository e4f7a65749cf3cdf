import { Worker } from 'node:worker_threads';
import { AssistantError } from '../../base/errors.ts';
import { cleanText } from '../message-text.ts';
import { beginsAs, fileKindOf, type FileKind } from './file-kind.ts';

/** What was read of a file. */
export interface ReadFile {
  readonly name: string;
  readonly kind: FileKind;
  /** Its text, paragraph by paragraph; a heading begins with `#`, as in Markdown. */
  readonly text: string;
  /** Whether the file has more than this. */
  readonly isCut: boolean;
}

/** What the thread that reads is given, and what it says. */
export interface ReadTask {
  readonly kind: FileKind;
  readonly bytes: Uint8Array;
}
export type ReadAnswer =
  | { readonly text: string; readonly isCut: boolean }
  | { readonly failed: 'too-large' | 'unreadable' };

export interface FileReader {
  /** Throws `invalid-request` with a reason: `file-kind`, `file-broken`, `file-empty`. */
  read(name: string, bytes: Uint8Array, signal: AbortSignal): Promise<ReadFile>;
}

const longestMs = 60_000;

/** The program of the thread, where it is not the built one. */
export interface ReaderProgram {
  readonly url: URL;
  readonly execArgv?: readonly string[];
  /** How long it may take. */
  readonly longestMs?: number;
}

/**
 * Reads files in a thread of its own, with a limit to its memory and its time: what a stranger made may be built to exhaust
 * who opens it, and the gateway must go on answering meanwhile.
 */
export function createFileReader(program?: ReaderProgram): FileReader {
  const url = program?.url ?? new URL('./file-worker.js', import.meta.url);
  return {
    async read(name, bytes, signal) {
      const kind = fileKindOf(name);
      if (!kind) throw refused('This kind of file cannot be read.', 'file-kind');
      if (!beginsAs(kind, bytes)) throw refused('The file is not what its name says.', 'file-broken');
      const answer = await run({ kind, bytes }, signal);
      if ('failed' in answer)
        throw refused(
          `The file cannot be read: ${answer.failed}.`,
          answer.failed === 'too-large' ? 'file-too-large' : 'file-broken',
        );
      const text = kind === 'vtt' ? answer.text : cleanLines(answer.text);
      if (text.trim() === '') throw refused('The file has no text.', 'file-empty');
      return { name, kind, text, isCut: answer.isCut };
    },
  };

  function run(task: ReadTask, signal: AbortSignal): Promise<ReadAnswer> {
    return new Promise((resolve, reject) => {
      const worker = new Worker(url, {
        workerData: task,
        ...(program?.execArgv && { execArgv: [...program.execArgv] }),
        // What libraries print about a strange file is no news for the log.
        stdout: true,
        stderr: true,
        resourceLimits: { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 64 },
      });
      const timer = setTimeout(() => end(() => resolve({ failed: 'too-large' })), program?.longestMs ?? longestMs);
      const abort = (): void => end(() => reject(signal.reason as Error));
      function end(settle: () => void): void {
        clearTimeout(timer);
        signal.removeEventListener('abort', abort);
        settle();
        void worker.terminate();
      }
      signal.addEventListener('abort', abort, { once: true });
      if (signal.aborted) abort();
      worker.once('message', (answer: ReadAnswer) => end(() => resolve(answer)));
      // Such as one whose memory was not enough.
      worker.once('error', (error: Error & { code?: string }) =>
        end(() => resolve({ failed: error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'too-large' : 'unreadable' })),
      );
      worker.once('exit', () => end(() => resolve({ failed: 'unreadable' })));
    });
  }
}

/** Paragraphs keep their lines: `cleanText` for each, so that a long file is not cut as a message would be. */
function cleanLines(text: string): string {
  return text
    .split('\n')
    .map((line) => cleanText(line))
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

function refused(message: string, reason: string): AssistantError {
  return new AssistantError('invalid-request', message, { reason });
}
