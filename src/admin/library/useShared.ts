import { useCallback, useEffect, useState } from 'react';
import { toAssistantError, type AssistantError } from '../../base/errors.ts';
import { changedMeanwhile, type NewSharedEntry, type SharedEntry } from '../../protocol/administration.ts';
import { usePage } from '../page-context.ts';
import { useGatewayState } from '../useGatewayState.ts';
import { useLoaded } from '../useLoaded.ts';
import { useTask, type Task } from '../useTask.ts';

export interface Shared {
  /** `null` until they are there. */
  readonly entries: readonly SharedEntry[] | null;
  /** Groups that are known, to choose from. */
  readonly knownGroups: readonly string[];
  readonly loading: Task;
  readonly saving: Task;
  /** What another administrator made of an entry meanwhile, when a change of it was refused for that. */
  readonly theirs: SharedEntry | null;
  readonly forgetTheirs: () => void;
  /** Saves a new entry, or the new form of the one that was so. Resolves with whether it is saved. */
  readonly save: (entry: NewSharedEntry, before: SharedEntry | null) => Promise<boolean>;
  readonly remove: (entry: SharedEntry) => Promise<boolean>;
  readonly order: (entries: readonly SharedEntry[]) => Promise<boolean>;
}

/** What the organisation shares, read anew after each change; of two administrators at once the second is told. */
export function useShared(): Shared {
  const { gateway } = usePage();
  const { returns } = useGatewayState();
  const { value: entries, set, load, task: loading } = useLoaded(useCallback(() => gateway.library(), [gateway]));
  const { value: people } = useLoaded(useCallback(() => gateway.people(), [gateway]));
  useEffect(() => {
    if (returns > 0) load();
  }, [returns, load]);
  const [theirs, setTheirs] = useState<SharedEntry | null>(null);
  const saving = useTask();

  const change = (work: () => Promise<unknown>, id: string | undefined): Promise<boolean> =>
    saving.run(async () => {
      let failure: AssistantError | undefined;
      try {
        await work();
      } catch (reason) {
        failure = toAssistantError(reason);
        if (failure.reason !== changedMeanwhile) throw failure;
      }
      const now = await gateway.library();
      set(now);
      setTheirs(failure ? (now.find((entry) => entry.id === id) ?? null) : null);
      if (failure) throw failure;
    });
  return {
    entries,
    knownGroups: [...new Set((people?.data ?? []).flatMap(({ groups }) => groups))],
    loading,
    saving,
    theirs,
    forgetTheirs: () => setTheirs(null),
    save: (entry, before) => change(() => gateway.saveEntry(entry, before), before?.id),
    remove: (entry) => change(() => gateway.removeEntry(entry), entry.id),
    order: (ordered) => change(() => gateway.orderLibrary(ordered.map(({ id }) => id)), undefined),
  };
}
