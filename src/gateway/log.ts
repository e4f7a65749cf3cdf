import { Gatherer } from './gatherer.ts';

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

interface Line {
  readonly time: Date;
  readonly entry: LogEntry;
}

/** One line of JSON for each request that asks a model or fails; pages that are served well are not told. */
export function createLog(write?: (line: string) => void): Log {
  const take = write ? (line: Line): void => write(render(line)) : (line: Line): void => output.add(line);
  return (entry) => {
    const isPage = entry.model === undefined && entry.status < 400;
    if (!isPage) take({ time: new Date(), entry });
  };
}

function render({ time, entry }: Line): string {
  return JSON.stringify({ time, ...entry });
}

const output = new Gatherer<Line>((lines) => {
  process.stdout.write(lines.map((line) => `${render(line)}\n`).join(''));
});
process.on('exit', () => output.flush());

/** A log that cannot be written, such as one on a full disk, costs its lines and not the service. */
export function keepGoingWithoutLog(...streams: readonly NodeJS.WritableStream[]): void {
  for (const stream of streams) stream.on('error', () => undefined);
}
