import { parentPort, workerData } from 'node:worker_threads';
import type { ReadAnswer, ReadTask } from './file-reader.ts';
import { readText, TooLargeError } from './read-text.ts';

/** The thread that reads one file and ends. */
async function main(): Promise<ReadAnswer> {
  try {
    return await readText(workerData as ReadTask);
  } catch (error) {
    return { failed: error instanceof TooLargeError ? 'too-large' : 'unreadable' };
  }
}

void main().then((answer) => parentPort?.postMessage(answer));
