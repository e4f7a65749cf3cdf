import { Button } from '@fluentui/react-components';
import { useEffect, useState, type ComponentType } from 'react';
import { toAssistantError, type AssistantError } from '../../base/errors.ts';
import { loadOnDemand } from '../../base/load-on-demand.ts';
import { usePane } from '../app/pane-context.ts';
import { isOffline } from './is-offline.ts';

/** A component whose code comes when it is first shown, or ahead of that by `fetchAhead`. */
export type OnDemand<Props> = ComponentType<Props> & { readonly fetchAhead: () => Promise<void> };

/**
 * Makes a component of one that is loaded later. Where it cannot be fetched, it says so in its place and offers to try
 * again; the rest of the pane, and all that the assistant knows, stays as it is.
 */
export function onDemand<Props extends object>(load: () => Promise<ComponentType<Props>>): OnDemand<Props> {
  const loaded: { part?: ComponentType<Props> } = {};
  const fetchAhead = async (): Promise<void> => {
    loaded.part ??= await loadOnDemand(load);
  };

  function Later(props: Props): React.JSX.Element {
    const { strings } = usePane();
    const [Part, setPart] = useState(() => loaded.part);
    const [error, setError] = useState<AssistantError | null>(null);
    const fetchPart = (): void => {
      setError(null);
      fetchAhead().then(
        () => setPart(() => loaded.part),
        (reason: unknown) => setError(toAssistantError(reason)),
      );
    };
    useEffect(() => {
      if (!Part) fetchPart();
      // Once: a failure is tried again by the person.
      // eslint-disable-next-line react-hooks/exhaustive-deps
    }, []);
    if (Part) return <Part {...props} />;
    if (!error) return <div role="status">{strings.loading}</div>;
    // Plain, since the parts that say it better would have to be fetched as well.
    return (
      <div role="alert">
        {isOffline(error) ? strings.offline : strings.errors[error.code]}{' '}
        <Button size="small" onClick={fetchPart}>
          {strings.retry}
        </Button>
      </div>
    );
  }
  return Object.assign(Later, { fetchAhead });
}
