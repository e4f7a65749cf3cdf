import type { WriteOptions, WriteProgress } from '../host.ts';

/**
 * Called before each request of a long piece of work on a workbook: tells how far it is, and throws where the person has stopped
 * it. What is being taken back goes on to its end.
 */
export type Pace = (phase: WriteProgress['phase'], done: number, total: number) => void;

export function paceOf({ signal, onProgress }: WriteOptions): Pace {
  return (phase, done, total) => {
    // What one request does is over before anybody could read of it.
    if (done > 0 && done < total) onProgress?.({ phase, done, total });
    if (phase !== 'taking-back') signal?.throwIfAborted();
  };
}
