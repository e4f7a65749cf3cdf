import { useCallback, useState } from 'react';
import { toAssistantError } from '../../base/errors.ts';
import { changedMeanwhile, type KnownPerson, type PolicyBookState } from '../../protocol/administration.ts';
import type { Policy } from '../../protocol/policy.ts';
import { usePage } from '../page-context.ts';
import { useLoaded } from '../useLoaded.ts';
import { useTask, type Task } from '../useTask.ts';

export interface Policies {
  /** `null` until they are there. */
  readonly state: PolicyBookState | null;
  /** People that are known, to tell who is affected; empty until they are there. */
  readonly people: readonly KnownPerson[];
  readonly loading: Task;
  readonly saving: Task;
  /** What another administrator made of the policies meanwhile, when a change was refused for it. */
  readonly theirs: PolicyBookState | null;
  /** Makes new rows of those there are; resolves with whether they are saved. `null` are those of the configuration. */
  readonly change: (make: (rows: readonly Policy[]) => readonly Policy[] | null) => Promise<boolean>;
  /** As `change`, over what another administrator made of them: the person has seen it. */
  readonly changeTheirs: (make: (rows: readonly Policy[]) => readonly Policy[] | null) => Promise<boolean>;
  /** Goes on with what another administrator made of them. */
  readonly takeTheirs: () => void;
}

/** The gateway's policies and the ways to change them; of two administrators at once the second is told. */
export function usePolicies(): Policies {
  const { gateway } = usePage();
  const { value: state, set, task: loading } = useLoaded(useCallback(() => gateway.policies(), [gateway]));
  const { value: people } = useLoaded(useCallback(() => gateway.people(), [gateway]));
  const [theirs, setTheirs] = useState<PolicyBookState | null>(null);
  const saving = useTask();
  const { run } = saving;

  const save = async (
    from: PolicyBookState | null,
    make: (rows: readonly Policy[]) => readonly Policy[] | null,
  ): Promise<boolean> => {
    if (!from) return false;
    let isSaved = false;
    await run(async () => {
      try {
        set(await gateway.savePolicies(make(from.groups), from.version));
        setTheirs(null);
        isSaved = true;
      } catch (reason) {
        if (toAssistantError(reason).reason !== changedMeanwhile) throw reason;
        setTheirs(await gateway.policies());
      }
    });
    return isSaved;
  };
  return {
    state,
    people: people?.data ?? [],
    loading,
    saving,
    theirs,
    change: (make) => save(state, make),
    changeTheirs: (make) => save(theirs, make),
    takeTheirs() {
      if (theirs) set(theirs);
      setTheirs(null);
    },
  };
}
