import { useCallback, useState } from 'react';
import { toAssistantError, type AssistantError } from '../base/errors.ts';

export interface Task {
  readonly isRunning: boolean;
  readonly error: AssistantError | null;
  /** Runs one thing; its failure is kept to be shown. Resolves with whether it went well. */
  readonly run: (work: () => Promise<void>) => Promise<boolean>;
}

/** Something that takes a while and may fail. */
export function useTask(): Task {
  const [isRunning, setRunning] = useState(false);
  const [error, setError] = useState<AssistantError | null>(null);
  const run = useCallback(async (work: () => Promise<void>): Promise<boolean> => {
    setRunning(true);
    setError(null);
    try {
      await work();
      return true;
    } catch (reason) {
      setError(toAssistantError(reason));
      return false;
    } finally {
      setRunning(false);
    }
  }, []);
  return { isRunning, error, run };
}
