/** What is told of one request. Never a prompt, a text of a document, an answer or a key. */
export interface LogEntry {
  readonly requestId: string;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly milliseconds: number;
  readonly model?: string;
  readonly backend?: string;
  readonly attempts?: number;
  /** Our code and message, when the request failed. */
  readonly error?: string;
}

export type Log = (entry: LogEntry) => void;

export const silentLog: Log = () => undefined;

/** One line of JSON for each request that asks a model or fails; pages that are served well are not told. */
export function createLog(write: (line: string) => void = writeLine): Log {
  return (entry) => {
    const isPage = entry.model === undefined && entry.status < 400;
    if (!isPage) write(JSON.stringify({ time: new Date().toISOString(), ...entry }));
  };
}

/** Lines that wait to be written together: a write for each costs more than making it. */
let waiting = '';
const gatherMs = 25;

function writeLine(line: string): void {
  if (waiting === '') setTimeout(writeWaiting, gatherMs);
  waiting += `${line}\n`;
}

function writeWaiting(): void {
  if (waiting === '') return;
  process.stdout.write(waiting);
  waiting = '';
}
process.on('exit', writeWaiting);

/** A log that cannot be written, such as one on a full disk, costs its lines and not the service. */
export function keepGoingWithoutLog(...streams: readonly NodeJS.WritableStream[]): void {
  for (const stream of streams) stream.on('error', () => undefined);
}
