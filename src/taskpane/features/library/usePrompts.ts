import { useCallback, useEffect, useState } from 'react';
import { toAssistantError, type AssistantError } from '../../../base/errors.ts';
import type { Library, NewLibraryEntry } from '../../../protocol/records.ts';
import { usePane } from '../../app/pane-context.ts';

export interface Prompts {
  /** `null` until they are there. */
  readonly library: Library | null;
  readonly error: AssistantError | null;
  readonly load: () => void;
  readonly save: (entry: NewLibraryEntry) => Promise<void>;
  readonly remove: (id: string) => Promise<void>;
}

/** The gateway's prompts, read anew after each change. */
export function usePrompts(): Prompts {
  const { library: client } = usePane();
  const [library, setLibrary] = useState<Library | null>(null);
  const [error, setError] = useState<AssistantError | null>(null);
  const change = useCallback(
    async (before: () => Promise<unknown>): Promise<void> => {
      try {
        await before();
        setLibrary(await client.list());
        setError(null);
      } catch (reason) {
        setError(toAssistantError(reason));
      }
    },
    [client],
  );
  useEffect(() => {
    client.list().then(setLibrary, (reason: unknown) => setError(toAssistantError(reason)));
  }, [client]);
  return {
    library,
    error,
    load: () => void change(() => Promise.resolve()),
    save: (entry) => change(() => client.save(entry)),
    remove: (id) => change(() => client.remove(id)),
  };
}
