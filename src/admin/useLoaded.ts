import { useCallback, useEffect, useState } from 'react';
import { useTask, type Task } from './useTask.ts';

export interface Loaded<T> {
  /** `null` until it is there; what was there last while it is read again. */
  readonly value: T | null;
  readonly set: (value: T) => void;
  readonly load: () => void;
  readonly task: Task;
}

/** Something that the gateway has, read when the component appears and whenever it is told to. */
export function useLoaded<T>(read: () => Promise<T>): Loaded<T> {
  const [value, set] = useState<T | null>(null);
  const task = useTask();
  const { run } = task;
  const load = useCallback(() => void run(async () => set(await read())), [read, run]);
  useEffect(load, [load]);
  return { value, set, load, task };
}
